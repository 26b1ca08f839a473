"""Importing modules that may be missing."""

import importlib
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """Imports a module; skips the test if there is none."""
    try:
        return importlib.import_module(name)
    except ImportError as msg:
        raise unittest.SkipTest(str(msg))


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    """Imports a module anew, and some others with it; blocked ones cannot be imported meanwhile."""
    names = {name, *fresh, *blocked}
    saved = {
        other: module for other, module in sys.modules.items()
        if any(other == n or other.startswith(n + ".") for n in names)}
    for other in saved:
        del sys.modules[other]
    for other in blocked:
        sys.modules[other] = None
    try:
        for other in fresh:
            __import__(other)
        return importlib.import_module(name)
    except ImportError:
        return None
    finally:
        for other in names:
            sys.modules.pop(other, None)
        sys.modules.update(saved)


def unload(name):
    sys.modules.pop(name, None)


def forget(modname):
    unload(modname)


def make_legacy_pyc(source):
    raise unittest.SkipTest("a session has no files")
