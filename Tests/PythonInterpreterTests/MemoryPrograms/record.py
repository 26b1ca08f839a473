"""Records what CPython 3.13 prints for each program of a folder: python3.13 record.py [FOLDER]

Each program runs in a process of its own, as one compiled unit (NAME.out); one whose first line says so runs again with a unit for
each statement (NAME.stmt.out). The heap is clean: everything of the interpreter itself is collected and frozen first,
the namespace is made afterwards, and an iterator goes through the units, as a session's run does.
"""

import ast
import gc
import os
import pathlib
import subprocess
import sys


def run(path, mode):
    source = path.read_text()
    if mode == "script":
        codes = [compile(source, path.name, "exec")]
    else:
        codes = [compile(ast.Interactive([node]), path.name, "single") for node in ast.parse(source).body]
    del source
    # The list of what repr shows is one of the interpreter's own objects.
    repr([0])
    for _ in range(3):
        gc.collect()
    gc.freeze()
    namespace = {"__name__": "__main__", "__builtins__": __builtins__}
    gc.collect()
    for code in codes:
        exec(code, namespace)
    # What is left does not die: a session goes on.
    sys.stdout.flush()
    os._exit(0)


def record(program):
    ways = [("script", ".out")]
    if program.read_text().startswith("# By statement too."):
        ways.append(("interactive", ".stmt.out"))
    for mode, ending in ways:
        command = [sys.executable, "-I", "-X", "utf8", "-W", "ignore", __file__, str(program), mode]
        done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONHASHSEED": "0"})
        if done.returncode:
            sys.exit(f"{program.name} ({mode}): {done.stderr}")
        program.with_suffix(ending).write_text(done.stdout)


if len(sys.argv) > 2:
    run(pathlib.Path(sys.argv[1]), sys.argv[2])
else:
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    for program in sorted(folder.glob("*.py")):
        if program.name != "record.py":
            record(program)
