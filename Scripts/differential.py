"""Compares what programs do under Holdfast with what they do under a real CPython 3.13.

    differential.py BINARY [--count N] [--first SEED] [--jobs N] [--minimise N] [--save FOLDER] [--tracebacks] [FILE.py ...]

Random programs (`programs/`) are made from seeds, run by both, and compared: standard output, exit status, and what is said about
an exception that nobody caught. A difference is shown with its seed; the first ones are made as short as they get and, with
--save, put into a folder of regression cases with CPython's output. Files that are given are compared instead of random programs.
Without a CPython 3.13 the recorded cases are run again instead, and that is said.
"""

import argparse
import concurrent.futures
import difflib
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

from interpreters import interpreter
from programs import reference
from programs.generator import program
from programs.minimiser import minimise

RECORDED = pathlib.Path(__file__).parent.parent / "Tests/PythonInterpreterTests/Regressions"
SECONDS = 60
VERSION = "3.13"


class Comparison:
    """Both sides of a program."""

    def __init__(self, expected, actual, tracebacks):
        self.expected, self.actual = (self.visible(side, tracebacks) for side in (expected, actual))
        self.status = actual[2]

    @staticmethod
    def visible(side, tracebacks):
        out, err, status = side
        lines = err.splitlines()
        if not tracebacks:
            # Where an exception came through is shown apart from what it is.
            lines = lines[-1:]
        text = out + "".join(line + "\n" for line in lines) + f"exit status {status}\n"
        return re.sub(r"0x[0-9a-f]{6,}", "0x…", text)

    @property
    def same(self):
        return self.expected == self.actual

    @property
    def kind(self):
        """What sort of difference it is, so that a minimised program shows the same."""
        if self.status not in (0, 1, 3):
            return "crash"
        last = self.actual.splitlines()[-2:-1]
        if self.expected.splitlines()[-1] != self.actual.splitlines()[-1]:
            return "exit " + (last[0][:60] if last else "")
        return "text"

    def show(self):
        lines = difflib.unified_diff(
            self.expected.splitlines(), self.actual.splitlines(), "CPython", "Holdfast", lineterm="", n=1
        )
        return "\n".join(list(lines)[:24])


class Sides:
    """CPython and Holdfast; one pair for each thread that compares."""

    def __init__(self, python, binary, tracebacks):
        self.python, self.binary, self.tracebacks = python, binary, tracebacks
        self.own = threading.local()

    def compare(self, source, mode="script"):
        if not hasattr(self.own, "reference"):
            self.own.reference = reference.Reference(self.python)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "program.py")
            path.write_text(source, encoding="utf-8")
            expected = self.own.reference.run(path, mode)
            return expected, Comparison(expected, self.holdfast(path, mode), self.tracebacks)

    def holdfast(self, path, mode="script"):
        try:
            done = subprocess.run(
                [self.binary, "run", "--goes-on", "--ignore-warnings", "--mode", mode, path.name],
                cwd=path.parent,
                capture_output=True,
                timeout=SECONDS,
            )
            return (
                done.stdout.decode(errors="backslashreplace"),
                done.stderr.decode(errors="backslashreplace"),
                done.returncode,
            )
        except subprocess.TimeoutExpired:
            return "", f"no end in {SECONDS} seconds\n", -1


def replay(binary, folder):
    """Runs the recorded cases; how many differ."""
    sides, differing = Sides(None, binary, False), 0
    cases = sorted(folder.glob("*.py"))
    for case in cases:
        expected = case.with_suffix(".out").read_text(encoding="utf-8")
        out, err, status = sides.holdfast(case)
        if out != expected:
            differing += 1
            print(f"--- {case.name}: output differs ({status})\n{err}")
    print(f"no CPython {VERSION} here: {len(cases)} recorded cases run again, {differing} differ")
    return differing


def save(source, expected, folder):
    """Keeps a program that ends as CPython's output says; one that an exception ends is kept with the exception caught."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "case_" + hashlib.sha256(source.encode()).hexdigest()[:10]
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    (folder / f"{name}.out").write_text(expected, encoding="utf-8")
    return name


def main():
    parser = argparse.ArgumentParser(description="Compares programs under Holdfast with CPython 3.13.")
    parser.add_argument("binary")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minimise", type=int, default=5, metavar="N", help="differences to make short")
    parser.add_argument(
        "--save", type=pathlib.Path, metavar="FOLDER", help="keep short programs as regression cases"
    )
    parser.add_argument("--tracebacks", action="store_true", help="compare the whole of standard error")
    parser.add_argument("--mode", default="script", choices=("script", "interactive"))
    arguments = parser.parse_args()
    binary = str(pathlib.Path(arguments.binary).resolve())
    python = interpreter(VERSION)
    if not python:
        raise SystemExit(1 if replay(binary, RECORDED) else 0)
    sides = Sides(python, binary, arguments.tracebacks)
    sources = {str(path): path.read_text(encoding="utf-8") for path in arguments.files} or {
        f"seed {seed}": program(seed) for seed in range(arguments.first, arguments.first + arguments.count)
    }

    differing, lines, seen = [], 0, set()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for name, (expected, comparison) in zip(
            sources, pool.map(lambda source: sides.compare(source, arguments.mode), sources.values())
        ):
            lines += expected[0].count("\n")
            if not comparison.same:
                differing.append(name)
                print(f"--- {name}: {comparison.kind}\n{comparison.show()}", flush=True)
    for name in differing[: arguments.minimise]:
        expected, first = sides.compare(sources[name], arguments.mode)

        def differs(text):
            _, comparison = sides.compare(text, arguments.mode)
            return not comparison.same and comparison.kind == first.kind

        short = minimise(sources[name], differs)
        expected, comparison = sides.compare(short, arguments.mode)
        if short in seen:
            continue
        seen.add(short)
        print(f"=== {name}, shortest\n{short}{comparison.show()}", flush=True)
        if arguments.save and expected[2] == 0:
            print("kept as", save(short, expected[0], arguments.save))
    print(f"{len(sources)} programs, {lines} lines of output, {len(differing)} differences")
    raise SystemExit(1 if differing else 0)


if __name__ == "__main__":
    main()
