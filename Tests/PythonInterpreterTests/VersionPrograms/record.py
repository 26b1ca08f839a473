"""Records what CPython prints for the programs here: record.py PYTHON... writes NAME.VERSION.out beside each NAME.py."""
import pathlib
import subprocess
import sys

folder = pathlib.Path(__file__).parent
for python in sys.argv[1:]:
    ask = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    version = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    for program in sorted(folder.glob("*.py")):
        if program.name == "record.py":
            continue
        done = subprocess.run([python, "-I", program.name], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{program.name} under {version}: {done.stderr}")
        program.with_suffix(f".{version}.out").write_text(done.stdout)
