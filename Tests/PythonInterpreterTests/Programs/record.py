"""Records what CPython prints for each program beside this file: python3.13 record.py, then python3.12 and python3.11

Each program runs in a process of its own, in a heap where everything of the interpreter itself is collected and frozen
first and the namespace is made afterwards, as a fresh session is. NAME.out is 3.13's; a program whose last line says that it is
recorded on every version has NAME.3.12.out as well, and so on, where another version printed something else.
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


NEWEST = (3, 13)
EVERYWHERE = "# Recorded on every version."


def keep(program, ending, text):
    """Keeps what was printed; what the newest version printed too needs no file of its own."""
    newest = program.with_suffix(ending)
    if sys.version_info[:2] == NEWEST:
        file, is_needed = newest, bool(text) or ending == ".out"
    else:
        file = program.with_suffix(".%d.%d%s" % (*sys.version_info[:2], ending))
        is_needed = text != (newest.read_text() if newest.exists() else "")
    if is_needed:
        file.write_text(text)
    else:
        file.unlink(missing_ok=True)


if len(sys.argv) > 1:
    run(here / sys.argv[1])
else:
    for program in sorted(here.glob("*.py")):
        is_everywhere = program.read_text().rstrip().endswith(EVERYWHERE)
        if program.name != "record.py" and (is_everywhere or sys.version_info[:2] == NEWEST):
            command = [sys.executable, "-I", __file__, program.name]
            # Tracebacks show the source, which is looked up from here.
            done = subprocess.run(command, capture_output=True, text=True, cwd=here)
            keep(program, ".out", done.stdout)
            keep(program, ".err", re.sub("0x[0-9a-f]+", "ADDRESS", done.stderr))
