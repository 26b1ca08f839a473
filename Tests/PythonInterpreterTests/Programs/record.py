"""Records what CPython 3.13 prints for each program beside this file: python3.13 record.py"""

import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
for program in sorted(here.glob("*.py")):
    if program.name == "record.py":
        continue
    run = subprocess.run([sys.executable, "-I", program], capture_output=True, text=True, check=True)
    program.with_suffix(".out").write_text(run.stdout)
