"""Records `sys.getsizeof`, and the bytes in front of what `id()` gives, of what the profiles' size tables cover. The same script runs under 3.11, 3.12 and 3.13.

    python3.13 record_sizes.py > sizes.3.13.json
"""
import builtins
import functools
import json
import sys
import types
import weakref

size = sys.getsizeof
found = {}


def header(type_, instance=None):
    """16 for the collector's head, 16 more for a managed dict or weak reference list in front of it."""
    if instance is not None and isinstance(instance, type):
        return 16 if instance.__flags__ & 1 << 9 else 0
    managed = 1 << 4 if sys.version_info < (3, 12) else 3 << 3
    return (16 if type_.__flags__ & 1 << 14 else 0) + (16 if type_.__flags__ & managed else 0)


def note(name, value):
    found[name] = [size(value), header(type(value), value)]


class Plain:
    def method(self):
        return super()


def function():
    pass


def generator():
    a = b = c = 1
    yield a + b + c


async def coroutine():
    pass


def outer():
    cell = 1
    return lambda: cell


instance = Plain()
for digits in range(1, 40):
    note(f"int {digits}", 1 << (30 * digits - 1))
note("bool", True)
note("float", 1.5)
note("complex", 1j)
note("none", None)
note("ellipsis", ...)
note("notImplemented", NotImplemented)
note("object", object())
for count in list(range(12)) + [100, 1000]:
    note(f"ascii {count}", "a" * count)
    note(f"bytes {count}", b"a" * count)
    note(f"byteArray {count}", bytearray(count))
    note(f"tuple {count}", (0,) * count)
    note(f"list {count}", [0] * count)
    if count:
        note(f"ucs2 {count}", "€" * count)
        note(f"ucs4 {count}", "😀" * count)
        if count > 1:
            note(f"latin1 {count}", "é" * count)
note("latin1Singleton", "é")
note("dict", {})
note("set", set())
note("frozenSet", frozenset())
note("range", range(9))
note("slice", slice(1))
note("memoryView", memoryview(b"a"))
note("function", function)
note("method", instance.method)
note("cell", outer().__closure__[0])
note("builtinFunction", len)
note("methodDescriptor", str.join)
note("wrapperDescriptor", object.__init__)
note("methodWrapper", (1).__add__)
note("staticMethod", staticmethod(len))
note("classMethod", classmethod(len))
note("property", property())
note("superObject", instance.method())
note("getSetDescriptor", Plain.__dict__["__dict__"])
note("memberDescriptor", type("M", (), {"__slots__": ("a",)}).__dict__["a"])
note("mappingProxy", Plain.__dict__)
note("module", types.ModuleType("m"))
note("weakReference", weakref.ref(instance))
note("weakProxy", weakref.proxy(Plain))
note("keyedReference", weakref.KeyedRef(Plain, None, 1))
note("weakMethod", weakref.WeakMethod(instance.method))
note("traceback", (lambda: [e.__traceback__ for e in [None] if e] or sys)() and None or types.TracebackType(None, sys._getframe(), 0, 1))
note("genericAlias", list[int])
note("union", int | None)
note("simpleNamespace", types.SimpleNamespace())
note("partial", functools.partial(len))
note("staticType", int)
note("heapType", Plain)
note("heapTypeWithSlots", type("S", (), {"__slots__": ("a", "b")}))
note("listIterator", iter([]))
note("tupleIterator", iter((1,)))
note("strIterator", iter("ab"))
note("bytesIterator", iter(b"ab"))
note("rangeIterator", iter(range(3)))
note("dictIterator", iter({}))
note("setIterator", iter(set()))
note("sequenceIterator", iter(type("Sequence", (), {"__getitem__": None})()))
note("callableIterator", iter(len, 1))
note("enumerate", enumerate([]))
note("zip", zip())
note("map", map(len, []))
note("filter", filter(len, []))
note("reversed", reversed([]))
note("dictView", {}.keys())
c = coroutine()
for kind, made, code in (("generator", generator(), generator.__code__), ("coroutine", c, coroutine.__code__)):
    note(f"{kind} {code.co_nlocals + code.co_stacksize}", made)
c.close()
frame = sys._getframe()
code = frame.f_code
found[f"frame {code.co_nlocals} {code.co_stacksize}"] = [size(frame), 16]


def running(a, b):
    c, d = a, b
    frame = sys._getframe()
    code = frame.f_code
    found[f"frame {code.co_nlocals} {code.co_stacksize}"] = [size(frame), 16]


def shallow():
    found[f"frame 0 {shallow.__code__.co_stacksize}"] = [size(sys._getframe()), 16]


running(1, 2)
shallow()
for some in (function, generator, outer, note, running, coroutine):
    found[f"code {len(some.__code__.co_code) // 2}"] = [size(some.__code__), 0]

for count in (0, 1, 2, 3, 9):
    names = tuple(f"s{n}" for n in range(count))
    for dictionary in (0, 1):
        for weak in (0, 1):
            extra = ("__dict__",) * dictionary + ("__weakref__",) * weak
            made = type("S", (), {"__slots__": names + extra})()
            note(f"instance {count} {dictionary} {weak}", made)
note("plain", instance)

bases = {"list 0": (list, []), "dict": (dict, {}), "set": (set, set()), "frozenSet": (frozenset, ()), "tuple 0": (tuple, ()),
         "tuple 3": (tuple, (1, 2, 3)), "int 1": (int, 1), "int 3": (int, 1 << 80), "float": (float, 1.5), "complex": (complex, 1j),
         "ascii 0": (str, ""), "ascii 5": (str, "abcde"), "ucs2 2": (str, "€€"), "bytes 4": (bytes, b"abcd"), "byteArray 0": (bytearray, b""),
         "exception": (Exception, ())}
for name, (base, argument) in bases.items():
    note(f"subclass {name} 1 1", type("Derived", (base,), {})(argument))
    note(f"subclass {name} 0 0", type("Derived", (base,), {"__slots__": ()})(argument))
    if base not in (int, tuple, bytes):
        note(f"subclass {name} 0 0 +2", type("Derived", (base,), {"__slots__": ("x", "y")})(argument))
for name, value in sorted(vars(builtins).items()):
    if isinstance(value, type) and issubclass(value, BaseException) and value.__name__ == name:
        found[f"exception {name}"] = [value.__basicsize__ + header(value), header(value)]
json.dump(found, sys.stdout, separators=(",", ":"), ensure_ascii=True)
print()
