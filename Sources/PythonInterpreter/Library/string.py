"""Sorts of characters, and templates."""

from collections import ChainMap as _ChainMap

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalizes each word."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_none = {}


class Template:
    """A text with places that begin with `$`."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Pairs of kind and text: "text", "escaped", "named", "braced" or "invalid" with the place."""
        text, mark = self.template, self.delimiter
        place = 0
        while True:
            found = text.find(mark, place)
            if found < 0:
                yield "text", text[place:], place
                return
            yield "text", text[place:found], place
            after = found + len(mark)
            if text.startswith(mark, after):
                yield "escaped", mark, found
                place = after + len(mark)
                continue
            is_braced = text.startswith("{", after)
            start = end = after + is_braced
            while end < len(text) and (text[end] in ascii_letters or text[end] == "_" or end > start and text[end] in digits):
                end += 1
            if end > start and (not is_braced or text.startswith("}", end)):
                yield "braced" if is_braced else "named", text[start:end], found
                place = end + is_braced
            else:
                yield "invalid", mark, after
                place = after

    def _complain(self, place):
        lines = self.template[:place].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = place - len("".join(lines[:-1])), len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def substitute(self, mapping=_none, /, **kws):
        """Fills the places; KeyError for one that is missing."""
        if mapping is _none:
            mapping = kws
        elif kws:
            mapping = _ChainMap(kws, mapping)
        result = []
        for kind, text, place in self._pieces():
            if kind in ("named", "braced"):
                text = str(mapping[text])
            elif kind == "invalid":
                self._complain(place)
            result.append(text)
        return "".join(result)

    def safe_substitute(self, mapping=_none, /, **kws):
        """Fills the places; those that are missing stay as they are."""
        if mapping is _none:
            mapping = kws
        elif kws:
            mapping = _ChainMap(kws, mapping)
        result = []
        for kind, text, place in self._pieces():
            if kind in ("named", "braced"):
                try:
                    text = str(mapping[text])
                except KeyError:
                    text = self.delimiter + ("{%s}" % text if kind == "braced" else text)
            result.append(text)
        return "".join(result)

    def is_valid(self):
        """Whether `substitute` would not complain of the text."""
        return all(kind != "invalid" for kind, _, _ in self._pieces())

    def get_identifiers(self):
        """The names of the places, each once."""
        return list(dict.fromkeys(text for kind, text, _ in self._pieces() if kind in ("named", "braced")))


class Formatter:
    """`str.format` with parts that can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first = _field_parts(field_name)[0]
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index=auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _parsed(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _field_parts(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first


def _parsed(text):
    """Yields literal text, field name, format and conversion of a format text, part by part."""
    literal = []
    place = 0
    while place < len(text):
        char = text[place]
        if char in "{}" and text[place + 1:place + 2] == char:
            literal.append(char)
            place += 2
            yield "".join(literal), None, None, None
            literal = []
            continue
        if char == "}":
            raise ValueError("Single '}' encountered in format string")
        if char != "{":
            end = place
            while end < len(text) and text[end] not in "{}":
                end += 1
            literal.append(text[place:end])
            place = end
            continue
        depth, end, in_brackets = 1, place + 1, False
        while end < len(text) and depth:
            if text[end] == "{":
                depth += 1
            elif text[end] == "}":
                depth -= 1
            end += 1
        if depth:
            raise ValueError(
                "Single '{' encountered in format string" if place + 1 == len(text) else "expected '}' before end of string")
        field = text[place + 1:end - 1]
        place = end
        name_end = 0
        while name_end < len(field) and (in_brackets or field[name_end] not in ":!"):
            if field[name_end] == "[":
                in_brackets = True
            elif field[name_end] == "]":
                in_brackets = False
            name_end += 1
        name, rest = field[:name_end], field[name_end:]
        conversion = None
        if rest.startswith("!"):
            conversion, rest = rest[1:2], rest[2:]
            if not conversion:
                raise ValueError("end of string while looking for conversion specifier")
            if rest and not rest.startswith(":"):
                raise ValueError("expected ':' after conversion specifier")
        yield "".join(literal), name, rest[1:], conversion
        literal = []
    if literal:
        yield "".join(literal), None, None, None


def _field_parts(name):
    """The first part of a field name, and the attributes and items behind it."""
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first = name[:end]
    rest = []
    while end < len(name):
        if name[end] == ".":
            start = end = end + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            if end == start:
                raise ValueError("Empty attribute in format string")
            rest.append((True, name[start:end]))
        elif name[end] == "[":
            close = name.find("]", end)
            if close < 0:
                raise ValueError("Missing ']' in format string")
            item = name[end + 1:close]
            if not item:
                raise ValueError("Empty attribute in format string")
            rest.append((False, int(item) if item.isdecimal() else item))
            end = close + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return (int(first) if first.isdecimal() else first), rest
