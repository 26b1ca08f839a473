import gc
import weakref


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a, b, c = D("a"), D("b"), D("c")
a.next, b.next, c.next = b, c, a
del a, b, c
print(gc.collect())
outer = D("outer")
outer.me = outer
outer.inner = D("inner")
outer.inner.list = [D("in list")]
del outer
print(gc.collect())
x = D("x")
y = D("y")
x.y = y
x.me = x
refs = [weakref.ref(x, lambda r: print("callback x")), weakref.ref(y, lambda r: print("callback y"))]
del x, y
print(gc.collect())
late = D("made first")
early = D("made second")
late.other, early.other = early, late
del early, late
print(gc.collect())
ring = [D(i) for i in range(5)]
for i in range(5):
    ring[i].next = ring[(i + 2) % 5]
ring.reverse()
ring.clear()
print(gc.collect())
old = D("old")
old.me = old
n = gc.collect()
young = D("young")
young.old = old
old.young = young
del old, young
print(gc.collect(0), gc.collect(1), gc.collect(2))


def gen(d):
    try:
        yield d
    finally:
        print("generator closed", d.name)


d = D("held by generator")
d.gen = gen(d)
next(d.gen) and None
del d
print(gc.collect())
l = []
l.append(l)
l.append(D("in a list cycle"))
del l
print(gc.collect())
k = {"d": D("in a dict cycle")}
k["k"] = k
del k
print(gc.collect())
