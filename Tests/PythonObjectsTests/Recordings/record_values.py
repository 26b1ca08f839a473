"""Records what CPython says of single values: reprs, hashes, sizes, equality.

    PYTHONHASHSEED=0 python3.13 record_values.py > values.3.13.json
"""
import json
import random
import struct
import sys

random.seed(313)
size = sys.getsizeof
assert hash("a") == hash("a") and sys.flags.hash_randomization == 0


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def fresh(points):
    return "".join([chr(p) for p in points])


strings = [[], [0], [97], [0x7F], [0x80], [0xE9], [0xFF], [0x100], [0x20AC], [0xD800], [0xDFFF], [0xFFFF], [0x10000],
           [0x1F600], [0x10FFFF], [39], [34], [39, 34], [34, 34], [39, 39], [92], [9, 10, 13], [97, 0xDC80, 98],
           [0xD83D, 0xDE00], [0xAD], [0xA0], [0x3000], [0x2028], [0x378], [0xE000], [0x301, 97], [0x41, 0x301]]
strings += [[ord(c) for c in text] for text in (
    "hello", "hello world", "_x1", "1x", "é", "été", "日本語", "naïve café", "Ωmega", "ª", "x·y", "℘", "a-b", "None",
    "'", "it's", 'say "hi"', "it's \"x\"", "back\\slash", "tab\there", "\x00\x1f\x7f\x80\x9f\xa0", "𝔘nicode", "a" * 100,
    "é" * 7, "é" * 8, "é" * 9, "€" * 4, "😀" * 3, "\u200b", "\ufeff", "\U000e0001", "\u0085", "abcdefg", "abcdefgh",
    "abcdefghi", "mixed é€😀")]
alphabets = [range(32, 127), range(0, 256), range(0, 0x3000), range(0, 0x11000), range(0x1F000, 0x20000),
             range(0xD7F0, 0xE010), range(0, 0x110000)]
for alphabet in alphabets:
    for _ in range(40):
        strings.append([random.choice(alphabet) for _ in range(random.randrange(1, 24))])
strings = [
    {"points": points, "repr": repr(text), "hash": hash(text), "size": size(text), "identifier": text.isidentifier()}
    for points in strings for text in [fresh(points)]]

byte_values = [b"", b"a", b"'", b'"', b"'\"", b"\\", b"\t\n\r", b"\x00\x1f\x20\x7e\x7f\x80\xff", b"it's", b'say "hi"']
byte_values += [random.randbytes(n) for n in list(range(1, 26)) * 4]
byte_values = [
    {"bytes": list(b), "repr": repr(b), "bytearray": repr(bytearray(b)), "hash": hash(b), "size": size(b),
     "bytearraySize": size(bytearray(b))} for b in byte_values]

integers = [0, 1, -1, 2, -2, 255, 256, 257, 2**30 - 1, 2**30, -(2**30), 2**31, 2**60 - 1, 2**60, 2**61 - 2, 2**61 - 1, 2**61,
            2**61 + 1, -(2**61 - 1), -(2**61), -(2**61) - 1, 2**62, 2**63 - 1, 2**63, -(2**63), 2**64 - 1, 2**64, 2**64 + 1,
            2**90, 2**122 - 1, 2**122, 10**100, -(10**100), 2**1000, 3**500, (2**61 - 1) * 12345, 10**300 + 7]
for width in (8, 16, 30, 31, 53, 60, 61, 62, 63, 64, 65, 90, 128, 200, 1000, 4000):
    for _ in range(12):
        value = random.getrandbits(width)
        integers.append(random.choice((value, -value)))
integers = [{"text": str(n), "hash": hash(n), "size": size(n)} for n in integers]

floats = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 1e15, 1e16, 1e17, 9999999999999998.0, 123456789012345680.0, 1e22, 1e23, 1e-4,
          1e-5, 0.0001, 0.00012345, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"),
          float("nan"), 2.0**53, 2.0**53 + 2, 2.0**61, 2.0**61 - 256, -(2.0**61), 2.0**62, 2.0**63, 2.0**64, 1 / 3, 2 / 3, 1e100, 3.14,
          100.0, 1234567.0, 0.1 + 0.2, 1e-7, 123e-9, 4.35, 1e21, 1e20, 12345678901234567.0, 9007199254740993.0]
for _ in range(200):
    floats.append(struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0])
for _ in range(200):
    floats.append(random.choice((1, -1)) * random.random() * 10.0 ** random.randrange(-8, 20))
floats = [{"bits": str(bits(x)), "repr": repr(x), "hash": hash(x) if x == x else 0} for x in floats]

parts = [0.0, -0.0, 1.0, -1.0, 1.5, 1e16, 1e-5, float("inf"), float("-inf"), float("nan"), 3.0, 0.1]
complexes = [
    {"bits": [str(bits(re)), str(bits(im))], "repr": repr(z), "hash": hash(z) if re == re and im == im else 0}
    for re in parts for im in parts for z in [complex(re, im)]]

hashables = []
for count in list(range(12)) + [20, 50]:
    for _ in range(6):
        items = [random.choice((random.randrange(-5, 100), random.getrandbits(64) - 2**63)) for _ in range(count)]
        hashables.append({"items": [str(n) for n in items], "tuple": hash(tuple(items)),
                          "frozenset": hash(frozenset(items)), "set": [str(n) for n in frozenset(items)]})
slices = [{"items": [str(n) if n is not None else None for n in s], "hash": hash(slice(*s)), "repr": repr(slice(*s))}
          for s in [(None, None, None), (0, 1, 2), (1, None, None), (None, 5, None), (-1, -1, -1), (2**70, 0, 3)]]

ranges = []
bounds = [-7, -1, 0, 1, 2, 3, 10, 11, 2**64]
for start in bounds:
    for stop in bounds:
        for step in (1, 2, 3, -1, -4, 2**70):
            r = range(start, stop, step)
            length = max(0, (stop - start + step - (1 if step > 0 else -1)) // step)
            ranges.append({"parts": [str(start), str(stop), str(step)], "repr": repr(r), "hash": hash(r),
                           "count": str(length),
                           "contains": "".join(str(int(x in r)) for x in (-8, -7, -1, 0, 1, 2, 5, 9, 10, 2**64 - 1))})
some = [range(0), range(1, 1), range(5), range(0, 5, 1), range(0, 5, 7), range(0, 1), range(0, 9, 3), range(0, 7, 3),
        range(0, 8, 3), range(4, -1, -1), range(1, 2, 5)]
range_equality = {"parts": [[str(r.start), str(r.stop), str(r.step)] for r in some],
                  "equal": ["".join(str(int(a == b)) for b in some) for a in some]}

numbers = [0, 1, -1, 2**53, 2**53 + 1, 2**53 + 2, 2**64, 10**30, 10**400, -(2**53) - 1, 3, 0.0, -0.0, 1.0, -1.0, 0.5, 2.0**53,
           2.0**53 + 2, 2.0**64, 1e30, float("inf"), float("-inf"), float("nan"), 3.0, -(2.0**53), 0j, 1 + 0j, 1j, 3 + 0j,
           complex(2.0**53, 0), complex(float("nan"), 0), 0.5 + 0j]


def encode(n):
    if isinstance(n, int):
        return {"int": str(n)}
    if isinstance(n, float):
        return {"float": str(bits(n))}
    return {"complex": [str(bits(n.real)), str(bits(n.imag))]}


number_equality = {"numbers": [encode(n) for n in numbers],
                   "equal": ["".join(str(int(a == b)) for b in numbers) for a in numbers],
                   "less": ["".join("-" if complex in (type(a), type(b)) else str(int(a < b)) for b in numbers)
                            for a in numbers]}


def attempt(function, argument):
    try:
        return {"input": argument, "value": repr(function(argument))}
    except Exception as error:
        return {"input": argument, "error": type(error).__name__, "message": str(error)}


integer_texts = ["0", "00", " 12 ", "+5", "-7", "- 7", "1_000", "1__0", "_1", "1_", "", "  ", "x", "0x10", "1.5", "1e5", "é", "it's",
                 "\t9\n", "+", "--1", "٣", "१२", "\u00a05", "10" * 40, "1" * 4300, "1" * 4301, "-" + "1" * 4300, "_", "+_1", "9 9"]
float_texts = ["0", "1", "1.", ".5", ".", "1e5", "1E+05", "1e", "e5", "inf", "-Infinity", "+nan", "NaN", "infinit", "1_0.5_0", "1__0", "_1.0",
               "1._0", " 2.5 ", "0x1p3", "1e400", "-1e400", "1e-400", "é", "", "1,5", "it's", "4.35", "9007199254740993", "+.5e-3", "- 1", "٣.٥",
               "1e5_0", "nan1", "infinity", "\u00a01\u3000", "123456789012345678901234567890"]
parsing = {"int": [attempt(int, t) for t in integer_texts], "float": [attempt(float, t) for t in float_texts]}
long_repr = {"allowed": len(repr(10**4299)), "message": attempt(lambda n: repr(10**n), 4300)["message"]}
conversions = [{"text": str(n), **attempt(lambda s: bits(float(int(s))), str(n))} for n in
               [0, 1, 2**53, 2**53 + 1, 2**53 + 3, 2**54 + 2, 2**54 + 6, -(2**53) - 1, 2**1023, 2**1024 - 2**970, 2**1024 - 2**970 - 1,
                2**1024, -(2**1024), 10**22, 10**23, 10**308, 10**309, 3**100, 7**300, 2**64 - 1, 2**63 - 513, 2**63 - 512]]
truncations = [{"bits": str(bits(x)), **attempt(lambda _: int(x), "")} for x in
               [0.0, -0.5, 1.9, -1.9, 1e15, 2.0**53, 1e22, 1e300, -1e100, 5e-324, float("inf"), float("-inf"), float("nan")]]

everything = [chr(point) for point in range(sys.maxunicode + 1)]
sets = {"printable": sum(map(str.isprintable, everything)), "start": sum(map(str.isidentifier, everything)),
        "continuation": sum(("a" + c).isidentifier() for c in everything)}

json.dump({"strings": strings, "bytes": byte_values, "integers": integers, "floats": floats, "complexes": complexes,
           "hashables": hashables, "slices": slices, "ranges": ranges, "rangeEquality": range_equality,
           "numberEquality": number_equality, "parsing": parsing, "longRepr": long_repr, "conversions": conversions,
           "truncations": truncations, "none": hash(None), "sets": sets}, sys.stdout, indent=None, separators=(",", ":"))
print()
