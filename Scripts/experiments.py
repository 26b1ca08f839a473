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
    "e04": "a builtin method that waits for `__eq__` holds its list once too often; builtin functions are held by one module only",
    "e05": "first imports of `functools` and others left garbage behind; fewer parts of a namedtuple's class are tracked",
    "e07": "nothing of the interpreter itself is frozen",
    "e08": "the recorded process held more",
    "e09": "keys of an `OrderedDict` are referred to once",
    "e10": "the recorded process had the parser's list of constants and thousands of objects of its own",
    "e11": "there is no `pickle`",
    "e13": "blocks of the recorded process's pools were taken already, or free in another order",
    "e14": "pools that the recorded process shared with objects of its own are empty here, and pass to another size",
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


def main():
    parser = argparse.ArgumentParser(description="Compares experiments with what CPython printed.")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--python", default="3.13", help="the version to follow")
    parser.add_argument("--show", nargs="*", default=[])
    arguments = parser.parse_args()
    totals = [0, 0]
    print("| experiment | lines equal | of | the rest |\n| --- | ---: | ---: | --- |")
    for program in sorted(arguments.folder.glob("e[0-9][0-9]_*.py")):
        expected = masked(program.with_suffix(f".{arguments.python}.out").read_text(encoding="utf-8"))
        out, error = run(str(arguments.binary.resolve()), arguments.python, program)
        actual = masked(out)
        matcher = difflib.SequenceMatcher(None, expected, actual, autojunk=False)
        equal = sum(block.size for block in matcher.get_matching_blocks())
        totals[0] += equal
        totals[1] += len(expected)
        name = program.stem
        reason = (
            ""
            if equal == len(expected)
            else f"stops at `{error[:100]}`" if error else REASONS.get(name[:3], "")
        )
        print(f"| {name} | {equal} | {len(expected)} | {reason} |", flush=True)
        if name[:3] in arguments.show or "all" in arguments.show:
            for line in difflib.unified_diff(expected, actual, "CPython", "Holdfast", lineterm="", n=0):
                if not line.startswith("@@"):
                    print("   ", line[:300])
            if error:
                print("    stderr:", error)
    print(f"| **all** | **{totals[0]}** | **{totals[1]}** | **{100 * totals[0] / max(1, totals[1]):.1f} %** |")


if __name__ == "__main__":
    main()
