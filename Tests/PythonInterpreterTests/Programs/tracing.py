"""sys.settrace: calls, lines, returns, exceptions and instructions."""
import sys

events = []


def tracer(frame, event, argument):
    if frame.f_code.co_filename != __file_name__:
        return None
    name = frame.f_code.co_name
    if name in ("show", "trace"):
        return None
    if event == "exception":
        argument = argument[0].__name__
    line = frame.f_lineno - frame.f_code.co_firstlineno
    events.append((event, name, line, argument if isinstance(argument, (int, str, type(None))) else "..."))
    return tracer


__file_name__ = sys._getframe().f_code.co_filename


def trace(function, *arguments):
    events.clear()
    sys.settrace(tracer)
    try:
        function(*arguments)
    except Exception as error:
        sys.settrace(None)
        print("raised", type(error).__name__)
    sys.settrace(None)
    for event in events:
        print(*event)
    print("--")


def straight(a):
    b = a + 1
    if b > 5:
        return "large"
    c = [x * 2 for x in range(b)]
    return sum(c)


def loops(count):
    total = 0
    for index in range(count):
        if index % 2:
            continue
        total += index
    else:
        total += 100
    while total > 100:
        total -= 1
    return total


def one_line():
    for index in range(3): pass
    index = 2
    while index: index -= 1


def fails():
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    finally:
        x = 1
    raise KeyError("out")


def calls():
    straight(9)
    return (lambda value: value)(3)


def generator():
    received = yield 1
    try:
        yield received
    finally:
        last = 1


def uses_generator():
    made = generator()
    next(made)
    made.send("sent")
    made.close()
    return list(generator())


def throws():
    made = generator()
    next(made)
    try:
        made.throw(ValueError("thrown"))
    except ValueError:
        return 1


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return True


def with_block():
    with Manager() as manager:
        x = 1
        raise ValueError
    return x


def several(
    a,
    b=1,
):
    result = (a +
              b)
    return [
        result,
        result,
    ]


def makes_class():
    class Local:
        attribute = 1

        def method(self):
            return 2

    return Local().method()


trace(straight, 2)
trace(straight, 9)
trace(loops, 3)
trace(one_line)
trace(fails)
trace(calls)
trace(uses_generator)
trace(throws)
trace(with_block)
trace(several, 1)
trace(makes_class)


def lines_only(frame, event, argument):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    events.append(event)
    return lines_only


events.clear()
small = lambda: None
sys.settrace(lines_only)
small()
small()
sys.settrace(None)
print(events)


def broken(frame, event, argument):
    raise RuntimeError("in the trace function")


def traced():
    return 1


sys.settrace(broken)
try:
    traced()
except RuntimeError as error:
    print(error, sys.gettrace())


def once(frame, event, argument):
    events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return None


events.clear()
sys.settrace(once)
print(sys.gettrace() is once)
traced()
sys.settrace(None)
print(events, sys.gettrace())


def later():
    frame = sys._getframe()
    frame.f_trace = local
    sys.settrace(lambda *arguments: None)
    x = 1
    y = 2
    sys.settrace(None)
    return x + y


def local(frame, event, argument):
    events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return local


events.clear()
print(later(), events)
