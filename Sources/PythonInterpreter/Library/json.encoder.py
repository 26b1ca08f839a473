"""Objects as JSON."""

import re

_special = re.compile(r'["\\\x00-\x1f]')
_special_ascii = re.compile(r'["\\]|[^ -~]')
_short = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(match):
    char = match[0]
    if char in _short:
        return _short[char]
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"


def encode_basestring(s):
    """A string in quotes."""
    return '"' + _special.sub(_escaped, s) + '"'


def encode_basestring_ascii(s):
    """A string in quotes, in ASCII."""
    return '"' + _special_ascii.sub(_escaped, s) + '"'


class JSONEncoder:
    """Writes objects as JSON."""

    item_separator = ", "
    key_separator = ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
        separators=None, default=None
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What stands for an object that JSON does not know; classes derived from this one know more."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON of an object."""
        return self._text(o) if isinstance(o, str) else "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The JSON of an object, in pieces."""
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return self._pieces(o, 0, indent, {} if self.check_circular else None)

    def _text(self, s):
        return encode_basestring_ascii(s) if self.ensure_ascii else encode_basestring(s)

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == float("inf"):
            text = "Infinity"
        elif o == float("-inf"):
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def _simple(self, o):
        """The text of an object without parts; None for others."""
        if isinstance(o, str):
            return self._text(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self._simple(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def _pieces(self, o, level, indent, open):
        text = self._simple(o)
        if text is not None:
            yield text
            return
        if open is not None:
            if id(o) in open:
                raise ValueError("Circular reference detected")
            open[id(o)] = o
        if isinstance(o, (list, tuple)):
            yield from self._list(o, level, indent, open)
        elif isinstance(o, dict):
            yield from self._dict(o, level, indent, open)
        else:
            yield from self._pieces(self.default(o), level, indent, open)
        if open is not None:
            del open[id(o)]

    def _list(self, items, level, indent, open):
        if not items:
            yield "[]"
            return
        start, separator, end = self._layout(level, indent)
        before = "[" + start
        for item in items:
            text = self._simple(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self._pieces(item, level + 1, indent, open)
            before = separator
        if end:
            yield end
        yield "]"

    def _dict(self, dct, level, indent, open):
        if not dct:
            yield "{}"
            return
        start, separator, end = self._layout(level, indent)
        yield "{"
        is_first = True
        for key, value in sorted(dct.items()) if self.sort_keys else dct.items():
            key = self._key(key)
            if key is None:
                continue
            if not is_first:
                yield separator
            elif start:
                yield start
            is_first = False
            yield self._text(key)
            yield self.key_separator
            yield from self._pieces(value, level + 1, indent, open)
        if not is_first and end:
            yield end
        yield "}"

    def _layout(self, level, indent):
        """What stands in front of the first part, between two, and behind the last."""
        if indent is None:
            return "", self.item_separator, ""
        line = "\n" + indent * (level + 1)
        return line, self.item_separator + line, "\n" + indent * level
