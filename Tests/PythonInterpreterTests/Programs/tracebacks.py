"""Tracebacks: objects, and the text of exceptions that nobody caught."""
import sys


def show(error):
    sys.excepthook(type(error), error, error.__traceback__)


def entries(error):
    found = []
    traceback = error.__traceback__
    while traceback:
        found.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    return found


def divide(left, right):
    return left / right


def middle():
    try:
        divide(1, 0)
    finally:
        print("finally", sys.exception())


def chained():
    try:
        middle()
    except ZeroDivisionError as error:
        raise KeyError("from a cause") from error


def during():
    try:
        chained()
    except KeyError:
        nothing = [1, 2, 3][10] + 1


def suppressed():
    try:
        chained()
    except KeyError:
        raise ValueError("alone") from None


for function in (middle, chained, during, suppressed):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, entries(error), sys.exception() is error, sys.exc_info()[2] is error.__traceback__)
        show(error)
    print(sys.exc_info())

try:
    raise ValueError("one")
except ValueError as error:
    kept = error
print(entries(kept), "error" in globals())
try:
    raise kept
except ValueError as error:
    print(entries(error))
try:
    raise kept.with_traceback(None)
except ValueError as error:
    print(entries(error), error.__traceback__ is kept.__traceback__)

kept.add_note("a note\nof two lines")
kept.__notes__.append("another")
show(kept)


class Odd(Exception):
    def __str__(self):
        raise TypeError("no text")


show(Odd(1))


def lines():
    first = {"a": {"b": None}}
    text = (
        first["a"]["b"]
        .missing(
            1,
            2,
        )
    )


def operands():
    left, right = 1, None
    return (left +
            right)


def recursive(depth):
    return recursive(depth - 1) if depth else divide(
        depth, depth)


def unicode():
    ünï = "ö"; ünï.x(); return 1


class Wrong:
    def __init__(self):
        self.member = 1

    def method(self):
        return member


for function in (lines, operands, lambda: recursive(7), unicode, Wrong().method, lambda: undefined, lambda: int("x") + 1):
    try:
        function()
    except Exception as error:
        show(error)

try:
    exec("def f():\n    1/0\nf()")
except ZeroDivisionError as error:
    show(error)

for source in ("x = (", "if 1:\npass", "a b", "f(a for a in b, c)", "'abc", "def f(:\n  pass"):
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
        error.__traceback__ = None
        show(error)

traceback = kept.__traceback__
made = type(traceback)(traceback, sys._getframe(), 4, 99)
print(made.tb_next is traceback, made.tb_lineno, made.tb_lasti, made.tb_frame is sys._getframe())
for action in (
    lambda: setattr(traceback, "tb_next", made), lambda: setattr(made, "tb_next", made),
    lambda: setattr(made, "tb_next", 1), lambda: type(traceback)(1, sys._getframe(), 1, 1),
    lambda: setattr(kept, "__traceback__", 1), lambda: setattr(kept, "__cause__", 1),
    lambda: setattr(kept, "__context__", 1), lambda: kept.add_note(1),
):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

during()
