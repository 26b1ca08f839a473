"""The docstrings of builtin types, and what a property copies."""
import collections
import functools
import itertools
import types

for each in (
    object, type, list, dict, tuple, set, frozenset, int, bool, float, complex, str, bytes, bytearray, range, slice,
    property, classmethod, staticmethod, super, enumerate, zip, map, filter, reversed, BaseException, Exception, KeyError,
    OSError, StopIteration, Warning, type(None), type(...), type(NotImplemented), type(lambda: 0), type([].append),
    type((i for i in ())), types.MethodType, types.ModuleType, types.CellType, types.SimpleNamespace, types.MappingProxyType,
    collections.deque, collections.OrderedDict, collections.defaultdict, functools.partial, itertools.count, itertools.chain,
    type(iter([])), type(iter({})),
):
    print(each.__name__, repr(each.__doc__))

print([].__doc__ == list.__doc__, [].__doc__ is [].__doc__, list.__doc__ is list.__doc__)
print(collections.deque.__doc__ is collections.deque.__doc__)
print(property([]).__doc__ is [].__doc__, property(3).__doc__ == int.__doc__, property(lambda: 0).__doc__)
print(property(collections.OrderedDict()).__doc__, property(iter([])).__doc__)


class Child(list):
    pass


class Described(dict):
    """Its own."""


print(Child.__doc__, Child().__doc__, Described.__doc__, Described().__doc__)
ordered = collections.OrderedDict(a=1)
ordered["b"] = [2]
import gc

print(gc.get_referents(ordered))
del ordered["a"]
ordered[1] = 2
print(gc.get_referents(ordered), gc.get_referents(ordered.copy()))
