"""Functions that are called when the interpreter ends. A session's does not: they wait."""

_functions = []


def register(func, /, *args, **kwargs):
    """Adds a function; returns it, so that this can be used as a decorator."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Takes a function out, however often it was added."""
    _functions[:] = [entry for entry in _functions if entry[0] != func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    """Calls the functions, last first."""
    import sys
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except Exception:
            sys.excepthook(*sys.exc_info())
