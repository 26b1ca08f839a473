import sys
import weakref

size = sys.getsizeof


class Plain:
    pass


class Slots0:
    __slots__ = ()


class Slots3:
    __slots__ = ("a", "b", "c")


class SlotsWeak:
    __slots__ = ("a", "__weakref__")


class SlotsDict:
    __slots__ = ("a", "__dict__")


class SlotsBoth:
    __slots__ = ("a", "__dict__", "__weakref__")


class L(list):
    pass


class D(dict):
    pass


class T(tuple):
    pass


class I(int):
    pass


class S(str):
    pass


class E(Exception):
    pass


print(size(Plain()), size(Slots0()), size(Slots3()), size(SlotsWeak()), size(SlotsDict()), size(SlotsBoth()))
print(size(L()), size(D()), size(T()), size(T((1, 2))), size(I(5)), size(S()), size(S("abc")), size(Exception()), size(E()))


def function():
    pass


def generator(a, b):
    c = 1
    yield a


print(size(function), size(lambda: 0), size(Plain().__init__), size(len), size([].append), size(generator(1, 2)), size(x for x in ()))
print(size(property()), size(staticmethod(len)), size(classmethod(len)), size(super(Plain, Plain())))
print(size(weakref.ref(Plain)), size(weakref.proxy(Plain)), size(iter([])), size(iter(())), size(iter("")), size(iter({})), size(iter(set())))
print(size(iter(range(3))), size(enumerate([])), size(zip()), size(map(len, [])), size(filter(None, [])), size(reversed([])))
print(size({}.keys()), size({}.values()), size({}.items()), size(sys), size(int), size(list), size(type), size(object))
print(size(Plain), size(Slots3), size(list[int]), size(int | None), size(weakref.WeakSet()), size(weakref.WeakValueDictionary()))
o = Plain()
o.a = 1
print(size(o), size(o.__dict__))
print([size(Plain().__dict__) for _ in range(5)])


def cell():
    x = 1
    return lambda: x


print(size(cell().__closure__[0]), size(cell().__closure__), size(function.__code__) > 150)
