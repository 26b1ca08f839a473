"""JSON as objects."""

import re

__all__ = ["JSONDecoder", "JSONDecodeError"]

_space = re.compile(r"[ \t\n\r]*")
_number = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_chunk = re.compile(r'(.*?)(["\\\x00-\x1f])', re.DOTALL)
_digits = re.compile(r"[0-9A-Fa-f]{4}")
_escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_constants = {"null": None, "true": True, "false": False}
_floats = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JSONDecodeError(ValueError):
    """What is no JSON: msg says why, doc is the text, pos, lineno and colno are where."""

    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _code(s, end):
    """The four digits behind a `\\u`."""
    match = _digits.match(s, end)
    if match is None:
        raise JSONDecodeError("Invalid \\uXXXX escape", s, end - 1)
    return int(match[0], 16)


def scanstring(s, end, strict=True):
    """The string that begins behind a quote, and where it ends."""
    begin = end - 1
    chunks = []
    while True:
        match = _chunk.match(s, end)
        if match is None:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        end = match.end()
        content, terminator = match.groups()
        chunks.append(content)
        if terminator == '"':
            return "".join(chunks), end
        if terminator != "\\":
            if strict:
                raise JSONDecodeError("Invalid control character at", s, end - 1)
            chunks.append(terminator)
            continue
        if end >= len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        letter = s[end]
        if letter != "u":
            if letter not in _escapes:
                raise JSONDecodeError("Invalid \\escape", s, end - 1)
            chunks.append(_escapes[letter])
            end += 1
            continue
        code = _code(s, end + 1)
        end += 5
        if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", end):
            second = _code(s, end + 2)
            if 0xDC00 <= second <= 0xDFFF:
                code = 0x10000 + (code - 0xD800 << 10 | second - 0xDC00)
                end += 6
        chunks.append(chr(code))


def _next(s, end, bracket, name):
    """Whether another item follows one that ended here, and where it begins, or what it is in ends."""
    end = _space.match(s, end).end()
    char = s[end:end + 1]
    if char == bracket:
        return False, end + 1
    if char != ",":
        raise JSONDecodeError("Expecting ',' delimiter", s, end)
    comma = end
    end = _space.match(s, end + 1).end()
    if s[end:end + 1] == bracket:
        raise JSONDecodeError(f"Illegal trailing comma before end of {name}", s, comma)
    return True, end


class JSONDecoder:
    """Makes objects of JSON."""

    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
        object_pairs_hook=None
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _floats.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.memo = {}

    def decode(self, s):
        """What a text stands for, with nothing behind it."""
        obj, end = self.raw_decode(s, _space.match(s).end())
        end = _space.match(s, end).end()
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """What a text begins with, and where that ends."""
        try:
            return self._value(s, idx)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None
        finally:
            self.memo.clear()

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return scanstring(s, at + 1, self.strict)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        for name, value in _constants.items():
            if s.startswith(name, at):
                return value, at + len(name)
        match = _number.match(s, at)
        if match:
            integer, fraction, exponent = match.groups()
            if fraction or exponent:
                return self.parse_float(integer + (fraction or "") + (exponent or "")), match.end()
            return self.parse_int(integer), match.end()
        for name in _floats:
            if s.startswith(name, at):
                return self.parse_constant(name), at + len(name)
        raise StopIteration(at)

    def _object(self, s, end):
        pairs = []
        end = _space.match(s, end).end()
        more = s[end:end + 1] != "}"
        if not more:
            end += 1
        while more:
            if s[end:end + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, end)
            key, end = scanstring(s, end + 1, self.strict)
            key = self.memo.setdefault(key, key)
            end = _space.match(s, end).end()
            if s[end:end + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, end)
            value, end = self._value(s, _space.match(s, end + 1).end())
            pairs.append((key, value))
            more, end = _next(s, end, "}", "object")
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), end
        obj = dict(pairs)
        return (obj if self.object_hook is None else self.object_hook(obj)), end

    def _array(self, s, end):
        values = []
        end = _space.match(s, end).end()
        more = s[end:end + 1] != "]"
        if not more:
            end += 1
        while more:
            value, end = self._value(s, end)
            values.append(value)
            more, end = _next(s, end, "]", "array")
        return values, end
