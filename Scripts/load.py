"""Requests a second and their latency over HTTP: wrk on one core against the server on the other.

    load.py BINARY [--seconds S] [--connections N] [--json PATH]

Ends with status 1 when a figure misses what is wanted of it.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

import server

SCRIPTS = os.path.dirname(os.path.abspath(__file__))
# name, wanted requests a second, script
CASES = [("create a named list, committed", 10_000, "load-create.lua"), ("GET an object", 25_000, "load-read.lua")]
WANTED_P99_MILLISECONDS = 10


def pinned(core):
    """The command prefix that keeps a process on one core, where there are two and taskset."""
    return ["taskset", "-c", str(core)] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []


def measure(arguments, running, script, session, objects):
    environment = dict(
        os.environ, HOLDFAST_SESSION=session, HOLDFAST_OBJECTS=" ".join(objects), HOLDFAST_SCRIPTS=SCRIPTS)
    command = [
        *pinned(1), "wrk", "-t1", f"-c{arguments.connections}", f"-d{arguments.seconds}s",
        "-s", os.path.join(SCRIPTS, script), running.url]
    output = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=arguments.seconds + 60)
    lines = [line for line in output.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise SystemExit(f"wrk said:\n{output.stdout}{output.stderr}")
    return json.loads(lines[-1])


def main():
    parser = argparse.ArgumentParser(description="Requests a second and their latency over HTTP.")
    parser.add_argument("binary")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--json", help="a file for the figures")
    arguments = parser.parse_args()

    report, is_as_wanted = [], True
    for name, wanted, script in CASES:
        with server.scratch() as folder, server.Server(
                arguments.binary, folder + "/load.sqlite", prefix=pinned(0)) as running:
            client = running.client()
            session = client.expect(201, "POST", "/v1/sessions", {"name": "load"})["id"]
            objects = [
                client.expect(
                    201, "POST", f"/v1/sessions/{session}/objects", {"type": "list", "items": [i], "name": f"x{i}"})["id"]
                for i in range(100)]
            figures = measure(arguments, running, script, session, objects)
            rate = figures["requests"] * 1e6 / figures["microseconds"]
            p99 = figures["p99"] / 1000
            is_well = (
                rate >= wanted and p99 < WANTED_P99_MILLISECONDS
                and figures["refused"] == 0 and figures["socketErrors"] == 0)
            is_as_wanted = is_as_wanted and is_well
            resident = running.resident() / 1e6
            print(
                f"{name}: {rate:,.0f}/s (wanted {wanted:,}), p50 {figures['p50'] / 1000:.2f} ms, p99 {p99:.2f} ms "
                f"(wanted < {WANTED_P99_MILLISECONDS}), refused {figures['refused']}, socket errors "
                f"{figures['socketErrors']}, {resident:.0f} MB resident: {'ok' if is_well else 'MISSED'}", flush=True)
            report.append(dict(figures, name=name, requestsPerSecond=rate, residentBytes=int(resident * 1e6)))
            client.close()
            if running.stop() != 0:
                raise SystemExit(f"the server did not end well:\n{running.output()[-2000:]}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(report, file)
    sys.exit(0 if is_as_wanted else 1)


if __name__ == "__main__":
    main()
