"""What `os` knows without a host: a session has no files, processes and environment."""

import abc
import sys

__all__ = [
    "altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "extsep", "devnull", "environ",
    "fspath", "getenv", "PathLike", "error",
]

name = "posix"
sep, altsep, curdir, pardir, extsep, pathsep = "/", None, ".", "..", ".", ":"
linesep, defpath, devnull = "\n", "/bin:/usr/bin", "/dev/null"
environ = {}
error = OSError


def getenv(key, default=None):
    """A variable of the environment, which is empty."""
    return environ.get(key, default)


class PathLike(abc.ABC):
    """What stands for a path of the file system."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any("__fspath__" in base.__dict__ for base in subclass.__mro__) or NotImplemented
        return NotImplemented


def fspath(path):
    """The str or bytes of a path."""
    if isinstance(path, (str, bytes)):
        return path
    try:
        result = type(path).__fspath__(path)
    except AttributeError:
        if hasattr(type(path), "__fspath__"):
            raise
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}") from None
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(
        f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")
