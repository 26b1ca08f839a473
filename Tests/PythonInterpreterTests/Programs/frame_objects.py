"""Frame objects: made when asked for, one for each frame, owners of what a frame leaves behind."""
import gc
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def names(frame):
    return sorted(frame.f_locals)


def running(value):
    frame = sys._getframe()
    print(frame is sys._getframe(), frame.f_code is running.__code__, frame.f_globals is globals())
    print(frame.f_lineno - frame.f_code.co_firstlineno, frame.f_back is sys._getframe(1))
    print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes, type(frame.f_builtins).__name__)
    print(sys.getrefcount(value), gc.is_tracked(frame), gc.get_referents(frame))
    return frame


value = ["a value"]
frame = running(value)
print(names(frame), sys.getrefcount(value), gc.is_tracked(frame))
print([type(item).__name__ for item in gc.get_referents(frame)])
print(frame in gc.get_referrers(value), frame.f_back is sys._getframe())
frame.clear()
print(names(frame), sys.getrefcount(value), frame in gc.get_referrers(value))
del frame


def keep():
    first = Noisy("first")
    second = Noisy("second")
    return sys._getframe()


def inner(held):
    return keep()


frame = inner(Noisy("held"))
print(frame.f_code.co_name, frame.f_back.f_code.co_name, names(frame), names(frame.f_back))
print("dropping")
frame = None
print("dropped")


def seen():
    gone = Noisy("gone")
    return None


seen()

try:
    sys._getframe(1000)
except ValueError as error:
    print(error)
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)
for name in ("f_globals", "f_locals", "f_back", "f_code", "f_lasti", "f_builtins"):
    try:
        setattr(sys._getframe(), name, None)
    except AttributeError as error:
        print(error)
for line in (None, 3, "x"):
    try:
        sys._getframe().f_lineno = line
    except ValueError as error:
        print(error)


def generator():
    first = 1
    yield sys._getframe()
    second = [2]
    yield second


suspended = generator()
print(suspended.gi_frame.f_code is generator.__code__, suspended.gi_frame.f_back, names(suspended.gi_frame))
frame = next(suspended)
print(frame is suspended.gi_frame, frame.f_back, names(frame), gc.is_tracked(frame))
item = next(suspended)
print(names(frame), sys.getrefcount(item), frame.f_lineno - generator.__code__.co_firstlineno)
try:
    frame.clear()
except RuntimeError as error:
    print(error)
print(list(suspended), suspended.gi_frame, names(frame), sys.getrefcount(item))
frame.clear()
print(names(frame), sys.getrefcount(item))

gc.disable()
gc.collect()


def cycle():
    frame = sys._getframe()


cycle()
print(gc.collect())


def caught():
    big = [1]

    def fail():
        raise KeyError(big)

    try:
        fail()
    except KeyError as error:
        kept = error


caught()
print(gc.collect())


class Body:
    inside = sys._getframe()
    print(inside.f_code.co_name, inside.f_locals is locals(), inside.f_back is sys._getframe(1))


print(Body.inside.f_code.co_qualname, sys._getframe().f_locals is globals(), type(Body.inside).__name__)
