"""Records what this CPython answers to random calls: strings, bytes, codecs, formats, numbers.

    PYTHONHASHSEED=0 python3.13 record_cases.py strings 600 > strings.3.13.cases

One call a line, fields separated by tabs: the operation, its arguments, the answer. A third argument is the seed.
"""
import math
import random
import struct
import sys

TOPICS = {}


def encode(value):
    if value is None:
        return "N"
    if value is True or value is False:
        return "T" if value else "F"
    if isinstance(value, int):
        return "i" + format(value, "x")
    if isinstance(value, float):
        return "f" + bits(value)
    if isinstance(value, complex):
        return "c" + bits(value.real) + bits(value.imag)
    if isinstance(value, str):
        return "s" + escape(value)
    if isinstance(value, (bytes, bytearray)):
        return "b" + value.hex()
    if isinstance(value, (tuple, list)):
        return "(" + ",".join(map(encode, value)) + ")"
    if isinstance(value, BaseException):
        text = str(value)
        return "!" + escape(f"{type(value).__name__}: {text}" if text else type(value).__name__)
    raise TypeError(type(value))


def bits(value):
    return "7ff8000000000000" if math.isnan(value) else struct.pack(">d", value).hex()


def escape(text):
    return "".join(c if "!" <= c <= "~" and c not in "\\()," else f"\\{ord(c):x};" for c in text)


def case(operation, arguments, ask):
    """Prints one line; `ask` is called without arguments."""
    try:
        answer = ask()
    except Exception as error:
        answer = error
    print("\t".join([operation, *map(encode, arguments), encode(answer)]))


def topic(record):
    TOPICS[record.__name__] = record
    return record


# Texts

LETTERS = "aAbBzZ019_ .,-+\t\n\r\v\f'\"\\"
LATIN = "\x1c\x1e\x85\xa0éÉßÿµªº²½¼×"
WIDE = "ıİŉǅǆΣσςάΆΐʹ़ֿ١፲Ⅷⅷ①ﬁﬃﷺᾳᾼῼ\u2028\u2003\u1680\u3000\ud800\udc80ᏐꭰᏸẞſK一三\u0345\u1c80\ua7cb\ua7dc\u0295\u0264\u019b"
ASTRAL = "𝐀𝟘😀𐐀𐐨\U0001171e\U00012038\U0001e900\U0010ffff🄀\U00010d40\U00016d70𞤢"


def character(random):
    pool = random.random()
    if pool < 0.02:
        return chr(random.randrange(0x110000))
    if pool < 0.04:
        return chr(random.randrange(0x3000))
    return random.choice(LETTERS)


def text(random, longest=12, simple=False):
    alphabet = random.choice(["ab", "abc ", LETTERS, LETTERS, LETTERS + LATIN, LETTERS + LATIN + WIDE,
                              LETTERS + LATIN + WIDE + ASTRAL, "Σσa'.\u0301 ", None])
    length = random.randrange(longest + 1)
    if alphabet is None:
        return "".join(character(random) for _ in range(length))
    if simple:
        alphabet = "ab"
    return "".join(random.choice(alphabet) for _ in range(length))


def part(random, whole):
    """A part of a text, most often."""
    if whole and random.random() < 0.7:
        start = random.randrange(len(whole))
        found = whole[start:start + random.choice([0, 1, 1, 2, 3])]
        return found
    return text(random, 3) if isinstance(whole, str) else octets(random, 3)


def bound(random, length):
    return random.choice([0, 0, 1, 2, -1, -2, length, length + 1, -length - 1, length // 2, 2**63 - 1, -2**63])


@topic
def strings(random, count):
    plain = ["lower", "upper", "casefold", "swapcase", "capitalize", "title", "isalnum", "isalpha", "isascii",
             "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle",
             "isupper", "strip", "lstrip", "rstrip"]
    searching = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]
    for number in range(count):
        s = text(random)
        kind = random.randrange(22)
        if kind < 6:
            name = random.choice(plain)
            case(name, [s], getattr(s, name))
        elif kind < 9:
            if random.random() < 0.2:
                s = "".join(random.choice("ab") for _ in range(random.randrange(400)))
            needle = part(random, s)
            if random.random() < 0.2 and len(s) > 30:
                start = random.randrange(len(s))
                needle = s[start:start + random.randrange(60)]
            name = random.choice(searching)
            start, end = bound(random, len(s)), bound(random, len(s))
            if random.random() < 0.5:
                start, end = 0, 2**63 - 1
            case(name, [s, needle, start, end], lambda: getattr(s, name)(needle, start, end))
        elif kind < 11:
            needle, limit = part(random, s), random.choice([-1, -1, 0, 1, 2, 3])
            case("split", [s, needle, limit], lambda: s.split(needle, limit))
            case("rsplit", [s, needle, limit], lambda: s.rsplit(needle, limit))
        elif kind == 11:
            limit = random.choice([-1, -1, 0, 1, 2, 3])
            case("words", [s, limit], lambda: s.split(None, limit))
            case("rwords", [s, limit], lambda: s.rsplit(None, limit))
        elif kind == 12:
            keep = random.random() < 0.5
            case("splitlines", [s, keep], lambda: s.splitlines(keep))
        elif kind == 13:
            needle = part(random, s)
            name = random.choice(["partition", "rpartition", "removeprefix", "removesuffix"])
            if "remove" in name and s and random.random() < 0.5:
                needle = s[:2] if name == "removeprefix" else s[-2:]
            case(name, [s, needle], lambda: getattr(s, name)(needle))
        elif kind == 14:
            old, new, limit = part(random, s), text(random, 3), random.choice([-1, -1, 0, 1, 2, 3])
            case("replace", [s, old, new, limit], lambda: s.replace(old, new, limit))
        elif kind == 15:
            characters = part(random, s) + text(random, 2)
            name = random.choice(["strip", "lstrip", "rstrip"])
            case(name + "chars", [s, characters], lambda: getattr(s, name)(characters))
        elif kind == 16:
            items = [text(random, 3) for _ in range(random.randrange(5))]
            separator = random.choice(["", ",", s])
            case("join", [separator, items], lambda: separator.join(items))
        elif kind == 17:
            width, fill = random.choice([0, -3, 5, 8, 13, 20, 21]), (text(random, 1) or " ")[0]
            name = random.choice(["ljust", "rjust", "center"])
            case(name, [s, width, fill], lambda: getattr(s, name)(width, fill))
        elif kind == 18:
            if random.random() < 0.5:
                width, s = random.choice([0, 5, 8, 13]), random.choice(["", "+", "-", " "]) + s
                case("zfill", [s, width], lambda: s.zfill(width))
            else:
                size = random.choice([8, 8, 4, 1, 0, -1, 3])
                s = s.replace("a", "\t")
                case("expandtabs", [s, size], lambda: s.expandtabs(size))
        elif kind == 19:
            other = random.choice([part(random, s), text(random)])
            name, ask = random.choice([("less", lambda: s < other), ("contains", lambda: other in s),
                                       ("add", lambda: s + other), ("equal", lambda: s == other)])
            case(name, [s, other], ask)
        elif kind == 20:
            if random.random() < 0.3:
                times = random.choice([-1, 0, 1, 2, 5])
                case("repeat", [s, times], lambda: s * times)
            elif random.random() < 0.3:
                case("ascii", [s], lambda: ascii(s))
            else:
                piece = slice(*(random.choice([None, bound(random, len(s))]) for _ in range(2)),
                              random.choice([None, 1, 2, 3, -1, -2, 2**62]))
                start, stop, step = piece.indices(len(s))
                case("slice", [s, start, step, len(range(start, stop, step))], lambda: s[piece])
        else:
            source, target = text(random, 4), text(random, 4)
            if random.random() < 0.9:
                target = (target + "xyzw")[:len(source)]
            deleted, wide = part(random, s), []
            if s and random.random() < 0.5:
                wide = [random.choice(s), text(random, 3)]

            def translate():
                table = str.maketrans(source, target, deleted)
                if wide:
                    table[ord(wide[0])] = wide[1]
                return s.translate(table)
            case("translate", [s, source, target, deleted, wide], translate)


# Bytes

def octets(random, longest=12):
    alphabet = random.choice([b"ab", b"abc ", b"aAbBzZ019_ \t\n\r\v\f'\"\\+-", bytes(range(256))])
    return bytes(random.choice(alphabet) for _ in range(random.randrange(longest + 1)))


@topic
def bytestrings(random, count):
    plain = ["lower", "upper", "swapcase", "capitalize", "title", "isalnum", "isalpha", "isascii", "isdigit",
             "islower", "isspace", "istitle", "isupper", "strip", "lstrip", "rstrip", "hex"]
    searching = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]
    for number in range(count):
        s = octets(random)
        kind = random.randrange(18)
        if kind < 4:
            name = random.choice(plain)
            case("b" + name, [s], getattr(s, name))
        elif kind < 6:
            needle, name = part(random, s), random.choice(searching)
            start, end = bound(random, len(s)), bound(random, len(s))
            if random.random() < 0.5:
                start, end = 0, 2**63 - 1
            case("b" + name, [s, needle, start, end], lambda: getattr(s, name)(needle, start, end))
        elif kind == 6:
            needle, limit = part(random, s), random.choice([-1, -1, 0, 1, 2, 3])
            case("bsplit", [s, needle, limit], lambda: s.split(needle, limit))
            case("brsplit", [s, needle, limit], lambda: s.rsplit(needle, limit))
        elif kind == 7:
            limit = random.choice([-1, -1, 0, 1, 2, 3])
            case("bwords", [s, limit], lambda: s.split(None, limit))
            case("brwords", [s, limit], lambda: s.rsplit(None, limit))
        elif kind == 8:
            keep = random.random() < 0.5
            case("bsplitlines", [s, keep], lambda: s.splitlines(keep))
        elif kind == 9:
            needle = part(random, s)
            name = random.choice(["partition", "rpartition", "removeprefix", "removesuffix"])
            if "remove" in name and s and random.random() < 0.5:
                needle = s[:2] if name == "removeprefix" else s[-2:]
            case("b" + name, [s, needle], lambda: getattr(s, name)(needle))
        elif kind == 10:
            old, new, limit = part(random, s), octets(random, 3), random.choice([-1, -1, 0, 1, 2, 3])
            case("breplace", [s, old, new, limit], lambda: s.replace(old, new, limit))
        elif kind == 11:
            characters = part(random, s) + octets(random, 2)
            name = random.choice(["strip", "lstrip", "rstrip"])
            case("b" + name + "chars", [s, characters], lambda: getattr(s, name)(characters))
        elif kind == 12:
            items = [octets(random, 3) for _ in range(random.randrange(5))]
            separator = random.choice([b"", b",", s])
            case("bjoin", [separator, items], lambda: separator.join(items))
        elif kind == 13:
            width, fill = random.choice([0, -3, 5, 8, 13, 20, 21]), (octets(random, 1) or b" ")[:1]
            name = random.choice(["ljust", "rjust", "center"])
            case("b" + name, [s, width, fill], lambda: getattr(s, name)(width, fill))
        elif kind == 14:
            if random.random() < 0.5:
                width, s = random.choice([0, 5, 8, 13]), random.choice([b"", b"+", b"-"]) + s
                case("bzfill", [s, width], lambda: s.zfill(width))
            else:
                size = random.choice([8, 8, 4, 1, 0, -1, 3])
                s = s.replace(b"a", b"\t")
                case("bexpandtabs", [s, size], lambda: s.expandtabs(size))
        elif kind == 15:
            group, separator = random.choice([1, 1, 2, 3, -1, -2, 0, 100]), random.choice(":: -\xe9") * random.choice([1, 1, 1, 2])
            case("bhexsep", [s, separator, group], lambda: s.hex(separator, group))
            digits = "".join(random.choice("0123456789abcdefABCDEF" + random.choice(["", "", " \t\n", "gé\x85"]))
                             for _ in range(random.randrange(9)))
            case("bfromhex", [digits], lambda: bytes.fromhex(digits))
        elif kind == 16:
            if random.random() < 0.3:
                times = random.choice([-1, 0, 1, 2, 5])
                case("brepeat", [s, times], lambda: s * times)
            else:
                piece = slice(*(random.choice([None, bound(random, len(s))]) for _ in range(2)),
                              random.choice([None, 1, 2, 3, -1, -2, 2**62]))
                start, stop, step = piece.indices(len(s))
                case("bslice", [s, start, step, len(range(start, stop, step))], lambda: s[piece])
        else:
            source, target, deleted = octets(random, 4), octets(random, 4), part(random, s)
            if random.random() < 0.9:
                target = (target + b"xyzw")[:len(source)]
            case("bmaketrans", [source, target], lambda: bytes.maketrans(source, target))
            table = random.choice([None, b"short", bytes.maketrans(source[:2], (target + b"xy")[:len(source[:2])])])
            case("btranslate", [s, table, deleted], lambda: s.translate(table, deleted))


# Formats

def number(random):
    kind = random.randrange(12)
    if kind == 0:
        return random.choice([0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308, 1e16, 1e22, 1e23,
                              9.5, 0.5, 1.5, 2.5, 0.125, 1e-5, 1e-4, 123456789.0, 0.1, 999999.5, 9.999999999999999e22])
    if kind == 1:
        return struct.unpack(">d", random.randbytes(8))[0]
    if kind == 2:
        return random.randrange(-10**6, 10**6) / random.choice([1, 2, 4, 8, 10, 100, 1000])
    if kind == 3:
        return random.uniform(-1, 1) * 10.0 ** random.randrange(-12, 25)
    if kind == 4:
        return float(random.randrange(-3000, 3000)) + 0.5
    if kind == 5:
        return 10.0 ** random.randrange(-30, 30) * random.choice([1, -1, 0.5, 1.5, 9.995, 0.9999999999999999])
    return integer(random)


def integer(random):
    kind = random.randrange(6)
    if kind < 2:
        return random.randrange(-20, 300)
    if kind == 2:
        return random.choice([0, 1, -1, 7, 8, 255, 256, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -2**63, 2**64, 10**30, 0x110000])
    if kind == 3:
        return random.randrange(-10**6, 10**6)
    return random.randrange(-2**random.randrange(1, 200), 2**random.randrange(1, 200))


def specification(random):
    pick = random.random
    parts = [
        random.choice(["", "", "", "<", ">", "^", "=", "*<", "é>", "_^", "0=", "x=", "{<"]),
        random.choice(["", "", "", "+", "-", " "]),
        "z" if pick() < 0.1 else "",
        "#" if pick() < 0.2 else "",
        "0" if pick() < 0.2 else "",
        random.choice(["", "", "1", "5", "10", "14", "23", "30"]),
        random.choice(["", "", "", ",", "_"]),
        random.choice(["", "", ".0", ".1", ".2", ".3", ".5", ".17", ".20", ".40"]),
        random.choice(["", "", "d", "x", "X", "o", "b", "c", "n", "e", "E", "f", "F", "g", "G", "%", "s"]),
    ]
    if pick() < 0.03:
        parts[random.randrange(9)] = random.choice(["q", ".", ",_", "_,", ",,", "9" * 20, "ff", "\u0664", "é", "{", "]"])
    return "".join(parts)


@topic
def formatting(random, count):
    for index in range(count):
        kind = random.randrange(10)
        spec = specification(random)
        if kind < 3:
            value = random.choice([integer(random), random.random() < 0.5]) if random.random() < 0.1 else integer(random)
            spec = spec if random.random() < 0.5 else spec.replace(".", "") if spec[-1:] in "dxXobcn" else spec
        elif kind < 7:
            value = float(number(random))
            if random.random() < 0.1:
                spec = f".{random.choice([15, 16, 17, 25, 50, 330, 800, 1100])}{random.choice('eEfFgG%')}"
        elif kind == 7:
            value = complex(float(number(random)), float(number(random))) if random.random() < 0.8 else complex(0, float(number(random)))
            spec = spec.replace("0", "") if random.random() < 0.7 else spec
        elif kind == 8:
            value = text(random)
        else:
            value = float(number(random))
            places = random.choice([0, 1, 2, 3, 5, 10, 15, 20, -1, -2, -5, -20, 300, 323, 324, -307, -308, -309, 2**63 - 1])
            case("round", [value, places], lambda: round(value, places))
            case("roundint", [value], lambda: round(value))
            whole = integer(random)
            bits, show = random.choice([(1, bin), (3, oct), (4, hex)])
            case("bin", [whole, bits], lambda: show(whole))
            continue
        case("format", [value, spec], lambda: format(value, spec))


def conversion(random, types):
    pick = random.random
    return "%" + "".join([
        random.choice(["", "", "", "-", "+", " ", "#", "0", "-0", "+0", "#0", "+ ", "- "]),
        random.choice(["", "", "", "1", "5", "10", "20", "*"]),
        random.choice(["", "", "", ".", ".0", ".1", ".2", ".5", ".20", ".*"]),
        random.choice(["", "", "", "", "", "l", "h", "L"]),
        random.choice(types) if pick() < 0.95 else random.choice(["y", "%", "", "(", "é", "z", " ", "\n", "😀", "b", "\x7f", "\x1f"]),
    ])


@topic
def templates(random, count):
    for index in range(count):
        kind = random.randrange(5)
        if kind < 2:
            chosen = [conversion(random, "sssrraddiuxXoeEfFgGc") for _ in range(random.choice([1, 1, 1, 2]))]
            pieces = [random.choice(["", "a", "é ", "%%"]) + piece for piece in chosen]
            form = "".join(pieces) + random.choice(["", "", "b", "%%", "%", "%(", "%(k)s"][:random.choice([5, 5, 5, 7])])
            values = []
            for piece in chosen:
                for star in range(piece.count("*")):
                    values.append(random.choice([0, 1, 7, 12, -9, True, "x", 2.5] if random.random() < 0.2 else [0, 1, 7, 12, -9]))
                values.append(value_for(random, piece[-1:]))
            if random.random() < 0.1:
                values = values[:-1] if random.random() < 0.5 else values + [1]
            case("percent", [form, values], lambda: form % tuple(values))
        elif kind == 2:
            chosen = [conversion(random, "ssbbradixXoefgGc").encode("latin-1", "replace") for _ in range(random.choice([1, 1, 2]))]
            form = b"-".join(chosen)
            values = []
            for piece in chosen:
                values += [random.choice([0, 1, 7, 12, -9]) for star in range(piece.count(b"*"))]
                last = chr(piece[-1])
                found = value_for(random, last)
                if last in "sb" and random.random() < 0.8:
                    found = octets(random, 4)
                if last == "c":
                    found = random.choice([b"x", b"\xff", b"xy", 0, 65, 255, 256, -1, 2**80, "x", 1.5])
                values.append(found)
            if random.random() < 0.1:
                values = values[:-1] if random.random() < 0.5 else values + [1]
            case("bpercent", [form, values], lambda: form % tuple(values))
        else:
            values = [random.choice([integer(random), number(random), text(random, 4), None, [1, "é", [2.5]], [10, 3]])
                      for _ in range(random.randrange(4))]
            form = "".join(random.choice([field(random), field(random), "a", "{{", "}}", "é"]) for _ in range(random.randrange(4)))
            if random.random() < 0.15:
                at = random.randrange(len(form) + 1)
                form = form[:at] + random.choice(["{", "}", "[", "]", ".", "!", ":", "!r", "{}"]) + form[at:]
            if random.random() < 0.1 and form:
                at = random.randrange(len(form))
                form = form[:at] + form[at + 1:]
            case("strformat", [form, values], lambda: form.format(*values))


def field(random):
    pick = random.random
    name = random.choice(["", "", "", "0", "1", "2", "00", "k"] if pick() < 0.4 else ["", ""])
    if pick() < 0.2:
        name += random.choice(["[0]", "[2]", "[2][0]", "[1]", "[x]", "[]", "[", ".", ".q", "]", "[0]x", "[0].a", "[-1]", "[9999999999999999999999]"])
    kind = random.choice(["", "", "", "", "!r", "!s", "!a", "!x", "!", "!r:"])
    spec = random.choice(["", "", "", ":", ":>8", ":.3", ":{}", ":>{}", ":{}.{}", ":{1}", ":{0[0]}", ":{{", ":}}", ":{:{}}", ":d", ":s", ":x", ":q"])
    return "{" + name + kind + spec + "}"


def value_for(random, kind):
    if random.random() < 0.1:
        return random.choice([None, "x", "xy", 1.5, 3, b"x", [1], 1j, True])
    if kind in "diuxXo" and kind:
        return integer(random) if random.random() < 0.9 else number(random)
    if kind in "eEfFgG" and kind:
        return number(random)
    if kind == "c":
        return random.choice([0, 65, 0x20ac, 0x110000, -1, 2**70, "a", "é", "😀", "ab", ""])
    return random.choice([integer(random), number(random), text(random, 5), None, True, [1, "é"], b"b\xff"])


# Numbers

def large(random):
    kind = random.randrange(5)
    if kind == 0:
        return random.choice([0, 1, -1, 2, -2, 3, 10, 255, 256, -128, 127, -129, 2**53, 2**53 + 1, 2**64 - 1, -2**63])
    if kind == 1:
        return random.choice([1, -1]) * 2**random.randrange(1, 1100) + random.choice([0, 0, 1, -1])
    size = 2**random.choice([4, 8, 31, 60, 64, 65, 120, 200, 700])
    return random.randrange(-size, size)


def real(random):
    kind = random.randrange(6)
    if kind == 0:
        return random.choice([0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308, 0.5, 2.0, 3.0, -3.0, 1e-310, 2.5])
    if kind == 1:
        return struct.unpack(">d", random.randbytes(8))[0]
    if kind == 2:
        return float(random.randrange(-12, 13))
    if kind == 3:
        return random.randrange(-200, 200) / 8
    return random.uniform(-1, 1) * 10.0 ** random.randrange(-5, 10)


def numeral(random, alphabet):
    return "".join(random.choice(alphabet) for _ in range(random.choice([1, 1, 2, 3, 5, 20, 70])))


def around(random, body):
    before, after = random.choice(["", "", "", " ", "\n\t", "\u2003", "\xa0"]), random.choice(["", "", "", " ", "\u3000", "\x1c"])
    if random.random() < 0.12:
        at = random.randrange(len(body) + 1)
        body = body[:at] + random.choice(["_", "__", " ", "x", "+", "-", ".", "e", "é", "\0", "\ud800", "j", "(", ")", "\u0661"]) + body[at:]
    return before + random.choice(["", "", "+", "-", "--"][:random.choice([4, 4, 4, 5])]) + body + after


def decimal(random):
    body = random.choice(["inf", "nan", "Infinity", "iNF", "nAn", "infi"]) if random.random() < 0.08 else random.choice([
        numeral(random, "0123456789"),
        numeral(random, "0123456789") + "." + numeral(random, "0123456789"),
        numeral(random, "0123456789") + ".", "." + numeral(random, "0123456789"),
        numeral(random, "0123456789_"), numeral(random, "0123456789\u0660\u0669\uff15\U0001d7d8")])
    if random.random() < 0.35:
        body += random.choice("eE") + random.choice(["", "+", "-"]) + random.choice([numeral(random, "0123456789"), str(random.randrange(330)), "0_5", ""])
    return body


@topic
def numbers(random, count):
    for index in range(count):
        kind = random.randrange(24)
        a, b = large(random), large(random)
        x, y = real(random), real(random)
        if kind == 0:
            base = random.choice([10, 10, 10, 0, 16, 2, 4, 8, 8, 32, 36, 7, 1, 37, -1])
            digits = {16: "0123456789abcdefABCDEF_", 2: "01", 8: "01234567_", 32: "09avAV", 36: "09azAZ"}.get(base, "0123456789_")
            body = random.choice(["", "", "0x", "0b", "0o", "0X", "0B_", "0O", "00", "0"][:random.choice([2, 10])]) + numeral(random, digits)
            body = around(random, body)
            case("int", [body, base], lambda: int(body, base))
            data = body.encode("latin-1", "replace")
            case("intbytes", [data, base], lambda: int(data, base))
        elif kind == 1:
            body = around(random, decimal(random))
            case("float", [body], lambda: float(body))
            data = body.encode("latin-1", "replace")
            case("floatbytes", [data], lambda: float(data))
        elif kind == 2:
            body = random.choice([around(random, decimal(random)) + random.choice(["", "j", "J"]),
                                  decimal(random) + random.choice("+-") + decimal(random) + "j",
                                  around(random, random.choice(["j", "1j", "1+j", "1-j", ""]))])
            if random.random() < 0.3:
                body = random.choice(["(", " ( ", "(("]) + body + random.choice([")", " ) ", "", "))"])
            case("complex", [body], lambda: complex(body))
        elif kind == 3:
            case("idivmod", [a, b], lambda: divmod(a, b))
            case("ifloordiv", [a, b], lambda: a // b)
            case("imod", [a, b], lambda: a % b)
        elif kind < 6:
            case("itruediv", [a, b], lambda: a / b)
            if random.random() < 0.5:
                a = b * random.randrange(1, 2**54) + random.choice([0, 0, 1, -1])
                c = b * 2**random.randrange(60)
                case("itruediv", [a, c], lambda: a / c)
        elif kind == 6:
            exponent = random.choice([0, 1, 2, 3, 5, 10, -1, -2, -3, 17, 31])
            case("ipow", [a, exponent], lambda: a ** exponent)
        elif kind == 7:
            m = random.choice([large(random), random.randrange(-50, 50)])
            b = random.choice([b, random.randrange(-30, 30)])
            case("ipowmod", [a, b, m], lambda: pow(a, b, m))
        elif kind == 8:
            shift = random.choice([0, 1, 2, 30, 63, 64, 65, 128, 700, -1])
            case("ilshift", [a, shift], lambda: a << shift)
            shift = random.choice([shift, 2**70])
            case("irshift", [a, shift], lambda: a >> shift)
        elif kind == 9:
            if random.random() < 0.3:
                b = ~a if random.random() < 0.5 else -a
            for name, ask in [("iand", lambda: a & b), ("ior", lambda: a | b), ("ixor", lambda: a ^ b),
                              ("imul", lambda: a * b), ("isub", lambda: a - b)]:
                case(name, [a, b], ask)
        elif kind == 10:
            case("bitlength", [a], a.bit_length)
            case("bitcount", [a], a.bit_count)
            places = random.choice([-1, -1, -2, -3, -10, -30, 0, 3, -2**70 if abs(a) < 0 else -400])
            c = random.choice([a, random.randrange(-500, 500) * 5])
            case("iround", [c, places], lambda: round(c, places))
        elif kind < 13:
            order, signed = random.choice(["little", "big", "big", "x"][:random.choice([3, 3, 3, 4])]), random.random() < 0.5
            length = random.choice([0, 1, 2, 8, 9, 30, (a.bit_length() + 7) // 8, a.bit_length() // 8 + 1, -1])
            case("tobytes", [a, length, order, signed], lambda: a.to_bytes(length, order, signed=signed))
            data = octets(random, 20)
            case("frombytes", [data, order, signed], lambda: int.from_bytes(data, order, signed=signed))
        elif kind == 13:
            case("itofloat", [a], lambda: float(a))
        elif kind < 16:
            case("fdiv", [x, y], lambda: x / y)
            case("ffloordiv", [x, y], lambda: x // y)
            case("fmod", [x, y], lambda: x % y)
            case("fdivmod", [x, y], lambda: divmod(x, y))
        elif kind < 18:
            case("fpow", [x, y], lambda: x ** y)
        elif kind == 18:
            case("isinteger", [x], x.is_integer)
            case("ratio", [x], x.as_integer_ratio)
            case("fhex", [x], x.hex)
        elif kind == 19:
            body = x.hex() if random.random() < 0.3 else (
                random.choice(["0x", "0X", ""]) + numeral(random, "0123456789abcdefABCDEF") + random.choice(["", ".", "." + numeral(random, "0123456789abcdef")])
                + random.choice(["", "p0", f"p{random.randrange(-1200, 1100)}", "P+3", "p-2", "p", "p99999999999999999999"]))
            body = around(random, body)
            case("ffromhex", [body], lambda: float.fromhex(body))
        else:
            z, w = complex(x, y), complex(real(random), real(random))
            if random.random() < 0.5:
                w = random.choice([complex(random.randrange(-9, 120)), complex(0.5, random.choice([0.0, 1.0, -2.5])), 0j, 1j])
            case("cmul", [z, w], lambda: z * w)
            case("cdiv", [z, w], lambda: z / w)
            case("cpow", [z, w], lambda: z ** w)
            case("cabs", [z], lambda: abs(z))


# Codecs

CODECS = ["utf-8", "utf-8", "UTF8", "ascii", "us-ascii", "latin-1", "iso-8859-1", "utf-16", "utf-16-le", "UTF_16BE",
          "utf-32", "utf-32-le", "utf-32-be", "L1", "u8", " utf 8", "unknown"]
HANDLERS = ["strict", "strict", "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape",
            "surrogatepass", "nonsense"]


@topic
def codecs(random, count):
    for index in range(count):
        codec, errors = random.choice(CODECS), random.choice(HANDLERS)
        s = text(random, 6)
        if random.random() < 0.3:
            s += random.choice(["\ud800", "\udfff\udc80", "\udc80\udcff", "é\udcff", "\udcff\ud800x", "\U0001f600"]) + text(random, 2)
        case("encode", [s, codec, errors], lambda: s.encode(codec, errors))
        if random.random() < 0.4:
            data = octets(random, 10)
        else:
            data = s.encode(codec if codec != "unknown" else "utf-8", "surrogatepass" if "8" in codec and "88" not in codec or "16" in codec or "32" in codec else "ignore") \
                if "1" not in codec or "utf" in codec.lower() else octets(random, 6)
            for change in range(random.randrange(3)):
                at = random.randrange(len(data) + 1)
                data = data[:at] + random.choice([b"", b"\xff", b"\xe2", b"\xf0\x9f", b"\xed\xa0\x80", b"\xd8", b"\xdc", b"\x00", b"\x80", b"\xc0", b"a"]) + data[at + random.randrange(2):]
        case("decode", [data, codec, errors], lambda: data.decode(codec, errors))


if __name__ == "__main__":
    name, count = sys.argv[1], int(sys.argv[2])
    sys.stdout.reconfigure(encoding="ascii")
    TOPICS[name](random.Random(f"{name} {sys.argv[3] if len(sys.argv) > 3 else 0}"), count)
