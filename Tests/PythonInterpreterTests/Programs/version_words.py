"""Words that differ between versions, and what is not there yet."""

import abc
import copy
import gc
import itertools
import math
import sys
import warnings
import weakref

warnings.simplefilter("always")


def tell(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


class Slots:
    __slots__ = ("a",)


class Plain:
    def method(self):
        return member


class Abstract(abc.ABC):
    @abc.abstractmethod
    def one(self): ...

    @abc.abstractmethod
    def two(self): ...


class One(Abstract):
    def one(self): ...


tell(lambda: setattr(Slots(), "b", 1))
tell(lambda: setattr(1, "b", 1))
tell(lambda: setattr(object(), "b", 1))
tell(lambda: super(Slots, 1).x)
tell(lambda: super(Slots, int).x)
tell(Abstract)
tell(One)
tell(lambda: 1.5 % 0)
tell(lambda: 5 % 0)
tell(lambda: divmod(1.5, 0.0))
tell(gc.set_threshold)
tell(gc.set_threshold, 1, 2, 3, 4)
tell(lambda: gc.collect(g=1))
tell(lambda: "abc".find())
tell(lambda: "abc".find(1))
tell(lambda: "abc".index("x"))
tell(lambda: "abc".startswith(1))
tell(lambda: b"abc".rfind())
tell(lambda: int(x=1))
tell(lambda: sorted([1], foo=1))
tell(lambda: print(foo=1))
tell(lambda: zip([1], foo=1))
tell(lambda: min(1, foo=1))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(~bool(1), len(caught))
    for warning in caught:
        print(warning.message)
    caught.clear()
    for source in ("x = 1 is 1", "x = [] is 'a'", "x = '\\d'", "x = b'\\400'", "assert (1, 'x')"):
        compile(source, "<source>", "exec")
    for warning in caught:
        print(warning.category.__name__, warning.message)

target = Plain()
proxy = weakref.proxy(target)
print(type(proxy).__name__)
del target
tell(lambda: proxy.x)
for module, name in [
    (math, "fma"), (math, "sumprod"), (math, "lcm"), (itertools, "batched"), (itertools, "pairwise"), (copy, "replace"),
    (copy, "copy"), (sys, "_is_interned"), (sys, "_getframemodulename"), (sys, "getunicodeinternedsize"), (int, "is_integer"),
    (int, "bit_count"),
]:
    print(name, hasattr(module, name))
print([c for c in map(chr, range(128)) if sys.intern(c) is not c and c != ""])
print("a" is "abc"[0], "g" is "efg"[2], "a" is sys.intern("a"), [c is "b" for c in "abc"], "z" is chr(122))


class Documented:
    """First line.

        Indented.
    """

    def method(self):
        """One.
        Two.
        """


print(repr(Documented.__doc__), repr(Documented.method.__doc__))
held = []
starred = (held,)
print([type(item).__name__ for item in gc.get_referrers(*starred)], len(gc.get_referrers(held)))


class Hooked:
    def __getattr__(self, name):
        return sys.getrefcount(self)


hooked = Hooked()
print(hooked.other)
order = []


class Item:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        order.append((self.value, other.value))
        return self.value < other.value


for values in ([1, 1, 1, 0], [3, 2, 2, 1], [1, 2, 0], [2, 2]):
    sorted(map(Item, values))
    print(values, order)
    order.clear()
print(sys.version_info[:2], sys.implementation.cache_tag)
Plain().method()
# Recorded on every version.
