"""sys.setprofile: calls and returns, of builtins as well."""
import sys

events = []


def profiler(frame, event, argument):
    if event.startswith("c_"):
        argument = argument.__name__
    events.append((event, frame.f_code.co_name, argument if isinstance(argument, (int, str, type(None))) else "..."))


def profile(function, *arguments):
    events.clear()
    sys.setprofile(profiler)
    try:
        function(*arguments)
    except Exception as error:
        sys.setprofile(None)
        print("raised", type(error).__name__)
    sys.setprofile(None)
    for event in events:
        print(*event)
    print("--")


def helper(n):
    return n * 2


def work():
    total = 0
    for index in range(2):
        total += helper(index)
    return len([total])


def methods():
    items = [3, 1]
    items.append(2)
    items.sort(key=abs)
    list.append(items, 4)
    return "".join(str(item) for item in items)


def fails():
    try:
        int("x")
        len(5)
    except ValueError:
        pass
    [].pop()


def generator():
    yield 1
    yield 2


def uses_generator():
    return sum(generator())


class Thing:
    def __init__(self):
        self.x = 1

    def __len__(self):
        return 3


def objects():
    thing = Thing()
    return len(thing), isinstance(thing, Thing), print(end=""), getattr(thing, "x")


def keywords():
    return sorted([2, 1], reverse=True), max(*[1, 2]), dict(a=1)


for function in (work, methods, fails, uses_generator, objects, keywords):
    profile(function)

print(sys.getprofile())


def broken(frame, event, argument):
    raise RuntimeError("in the profiler")


sys.setprofile(broken)
try:
    helper(1)
except RuntimeError as error:
    print(error, sys.getprofile())
