"""Runs experiments on memory behaviour and compares every line with what CPython printed.

    experiments.py BINARY FOLDER [--python VERSION] [--show NAME ...]

FOLDER has programs eNN_name.py and their recorded output eNN_name.VERSION.out. Prints a table in Markdown: lines equal of all, and
what is known about the rest. --show prints the lines of these experiments that differ.
"""

import argparse
import difflib
import pathlib
import re
import subprocess

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


def run(binary, version, program):
    """What a program prints, as the recordings have it: stdout, then stderr; and why it ended early, if it did."""
    path = program.relative_to(program.parent.parent)
    try:
        done = subprocess.run(
            [binary, "run", "--python", version, path], cwd=program.parent.parent, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace"), f"no end in {SECONDS} seconds"
    text, error = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    raised = re.findall(r"^\w+Error: .*", error, re.MULTILINE) if done.returncode else []
    return text + (f"STDERR {error}" if error else ""), raised[-1] if raised else ""


class Experiment:
    """What an experiment printed under CPython and prints in a session."""

    def __init__(self, binary, version, program):
        self.name = program.stem
        self.expected = masked(program.with_suffix(f".{version}.out").read_text(encoding="utf-8"))
        out, self.error = run(binary, version, program)
        self.actual = masked(out)
        matcher = difflib.SequenceMatcher(None, self.expected, self.actual, autojunk=False)
        self.equal = sum(block.size for block in matcher.get_matching_blocks())

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
    equal = count = 0
    print("| experiment | lines equal | of | the rest |\n| --- | ---: | ---: | --- |")
    for one in experiments(given.binary.resolve(), given.python, given.folder):
        equal += one.equal
        count += len(one.expected)
        print(f"| {one.name} | {one.equal} | {len(one.expected)} | {one.reason} |", flush=True)
        if one.name[:3] in given.show or "all" in given.show:
            one.show()
    print(f"| **all** | **{equal}** | **{count}** | **{100 * equal / max(1, count):.1f} %** |")


if __name__ == "__main__":
    main()
