# Classes derived from builtins: what they are, what they take, how large they and their dicts are.
import collections
import functools
import sys
import types
import weakref

size = sys.getsizeof
arguments = {
    "int": (5,), "str": ("a",), "bytes": (b"a",), "float": (1.5,), "complex": (1j,), "list": ([1],), "tuple": ((1,),),
    "dict": ({1: 2},), "set": ({1},), "frozenset": ({1},), "property": (len,), "classmethod": (len,),
    "staticmethod": (len,), "enumerate": ("ab",), "zip": ("ab",), "map": (len, ["a"]), "filter": (None, [1]),
    "reversed": ("ab",), "Exception": (1,), "module": ("m", "doc"), "GenericAlias": (list, int), "partial": (len,),
    "deque": ([1],), "OrderedDict": ({1: 2},), "defaultdict": (int,), "ReferenceType": (len,),
}
bases = [int, str, bytes, float, complex, list, tuple, dict, set, frozenset, property, classmethod, staticmethod,
         enumerate, zip, map, filter, reversed, Exception, types.ModuleType, types.SimpleNamespace, functools.partial,
         collections.deque, collections.OrderedDict, collections.defaultdict, weakref.ref]
for base in bases:
    class Derived(base):
        shared = "shared"

    made = Derived(*arguments.get(base.__name__, ()))
    made.own = ["own"]
    print(base.__name__, type(made) is Derived, made.shared, made.own, size(made), size(made.__dict__))

for base in (bool, range, slice, type(None), types.FunctionType, types.MethodType, types.GeneratorType):
    try:
        type("Derived", (base,), {})
    except TypeError as error:
        print(error)


def names(object):
    return [name for name in vars(object) if not name.startswith("__")]


class Namespace(types.SimpleNamespace):
    def __init__(self, a):
        super().__init__(a=a, b=2)


class Module(types.ModuleType):
    def __init__(self):
        super().__init__("own")
        self.value = 1

    def __getattr__(self, name):
        return name.upper()


class Alias(types.GenericAlias):
    extra = 1


class Plain(Exception):
    pass


class Shown(Exception):
    def __repr__(self):
        return "shown"


module = Module()
print(Namespace(1), names(Namespace(3)), module.value, module.other, names(module), module.__name__)
print(Alias(list, int), Alias(list, (str,)).__args__, Alias.extra, Alias(list, int) == Alias(list, int))
print(size(Plain().__dict__), repr(str(Shown())), str(Shown(1)), str(Shown(1, 2)), repr(Shown(3)), f"{Shown(4)}")


class Documented(property):
    pass


def getter(self):
    "the getter's"


def other(self):
    "another"


first = property(getter)
print(first.__doc__, first.getter(other).__doc__, property(getter, doc="own").getter(other).__doc__, first.setter(1).__doc__)
print(Documented(getter).__doc__, vars(Documented(getter)), type(Documented(getter).setter(len)) is Documented)
print(vars(staticmethod(getter))["__doc__"], staticmethod(getter).__name__, list(vars(classmethod(getter)))[:4])
