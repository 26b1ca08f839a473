class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


l = [D("l0"), [D("l1"), D("l2")], D("l3")]
l[0] = None
print("replaced")
l[1:] = [D("new")]
print("sliced")
l.clear()
print("cleared")
d = {"a": D("a"), D("key"): D("b")}
d["a"] = D("a2")
print("replaced")
d.popitem() and None
print("popped")
d.clear()
print("cleared")
nested = {"x": [D("x0"), {"y": D("y"), "z": (D("z0"), D("z1"))}], "w": D("w")}
del nested
print("nested gone")


class Slots:
    __slots__ = ("second", "first")


class More(Slots):
    __slots__ = ("third",)


s = More()
s.first, s.second, s.third = D("first"), D("second"), D("third")
del s
print("slots gone")


class L(list):
    pass


x = L([D("item 0"), D("item 1")])
x.attribute = D("attribute")
del x
print("list subclass gone")


def function(a=D("default a"), *, k=D("default k")):
    pass


function.attribute = D("function attribute")
del function
print("function gone")


def make():
    c = D("cell")
    return lambda: c


f = make()
del f
print("closure gone")


class K:
    value = D("class value")


import gc

del K
print("class deleted")
n = gc.collect()
print("collected")
e = ValueError(D("argument"))
e.attribute = D("exception attribute")
del e
print("exception gone")
i = iter([D("iterated 0"), D("iterated 1")])
next(i) and None
print("one taken")
del i
print("iterator gone")
a = b = D("shared")
del a
print("one name left")
del b
p, q = D("p"), D("q")
p, q = q, p
print("swapped")
p = q = None
t = (D("t0"), D("t1"))
m, n = t
del t
print("tuple gone")
del n, m
D("x").name, D("y").name
print("expressions")
