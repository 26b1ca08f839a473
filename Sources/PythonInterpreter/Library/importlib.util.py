"""Finding and making modules step by step."""

import sys

import _imp
from importlib.machinery import BuiltinImporter, ModuleSpec, NamespaceLoader

MAGIC_NUMBER = b"\xf3\r\r\n"


def resolve_name(name, package):
    """The full name of a name that is relative to a package."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base, rest = parts[0], name[level:]
    return f"{base}.{rest}" if rest else base


def find_spec(name, package=None):
    """The spec of a module, which is not imported; None if there is none. Its packages are imported."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    parent = fullname.rpartition(".")[0]
    if parent:
        try:
            __import__(parent, fromlist=["__path__"]).__path__
        except AttributeError as e:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}", name=fullname) from e
    found = _imp.find(fullname)
    if found is None:
        return None
    origin, is_package = found
    if origin == "built-in":
        return ModuleSpec(fullname, BuiltinImporter, origin=origin)
    return spec_from_file_location(
        fullname, origin, submodule_search_locations=[origin.rpartition("/")[0]] if is_package else None)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    """A spec of a module that is loaded from a source."""
    if loader is None:
        loader = _imp.loader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    spec.submodule_search_locations = submodule_search_locations
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec of a module that a loader makes."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


def module_from_spec(spec):
    """A new module with the attributes that its spec gives it; its code does not run."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    module.__name__ = spec.name
    if spec.loader is None and spec.submodule_search_locations is not None:
        loader = NamespaceLoader.__new__(NamespaceLoader)
        loader._path = spec.submodule_search_locations
        spec.loader = loader
        module.__file__ = None
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
        if spec.cached is not None:
            module.__cached__ = spec.cached
    return module


def _reload(module):
    """Runs a module's code again in the same namespace."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    parent = name.rpartition(".")[0]
    if parent and parent not in sys.modules:
        raise ImportError(f"parent {parent!r} not in sys.modules", name=parent)
    if not _imp.execute(name, module):
        raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
    return sys.modules[name]
