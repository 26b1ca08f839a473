"""Regular expressions. Patterns are read and matched natively; this is what users call."""

import copyreg
import enum
import functools

import _sre

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]

__version__ = "2.2.1"


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """How a pattern is read and matched."""

    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """A pattern, or the template of a replacement, that cannot be read.

    msg is what is wrong; pattern what was read; pos, lineno and colno say where, or are None.
    """

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError


def match(pattern, string, flags=0):
    """A match at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string, or None."""
    return _compile(pattern, flags).search(string)


class _NotGiven(int):
    """A 0 that nobody else has."""


_not_given = _NotGiven()


def _positional(name, option, required, args, value, flags):
    """The option and the flags of sub, subn or split, which may still be given by position."""
    if not args:
        return value, flags
    if value is not _not_given:
        raise TypeError(f"{name}() got multiple values for argument '{option}'")
    value, *args = args
    if args:
        if flags is not _not_given:
            raise TypeError(f"{name}() got multiple values for argument 'flags'")
        flags, *args = args
        if args:
            raise TypeError(
                f"{name}() takes from {required} to {required + 2} positional arguments "
                f"but {required + 2 + len(args)} were given")

    import warnings
    warnings.warn(f"'{option}' is passed as positional argument", DeprecationWarning, stacklevel=3)
    return value, flags


def sub(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """The string with its matches replaced."""
    if args:
        count, flags = _positional("sub", "count", 3, args, count, flags)
    return _compile(pattern, flags).sub(repl, string, count)


sub.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def subn(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """The string with its matches replaced, and how many there were."""
    if args:
        count, flags = _positional("subn", "count", 3, args, count, flags)
    return _compile(pattern, flags).subn(repl, string, count)


subn.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def split(pattern, string, *args, maxsplit=_not_given, flags=_not_given):
    """What stands between the matches, with the groups of the matches."""
    if args:
        maxsplit, flags = _positional("split", "maxsplit", 2, args, maxsplit, flags)
    return _compile(pattern, flags).split(string, maxsplit)


split.__text_signature__ = "(pattern, string, maxsplit=0, flags=0)"


def findall(pattern, string, flags=0):
    """The texts of all matches, or of their groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A pattern, ready for matching."""
    return _compile(pattern, flags)


def purge():
    """Forgets the patterns that were compiled."""
    _cache.clear()
    _cache2.clear()
    _compile_template.cache_clear()


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The string with a backslash in front of every character that means something in a pattern."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")


Pattern = _sre.Pattern
Match = _sre.Match

# The patterns used last, and those first compiled of late, which are found faster.
_cache = {}
_cache2 = {}
_MAXCACHE = 512
_MAXCACHE2 = 256


def _make_room(cache, most):
    """Drops the oldest entry of a full cache."""
    if len(cache) >= most:
        try:
            del cache[next(iter(cache))]
        except (StopIteration, RuntimeError, KeyError):
            pass


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache2[type(pattern), pattern, flags]
    except KeyError:
        pass
    key = (type(pattern), pattern, flags)
    p = _cache.pop(key, None)
    if p is None:
        if isinstance(pattern, Pattern):
            if flags:
                raise ValueError("cannot process flags argument with a compiled pattern")
            return pattern
        if not isinstance(pattern, (str, bytes)):
            raise TypeError("first argument must be string or compiled pattern")
        p = _compiled(pattern, flags)
        if flags & DEBUG:
            return p
        _make_room(_cache, _MAXCACHE)
    _cache[key] = p
    _make_room(_cache2, _MAXCACHE2)
    _cache2[key] = p
    return p


def _compiled(pattern, flags):
    p, warned, msg, pos = _sre.compile(pattern, flags & 0xFFFF)
    for text in warned:
        import warnings
        warnings.warn(text, FutureWarning, stacklevel=5)
    if p is None:
        raise PatternError(msg, None if pos is None else pattern, pos)
    return p


@functools.lru_cache(_MAXCACHE)
def _compile_template(pattern, repl):
    template, msg, pos = _sre.template(pattern, repl)
    if template is None:
        raise PatternError(msg, repl, pos)
    return template


def _pickle(p):
    return _compile, (p.pattern, p.flags)


copyreg.pickle(Pattern, _pickle, _compile)


class Scanner:
    """Tries several patterns at each place of a string, in their order."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        self._patterns = [_compiled(phrase, flags) for phrase, action in lexicon]

    def scan(self, string):
        result = []
        i = 0
        while True:
            for pattern, (phrase, action) in zip(self._patterns, self.lexicon):
                m = pattern.match(string, i)
                if m:
                    break
            else:
                break
            j = m.end()
            if i == j:
                break
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            i = j
        return result, string[i:]
