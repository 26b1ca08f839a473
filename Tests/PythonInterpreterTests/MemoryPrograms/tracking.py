# By statement too.
import gc

tracked = gc.is_tracked
print([tracked(x) for x in (1, "a", b"", 1.5, None, True, ..., object(), range(3), int, list)])
print([tracked(x) for x in ([], set(), frozenset(), {}, (), lambda: 0, gc, type("C", (), {}), slice(1))])
x = []
t = (1, 2, x)
print(tracked(t), tracked((1, 2)), tracked(()), tracked(tuple([1, 2])))
u = tuple([1, 2])
v = (u, "a")
w = tuple([x, 1])
n = gc.collect(0)
print(tracked(u), tracked(v), tracked(w))
d = {}
print(tracked(d))
d["a"] = 1
print(tracked(d))
d["b"] = "text"
d[1.5] = (1, 2)
print(tracked(d))
d["t"] = u
print(tracked(d))
d["l"] = []
print(tracked(d))
del d["l"]
print(tracked(d))
n = gc.collect(1)
print(tracked(d))
n = gc.collect()
print(tracked(d))
e = {"a": ()}
f = {"a": {}}
g = {"a": object()}
h = {"a": frozenset()}
i = {(1,): 1}
print([tracked(z) for z in (e, f, g, h, i)])
print(tracked({**e}), tracked({**f}), tracked(dict(f)), tracked(f.copy()), tracked(e | e))


class C:
    pass


class S:
    __slots__ = ()


class I(int):
    pass


class T(tuple):
    pass


print([tracked(z) for z in (C(), S(), I(), T(), C().__dict__, C)])
o = C()
early = o.__dict__
print(tracked(early))
o.a = 1
print(tracked(early), tracked(o.__dict__))
o.b = []
print(tracked(o.__dict__), tracked(o))


def function(*args, **kwargs):
    return tracked(args), tracked(kwargs)


print(function(), function(1), function(x), function(k=1), function(k=x))
print(tracked(function.__globals__), tracked(function.__code__), tracked(C.__mro__), tracked(C.__bases__))
print(tracked(iter([])), tracked(iter(range(3))), tracked({}.keys()), tracked(x for x in ()), tracked(zip()), tracked([].append), tracked(o.__init__))
