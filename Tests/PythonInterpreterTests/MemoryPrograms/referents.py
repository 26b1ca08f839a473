# By statement too.
import gc

refs = gc.get_referents
print(refs([1, 2, 3]), refs((4, 5)), refs({"a": 1, "b": 2}), refs({1: "x", (2,): "y"}), refs({}), refs([]))
print(refs(1), refs("text"), refs(1.5), refs(None), refs(range(3)), refs(object()))
print(sorted(refs({1, 2, 3})), refs([1], {"k": 2}, (3,)))


class Plain:
    pass


class Slots:
    __slots__ = ("b", "a", "unset")


class Child(Slots):
    __slots__ = ("c",)


class L(list):
    pass


o = Plain()
print([r is Plain for r in refs(o)])
o.x = 1
o.y = "two"
print(refs(o)[:-1], refs(o)[-1] is Plain)
d = o.__dict__
print(refs(o)[:-1], refs(d))
o.__dict__ = {"z": 3}
print(refs(o)[0], refs(o)[1] is Plain)
s = Slots()
s.a, s.b = "slot a", "slot b"
print(refs(s)[:-1])
c = Child()
c.a, c.b, c.c = "a", "b", "c"
print(refs(c)[:-1])
l = L([1, 2])
l.attr = "value"
print(refs(l))


def function(x="default", *, y="keyword"):
    "doc"


print([type(r).__name__ for r in refs(function)])
print([r for r in refs(function) if isinstance(r, (str, tuple, dict)) and r is not globals() and len(r) < 3])


def outer():
    value = "in a cell"
    return lambda: value


f = outer()
print([type(r).__name__ for r in refs(f)], refs(f.__closure__[0]), [type(r).__name__ for r in refs(f.__closure__)])
print([type(r).__name__ for r in refs(Plain)], [type(r).__name__ for r in refs(o.__init__)])
bound = Slots.__init__
p = property(function, None)
print([type(r).__name__ for r in refs(p)], refs(iter([7])), refs(zip([1])) != [], refs(gc) == [gc.__dict__])


def gen(a):
    b = "local"
    yield a


g = gen("argument")
n = next(g)
print([r if isinstance(r, str) else type(r).__name__ for r in refs(g)])
e = ValueError("message", 2)
e.note = "attribute"
print([r if isinstance(r, (str, tuple, dict)) else type(r).__name__ for r in refs(e)])
