import gc
import sys

count = sys.getrefcount


class K:
    pass


print(count(K))
k = K()
print(count(K), count(k))
k.me = k
print(count(k))
del k.me


class L(K):
    pass


print(count(K), count(L), count(L.__mro__), count(L.__bases__))


class Slots:
    __slots__ = ()


class Two:
    __slots__ = ("a", "b")


print(count(Slots), count(Two))


class Cell:
    def me(self):
        return __class__


print(count(Cell), Cell().me() is Cell, count(Cell.me), count(Cell.__dict__["me"]))


class Members:
    value = []

    def method(self):
        pass

    @property
    def prop(self):
        pass

    @staticmethod
    def static():
        pass

    @classmethod
    def klass(cls):
        pass


print(count(Members), count(Members.value), count(Members.method), count(Members.prop), count(Members.static), count(Members.klass))
m = Members()
bound = m.method
print(count(m), count(Members.method), count(bound), count(Members))
del L
gc.collect()
print(count(K))
name = "Made"
Made = type(name, (K,), {"x": 1})
print(count(Made), count(K), Made.x)
del Made
gc.collect()
print(count(K))
instances = [K() for _ in range(10)]
print(count(K))
instances.clear()
print(count(K))
o = object()
print(count(o), count(object), count(type), count(K.__name__) > 0)
