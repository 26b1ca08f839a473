"""Tries every operation of openapi.yaml against a running server with generated requests: schemathesis, all checks.

    fuzz.py BINARY openapi.yaml [--examples N] [--seed S] [more options of `schemathesis run`]
"""
import argparse
import os
import subprocess
import sys

import server


def main():
    parser = argparse.ArgumentParser(description="Tries the API with generated requests.")
    parser.add_argument("binary")
    parser.add_argument("contract")
    parser.add_argument("--examples", type=int, default=200, help="requests an operation")
    parser.add_argument("--seed", type=int, default=20260131)
    arguments, more = parser.parse_known_args()
    schemathesis = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    with server.scratch() as folder, server.Server(arguments.binary, folder + "/fuzz.sqlite") as running:
        client = running.client()
        # Something to meet: a session with a list, a name and a cycle.
        session = client.expect(201, "POST", "/v1/sessions", {"name": "fuzz"})["id"]
        client.expect(201, "POST", f"/v1/sessions/{session}/objects", {"type": "list", "items": [1, "two"], "name": "a"})
        client.close()
        command = [
            schemathesis, "--config-file", os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemathesis.toml"),
            "run", os.path.abspath(arguments.contract), "--url", running.url, "--checks", "all",
            "--max-examples", str(arguments.examples), "--seed", str(arguments.seed), *more]
        status = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL).returncode
        if running.process.poll() is not None:
            raise SystemExit(f"the server ended:\n{running.output()[-4000:]}")
        print(f"the server is alive, {running.resident() / 1e6:.0f} MB resident; it ended with status {running.stop()}")
    sys.exit(status)


if __name__ == "__main__":
    main()
