"""Measures the state of CPython's memory at the moment when a program begins: what a session of that version begins with.

    starting_memory.py PYTHON [PROGRAM]

Runs `PYTHON -I PROGRAM` (an empty one by default) under gdb, with an empty environment as the recordings of the experiments had it, stops
where the code of `__main__` is about to be evaluated, and prints the Swift file for Sources/PythonObjects/Profiles. PYTHON
must have been built with debugging information. Run it again until no arena is aligned to a pool (`size 63`), as most are not.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

POOL, HEADER, PLACES = 16384, 48, 64


class Process:
    """The memory of the stopped interpreter."""

    def __init__(self, gdb, version):
        self.gdb, self.version = gdb, version
        self.memory = gdb.selected_inferior()
        interpreter = "(&_PyRuntime._main_interpreter)"
        self.pools, self.arenas_at, lists = {
            "3.13": (interpreter + "->obmalloc->pools.", interpreter + "->obmalloc->mgmt.",
                     interpreter + "->object_state.freelists."),
            "3.12": (interpreter + "->obmalloc.pools.", interpreter + "->obmalloc.mgmt.", interpreter + "->"),
            "3.11": ("", "", "_PyRuntime.interpreters.main->"),
        }[version]
        self.used = self.pools + ("used" if version != "3.11" else "usedpools")
        self.lists = lists
        self.arenas = []
        self.numbers = {}
        for index in range(self.integer(self.arenas_at + "maxarenas")):
            arena = gdb.parse_and_eval(f"{self.arenas_at}arenas[{index}]")
            if int(arena["address"]):
                start = (int(arena["address"]) + POOL - 1) // POOL * POOL
                self.numbers[index] = len(self.arenas)
                self.arenas.append((start, arena))

    def integer(self, expression):
        return int(self.gdb.parse_and_eval(expression))

    def word(self, address):
        return int.from_bytes(self.memory.read_memory(address, 8).tobytes(), "little")

    def header(self, address):
        return self.gdb.Value(address).cast(self.gdb.lookup_type("struct pool_header").pointer()).dereference()

    def pool(self, address):
        """The number of the pool that an address is in."""
        for number, (start, arena) in enumerate(self.arenas):
            if start <= address < start + POOL * int(arena["ntotalpools"]):
                return number * PLACES + (address - start) // POOL
        raise SystemExit(f"{address:#x} is in no arena")

    def place(self, block):
        number = self.pool(block)
        start = self.arenas[number // PLACES][0] + number % PLACES * POOL
        return number, (block - start - HEADER) // (16 * (int(self.header(start)["szidx"]) + 1))

    def chain(self, first, follow):
        while first:
            yield first
            first = follow(first)

    def lines(self):
        yield f"size {min(int(arena['ntotalpools']) for _, arena in self.arenas)}"
        for start, arena in self.arenas:
            free = self.chain(int(arena["freepools"]), lambda pool: int(self.header(pool)["nextpool"]))
            yield " ".join(["arena", *(str((pool - start) // POOL) for pool in free)])
            row = []
            for number in range((int(arena["pool_address"]) - start) // POOL):
                row.append(self.describe(start + number * POOL))
                if len(row) == 16 or sum(map(len, row)) > 100:
                    yield "pools " + ";".join(row)
                    row = []
            if row:
                yield "pools " + ";".join(row)
        for size in range(32):
            head = self.integer(f"(unsigned long)&{self.used}[{2 * size}]") - 16
            order, pool = [], self.integer(f"{self.used}[{2 * size}]")
            while pool != head:
                order.append(self.pool(pool))
                pool = int(self.header(pool)["nextpool"])
            if order:
                yield " ".join(map(str, ["usable", size, *order]))
        kind = self.gdb.lookup_type("struct arena_object")
        first = self.integer(self.arenas_at + "arenas")
        usable = self.chain(
            self.integer(self.arenas_at + "usable_arenas"),
            lambda arena: int(self.gdb.Value(arena).cast(kind.pointer())["nextarena"]))
        yield " ".join(["order", *(str(self.numbers[(arena - first) // kind.sizeof]) for arena in usable)])
        yield from self.free_lists()

    def describe(self, start):
        header = self.header(start)
        size = 16 * (int(header["szidx"]) + 1)
        free = [(block - start - HEADER) // size for block in self.chain(int(header["freeblock"]), self.word)]
        carved = (min(int(header["nextoffset"]), int(header["maxnextoffset"]) + size) - HEADER) // size
        assert int(header["ref"]["count"]) + len(free) == carved
        return " ".join(map(str, [int(header["szidx"]), carved, *free]))

    def free_lists(self):
        many = self.version == "3.13"
        arrays = {
            "list": "lists.items lists.numfree" if many else "list.free_list list.numfree",
            "dict": "dicts.items dicts.numfree" if many else "dict_state.free_list dict_state.numfree",
            "keys": "dictkeys.items dictkeys.numfree" if many
            else "dict_state.keys_free_list dict_state.keys_numfree",
        }
        floats = "floats.items" if many else "float_state.free_list"
        tuples = "tuples.items" if many else "tuple.free_list"
        slices = "slices.slice_cache" if many else "slice_cache"
        found = {"float": list(self.chain(self.integer(self.lists + floats), lambda o: self.word(o + 8)))[::-1]}
        for length in range(1, 21):
            items = self.chain(
                self.integer(f"{self.lists}{tuples}[{length - 1}]"), lambda o: self.word(o + 24))
            found[f"tuple{length}"] = [o - 16 for o in items][::-1]
        for name, (items, count) in ((name, both.split()) for name, both in arrays.items()):
            shift = 0 if name == "keys" else 16
            found[name] = [
                self.integer(f"{self.lists}{items}[{index}]") - shift
                for index in range(self.integer(self.lists + count))]
        found["slice"] = [o - 16 for o in [self.integer(self.lists + slices)] if o]
        for name, blocks in found.items():
            if blocks:
                yield " ".join(["list", name, *("%d:%d" % self.place(block) for block in blocks)])


def measure(gdb):
    """Runs inside gdb."""
    for setting in "pagination off", "debuginfod enabled off", "breakpoint pending on", "disable-randomization off":
        gdb.execute("set " + setting)
    gdb.execute("break PyEval_EvalCode", to_string=True)
    gdb.execute("run", to_string=True)
    while not is_main(gdb):
        gdb.execute("continue", to_string=True)
    version = os.environ["VERSION"]
    pathlib.Path(os.environ["MEASURED"]).write_text("\n".join(Process(gdb, version).lines()))
    gdb.execute("kill", to_string=True)


def is_main(gdb):
    names, frame = [], gdb.newest_frame()
    while frame is not None and len(names) < 6:
        names.append(frame.name())
        frame = frame.older()
    return "pyrun_file" in names


def swift(version, text):
    def cut(line):
        while len(line) > 130:
            end = line.rindex(" ", 0, 128)
            yield line[:end] + " \\"
            line = line[end + 1:]
        yield line

    rows = "\n".join("        " + part for line in text.split("\n") for part in cut(line))
    name = version.replace(".", "")
    return f'''import HeapEngine

extension StartingMemory {{
    /// CPython {version}, measured by `Scripts/starting_memory.py`.
    static let python{name} = StartingMemory(
        """
{rows}
        """)
}}
'''


def main():
    python = sys.argv[1]
    version = re.search(r"3\.\d+", subprocess.check_output([python, "-V"], text=True))[0]
    with tempfile.TemporaryDirectory() as folder:
        program = sys.argv[2] if len(sys.argv) > 2 else os.path.join(folder, "program.py")
        pathlib.Path(program).touch()
        measured = os.path.join(folder, "measured")
        subprocess.run(
            ["gdb", "-q", "-batch", "-ex", "set exec-wrapper env -i PATH=/usr/bin:/bin", "-x", __file__,
             "--args", python, "-I", program],
            env={**os.environ, "VERSION": version, "MEASURED": measured}, check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        print(swift(version, pathlib.Path(measured).read_text()), end="")


try:
    import gdb as debugger
except ImportError:
    main()
else:
    measure(debugger)
