"""Lines of sources, for tracebacks. A session has no files: lines are known of sources that were entered in `cache`."""

import sys

__all__ = ["getline", "getlines", "clearcache", "checkcache", "lazycache"]

# File names with (size, time of change, lines, full name).
cache = {}


def getlines(filename, module_globals=None):
    """The lines of a source; none if it is not known."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    return sys._source_lines(filename)


def getline(filename, lineno, module_globals=None):
    """A line of a source with its end; empty if it is not known."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    cache.clear()


def checkcache(filename=None):
    pass


def lazycache(filename, module_globals):
    return False


def updatecache(filename, module_globals=None):
    return getlines(filename)
