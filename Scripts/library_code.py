"""Compiles CPython's own library in a session and in that CPython, and compares the code objects byte by byte.

    library_code.py BINARY [--python VERSION] [--show N]

What is compared of each: the line, the instructions, the table of locations and that of exceptions. --show prints the names of the first N
that differ.
"""

import argparse
import pathlib
import subprocess
import tempfile

from interpreters import interpreter

# Modules that are compiled by one process.
TOGETHER = 100
# Modules that are not CPython's own, or do not compile on purpose.
APART = {"site-packages", "test", "tests", "idlelib", "lib2to3"}
# Prints a line for each code object.
LISTING = """
import warnings

def show(name, code):
    print(name, code.co_firstlineno, code.co_code.hex(), code.co_linetable.hex(), code.co_exceptiontable.hex())
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            show(name + "/" + constant.co_name, constant)

warnings.simplefilter("ignore")
for name, source in SOURCES.items():
    show(name, compile(source, name, "exec"))
"""


def sources(python):
    """The source of each module of a CPython's library, by its path there."""
    script = "import os; print(os.path.dirname(os.__file__))"
    library = pathlib.Path(subprocess.run([python, "-c", script], capture_output=True, text=True, check=True).stdout.strip())
    paths = (path for path in sorted(library.rglob("*.py")) if not APART & set(path.relative_to(library).parts))
    return {str(path.relative_to(library)): path.read_text(encoding="utf-8", errors="replace") for path in paths}


def code_objects(command, program):
    """What a command prints of the code objects of a program's sources."""
    done = subprocess.run([*command, program], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-500:]}")
    return done.stdout.splitlines()


def compare(binary, version, python):
    """The names of the library's code objects, and of those of them that differ."""
    modules = list(sources(python).items())
    names, differing = [], []
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(modules), TOGETHER):
            program = pathlib.Path(folder, "program.py")
            program.write_text(f"SOURCES = {dict(modules[start : start + TOGETHER])!r}\n{LISTING}", encoding="utf-8")
            theirs = code_objects([python], program)
            ours = code_objects([binary, "run", "--python", version], program)
            if len(ours) != len(theirs):
                raise SystemExit(f"{len(ours)} code objects, CPython has {len(theirs)}")
            names += [line.split()[0] for line in theirs]
            differing += [line.split()[0] for line, other in zip(theirs, ours) if line != other]
    return names, differing


def main():
    parser = argparse.ArgumentParser(description="Compares the code objects of CPython's library.")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--python", default="3.13", help="the version to follow")
    parser.add_argument("--show", type=int, default=10, metavar="N")
    given = parser.parse_args()
    python = interpreter(given.python)
    if not python:
        raise SystemExit(f"there is no CPython {given.python} here")
    names, differing = compare(str(given.binary.resolve()), given.python, python)
    for name in differing[: given.show]:
        print(name)
    print(f"{len(names)} code objects, {len(differing)} differ")
    raise SystemExit(1 if differing else 0)


if __name__ == "__main__":
    main()
