"""Types the tour of the README into a running server and compares the answers with those printed there.

    tour.py BINARY README.md [--print]

The tour is every block fenced with ```console. A line that starts with "$ " is typed (a backslash at its end goes on
in the next line); the lines up to the next one are the answer. An ellipsis (…) in a printed answer stands for whatever
is there: times, and parts left out. `--print` shows the real answers instead of comparing them.
A command such as S=... is kept for the later ones.
The README's server is at 127.0.0.1:8080; here it is another one, on a new database.
"""
import re
import subprocess
import sys

import server

README_ADDRESS = "127.0.0.1:8080"
ASSIGNMENT = re.compile(r"[A-Za-z_]+=\S+")


def steps(text):
    """The commands of the tour with the answers printed under them, and the line each stands on."""
    found, in_tour, going_on = [], False, False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            in_tour, going_on = line.strip() == "```console", False
        elif in_tour and going_on:
            found[-1][1].append(line)
            going_on = line.endswith("\\")
        elif in_tour and line.startswith("$ "):
            found.append((number, [line[2:]], []))
            going_on = line.endswith("\\")
        elif in_tour:
            if not found:
                raise SystemExit(f"line {number}: an answer without a command")
            found[-1][2].append(line)
    return [(number, "\n".join(command), "\n".join(answer).rstrip("\n")) for number, command, answer in found]


def matches(printed, real):
    pattern = ".*?".join(re.escape(part) for part in printed.split("…"))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


def main():
    binary, readme = sys.argv[1:3]
    is_printing = "--print" in sys.argv[3:]
    with open(readme, encoding="utf-8") as file:
        tour = steps(file.read())
    if not tour:
        raise SystemExit(f"{readme} has no tour")
    failed, assignments = 0, ""
    with server.scratch() as folder, server.Server(binary, folder + "/tour.sqlite") as running:
        for number, command, printed in tour:
            typed = command.replace(README_ADDRESS, f"127.0.0.1:{running.port}")
            if ASSIGNMENT.fullmatch(typed):
                assignments += typed + "\n"
            # curl's progress meter goes to a terminal's standard error only; what it answers goes to standard output.
            result = subprocess.run(
                ["bash", "-c", assignments + typed], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
            real = result.stdout.replace(f"127.0.0.1:{running.port}", README_ADDRESS).replace("\r", "").rstrip("\n")
            if is_printing:
                print(f"$ {command}\n{real}")
            elif result.returncode != 0 or not matches(printed, real):
                failed += 1
                print(f"{readme}:{number}: $ {command}\n  printed: {printed}\n  answered: {real}{result.stderr}")
    if not is_printing:
        print(f"tour: {len(tour)} commands, {failed} answered otherwise")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
