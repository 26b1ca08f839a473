"""Static methods, class methods and properties take over what describes their functions; builtin functions know their home."""
import gc


def f():
    "doc of f"


def g() -> int:
    pass


for binder in staticmethod(f), classmethod(g):
    print(binder.__dict__, gc.is_tracked(binder.__dict__))
    print(binder.__name__, binder.__doc__, binder.__wrapped__ is binder.__func__, len(gc.get_referents(binder)))


class S(staticmethod):
    pass


class P(property):
    pass


print(type(S(f)).__name__, S(f).__dict__)
print(P(f).__dict__, P(g).__dict__, P(f, doc="own").__doc__)
p = property(f, g)
print(p.__doc__, len(gc.get_referents(p)))
print(p.getter(g).__doc__, p.setter(None).__doc__, property(f, doc="own").getter(g).__doc__)


class K:
    @property
    def a(self):
        "doc of a"

    @a.setter
    def a(self, value):
        "not this"

    @staticmethod
    def s(self):
        "doc of s"


print(K.a.__doc__, K.s.__doc__, K.__dict__["s"].__doc__)
for function in len, gc.collect, [].append, "a".join, dict.fromkeys:
    print(function.__name__, function.__module__, type(function.__self__).__name__, function.__qualname__)
print(gc.get_referents(len)[1], [type(o).__name__ for o in gc.get_referents([].append)])
for kind in object, int, str, tuple, list, dict, set, type, Exception, OSError, property, range:
    print(kind.__name__, kind.__basicsize__, kind.__itemsize__, kind.__dictoffset__, kind.__weakrefoffset__)


class Two:
    __slots__ = "a", "b"


class Three(Two):
    c = 1


class I(int):
    pass


class E(Exception):
    pass


for kind in K, Two, Three, I, E:
    print(kind.__name__, kind.__basicsize__, kind.__itemsize__, kind.__dictoffset__, kind.__weakrefoffset__)
