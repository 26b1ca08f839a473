"""Tracebacks: taking them apart, and writing them as Python does."""

import linecache
import sys

from _reporting import entries as _entries, suggestion as _suggestion

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
    "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
    "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def walk_stack(f):
    """Frames with their lines, from one outwards."""
    if f is None:
        f = sys._getframe().f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """The frames of a traceback with their lines."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    """Clears the locals of all frames of a traceback that do not run."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


class FrameSummary:
    """One line of a traceback."""

    __slots__ = (
        "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines", "_text", "locals",
        "_code")

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
        end_colno=None, **kwargs,
    ):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._lines = line
        self._text = None
        self.locals = None if locals is None else {key: _text(value, repr) for key, value in locals.items()}

    @property
    def line(self):
        """The source line without the space around it."""
        if self._lines is None:
            if self.lineno is None:
                return None
            self._lines = linecache.getline(self.filename, self.lineno)
        return self._lines.strip()

    def _fields(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self.filename == other.filename and self.lineno == other.lineno and self.name == other.name \
                and self.locals == other.locals
        if isinstance(other, tuple):
            return self._fields() == other
        return NotImplemented

    def __getitem__(self, place):
        return self._fields()[place]

    def __iter__(self):
        return iter(self._fields())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _text(value, make=str):
    try:
        return make(value)
    except Exception:
        return f"<exception {make.__name__}() failed>" if make is repr else "<exception str() failed>"


class StackSummary(list):
    """The lines of a traceback, outermost first."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Of what `walk_stack` or `walk_tb` yield."""
        frames = list(frame_gen)
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        result = cls()
        for frame, lineno in frames:
            code = frame.f_code
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, locals=frame.f_locals if capture_locals else None))
        return result

    @classmethod
    def from_list(cls, a_list):
        """Of frame summaries or tuples of file name, line, name and text."""
        result = cls()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame, **kwargs):
        text = frame._text
        if text is not None:
            return text if not frame.locals else text + _locals_text(frame)
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            text += f"    {frame.line}\n"
        return text + _locals_text(frame) if frame.locals else text

    def format(self, **kwargs):
        """The text of each line; of the same line again and again the first three."""
        result = []
        last = None
        count = 0

        def end_of_repetition():
            if count > 3:
                more = count - 3
                result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                end_of_repetition()
                last, count = place, 0
            count += 1
            if count <= 3:
                result.append(text)
        end_of_repetition()
        return result


def _locals_text(frame):
    return "".join(f"    {name} = {value}\n" for name, value in sorted(frame.locals.items()))


def extract_tb(tb, limit=None):
    return _summary_of_tb(tb, limit)


def _summary_of_tb(tb, limit, capture_locals=False):
    """The lines of a traceback, with the source that each points to and marks under it."""
    summary = StackSummary.extract(walk_tb(tb), limit=limit, capture_locals=capture_locals)
    texts = _entries(tb)
    if len(texts) > len(summary):
        texts = texts[:len(summary)] if limit is None or limit >= 0 else texts[-len(summary):]
    for frame, text in zip(summary, texts):
        frame._text = text
    return summary


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


class TracebackException:
    """What is to be written of an exception, without holding on to it."""

    def __init__(
        self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
        compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None,
    ):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = _summary_of_tb(exc_traceback, limit, capture_locals)
        self.exc_type = exc_type if save_exc_type else None
        self._exc_type_name = self.exc_type_str = _type_name(exc_type)
        self._str = _text(exc_value) + _suggestion(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._is_syntax_error = isinstance(exc_value, SyntaxError)
        if self._is_syntax_error:
            for name in ("filename", "text", "msg"):
                setattr(self, name, getattr(exc_value, name, None))
            for name in ("lineno", "end_lineno", "offset", "end_offset"):
                setattr(self, name, getattr(exc_value, name, None))
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)

        def other(exc):
            if exc is None or id(exc) in seen:
                return None
            return TracebackException(
                type(exc), exc, exc.__traceback__, limit=limit, capture_locals=capture_locals, _seen=seen,
                max_group_width=max_group_width, max_group_depth=max_group_depth)

        self.__cause__ = other(getattr(exc_value, "__cause__", None))
        context = None if self.__cause__ is not None and compact else getattr(exc_value, "__context__", None)
        self.__context__ = other(context)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [other(exc) for exc in exc_value.exceptions]
            self.exceptions = [exc for exc in self.exceptions if exc is not None]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The lines that say which exception it was."""
        indent = 3 * _depth * " "
        if self.exc_type is None and self._exc_type_name is None:
            yield indent + f"{self._str}\n"
            return
        if self._is_syntax_error:
            yield from (indent + line for line in self._format_syntax_error(self._exc_type_name))
        else:
            yield indent + (f"{self._exc_type_name}: {self._str}\n" if self._str else f"{self._exc_type_name}\n")
        notes = self.__notes__
        if isinstance(notes, (list, tuple)):
            for note in notes:
                yield from (indent + line + "\n" for line in _text(note).split("\n"))
        elif notes is not None:
            yield indent + f"{_text(notes, repr)}\n"
        if self.exceptions and show_group:
            for exc in self.exceptions:
                yield from exc.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _format_syntax_error(self, stype):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if isinstance(self.text, str):
            text = self.text.rstrip("\n")
            stripped = text.lstrip(" \n\f")
            yield f"    {stripped}\n"
            if self.offset is not None:
                start = self.offset
                end = self.end_offset if self.end_offset not in {None, 0} else start
                if self.lineno != self.end_lineno and self.end_lineno is not None:
                    end = len(text) + 1
                if start == end or end == -1:
                    end = start + 1
                place = start - 1 - (len(text) - len(stripped))
                if place >= 0:
                    space = "".join(c if c.isspace() else " " for c in stripped[:place])
                    yield f"    {space}{'^' * (end - start)}\n"
        yield f"{stype}: {self.msg or '<no detail available>'}{suffix}\n"

    def format(self, *, chain=True, _group=None, **kwargs):
        """All lines, those of causes and contexts first."""
        chained = []
        exc = self
        while exc is not None:
            following, words = None, None
            if chain:
                if exc.__cause__ is not None:
                    following, words = exc.__cause__, _CAUSE
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    following, words = exc.__context__, _CONTEXT
            chained.append((words, exc))
            exc = following
        depth = 0 if _group is None else _group
        margin = "" if depth == 0 else "  " * depth + "| "
        for words, exc in reversed(chained):
            if words is not None:
                yield from _indented(words, margin)
            if exc.exceptions is None:
                if exc.stack:
                    yield from _indented("Traceback (most recent call last):\n", margin)
                    for text in exc.stack.format():
                        yield from _indented(text, margin)
                for text in exc.format_exception_only():
                    yield from _indented(text, margin)
            elif depth > self.max_group_depth:
                yield from _indented(f"... (max_group_depth is {self.max_group_depth})\n", margin)
            else:
                yield from exc._format_group(depth)

    def _format_group(self, depth):
        is_outermost = depth == 0
        depth = max(depth, 1)
        margin = "  " * depth + "| "
        if self.stack:
            sign = "  + " if is_outermost else margin
            yield from _indented("Exception Group Traceback (most recent call last):\n", sign)
            for text in self.stack.format():
                yield from _indented(text, margin)
        for text in self.format_exception_only():
            yield from _indented(text, margin)
        count = len(self.exceptions)
        shown = count if count <= self.max_group_width else self.max_group_width + 1
        for index in range(shown):
            is_last = index == shown - 1
            is_cut = index >= self.max_group_width
            title = "..." if is_cut else f"{index + 1}"
            inner = depth + 1
            sign = "  " * depth + ("+-" if index == 0 else "  ")
            yield f"{sign}+---------------- {title} ----------------\n"
            if is_cut:
                more = count - self.max_group_width
                yield from _indented(f"and {more} more exception{'s' if more > 1 else ''}\n", "  " * inner + "| ")
            else:
                yield from self.exceptions[index].format(_group=inner)
                is_last = is_last and self.exceptions[index].exceptions is None
            if is_last:
                yield "  " * inner + "+------------------------------------\n"

    def print(self, *, file=None, chain=True, **kwargs):
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")


def _indented(text, margin):
    if not margin:
        yield text
    else:
        yield "".join(margin + line for line in text.splitlines(True))


def _type_name(exc_type):
    if exc_type is None:
        return None
    name = exc_type.__qualname__
    module = exc_type.__module__
    if module in ("__main__", "builtins"):
        return name
    return f"{module if isinstance(module, str) else '<unknown>'}.{name}"


_sentinel = object()


def _parse_value_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _sentinel:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value, tb


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_list(extracted_list, file=None):
    if file is None:
        file = sys.stderr
    for text in StackSummary.from_list(extracted_list).format():
        print(text, file=file, end="")


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    value, tb = _parse_value_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    value, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))
