"""CPython's half of `make bench`: the same graphs, the same seeds, one JSON line a case.

    cpython.py CASE --objects N --seed S --repetitions R

The other half is Sources/HoldfastBenchmarks. The two must build the same graph: object i of n refers to three
objects that the generator below draws, in this order, for i = 0, 1, 2, ...
"""
import argparse
import gc
import json
import sys
import time

MASK = (1 << 64) - 1


def draws(seed, count, bound):
    """The seeded random numbers of both halves: a 64-bit linear congruential generator's upper bits."""
    state = seed & MASK
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        yield (state >> 33) % bound


def lists_of_degree_three(count, seed):
    lists = [[] for _ in range(count)]
    random = draws(seed, 3 * count, count)
    for each in lists:
        each.append(lists[next(random)])
        each.append(lists[next(random)])
        each.append(lists[next(random)])
    return lists


def memory(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    return 0


def timed(action):
    began = time.perf_counter_ns()
    result = action()
    return time.perf_counter_ns() - began, result


def live(arguments):
    """A full collection that finds nothing, over lists that all live."""
    lists = lists_of_degree_three(arguments.objects, arguments.seed)
    times = []
    for _ in range(arguments.repetitions):
        elapsed, collected = timed(gc.collect)
        assert collected == 0 and len(lists) == arguments.objects
        times.append(elapsed)
    return {"nanoseconds": min(times)}


def cycles(arguments):
    """A full collection that frees pairs of lists, each referring to the other."""
    times = []
    for _ in range(arguments.repetitions):
        for _ in range(arguments.objects // 2):
            one, other = [], []
            one.append(other)
            other.append(one)
        del one, other
        elapsed, collected = timed(gc.collect)
        assert collected == arguments.objects // 2 * 2, collected
        times.append(elapsed)
    return {"nanoseconds": min(times)}


def referrers(arguments):
    """gc.get_referrers of one list among many, averaged over some."""
    lists = lists_of_degree_three(arguments.objects, arguments.seed)
    gc.collect()
    wanted = [lists[i] for i in draws(arguments.seed + 1, 10, arguments.objects)]
    times, found = [], 0
    for _ in range(arguments.repetitions):
        found = 0
        began = time.perf_counter_ns()
        for each in wanted:
            found += len(gc.get_referrers(each))
        times.append((time.perf_counter_ns() - began) // len(wanted))
    # `lists` and `wanted` hold every one of them; the rest are lists of the graph.
    return {"nanoseconds": min(times), "found": found - 2 * len(wanted)}


def footprint(arguments):
    """Resident bytes that one list and its three references take."""
    lists = [None] * arguments.objects
    before = memory("VmRSS")
    for i in range(arguments.objects):
        lists[i] = []
    random = draws(arguments.seed, 3 * arguments.objects, arguments.objects)
    for each in lists:
        each.append(lists[next(random)])
        each.append(lists[next(random)])
        each.append(lists[next(random)])
    return {"bytesPerObject": (memory("VmRSS") - before) / arguments.objects, "peakBytes": memory("VmHWM")}


CASES = {"live": live, "cycles": cycles, "referrers": referrers, "footprint": footprint}


def main():
    parser = argparse.ArgumentParser(description="CPython's half of `make bench`.")
    parser.add_argument("case", choices=CASES)
    parser.add_argument("--objects", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20260131)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()
    gc.disable()
    gc.collect()  # what starting up left behind
    report = CASES[arguments.case](arguments)
    report["version"] = sys.version.split()[0]
    print(json.dumps(report))


if __name__ == "__main__":
    main()
