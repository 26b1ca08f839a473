"""Reprs over several lines."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Prints an object over several lines."""
    PrettyPrinter(
        stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text that `pprint` prints."""
    return PrettyPrinter(
        indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Prints an object, dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, {}, 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _safe_key:
    """A key of a dict or an element of a set, with an order even if it has none of its own."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _item_key(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        return self._format(object, 0, 0, {}, 0)

    def isrecursive(self, object):
        self._saw_recursion = False
        self._repr(object, {}, 0)
        return self._saw_recursion

    def isreadable(self, object):
        self._saw_recursion = False
        text = self._repr(object, {}, 0)
        return not self._saw_recursion and not text.startswith("<")

    _saw_recursion = False

    def _recursion(self, object):
        self._saw_recursion = True
        return f"<Recursion on {type(object).__name__} with id={id(object)}>"

    def format(self, object, context, maxlevels, level):
        return self._repr(object, context, level), True, False

    # One line

    def _repr(self, object, context, level):
        cls = type(object)
        if issubclass(cls, int) and self._underscore_numbers and cls.__repr__ is int.__repr__:
            return f"{object:_d}"
        if cls.__repr__ is dict.__repr__ and issubclass(cls, dict):
            def body(level):
                items = sorted(object.items(), key=_item_key) if self._sort_dicts else object.items()
                return "{" + ", ".join(
                    f"{self._repr(k, context, level)}: {self._repr(v, context, level)}" for k, v in items) + "}"
            return self._nested(object, context, level, "{}", "{...}", body)
        if cls.__repr__ is list.__repr__ and issubclass(cls, list):
            return self._nested(object, context, level, "[]", "[...]", lambda level: "[" + ", ".join(
                self._repr(item, context, level) for item in object) + "]")
        if cls.__repr__ is tuple.__repr__ and issubclass(cls, tuple):
            return self._nested(object, context, level, "()", "(...)", lambda level: "(" + ", ".join(
                self._repr(item, context, level) for item in object) + (",)" if len(object) == 1 else ")"))
        return repr(object)

    def _nested(self, object, context, level, empty, cut, body):
        if not object:
            return empty
        if self._depth and level >= self._depth:
            return cut
        if id(object) in context:
            return self._recursion(object)
        context[id(object)] = 1
        try:
            return body(level + 1)
        finally:
            del context[id(object)]

    # Several lines

    def _format(self, object, indent, allowance, context, level):
        if id(object) in context:
            return self._recursion(object)
        text = self._repr(object, context, level)
        if len(text) <= self._width - indent - allowance:
            return text
        printer = None
        for cls, method in self._printers.items():
            if isinstance(object, cls) and type(object).__repr__ is cls.__repr__:
                printer = method
                break
        if printer is None or self._depth and level >= self._depth:
            return text
        context[id(object)] = 1
        try:
            return printer(self, object, indent, allowance + 1, context, level + 1)
        finally:
            del context[id(object)]

    def _items(self, items, indent, allowance, context, level):
        """Items one below the other; with `compact`, as many in a line as fit."""
        indent += self._indent
        padding = " " * (self._indent - 1)
        separator = ",\n" + " " * indent
        if not self._compact:
            items = list(items)
            last = len(items) - 1
            return padding + separator.join(
                self._format(item, indent, allowance if index == last else 1, context, level)
                for index, item in enumerate(items))
        text = padding
        room = width = self._width - indent + 1
        delimiter = ""
        items = list(items)
        for index, item in enumerate(items):
            is_last = index == len(items) - 1
            if is_last:
                room -= allowance
                width -= allowance
            short = self._repr(item, context, level)
            size = len(short) + 2
            if room < size:
                room = width
                if delimiter:
                    delimiter = separator
            if room >= size:
                room -= size
                text += delimiter + short
                delimiter = ", "
                continue
            text += delimiter + self._format(item, indent, allowance if is_last else 1, context, level)
            delimiter = separator
        return text

    def _format_dict(self, object, indent, allowance, context, level):
        pairs = sorted(object.items(), key=_item_key) if self._sort_dicts else list(object.items())
        indent += self._indent
        lines = []
        for index, (key, value) in enumerate(pairs):
            shown = self._repr(key, context, level)
            lines.append(f"{shown}: " + self._format(
                value, indent + len(shown) + 2, allowance if index == len(pairs) - 1 else 1, context, level))
        return "{" + " " * (self._indent - 1) + (",\n" + " " * indent).join(lines) + "}"

    def _format_list(self, object, indent, allowance, context, level):
        return "[" + self._items(object, indent, allowance, context, level) + "]"

    def _format_tuple(self, object, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        return "(" + self._items(object, indent, allowance + len(end) - 1, context, level) + end

    def _format_set(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        if type(object) is set:
            start, end = "{", "}"
        else:
            start, end = type(object).__name__ + "({", "})"
            indent += len(type(object).__name__) + 1
        return start + self._items(
            sorted(object, key=_safe_key), indent, allowance + len(end) - 1, context, level) + end

    def _format_str(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        if level == 1:
            indent += 1
            allowance += 1
        pieces = []
        room = self._width - indent
        lines = object.splitlines(True)
        for index, line in enumerate(lines):
            short = repr(line)
            if index == len(lines) - 1:
                room -= allowance
            if len(short) <= room:
                pieces.append(short)
                continue
            words = _words(line)
            current = ""
            for place, word in enumerate(words):
                limit = self._width - indent
                if place == len(words) - 1 and index == len(lines) - 1:
                    limit -= allowance
                if len(repr(current + word)) > limit:
                    if current:
                        pieces.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                pieces.append(repr(current))
        if len(pieces) == 1:
            return pieces[0]
        text = ("\n" + " " * indent).join(pieces)
        return f"({text})" if level == 1 else text

    _printers = {
        dict: _format_dict, list: _format_list, tuple: _format_tuple, set: _format_set, frozenset: _format_set,
        str: _format_str,
    }


def _words(line):
    """Words with the space behind them."""
    words = []
    start = place = 0
    while place < len(line):
        while place < len(line) and not line[place].isspace():
            place += 1
        while place < len(line) and line[place].isspace():
            place += 1
        words.append(line[start:place])
        start = place
    return words
