"""Compares what programs of heap operations answer under Holdfast with what they answer under real CPythons.

    operations_differential.py BINARY [--python 3.13,...] [--profile fin,...] [--first SEED] [--count N] [--operations N] [--jobs N]
                               [--minimise N] [--save FOLDER] [--record FOLDER] [FILE.jsonl ...]

Random programs (`operations/`) are made from profiles and seeds, performed by each CPython and by a session of its profile, and
compared line by line. Differences are shown with their operations; the first programs that differ are made as short as they get
and, with --save, put into a folder of regression cases with CPython's answers. Files that are given are compared instead.
With --record the programs and CPython's answers are written into a folder, whatever Holdfast makes of them.
Without a CPython of a version the recorded cases of that version are performed again instead, and that is said.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import pathlib
import sys

from interpreters import VERSIONS, interpreter
from operations.comparison import RAW, Sides, differences
from operations.minimiser import minimise
from operations.profiles import PROFILES, program

RECORDED = pathlib.Path(__file__).parent.parent / "Tests/OracleTests/Recordings"


class Run:
    """The comparison of many programs with the CPython of one version."""

    def __init__(self, sides, shown):
        self.sides, self.shown = sides, shown
        self.operations = 0
        self.levels = collections.Counter()
        self.differing = {}

    def perform(self, programs, jobs):
        """Compares programs by their names, and shows the first differences of each that differs."""
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            pending = {name: pool.submit(lambda lines=lines: self.sides.compare(lines())) for name, lines in programs.items()}
            for number, (name, future) in enumerate(pending.items()):
                expected, found = future.result()
                self.operations += expected.count("\n") - 1
                if found:
                    self.differing[name] = found[0]
                    self.levels.update(difference.level for difference in found)
                    print(f"--- {self.sides.version} {name}: {len(found)} lines", *found[: self.shown], sep="\n", flush=True)
                if sys.stderr.isatty():
                    print(f"\r{self.sides.version}: {number + 1} of {len(programs)}", end="", file=sys.stderr)

    def shorten(self, lines, first, folder):
        """Makes a program that differs short, shows it and keeps it."""

        def shows(operations):
            _, found = self.sides.compare(operations)
            return any(difference.kind == first.kind for difference in found)

        short = minimise(lines, shows)
        expected, found = self.sides.compare(short)
        print("=== shortest:", *short, *found[:1], sep="\n", flush=True)
        if folder:
            name = "case-" + hashlib.sha256("\n".join(short).encode()).hexdigest()[:8]
            keep(name, short, self.sides.version, expected, folder)
            print("kept as", name)

    @property
    def summary(self):
        lines = sum(self.levels.values())
        levels = ", ".join(f"L{level} {self.levels[level]}" for level in (1, 2, 3))
        return f"{self.operations} operations, {len(self.differing)} programs differ, in {lines} lines ({levels})"


def keep(name, lines, version, answers, folder):
    """Writes a program and a CPython's answers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    (folder / f"{name}.{version}.out").write_text(RAW.sub("", answers), encoding="utf-8")


def replay(version, binary, folder):
    """Performs the recorded cases of a version again; how many differ."""
    sides, differing = Sides(version, None, binary), 0
    cases = sorted(folder.glob(f"*.{version}.out"))
    for case in cases:
        path = case.with_name(case.name.removesuffix(f".{version}.out") + ".jsonl")
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = differences(lines, case.read_text(encoding="utf-8"), sides.holdfast(path))
        if found:
            differing += 1
            print(f"--- {version} {path.name}: {len(found)} lines", found[0], sep="\n")
    print(f"{version}: no CPython here; {len(cases)} recorded cases performed again, {differing} differ")
    return differing


def read(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]


def listed(known):
    """What reads an argument of several words with commas between."""

    def read(text):
        words = text.split(",")
        unknown = [word for word in words if word not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"there is no {unknown[0]}; there are: {', '.join(known)}")
        return words

    return read


def random_programs(profiles, first, count, operations):
    """Programs by their names, each a function that makes its lines."""
    return {
        f"{profile} {seed}": lambda profile=profile, seed=seed: program(profile, seed, operations)
        for profile in profiles
        for seed in range(first, first + count)
    }


def arguments():
    parser = argparse.ArgumentParser(description="Compares programs of heap operations with real CPythons.")
    parser.add_argument("binary")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--python", type=listed(VERSIONS), default=VERSIONS, help="versions, such as 3.12,3.13")
    parser.add_argument("--profile", type=listed(PROFILES), default=list(PROFILES), help="profiles, such as fin,all")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, default=20, help="programs of each profile")
    parser.add_argument("--operations", type=int, default=400, help="operations of a program")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=2, metavar="N", help="differences to show of a program")
    parser.add_argument("--minimise", type=int, default=0, metavar="N", help="programs to make short")
    parser.add_argument("--save", type=pathlib.Path, metavar="FOLDER", help="keep short programs as cases")
    parser.add_argument("--record", type=pathlib.Path, metavar="FOLDER", help="write programs and CPython's answers")
    return parser.parse_intermixed_args()


def main():
    given, failed = arguments(), False
    if given.files:
        programs = {str(path): lambda path=path: read(path) for path in given.files}
    else:
        programs = random_programs(given.profile, given.first, given.count, given.operations)
    for version in given.python:
        python = interpreter(version)
        if not python:
            failed |= replay(version, given.binary, RECORDED) > 0
            continue
        if given.record:
            for name, lines in programs.items():
                expected, _ = Sides(version, python, given.binary).compare(lines())
                keep(pathlib.Path(name).stem.replace(" ", "-"), lines(), version, expected, given.record)
            continue
        run = Run(Sides(version, python, given.binary), given.show)
        run.perform(programs, given.jobs)
        for name in list(run.differing)[: given.minimise]:
            run.shorten(programs[name](), run.differing[name], given.save)
        print(f"{version}: {len(programs)} programs, {run.summary}", flush=True)
        failed |= bool(run.differing)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
