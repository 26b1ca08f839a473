"""Runs experiments on memory behaviour and compares every line with what CPython printed.

    experiments.py BINARY FOLDER [--python VERSION] [--show NAME ...]

FOLDER has programs eNN_name.py and their recorded output eNN_name.VERSION.out. Prints a table in Markdown: lines equal of all, and
what is known about the rest. Where the CPython of that version is installed, it also runs each experiment from its source and from
a compiled file, in an empty environment and in a large one: some lines, such as which blocks are free, depend on what a process
did before the program began, and CPython does not repeat them either. --show prints the lines of these experiments that differ.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import tempfile

from interpreters import interpreter

SECONDS = 120
# Why lines differ where they do: what the recorded process had that a session has not.
REASONS = {
    "e03": "what is the interpreter's own, methods of built-in types among it, is not tracked",
    "e04": "built-in functions are held by one module only",
    "e05": "first imports of `functools` and others left garbage behind; fewer parts of a namedtuple's class are tracked",
    "e07": "nothing of the interpreter itself is frozen",
    "e09": "keys of an `OrderedDict` are referred to once",
    "e10": "the recorded process had the parser's list of constants and thousands of objects of its own",
    "e11": "there is no `pickle`",
    "e13": "the parser, the compiler and imports left the free blocks of the recorded process's pools in another order",
    "e15": "`os` is a module from source",
}


def masked(text):
    """Lines whose addresses are no longer told apart."""
    return re.sub(r"0x[0-9a-fA-F]{4,}|\b1[34]\d{13}\b", "ADDRESS", text).splitlines()


def run(command, program, environment=None):
    """What a command prints, as the recordings have it: stdout, then stderr; and why it ended early, if it did."""
    try:
        done = subprocess.run(
            command, cwd=program.parent.parent, env=environment, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace"), f"no end in {SECONDS} seconds"
    text, error = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    raised = re.findall(r"^\w+Error: .*", error, re.MULTILINE) if done.returncode else []
    return text + (f"STDERR {error}" if error else ""), raised[-1] if raised else ""


def common(expected, actual):
    """The numbers of the expected lines that are there."""
    matcher = difflib.SequenceMatcher(None, expected, actual, autojunk=False)
    return {block.a + offset for block in matcher.get_matching_blocks() for offset in range(block.size)}


def repeated(expected, python, program):
    """The numbers of the recorded lines that CPython prints however it starts."""
    path = program.relative_to(program.parent.parent)
    large = {**os.environ, **{f"VARIABLE_{number}": "x" * number for number in range(60)}}
    with tempfile.TemporaryDirectory() as folder:
        compiled = str(pathlib.Path(folder, program.stem + ".pyc"))
        script = "import sys, py_compile; py_compile.compile(sys.argv[1], sys.argv[2])"
        subprocess.run(
            [python, "-W", "ignore", "-c", script, path, compiled], cwd=program.parent.parent, check=True
        )
        ways = ([python, path], None), ([python, path], large), ([python, "-S", path], {}), ([python, compiled], None)
        printed = [run(command, program, environment)[0] for command, environment in ways]
    return set.intersection(*(common(expected, masked(text)) for text in printed))


class Experiment:
    """What an experiment printed under CPython and prints in a session."""

    def __init__(self, binary, version, program):
        self.name = program.stem
        self.expected = masked(program.with_suffix(f".{version}.out").read_text(encoding="utf-8"))
        path = program.relative_to(program.parent.parent)
        out, self.error = run([binary, "run", "--python", version, path], program)
        self.actual = masked(out)
        equal = common(self.expected, self.actual)
        self.equal = len(equal)
        python = interpreter(version)
        #: Of the lines that CPython repeats, how many are equal and how many there are.
        self.repeated = None
        if python:
            lines = repeated(self.expected, python, program)
            self.repeated = len(lines & equal), len(lines)

    @property
    def of_repeated(self):
        """How many lines are equal of those that CPython repeats."""
        return "{} of {}".format(*self.repeated) if self.repeated else ""

    @property
    def reason(self):
        """Why lines differ, as far as it is known."""
        if self.equal == len(self.expected):
            return ""
        return f"stops at `{self.error[:100]}`" if self.error else REASONS.get(self.name[:3], "")

    def show(self):
        for line in difflib.unified_diff(self.expected, self.actual, "CPython", "Holdfast", lineterm="", n=0):
            if not line.startswith("@@"):
                print("   ", line[:300])
        if self.error:
            print("    stderr:", self.error)


def share(equal, count):
    """A number of lines among others, and how large a part it is."""
    return f"{equal} of {count}, {100 * equal / max(1, count):.1f} %"


def equal_lines(found):
    """How many lines of experiments are the recorded ones."""
    return share(sum(one.equal for one in found), sum(len(one.expected) for one in found))


def repeated_lines(found):
    """The same, of the lines that CPython repeats; nothing without CPython."""
    counts = [one.repeated for one in found]
    return share(*map(sum, zip(*counts))) if counts and all(counts) else ""


def experiments(binary, version, folder):
    """All experiments of a folder, performed one after another."""
    for program in sorted(folder.glob("e[0-9][0-9]_*.py")):
        yield Experiment(str(binary), version, program)


def main():
    parser = argparse.ArgumentParser(description="Compares experiments with what CPython printed.")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--python", default="3.13", help="the version to follow")
    parser.add_argument("--show", nargs="*", default=[])
    given = parser.parse_args()
    found = []
    print("| experiment | lines equal | of those that CPython repeats | the rest |\n| --- | ---: | ---: | --- |")
    for one in experiments(given.binary.resolve(), given.python, given.folder):
        found.append(one)
        print(f"| {one.name} | {one.equal} of {len(one.expected)} | {one.of_repeated} | {one.reason} |", flush=True)
        if one.name[:3] in given.show or "all" in given.show:
            one.show()
    print(f"| **all** | **{equal_lines(found)}** | **{repeated_lines(found)}** | |")


if __name__ == "__main__":
    main()
