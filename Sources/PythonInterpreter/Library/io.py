"""Streams in memory. There are no others in a session but `sys.stdout` and `sys.stderr`."""

import abc

__all__ = [
    "IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase", "StringIO", "BytesIO", "UnsupportedOperation", "SEEK_SET",
    "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE",
]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    """The stream cannot do that."""


class IOBase(metaclass=abc.ABCMeta):
    """What all streams have."""

    _closed = False

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def _check_open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def flush(self):
        self._check_open()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def isatty(self):
        self._check_open()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        self._check_open()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


class _MemoryStream:
    """What StringIO and BytesIO have in common: contents and a position."""

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check_open()
        return self._contents()

    def tell(self):
        self._check_open()
        return self._position

    def _ending(self, size):
        """Where a read of so many from the position ends."""
        if size is None or size < 0:
            return len(self._buffer)
        return min(len(self._buffer), self._position + size)

    def read(self, size=-1, /):
        self._check_open()
        end = max(self._ending(size), self._position)
        result = self._slice(self._position, end)
        self._position = end
        return result

    def truncate(self, size=None, /):
        self._check_open()
        if size is None:
            size = self._position
        if size < 0:
            raise ValueError(f"Negative size value {size}" if isinstance(self, StringIO) else
                             f"negative size value {size}")
        del self._buffer[size:]
        return size

    def __getstate__(self):
        return self.getvalue()


class StringIO(_MemoryStream, TextIOBase):
    """A stream of text in memory."""

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self._newline = newline
        self._buffer = []
        self._position = 0
        if initial_value:
            self.write(initial_value)
            self._position = 0

    line_buffering = False

    def _contents(self):
        return "".join(self._buffer)

    def _slice(self, start, end):
        return "".join(self._buffer[start:end])

    def write(self, s, /):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        count = len(s)
        if self._newline is None:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        elif self._newline in ("\r", "\r\n"):
            s = s.replace("\n", self._newline)
        missing = self._position - len(self._buffer)
        if s and missing > 0:
            self._buffer.extend("\0" * missing)
        self._buffer[self._position:self._position + len(s)] = s
        self._position += len(s)
        return count

    def readline(self, size=-1, /):
        self._check_open()
        end = self._ending(size)
        place = self._position
        while place < end:
            char = self._buffer[place]
            place += 1
            if char == "\n" and self._newline != "\r" and (
                self._newline != "\r\n" or self._buffer[place - 2:place - 1] == ["\r"]
            ) or char == "\r" and (
                self._newline == "\r" or self._newline == "" and self._buffer[place:place + 1] != ["\n"]
            ):
                break
        result = self._slice(self._position, place)
        self._position = max(place, self._position)
        return result

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if pos < 0 and whence == 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence != 1:
            self._position = pos if whence == 0 else len(self._buffer)
        return self._position


class BytesIO(_MemoryStream, BufferedIOBase):
    """A stream of bytes in memory."""

    def __init__(self, initial_bytes=b""):
        self._buffer = bytearray(initial_bytes or b"")
        self._position = 0

    def _contents(self):
        return bytes(self._buffer)

    def _slice(self, start, end):
        return bytes(self._buffer[start:end])

    read1 = _MemoryStream.read

    def readinto(self, b, /):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def write(self, b, /):
        self._check_open()
        if isinstance(b, str):
            raise TypeError(f"a bytes-like object is required, not {type(b).__name__!r}")
        data = bytes(b)
        missing = self._position - len(self._buffer)
        if data and missing > 0:
            self._buffer.extend(bytes(missing))
        self._buffer[self._position:self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def readline(self, size=-1, /):
        self._check_open()
        end = self._ending(size)
        found = self._buffer.find(b"\n", self._position, end)
        place = max(end if found < 0 else found + 1, self._position)
        result = self._slice(self._position, place)
        self._position = place
        return result

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
            self._position = pos
        elif whence in (1, 2):
            self._position = max(0, pos + (self._position if whence == 1 else len(self._buffer)))
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._position
