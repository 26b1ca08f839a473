import gc

log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def flush(label):
    print(label, log)
    log.clear()


D("temporary")
flush("temporary")
x = D("first")
x = D("second")
flush("rebound")
del x
flush("deleted")
a = D("cycle a")
b = D("cycle b")
a.other, b.other = b, a
del a, b
flush("before collect")
print(gc.collect())
flush("collected")
print(gc.is_finalized(D("asked")))
flush("asked")


class Instance:
    pass


i = Instance()
i.__del__ = lambda: log.append("never")
del i
flush("on the instance")
Instance.__del__ = lambda self: log.append("added later")
i = Instance()
del i
flush("added")


class Base:
    def __del__(self):
        log.append("base")


class Derived(Base):
    def __del__(self):
        log.append("derived")
        super().__del__()


Derived()
flush("inherited")


def scope():
    one = D("one")
    two = D("two")
    log.append("body")


scope()
flush("locals")


def arguments(a, b):
    log.append("in call")


arguments(D("argument a"), D("argument b"))
flush("arguments")
l = [D(1), D(2), D(3)]
del l
flush("list")
t = (D(1), D(2), D(3))
del t
flush("tuple")
d = {"x": D("x"), "y": D("y")}
del d
flush("dict")
o = Instance()
o.p, o.q = D("p"), D("q")
del o
flush("attributes")
try:
    raise ValueError(D("in exception"))
except ValueError:
    log.append("handled")
flush("exception")
g = (D(n) for n in "ab")
next(g) and None
flush("generator")
del g
flush("generator deleted")
D("operand").name + ""
flush("expression")
[D(n) for n in range(3)] and None
flush("list in expression")
