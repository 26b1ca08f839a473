"""The sizes of structs, and where a class says that its instances' dict and weak references are."""
import collections


def show(*classes):
    for c in classes:
        print(c.__name__, c.__basicsize__, c.__dictoffset__, c.__weakrefoffset__, c.__itemsize__)


class Plain: pass
class Derived(Plain): pass
class Empty: __slots__ = ()
class Slot: __slots__ = ("a",)
class Dict: __slots__ = ("__dict__",)
class Weak: __slots__ = ("__weakref__",)
class All: __slots__ = ("a", "__dict__", "__weakref__")


show(Plain, Derived, Empty, Slot, Dict, Weak, All)
for base in Empty, Slot, Dict, Weak, All:
    show(type("Under" + base.__name__, (base,), {}), type("Two" + base.__name__, (base,), {"__slots__": ("q", "r")}))
for base in (list, dict, str, float, complex, bytearray, set, Exception, ImportError, SyntaxError, collections.deque,
             collections.defaultdict):
    slotted = type("Slotted", (base,), {"__slots__": ("a",)})
    show(base, type("Derived", (base,), {}), slotted, type("More", (slotted,), {}),
         type("Most", (slotted,), {"__slots__": ("b", "c")}))
for base in int, bool, tuple, bytes, type:
    show(base)
    if base is not bool:
        show(type("Derived", (base,), {} if base is not type else {"__slots__": ()}))
show(type("Mixed", (Plain, Slot), {}), type("Both", (Plain, list), {"__slots__": ("a",)}), type(show), type(show.__code__),
     type(iter(range(3))), type(x for x in ()))
