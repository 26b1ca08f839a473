import gc
import weakref

saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        saved.append(self)
        print("del", self.name)


p = Phoenix("p")
ref = weakref.ref(p)
was = id(p)
del p
print(len(saved), id(saved[0]) == was, ref() is saved[0], gc.is_finalized(saved[0]))
saved.clear()
print("second death", ref())
a, b = Phoenix("a"), Phoenix("b")
a.other, b.other = b, a
ra, rb = weakref.ref(a), weakref.ref(b, lambda r: print("callback"))
del a, b
print(gc.collect(), ra(), rb(), len(saved))
print(saved[0].other is saved[1], gc.collect())
saved.clear()
print(gc.collect())


class Half:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        if self.name == "keeps":
            saved.append(self.other)


x, y = Half("keeps"), Half("kept")
x.other, y.other = y, x
z = Half("unrelated")
z.me = z
del x, y, z
print(gc.collect(), [s.name for s in saved])
saved.clear()
print(gc.collect())


class Breaks:
    def __del__(self):
        self.me = None


q = Breaks()
q.me = q
del q
print(gc.collect())


class New:
    def __del__(self):
        global born
        born = New()


n = New()
del n
print(type(born).__name__)
New.__del__ = None
del New.__del__
del born
print("no more")
