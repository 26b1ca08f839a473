"""f_locals and locals() (PEP 667): functions show their variables through a proxy, modules and classes their namespace."""
import sys


def attempt(action):
    try:
        return repr(action())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def function(first, second=2, *rest, **others):
    cell = "in a cell"

    def inner():
        return cell

    proxy = sys._getframe().f_locals
    print(type(proxy).__name__, proxy is sys._getframe().f_locals, proxy == sys._getframe().f_locals)
    print(list(proxy), len(proxy), proxy["first"], proxy["cell"], "rest" in proxy, "missing" in proxy)
    proxy["first"] = "changed"
    proxy["cell"] = "changed too"
    proxy["extra"] = [1]
    print(first, inner(), cell, proxy.get("extra"), list(proxy)[-1], list(proxy.keys())[-1])
    print(attempt(lambda: proxy["missing"]), attempt(lambda: proxy[1]), proxy.get("missing"), proxy.get("missing", 5))
    print(attempt(lambda: proxy.pop("first")), attempt(lambda: proxy.__getitem__("second")))
    print(proxy.setdefault("second", 9), proxy.setdefault("another", 9), proxy.update({"second": 3, "another": 4}))
    print(second, proxy.copy()["another"], type(proxy.copy()).__name__, proxy.copy() == proxy, proxy == {})
    print(list(reversed(proxy))[:2], proxy.values()[:2], proxy.items()[1], attempt(lambda: hash(proxy)))
    print(attempt(lambda: proxy.update(3)), attempt(lambda: proxy < proxy), type(proxy | {}).__name__, list({"z": 1} | proxy)[:2])
    del second
    print("second" in proxy, attempt(lambda: proxy["second"]), list(proxy)[:2])
    proxy |= {"second": "back"}
    print(second, type(proxy).__name__, sys.getsizeof(proxy))

    def remove():
        del proxy["first"]

    print(attempt(remove))


function(1, 2, 3, key=4)


def snapshots():
    value = []
    before = locals()
    after = locals()
    print(before is after, list(before), list(after), sys.getrefcount(value))
    before["value"] = "nothing to the variable"
    print(value, "late" in before)
    late = 1
    print("late" in before, "late" in locals())
    frame = sys._getframe()
    frame.f_locals["value"] = "bound"
    return value


print(snapshots())


def counts():
    value = []
    counts = [sys.getrefcount(value)]
    frame = sys._getframe()
    counts.append(sys.getrefcount(value))
    proxy = frame.f_locals
    counts.append(sys.getrefcount(value))
    copy = proxy.copy()
    counts.append(sys.getrefcount(value))
    del copy
    locals()
    counts.append(sys.getrefcount(value))
    return counts


print(counts())


def shown():
    a, b = 1, [2]
    here = sys._getframe().f_locals
    print(here)
    del here
    print(locals())
    return [sorted(locals()) for a in (1,)], [name for name in sys._getframe().f_locals for _ in (1,)]


print(shown())


def finished():
    kept = "kept"
    return sys._getframe()


frame = finished()
frame.f_locals["kept"] = "changed"
frame.f_locals["more"] = 1
print(frame.f_locals, frame.f_locals.copy())
frame.clear()
print(frame.f_locals)


def generator():
    value = 1
    while True:
        value = yield value


running = generator()
next(running)
running.gi_frame.f_locals["value"] = "set from outside"
print(running.gi_frame.f_locals, running.send("sent"), running.gi_frame.f_locals)

print(locals() is globals(), sys._getframe().f_locals is globals())


class Body:
    attribute = 1
    print(sorted(name for name in locals() if not name.startswith("__")), locals() is sys._getframe().f_locals)
    locals()["made"] = 2
    print(made)


def nested(cell):
    def inner():
        cell
        return locals(), sys._getframe().f_locals

    return inner()


print(nested(5))
print((lambda a, *, b: locals())(1, b=2))
