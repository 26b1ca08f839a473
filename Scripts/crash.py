"""Kills the server at random moments of a write load and checks what comes back.

    crash.py BINARY [--kills N] [--seed S] [--entries N]

After each SIGKILL the server is started again on the same database. Then, for every session: each acknowledged
operation is in the history with the effects that were answered; the one under way is there as a whole or not at all;
every name, list and address is what the acknowledged operations made of it; and the server's own validation holds.
At last a session of N entries is killed, and the time until it answers again is measured.
"""
import argparse
import random
import sys
import threading
import time

import server
from crash_writer import RegistryWriter, SessionWriter
from crash_restart import measure_restart

WRITERS = 3


def load(running, writers, seconds):
    """Lets the writers write for a while, then kills the server under them."""
    threads = [threading.Thread(target=writer.write, args=(running,), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    running.kill()
    for thread in threads:
        thread.join(30)
        if thread.is_alive():
            raise SystemExit("a writer does not notice that the server is gone")


def main():
    parser = argparse.ArgumentParser(description="Kills the server at random moments of a write load.")
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20260131)
    parser.add_argument("--entries", type=int, default=100_000, help="of the session that is restarted at last; 0: none")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)

    with server.scratch() as folder:
        database = folder + "/crash.sqlite"
        running = server.Server(arguments.binary, database)
        writers = [SessionWriter(random.Random(chance.random())) for _ in range(WRITERS)]
        registry = RegistryWriter()
        try:
            for kill in range(1, arguments.kills + 1):
                load(running, [*writers, registry], chance.uniform(0.02, 0.8))
                running = server.Server(arguments.binary, database)
                halves = 0
                for writer in [*writers, registry]:
                    problem = writer.failure or writer.check(running)
                    if problem:
                        raise SystemExit(f"kill {kill} (seed {arguments.seed}): {problem}")
                    halves += writer.adopted
                total = sum(writer.acknowledged for writer in writers) + registry.acknowledged
                print(
                    f"kill {kill}: {total} acknowledged operations are there, {halves} more that had been committed but "
                    "not answered", flush=True)
            if running.stop() != 0:
                raise SystemExit(f"the server did not end well:\n{running.output()[-2000:]}")
        finally:
            running.kill()
        print(f"{arguments.kills} kills: every acknowledged operation is there, no half operation, every session valid")
    if arguments.entries and not measure_restart(arguments.binary, arguments.entries):
        sys.exit(1)


if __name__ == "__main__":
    main()
