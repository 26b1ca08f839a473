# By statement too.
import gc
import weakref


class C:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"C({self.name})"


o = C("o")
r = weakref.ref(o)
print(r() is o, r is weakref.ref(o), r is weakref.ref(o, None), weakref.getweakrefcount(o), weakref.getweakrefs(o) == [r])
called = weakref.ref(o, print)
also = weakref.ref(o, print)
print(called is also, called == also, called == r, hash(called) == hash(o), r.__callback__, called.__callback__ is print, weakref.getweakrefcount(o))
print(weakref.getweakrefs(o)[0] is r, weakref.getweakrefs(o)[1] is also, o.__weakref__ is r, type(r).__name__, isinstance(r, weakref.ref))
del also, called
print(weakref.getweakrefcount(o))
del o
print(r(), weakref.getweakrefcount(5), r.__callback__)
dead = weakref.ref(C("temporary"))
print(dead(), dead == r, dead == dead)
try:
    hash(dead)
except TypeError as error:
    print(error)
p = C("p")
known = weakref.ref(p)
value = hash(known)
del p
print(hash(known) == value)
for wrong in (5, "s", (), [], {}, None, object(), 1.5, range(3), iter([])):
    try:
        weakref.ref(wrong)
    except TypeError as error:
        print(error)


class Slots:
    __slots__ = ("a",)


class Weak:
    __slots__ = ("a", "__weakref__")


try:
    weakref.ref(Slots())
except TypeError as error:
    print(error)
w = Weak()
print(weakref.ref(w)() is w)


def function():
    yield


print([weakref.ref(x)() is x for x in (C, function, weakref, {1, 2}.__class__)])
s = {1}
f = frozenset([1])
g = function()
m = C("m")
bound = m.__repr__
print([weakref.ref(x)() is x for x in (s, f, g, bound)], weakref.ref(m.__repr__)() is None)


class Ref(weakref.ref):
    pass


x = C("x")
one, two = Ref(x), Ref(x)
print(one is two, one == two, one() is x, weakref.getweakrefcount(x))
method = weakref.WeakMethod(x.__repr__)
print(method()(), method() == x.__repr__)
del x
print(one(), two(), method())
try:
    weakref.ref()
except TypeError as error:
    print(error)
