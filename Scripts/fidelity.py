"""Makes the README's table of fidelity: how much of what CPython does a session does, profile by profile.

    fidelity.py BINARY [--first SEED] [--count N] [--experiments FOLDER] [--write README.md]

For each profile: random programs of heap operations compared with the CPython of that version (level 1: counts, sizes, events;
level 2: references in their order; level 3: the collector's lists and figures), the methods of CPython's own test files that a
session passes, the code objects of its library, and the lines of experiments that are the same. Without a CPython of a version
its column says so.
"""

import argparse
import pathlib
import re
import subprocess

import library_code
from experiments import equal_lines, experiments, repeated_lines
from interpreters import VERSIONS, interpreter
from operations.comparison import Sides
from operations.profiles import PROFILES
from operations_differential import Run, random_programs

# Files of CPython's own tests that are about memory, and run in a session as they are.
TEST_FILES = ("test_gc.py",)
SECONDS = 900
BEGIN, END = "<!-- fidelity: written by make fidelity -->\n", "<!-- end of fidelity -->\n"


def operations(binary, version, python, given):
    """Rows of the comparison of random programs."""
    programs = random_programs(PROFILES, given.first, given.count, 400)
    run = Run(Sides(version, python, binary), 1)
    run.perform(programs, given.jobs)
    yield f"programs of {', '.join(PROFILES)}: seeds {given.first} to {given.first + given.count - 1} each", len(programs)
    yield "operations in them", f"{run.operations:,}"
    for level, meaning in (1, "counts, sizes, events"), (2, "references in order"), (3, "generations, bursts, statistics"):
        yield f"lines that differ at L{level} ({meaning})", run.levels[level]


def test_file(binary, version, python, name):
    """How the methods of one of CPython's own test files end."""
    script = f"import test, os; print(os.path.join(os.path.dirname(test.__file__), {name!r}))"
    path = subprocess.run([python, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    done = subprocess.run(
        [binary, "run", "--python", version, path], capture_output=True, text=True, timeout=SECONDS
    )
    count = re.search(r"Ran (\d+) test", done.stderr)
    if not count:
        return "does not run"
    others = {kind: int(number) for kind, number in re.findall(r"(\w+)=(\d+)", done.stderr.splitlines()[-1])}
    passed = int(count[1]) - sum(others.values())
    rest = "".join(f", {number} {kind}" for kind, number in others.items())
    return f"{passed} of {count[1]} pass{rest}"


def library(binary, version, python):
    """How many code objects of CPython's library are compiled to the same."""
    if version != VERSIONS[-1]:
        return f"{VERSIONS[-1]}'s"
    names, differing = library_code.compare(binary, version, python)
    return f"{len(names) - len(differing):,} of {len(names):,}"


def column(binary, version, given):
    """A profile's rows: what is measured, and the figure."""
    python = interpreter(version)
    if not python:
        return {}
    rows = dict(operations(binary, version, python, given))
    for name in TEST_FILES:
        rows[f"`{name}` of that version"] = test_file(binary, version, python, name)
    rows["code objects of that version's library that are the same, byte by byte"] = library(binary, version, python)
    if given.experiments:
        found = list(experiments(binary, version, given.experiments))
        rows["lines of experiments that are the same"] = equal_lines(found)
        rows["of those that CPython repeats however it starts"] = repeated_lines(found)
    return rows


def table(columns):
    """Markdown; a version without an interpreter has empty cells."""
    names = list(dict.fromkeys(name for rows in columns.values() for name in rows))
    yield "| | " + " | ".join(columns) + " |"
    yield "| --- |" + " ---: |" * len(columns)
    for name in names:
        yield f"| {name} | " + " | ".join(str(rows.get(name, "not measured")) for rows in columns.values()) + " |"


def main():
    parser = argparse.ArgumentParser(description="Measures how much of what CPython does a session does.")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=100, help="programs of each profile")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--experiments", type=pathlib.Path, help="a folder of experiments")
    parser.add_argument("--write", type=pathlib.Path, help="the file in which the table is replaced")
    given = parser.parse_args()
    binary = str(given.binary.resolve())
    text = "\n".join(table({version: column(binary, version, given) for version in reversed(VERSIONS)})) + "\n"
    print(text, end="")
    if given.write:
        old = given.write.read_text(encoding="utf-8")
        start, end = old.index(BEGIN) + len(BEGIN), old.index(END)
        given.write.write_text(old[:start] + text + old[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
