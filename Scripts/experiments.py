"""Runs experiments on memory behaviour and compares every line with what CPython 3.13 printed.

    experiments.py BINARY FOLDER [--show NAME ...]

FOLDER has programs eNN_name.py and their recorded output eNN_name.3.13.out. Prints a table in Markdown: lines equal of all, and
what is known about the rest. --show prints the lines of these experiments that differ.
"""

import argparse
import difflib
import pathlib
import re
import subprocess

SECONDS = 120
# Why lines differ where they do: what the recorded process had that a session has not.
REASONS = {}


def masked(text):
    """Lines whose addresses are no longer told apart."""
    return re.sub(r"0x[0-9a-fA-F]{4,}|\b1[34]\d{13}\b", "ADDRESS", text).splitlines()


def run(binary, program):
    try:
        done = subprocess.run(
            [binary, "run", program.name], cwd=program.parent, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace"), f"no end in {SECONDS} seconds"
    error = done.stderr.decode(errors="replace").strip().splitlines()
    return done.stdout.decode(errors="replace"), error[-1] if error else ""


def main():
    parser = argparse.ArgumentParser(description="Compares experiments with what CPython 3.13 printed.")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--show", nargs="*", default=[])
    arguments = parser.parse_args()
    totals = [0, 0]
    print("| experiment | lines equal | of | the rest |\n| --- | ---: | ---: | --- |")
    for program in sorted(arguments.folder.glob("e[0-9][0-9]_*.py")):
        expected = masked(program.with_suffix(".3.13.out").read_text(encoding="utf-8"))
        out, error = run(str(arguments.binary.resolve()), program)
        actual = masked(out)
        matcher = difflib.SequenceMatcher(None, expected, actual, autojunk=False)
        equal = sum(block.size for block in matcher.get_matching_blocks())
        totals[0] += equal
        totals[1] += len(expected)
        name = program.stem
        reason = (
            ""
            if equal == len(expected)
            else REASONS.get(name[:3], "") or (f"stops at `{error[:100]}`" if error else "")
        )
        print(f"| {name} | {equal} | {len(expected)} | {reason} |", flush=True)
        if name[:3] in arguments.show or "all" in arguments.show:
            for line in difflib.unified_diff(expected, actual, "CPython", "Holdfast", lineterm="", n=0):
                if not line.startswith("@@"):
                    print("   ", line[:300])
            if error:
                print("    stderr:", error)
    print(f"| all | {totals[0]} | {totals[1]} | {100 * totals[0] / max(1, totals[1]):.1f} % |")


if __name__ == "__main__":
    main()
