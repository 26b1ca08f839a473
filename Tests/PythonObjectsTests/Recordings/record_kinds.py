"""Records of objects of many kinds what CPython says of them: type, size, whether the collector tracks them, referents in order, repr, length hint;
and the order in which what they hold dies with them.

    python3.13 record_kinds.py > kinds.3.13.json
"""
import gc
import json
import operator
import re
import sys

facts, deaths = {}, {}


def plain(object):
    return re.sub(" at 0x[0-9a-f]+", "", repr(object))


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

json.dump({"facts": facts, "deaths": deaths}, sys.stdout, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
print()
