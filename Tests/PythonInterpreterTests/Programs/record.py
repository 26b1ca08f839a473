"""Records what CPython 3.13 prints for each program beside this file: python3.13 record.py

Each program runs in a process of its own, in a heap where everything of the interpreter itself is collected and frozen
first and the namespace is made afterwards, as a fresh session is.
"""

import gc
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).parent


def run(path):
    code = compile(path.read_text(), path.name, "exec")
    # The list of what repr shows is one of the interpreter's own objects.
    repr([0])
    for _ in range(3):
        gc.collect()
    gc.freeze()
    namespace = {"__name__": "__main__", "__builtins__": __builtins__}
    gc.collect()
    try:
        exec(code, namespace)
    except SystemExit:
        raise
    except BaseException as error:
        # As if the process ran nothing but the program.
        error.__traceback__ = error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)


if len(sys.argv) > 1:
    run(here / sys.argv[1])
else:
    for program in sorted(here.glob("*.py")):
        if program.name != "record.py":
            command = [sys.executable, "-I", __file__, program.name]
            # Tracebacks show the source, which is looked up from here.
            done = subprocess.run(command, capture_output=True, text=True, cwd=here)
            program.with_suffix(".out").write_text(done.stdout)
            if done.stderr:
                program.with_suffix(".err").write_text(re.sub("0x[0-9a-f]+", "ADDRESS", done.stderr))
