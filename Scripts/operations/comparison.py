"""What CPython and Holdfast answer to a program of operations, and in which lines they differ."""

import dataclasses
import json
import os
import pathlib
import re
import subprocess
import tempfile

SECONDS = 120
# The most characters of a line that are shown.
ROOM = 400
# Members that depend on what an interpreter allocates for itself.
RAW = re.compile(r',"\w+_raw":\d+')
PATCH = re.compile(r'("version":"\d+\.\d+)\.\d+')
# In 3.11 `None`, `()` and small ints are counted like other objects, for all that a process has.
EVERYBODYS = re.compile(r'("op":"getrefcount","r":)(?:999\d{6}|1000\d{6})\b')
# What an operation shows: counts, sizes and lifetimes; references in their order; the collector's lists and figures.
REFERENCES = ("referrers", "referents", "weakrefs")
LISTS = ("objects", "objcount", "gen_of", "burst", "stats", "count")


@dataclasses.dataclass(frozen=True)
class Difference:
    """A line in which the answers differ."""

    #: The number of the operation, from 0; -1 for the version, and the operations' number for lines too many.
    number: int
    operation: str
    expected: str
    actual: str

    @property
    def level(self):
        """1: counts, sizes, events; 2: references and their order; 3: the generations' lists, bursts, statistics."""
        name = json.loads(self.operation)["op"] if self.operation else ""
        return 2 if name in REFERENCES else 3 if name in LISTS else 1

    @property
    def kind(self):
        """What a shorter program has to show as well, for the difference to be the same."""
        name = json.loads(self.operation)["op"] if self.operation else ""
        return name, '"err"' in self.expected, '"err"' in self.actual

    def __str__(self):
        expected, actual = excerpts(self.expected, self.actual)
        return f"  {self.number} {self.operation[:ROOM]}\n    CPython:  {expected}\n    Holdfast: {actual}"


def excerpts(left, right):
    """Two lines from shortly before the place where they part, cut to what can be read."""
    start = len(os.path.commonprefix((left, right)))
    start = 0 if max(len(left), len(right)) <= ROOM else max(0, start - 60)
    return [("…" if start else "") + side[start : start + ROOM] + ("…" if len(side) > start + ROOM else "") for side in (left, right)]


def visible(text):
    """The lines of answers that can be compared."""
    lines = text.splitlines()
    return [EVERYBODYS.sub(r"\1null", RAW.sub("", PATCH.sub(r"\1", line))) for line in lines]


def differences(operations, expected, actual):
    """Where two texts of answers to the same operations differ."""
    left, right = visible(expected), visible(actual)
    count = max(len(left), len(right), len(operations) + 1)
    left, right = (side + [""] * (count - len(side)) for side in (left, right))
    return [
        Difference(index - 1, operations[index - 1] if 0 < index <= len(operations) else "", *pair)
        for index, pair in enumerate(zip(left, right))
        if pair[0] != pair[1] or not pair[0]
    ]


class Sides:
    """A CPython and Holdfast, with the profile of its version."""

    def __init__(self, version, python, binary):
        self.version, self.python, self.binary = version, python, str(pathlib.Path(binary).resolve())

    def compare(self, operations):
        """CPython's answers to operations, and where Holdfast's differ."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "program.jsonl")
            path.write_text("".join(line + "\n" for line in operations), encoding="utf-8")
            expected = self.cpython(path)
            return expected, differences(operations, expected, self.holdfast(path))

    def cpython(self, path):
        script = self.text([self.binary, "oracle", "--script", path])
        return self.text([self.python, "-I", "-"], script)

    def holdfast(self, path):
        return self.text([self.binary, "oracle", "--python", self.version, path])

    @staticmethod
    def text(command, given=None):
        """What a command prints; nothing if it does not end."""
        try:
            done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return ""
        return done.stdout
