"""What can be known of the build of the interpreter: next to nothing."""

import sys

__all__ = ["get_config_var", "get_config_vars", "get_platform", "get_python_version"]


def get_config_vars(*args):
    """The build's variables, or the values of some; unknown ones are None."""
    known = {"Py_GIL_DISABLED": 0, "Py_DEBUG": 0, "PY_CFLAGS": "-DNDEBUG", "py_version_short": get_python_version()}
    return [known.get(name) for name in args] if args else known


def get_config_var(name):
    return get_config_vars().get(name)


def get_python_version():
    return "%d.%d" % sys.version_info[:2]


def get_platform():
    return "linux-x86_64"
