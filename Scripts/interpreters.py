"""The CPythons of this machine, by version."""

import os
import pathlib
import shutil

VERSIONS = ("3.11", "3.12", "3.13")


def interpreter(version):
    """The path of a CPython of this version, or None: `HOLDFAST_PYTHONS`, pyenv's, the `PATH`."""
    for entry in filter(None, os.environ.get("HOLDFAST_PYTHONS", "").split(":")):
        known, _, path = entry.partition("=")
        if known == version and os.access(path, os.X_OK):
            return path
    root = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv")) / "versions"
    for path in sorted(root.glob(f"{version}.*/bin/python")):
        return str(path)
    return shutil.which(f"python{version}")
