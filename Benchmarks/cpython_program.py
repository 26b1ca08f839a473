"""CPython's half of `make bench`'s programs: runs one, and prints its time and output as a line of JSON."""

import contextlib
import io
import json
import sys
import time

path, repetitions = sys.argv[1], int(sys.argv[2])
with open(path) as file:
    code = compile(file.read(), path, "exec")
best = None
for _ in range(repetitions):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        start = time.perf_counter_ns()
        exec(code, {"__name__": "__main__"})
        elapsed = time.perf_counter_ns() - start
    best = elapsed if best is None else min(best, elapsed)
version = ".".join(map(str, sys.version_info[:3]))
print(json.dumps({"nanoseconds": best, "output": output.getvalue(), "version": version}))
