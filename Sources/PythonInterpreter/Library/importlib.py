"""Importing by name."""

import sys

from importlib import machinery, util
from importlib.util import _reload as reload

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]
__import__ = __import__


def import_module(name, package=None):
    """Imports a module; a name with dots in front is relative to a package."""
    if name.startswith("."):
        if not package:
            raise TypeError(
                "the 'package' argument is required to perform a relative import for " + repr(name))
        name = util.resolve_name(name, package)
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Sources are never looked for in places that change."""
