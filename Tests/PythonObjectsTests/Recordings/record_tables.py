"""Records random operations on sets, dicts, lists and bytearrays: after each, the order (as a checksum) and the size.

    PYTHONHASHSEED=0 python3.13 record_tables.py > tables.3.13.jsonl

A line is one program: {"kind", "steps": [[operation, arguments..., size, checksum]], "final": [...]}.
"""
import json
import random
import sys

random.seed(20261121)
size = sys.getsizeof


class Name(str):
    """Equal to a str, but not exactly one."""


def checksum(items):
    """FNV-1a, 32 bits, over the reprs joined with commas."""
    value = 0x811C9DC5
    for byte in ",".join(map(repr, items)).encode():
        value = (value ^ byte) * 0x01000193 % 2**32
    return value


def keys(style):
    """A function that gives a random key of a style, small enough in number that keys come again."""
    span = random.choice((4, 12, 40, 150, 600))
    return {
        "dense": lambda: random.randrange(span),
        "spaced": lambda: random.randrange(span) * 64,
        "negative": lambda: random.randrange(-span, span),
        "huge": lambda: random.randrange(span) * 0x9E3779B97F4A7C15 % 2**63,
        "text": lambda: f"k{random.randrange(span)}",
        "mixed": lambda: random.choice((random.randrange(span), f"k{random.randrange(span)}")),
    }[style]


STYLES = ("dense", "spaced", "negative", "huge", "text", "mixed")


def many(key):
    return [key() for _ in range(random.choice((0, 1, 2, 4, 7, 13, 40, 120)))]


def record_set(style, length):
    key, elements, steps = keys(style), set(), []
    addition = random.choice((0.4, 0.6, 0.8))
    for _ in range(length):
        x = random.random()
        if x < 0.85:
            operation = ["add" if random.random() < addition else "discard", key()]
            getattr(elements, operation[0])(operation[1])
        elif x < 0.93:
            operation = ["pop", elements.pop() if elements else None]
        elif x < 0.95:
            operation = ["update", many(key)]
            elements |= set(operation[1])
        elif x < 0.965:
            operation = ["updateDict", many(key)]
            elements.update(dict.fromkeys(operation[1]))
        elif x < 0.98:
            operation = ["copy"]
            elements = elements.copy()
        elif x < 0.99:
            operation = ["frozen"]
            elements = set(frozenset(elements))
        elif x < 0.995:
            operation = ["replace", many(key)]
            elements = set(operation[1])
        else:
            operation = ["clear"]
            elements.clear()
        steps.append(operation + [size(elements), checksum(elements)])
    return {"kind": "set", "steps": steps, "final": list(elements)}


def record_dict(style, length):
    key, pairs, steps = keys(style), {}, []
    addition = random.choice((0.4, 0.6, 0.8))
    for number in range(length):
        x = random.random()
        if x < 0.85:
            operation = ["set" if random.random() < addition else "delete", key()]
            if operation[0] == "set":
                pairs[operation[1]] = number
            else:
                pairs.pop(operation[1], None)
        elif x < 0.90:
            operation = ["popitem"]
            if pairs:
                pairs.popitem()
        elif x < 0.92:
            operation = ["update", many(key)]
            pairs.update({k: number for k in operation[1]})
        elif x < 0.94:
            operation = ["copy"]
            pairs = pairs.copy()
        elif x < 0.96:
            operation = ["dict"]
            pairs = dict(pairs)
        elif x < 0.97:
            operation = ["fromkeys", many(key)]
            pairs = dict.fromkeys(set(operation[1]), number)
        elif x < 0.98 and style in ("text", "mixed"):
            operation = ["setName", key()]
            if not isinstance(operation[1], str):
                operation[1] = f"k{operation[1]}"
            pairs[Name(operation[1])] = number
        elif x < 0.99:
            operation = ["display", [f"k{n}" for n in range(random.randrange(15))]]
            names = operation[1]
            pairs = eval("{" + ",".join(f"{name!r}: number" for name in names) + "}", {"number": number})
        else:
            operation = ["clear"]
            pairs.clear()
        steps.append(operation + [size(pairs), checksum(pairs.items())])
    return {"kind": "dict", "steps": steps, "final": list(pairs)}


def record_list(length):
    items, steps = [], []
    few = random.random() < 0.5
    for _ in range(length):
        x = random.random()
        n = random.choice((0, 1, 2, 3) if few else (0, 1, 2, 3, 5, 9, 30, 100))
        at = random.randrange(len(items) + 1)
        if x < 0.35:
            operation = ["append"]
            items.append(0)
        elif x < 0.45:
            operation = ["insert"]
            items.insert(at, 0)
        elif x < 0.6:
            operation = ["pop"]
            if items:
                items.pop()
        elif x < 0.7:
            operation = ["extend", n]
            items.extend([0] * n)
        elif x < 0.75:
            operation = ["extendIterator", n]
            items.extend(iter([0] * n))
        elif x < 0.85:
            operation = ["splice", min(3, len(items) - at), n]
            items[at:at + operation[1]] = [0] * n
        elif x < 0.9:
            operation = ["delete", min(n, len(items) - at)]
            del items[at:at + operation[1]]
        elif x < 0.91 and items:
            operation = ["deleteItem"]
            del items[at - 1]
        elif x < 0.92 and len(items) < 300:
            operation = ["double"]
            items *= 2
        elif x < 0.94:
            operation = ["exact"]
            items = items[:]
        elif x < 0.96:
            operation = ["list"]
            items = list(items)
        elif x < 0.97:
            operation = ["generator"]
            items = list(x for x in items)
        elif x < 0.98:
            operation = ["comprehension"]
            items = [x for x in items]
        else:
            operation = ["clear"]
            items.clear()
        steps.append(operation + [size(items), len(items)])
    return {"kind": "list", "steps": steps, "final": []}


def record_bytearray(length):
    data, steps = bytearray(), []
    for _ in range(length):
        x = random.random()
        n = random.choice((0, 1, 2, 3, 5, 9, 30, 100))
        if x < 0.5:
            operation = ["append"]
            data.append(0)
        elif x < 0.7:
            operation = ["extend", n]
            data += bytes(n)
        elif x < 0.9:
            operation = ["truncate", min(n, len(data))]
            del data[len(data) - operation[1]:]
        elif x < 0.95:
            operation = ["new", n]
            data = bytearray(bytes(n))
        else:
            operation = ["clear"]
            data.clear()
        steps.append(operation + [size(data), len(data)])
    return {"kind": "bytearray", "steps": steps, "final": []}


programs = []
for style in STYLES:
    programs += [record_set(style, 200) for _ in range(14)] + [record_dict(style, 200) for _ in range(14)]
programs += [record_list(300) for _ in range(40)] + [record_bytearray(200) for _ in range(10)]
for program in programs:
    print(json.dumps(program, separators=(",", ":")))
