"""Imports: specs, sys.modules, failures, modules made by hand."""

import importlib
import importlib.machinery
import importlib.util
import sys
import types

import collections.abc as first
import collections
from collections import abc as second

print(first is second is collections.abc, collections.abc.__name__, collections.__name__, collections.__package__)
spec = importlib.util.find_spec("textwrap")
print(spec.name, spec.parent == "", spec.submodule_search_locations, spec.has_location, type(spec).__name__)
print(importlib.util.find_spec("no_such_module"), importlib.util.find_spec("collections.abc").name)
print(importlib.import_module("collections.abc") is first, importlib.import_module(".abc", "collections") is first)
print(importlib.util.resolve_name(".a", "b.c"), importlib.util.resolve_name("..a", "b.c"), importlib.util.resolve_name("x", None))


def attempt(source, **names):
    try:
        exec(source, names)
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", None))
    else:
        print("no error:", source)


attempt("import no_such_module")
attempt("import no_such_package.module")
attempt("import math.inner")
attempt("from gc import nothing_there")
attempt("from . import x", __name__="__main__", __package__=None)
attempt("from .. import x", __name__="a.b", __package__="a")
attempt("__import__('')")
attempt("importlib.import_module('.x')", importlib=importlib)

made = types.ModuleType("made", "a module by hand")
print(made.__name__, made.__doc__, made.__spec__, made.__loader__, made.__package__, made)
made.value = 1
sys.modules["made"] = made
import made as imported
from made import value
print(imported is made, value)
sys.modules["made.inner"] = inner = types.ModuleType("made.inner")
made.__path__ = []
made.inner = inner
import made.inner
from made import inner as again
print(made.inner is inner is again)
sys.modules["halted"] = None
attempt("import halted")
attempt("from made import nothing")
del sys.modules["made"], sys.modules["made.inner"]
attempt("import made")
imported.__getattr__ = lambda name: f"no {name} here"
print(imported.anything)
star = {}
sys.modules["starred"] = starred = types.ModuleType("starred")
starred.__dict__.update(a=1, _b=2, c=3)
exec("from starred import *", star)
print(sorted(name for name in star if name != "__builtins__"))
starred.__all__ = ["_b"]
star = {}
exec("from starred import *", star)
print(sorted(name for name in star if name != "__builtins__"))
starred.__all__ = ["missing"]
attempt("from starred import *")
spec = importlib.machinery.ModuleSpec("x.y", None, origin="here", is_package=True)
print(spec, spec.parent, spec.submodule_search_locations, spec.has_location, spec.cached)
print(importlib.machinery.ModuleSpec("x.y", None).parent)
module = importlib.util.module_from_spec(spec)
print(module.__name__, module.__package__, module.__path__, module.__spec__ is spec)
import textwrap
textwrap.dedent = None
print(importlib.reload(textwrap) is textwrap, textwrap.dedent("  a\n  b") == "a\nb", __name__, __spec__ if "__spec__" in globals() else None)
