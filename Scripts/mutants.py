"""Checks that the differential comparison notices wrong rules: breaks the engine in one place at a time and looks for a difference.

    mutants.py FOLDER [--first SEED] [--count N] [--python 3.13] [NAME ...]

Each mutant is one rule turned wrong in a copy of the tree in FOLDER, which is built there. It is caught when one of the first N
(20) programs of the profile that covers the rule differs from what the CPython of that version answers. A comparison that
catches nothing would be worth nothing.
"""

import argparse
import dataclasses
import pathlib
import shutil
import subprocess

from interpreters import interpreter
from operations.comparison import Sides
from operations.profiles import program

ROOT = pathlib.Path(__file__).parent.parent
ENGINE, OBJECTS = "Sources/HeapEngine", "Sources/PythonObjects"


@dataclasses.dataclass(frozen=True)
class Mutant:
    name: str
    #: The generator's profile whose programs cover the rule.
    profile: str
    path: str
    rule: str
    wrong: str


MUTANTS = [
    Mutant(
        "finalizers in reverse order", "fin", f"{ENGINE}/Collector/HeapState+Collection.swift",
        "let object = tracked[TrackedLists.unreachable].base[cursor]",
        "let object = tracked[TrackedLists.unreachable].base[tracked[TrackedLists.unreachable].end - 1 - cursor]",
    ),
    Mutant(
        "objects that come back stay where they were", "cycles", f"{ENGINE}/Collector/HeapState+Reachability.swift",
        "} else if mark == CollectorMark.tentative {",
        "} else if mark == CollectorMark.tentative, false {",
    ),
    Mutant(
        "one free list too many", "cycles", f"{OBJECTS}/Types/Layouts.swift",
        "set = register(Layout(truncatesWhenCleared: true, usesTrashcan: true))",
        "set = register(Layout(truncatesWhenCleared: true, freeList: FreeListRule(capacity: 80), usesTrashcan: true))",
    ),
    Mutant(
        "a quarter of long-lived objects is half", "cycles", f"{ENGINE}/Collector/CollectorState.swift",
        "longLivedTotal / 4", "longLivedTotal / 2",
    ),
    Mutant(
        "callbacks oldest first", "weak", f"{ENGINE}/WeakReferences/HeapState+WeakReferences.swift",
        "let cleared = weakReferences.references(to: target)",
        "let cleared = Array(weakReferences.references(to: target).reversed())",
    ),
    Mutant(
        "lists grow by one more", "basic", f"{OBJECTS}/Values/ListGrowth.swift",
        "newCount >> 3 + 6)", "newCount >> 3 + 7)",
    ),
    Mutant(
        "finalizers run twice", "fin", f"{ENGINE}/Collector/HeapState+Collection.swift",
        "if flags.contains(.hasFinalizer), !flags.contains(.finalized) {",
        "if flags.contains(.hasFinalizer) {",
    ),
]  # fmt: skip


class Workshop:
    """A copy of the tree in which rules are broken."""

    def __init__(self, folder):
        self.folder = folder / "tree"
        self.build_folder = folder.resolve() / "build"

    def copy(self):
        """Brings the copy up to date; what did not change keeps its time, so that little is built again."""
        names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in names.stdout.splitlines():
            source, target = ROOT / name, self.folder / name
            if source.is_file() and not (target.is_file() and target.read_bytes() == source.read_bytes()):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def build(self):
        """Builds the command; its path."""
        done = subprocess.run(
            ["swift", "build", "--product", "holdfast", "--scratch-path", self.build_folder],
            cwd=self.folder, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
        return self.build_folder / "debug" / "holdfast"

    def with_mutant(self, mutant, work):
        path = self.folder / mutant.path
        original = path.read_text(encoding="utf-8")
        if original.count(mutant.rule) != 1:
            raise SystemExit(f"{mutant.name}: {mutant.path} does not hold the rule once; bring the mutant up to date")
        path.write_text(original.replace(mutant.rule, mutant.wrong), encoding="utf-8")
        try:
            return work(self.build())
        finally:
            path.write_text(original, encoding="utf-8")


def caught(sides, profile, seeds, count):
    """The first seed whose program differs, and its first differing line; None if all agree."""
    for seed in seeds:
        _, found = sides.compare(program(profile, seed, count))
        if found:
            return seed, found[0]
    return None


def main():
    parser = argparse.ArgumentParser(description="Checks that wrong rules are noticed.")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--operations", type=int, default=400)
    parser.add_argument("--python", default="3.13")
    given = parser.parse_args()
    python = interpreter(given.python)
    if not python:
        raise SystemExit(f"there is no CPython {given.python} here to compare with")
    workshop, missed = Workshop(given.folder), 0
    workshop.copy()
    seeds = range(given.first, given.first + given.count)
    chosen = [mutant for mutant in MUTANTS if not given.names or mutant.name in given.names]
    print("building", flush=True)
    sound = Sides(given.python, python, workshop.build())
    for profile in sorted({mutant.profile for mutant in chosen}):
        found = caught(sound, profile, seeds, given.operations)
        if found:
            raise SystemExit(f"{profile} {found[0]} differs without a mutant:\n{found[1]}")
    for mutant in chosen:
        found = workshop.with_mutant(
            mutant, lambda binary: caught(Sides(given.python, python, binary), mutant.profile, seeds, given.operations)
        )
        missed += not found
        verdict = f"caught by {mutant.profile} {found[0]}, operation {found[1].number}" if found else "NOT CAUGHT"
        print(f"{mutant.name}: {verdict}", flush=True)
    print(f"{len(chosen)} mutants, {len(chosen) - missed} caught within {given.count} programs of a profile")
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()
