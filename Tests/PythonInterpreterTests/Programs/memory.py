import gc
import sys
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.partner = None

    def __del__(self):
        print("del", self.name)


a = Node("a")
print(sys.getrefcount(a))
b = a
print(sys.getrefcount(a))
c = [a, a]
print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
c.clear()
print(sys.getrefcount(a))


def held(x):
    return sys.getrefcount(x)


print(held(a))
del a
print("gone")

a = Node("x")
b = Node("y")
a.partner = b
b.partner = a
r = weakref.ref(a)
print(r() is a)
del a, b
print(r() is None)
print(gc.collect())
print(r() is None)

events = []


class Plain:
    pass


p = Plain()
w1 = weakref.ref(p, lambda ref: events.append("first"))
w2 = weakref.ref(p, lambda ref: events.append("second"))
print(weakref.getweakrefcount(p))
del p
print(events, w1() is None)


class Phoenix:
    def __del__(self):
        global saved
        saved = self


Phoenix()
print(type(saved).__name__, gc.is_finalized(saved))
del saved

target = [1]
holder = {"data": target}
print(len(gc.get_referrers(target)), gc.get_referrers(target)[0] is holder or gc.get_referrers(target)[1] is holder)
print(gc.get_referents(holder))
print(gc.is_tracked({}), gc.is_tracked([]), gc.is_tracked((1, 2)), gc.is_tracked(5))

loop = []
loop.append(loop)
del loop
print(gc.collect(), gc.isenabled(), gc.get_threshold())


def scope():
    local = Node("local")
    print("in scope")


scope()
print("out of scope")
x = Node("rebound")
x = None
print([sys.getsizeof(v) for v in (0, 1, 2**30, "", "abc", b"", (), (1,), [], [1], {}, {1: 2}, set(), 1.5, None, True)])
a = 256
b = 256
c = "hello"
d = "hello"
print(a is b, c is d, sys.getrefcount(None))
