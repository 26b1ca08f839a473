import gc
import weakref


class Node:
    pass


def ring():
    a, b = Node(), Node()
    a.next, b.next = b, a
    return weakref.ref(a)


gc.collect()
before = [s["collections"] for s in gc.get_stats()]
refs = [ring() for _ in range(3000)]
after = [s["collections"] for s in gc.get_stats()]
print([n - o for o, n in zip(before, after)])
print(sum(r() is None for r in refs) > 1000)
refs = None
gc.collect()
gc.set_threshold(50, 5, 5)
before = [s["collections"] for s in gc.get_stats()]
kept = []
for i in range(2000):
    kept.append([i])
after = [s["collections"] for s in gc.get_stats()]
print([n - o for o, n in zip(before, after)])
before = [s["collections"] for s in gc.get_stats()]
more = list(map(list, [()] * 2000))
after = [s["collections"] for s in gc.get_stats()]
print([n - o for o, n in zip(before, after)])
gc.set_threshold(10, 2, 2)
events = []


def seen(phase, info):
    events.append((phase, info["generation"]))


gc.collect()
gc.callbacks.append(seen)
for i in range(60):
    kept.append({"k": []})
gc.callbacks.remove(seen)
print(events)
gc.set_threshold(2000, 10, 10)
