"""What differs between versions about frames: where variables show, what comprehensions are, what tracing sees."""

import gc
import sys


def shown(value):
    return [(name, held) for name, held in value.items() if name in ("a", "b", "c", "x", "extra")]


def variables(a, b=2):
    c = []
    frame = sys._getframe()
    first, second = frame.f_locals, frame.f_locals
    print(type(first).__name__, first is second, shown(first), sys.getrefcount(c))
    a = "changed"
    print(shown(first), shown(frame.f_locals))
    frame.f_locals["b"] = "written"
    frame.f_locals["extra"] = 1
    print(b, "extra" in frame.f_locals, shown(frame.f_locals))
    del c
    print("c" in frame.f_locals, locals() is frame.f_locals, type(locals()).__name__)


variables(1)


def copied():
    x = []
    seen = locals()
    print(list(seen), sys.getrefcount(x))
    seen["x"] = 5
    y = 1
    print(x, "y" in seen)
    again = locals()
    print(again is seen, seen["x"], "y" in seen, sys.getrefcount(x))


copied()


def closed():
    a = 1

    def inner():
        nonlocal a
        a += 1
        return sys._getframe().f_locals["a"], locals()["a"]

    print(inner(), locals()["a"], inner(), sys._getframe().f_locals["a"])


closed()


def evaluated(x):
    eval("locals().update(extra=3)")
    print("extra" in locals(), eval("x + 1"), sorted(vars()))
    exec("x = 10; added = 1")
    print(x, "added" in locals())


evaluated(4)


def comprehended(q):
    print([sys._getframe().f_code.co_name for x in (1,)], {sys._getframe().f_code.co_name for x in (1,)})
    print({x: sys._getframe().f_code.co_name for x in (1,)}, [name for name in "q"])
    print([sorted(locals()) for x in (1,)], [sorted(sys._getframe().f_locals) for x in (1,)])
    print([[y for y in range(x)] for x in range(3)], [q for x in (1,)])
    print(next(sorted(locals()) for x in (1,)))


comprehended(1)
print([lambda: x for x in (1,)][0]())
print([name for name in ("x", "name") if name in globals()], [x for x in (1, 2)])
print([x for x in [sys._getframe().f_lineno - sys._getframe().f_code.co_firstlineno] if x is None])


class Body:
    values = [1, 2]
    doubled = [2 * x for x in values]
    names = [sys._getframe().f_code.co_name for x in values]
    print(sys._getframe().f_locals is locals(), sorted(n for n in locals() if not n.startswith("__")))


print(Body.doubled, Body.names, sorted(n for n in vars(Body) if n.startswith("__")))
events = []


def told(frame, event, argument):
    if frame.f_code.co_name in ("traced", "<listcomp>", "<setcomp>", "helper"):
        names = [name for name in frame.f_locals if not name.startswith(".")]
        events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, names))
        return told


def helper(n):
    return n + 1


def traced():
    a = [helper(x) for x in (1, 2)]
    b = {x for x in a}
    return a, b


sys.settrace(told)
traced()
sys.settrace(None)
for event in events:
    print(*event)
events.clear()
sys.setprofile(told)
traced()
sys.setprofile(None)
for event in events:
    print(*event)


def written(frame, event, argument):
    if event == "line" and "b" not in frame.f_locals:
        frame.f_locals["a"] = "from outside"
    return written


def overwritten():
    a = 1
    a = a
    b = a
    return b


sys.settrace(written)
result = overwritten()
sys.settrace(None)
print(result)


def generator():
    first = [1]
    try:
        yield sys._getframe()
        yield first
    finally:
        print("closed")


suspended = generator()
frame = next(suspended)
print(type(frame.f_locals).__name__, list(frame.f_locals), frame.f_locals is frame.f_locals)
try:
    frame.clear()
except RuntimeError as error:
    print(error)
print([type(item).__name__ for item in gc.get_referents(suspended)][:4])
suspended.close()
print(list(suspended), list(frame.f_locals), suspended.gi_frame)
started = generator()
started.gi_frame.clear()
print(list(started))
print([type(item).__name__ for item in gc.get_referents(suspended)])
kept = next(generator())
print(list(kept.f_locals))


def finished():
    value = [1]
    return sys._getframe(), value


frame, value = finished()
print(sys.getrefcount(value), frame.f_locals["value"] is value, sys.getrefcount(value))
print([type(item).__name__ for item in gc.get_referents(frame)])
frame.clear()
print(sys.getrefcount(value), dict(frame.f_locals))


def counted():
    x = []
    a = sys.getrefcount(x)
    frame = sys._getframe()
    b = sys.getrefcount(x)
    frame.f_locals
    c = sys.getrefcount(x)
    locals()
    return a, b, c, sys.getrefcount(x)


print(counted())


class Noisy:
    def __del__(self):
        print("died")


def dying():
    noisy = Noisy()
    locals()
    print("leaving")


dying()
print("left")
# Recorded on every version.
