"""Records of objects of many kinds what CPython says of them: type, size, whether the collector tracks them, referents in order, repr, length hint;
and the order in which what they hold dies with them.

    python3.13 record_kinds.py > kinds.3.13.json
"""
import builtins
import collections
import functools
import gc
import json
import random
import re
import sys
import types

facts, deaths = {}, {}


def plain(object):
    return re.sub(' at 0x[0-9a-f]+|, file "[^"]*", line [0-9]+', "", repr(object))


def note(name, object):
    hint = object.__length_hint__() if hasattr(object, "__length_hint__") else None
    facts[name] = {"type": type(object).__name__, "size": sys.getsizeof(object), "tracked": gc.is_tracked(object),
                   "referents": [plain(referent) for referent in gc.get_referents(object)], "repr": plain(object), "hint": hint}
    return object


def walk(name, make):
    """Fresh, after the first item, at the end."""
    note(name, make())
    iterator = make()
    items = [plain(next(iterator))]
    note(name + " +1", iterator)
    items += [plain(item) for item in iterator]
    note(name + " end", iterator)
    facts[name + " end"]["items"] = items


class Part:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __call__(self, *arguments):
        pass

    def __del__(self):
        log.append(self.name)


log = []


def order(name, make):
    log.clear()
    made = make(Part("a"), Part("b"), Part("c"))
    log.clear()
    del made
    deaths[name] = "".join(log)


big = 10 ** 20
walk("list", lambda: iter([257, 258]))
walk("reversed list", lambda: reversed([257, 258]))
walk("tuple", lambda: iter((257, 258)))
walk("range", lambda: iter(range(300, 306, 3)))
walk("reversed range", lambda: reversed(range(300, 306, 3)))
walk("long range", lambda: iter(range(big, big + 2)))
walk("reversed long range", lambda: reversed(range(big, big + 4, 2)))
walk("str", lambda: iter("ab"))
walk("wide str", lambda: iter("a\u20ac"))
walk("bytes", lambda: iter(b"ab"))
walk("bytearray", lambda: iter(bytearray(b"ab")))
walk("set", lambda: iter({1000, 1001}))
walk("frozenset", lambda: iter(frozenset({1000})))
for what in ("keys", "values", "items"):
    walk(f"dict {what}", lambda: iter(getattr({"a": 257, 5: 258}, what)()))
    walk(f"reversed dict {what}", lambda: reversed(getattr({"a": 257, 5: 258}, what)()))
note("callable", iter(list, 5))
note("enumerate", enumerate([257, 258]))
advanced = enumerate([257, 258], 7)
next(advanced)
note("enumerate +1", advanced)
advanced = enumerate([257, 258], 2**63 - 1)
next(advanced)
note("enumerate big +1", advanced)
note("enumerate bigger", enumerate([257, 258], 2**70))
note("zip", zip([257], (258,)))
advanced = zip([257], (258,))
next(advanced)
note("zip +1", advanced)
note("empty zip", zip())
note("map", map(list, [257], (258,)))
note("filter", filter(None, [257]))
note("reversed", reversed((257, 258)))

order("callable", lambda a, b, c: iter(a, b))
order("enumerate", lambda a, b, c: enumerate(a))
order("zip", lambda a, b, c: zip(a, b, c))
order("map", lambda a, b, c: map(a, b, c))
order("filter", lambda a, b, c: filter(a, b))



def function(argument):
    """doc"""
    yield argument
    yield 2


class Node:
    pass


dict_ = {"a": 257, 5: 258}
for what in ("keys", "values", "items"):
    note(f"dict_{what}", getattr(dict_, what)())
note("mappingproxy", types.MappingProxyType(dict_))
note("namespace", types.SimpleNamespace(a=257, b="x"))
plain_function = types.FunctionType((lambda: None).__code__, {}, "f")
del plain_function.__module__
made = note("classmethod", classmethod(plain_function))
made.__dict__.clear()
note("classmethod", made)
made = staticmethod(plain_function)
made.__dict__.clear()
note("staticmethod", made)
note("property", property())
made = property(list, dict, set, "doc")
note("full property", made)
made.__set_name__(Node, "p")
note("named property", made)
node = Node()
note("super", super(Node, node))
note("unbound super", super(Node))
note("alias", list[int])
note("aliases", dict[str, list[Node]])
note("empty alias", tuple[()])
note("dotted alias", tuple[int, ...])
note("union", int | Node | None)
note("method_descriptor", list.append)
note("wrapper_descriptor", list.__len__)
note("classmethod_descriptor", dict.__dict__["fromkeys"])
note("method-wrapper", [257].__len__)
note("built-in method", [257].append)

generator = function("argument")
note("created generator", generator)
generator.__next__()
note("suspended generator", generator)
list(generator)
note("ended generator", generator)
generator = function("argument")
generator.close()
note("closed generator", generator)


def with_stack(first, second):
    for item in [257]:
        yield item


generator = with_stack("a", 258)
next(generator)
note("generator in a loop", generator)


async def coroutine(argument):
    pass


made = note("coroutine", coroutine("argument"))
made.close()


async def asynchronous(argument):
    yield


note("async generator", asynchronous("argument"))

exceptions = {
    "ValueError": ValueError("m"), "StopIteration": StopIteration(257), "empty StopIteration": StopIteration(),
    "SystemExit": SystemExit(257), "empty SystemExit": SystemExit(), "two SystemExit": SystemExit(257, 258),
    "ImportError": ImportError("m"), "OSError": OSError(257, "s"), "OSError with names": OSError(257, "s", "f", None, "g"),
    "one OSError": OSError(257), "NameError": NameError("m"), "AttributeError": AttributeError("m"), "SyntaxError": SyntaxError("m"),
    "SyntaxError with place": SyntaxError("m", ("f", 257, 258, "t", 259, 260)), "IndentationError": IndentationError("m", ("f", 257, 258, "t")),
    "ExceptionGroup": ExceptionGroup("m", [Node and KeyError()]), "BaseExceptionGroup": BaseExceptionGroup("m", (SystemExit(),)),
    "UnicodeDecodeError": UnicodeDecodeError("ascii", b"ab", 0, 1, "r"), "UnboundLocalError": UnboundLocalError("m"),
    "UnicodeTranslateError": UnicodeTranslateError("ab", 0, 1, "r"), "StopAsyncIteration": StopAsyncIteration("m"),
}
for name, exception in exceptions.items():
    note(name, exception)
for name, fields in {"ImportError": ("name", "path"), "NameError": ("name",), "AttributeError": ("obj", "name")}.items():
    exception = getattr(builtins, name)("m")
    for index, field in enumerate(fields):
        setattr(exception, field, 300 + index)
    exception.__context__ = KeyError(1)
    exception.__cause__ = KeyError(2)
    note(f"{name} with fields", exception)


class Stop(StopIteration):
    __slots__ = ("slot",)


class Group(ExceptionGroup):
    pass


made = Stop(257)
made.slot = 258
note("derived StopIteration", made)
note("derived ExceptionGroup", Group("m", [KeyError()]))
bases = {}
for name, value in vars(builtins).items():
    if isinstance(value, type) and issubclass(value, BaseException) and not name.startswith("_Inc"):
        bases[name] = [value.__name__, [base.__name__ for base in value.__mro__], value.__basicsize__ + (16 if name != "ExceptionGroup" else 32)]

frame = sys._getframe()
first = types.TracebackType(None, frame, 0, 1)
note("traceback", types.TracebackType(first, frame, 2, 3))
facts["traceback"]["referents"] = [re.sub("<frame.*", "<frame>", text) for text in facts["traceback"]["referents"]]

order("property", lambda a, b, c: property(a, b, c, ""))
order("mappingproxy", lambda a, b, c: types.MappingProxyType({1: a}))
order("union", lambda a, b, c: list[a] | list[b])
order("alias", lambda a, b, c: types.GenericAlias(a, (b, c)))
order("namespace", lambda a, b, c: types.SimpleNamespace(x=a, y=b))
order("AttributeError", lambda a, b, c: AttributeError(b, name=a, obj=c))


def failing(exception, cause, context):
    exception.__cause__, exception.__context__ = KeyError(cause), KeyError(context)
    return exception


def held(first, second):
    yield first
    yield second


def suspended(first, second):
    generator = held(first, second)
    next(generator)
    return generator


order("exception", lambda a, b, c: failing(StopIteration(a), b, c))
order("created generator", lambda a, b, c: held(a, b))
order("suspended generator", lambda a, b, c: suspended(a, b))
order("method-wrapper", lambda a, b, c: a.__str__)

deque = collections.deque
note("empty deque", deque())
note("deque", deque([257, 258]))
note("bounded deque", deque([257, 258, 259], 2))
walk("deque iterator", lambda: iter(deque([257, 258])))
walk("reversed deque iterator", lambda: reversed(deque([257, 258])))
note("empty defaultdict", collections.defaultdict())
made = collections.defaultdict(list)
made["a"] = 257
note("defaultdict of names", made)
made[5] = 258
note("defaultdict", made)
note("partial", functools.partial(list, 257, key="x"))
order("deque", lambda a, b, c: deque([a, b, c]))
order("defaultdict", lambda a, b, c: collections.defaultdict(a, {5: b, 6: c}))
order("partial", lambda a, b, c: functools.partial(a, b, k=c))
choices = random.Random(1)
steps, made = [], deque()
growing = ["append"] * 4 + ["appendleft"] * 4 + ["pop"] * 3 + ["popleft"] * 3 + ["rotate", "clear"]
shrinking = ["append", "appendleft"] + ["pop"] * 3 + ["popleft"] * 3 + ["rotate"]
for number in range(2000):
    step = choices.choice(growing if number % 900 < 500 else shrinking)
    argument = choices.randrange(-70, 70) if step == "rotate" else 0
    if step == "clear" and choices.randrange(30):
        step = "append"
    if step in ("append", "appendleft"):
        getattr(made, step)(number)
    elif step == "rotate":
        made.rotate(argument)
    elif step == "clear" or made:
        getattr(made, step)()
    steps.append([step, argument, sys.getsizeof(made), made[0] if made else -1, made[-1] if made else -1])

json.dump({"facts": facts, "deaths": deaths, "exceptions": bases, "deque": steps}, sys.stdout, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
print()
