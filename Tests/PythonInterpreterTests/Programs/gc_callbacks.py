import gc
import weakref

gc.collect()
log = []


def note(phase, info):
    log.append((phase, info["generation"], info["collected"], info["uncollectable"]))


def garbage(size=1):
    for _ in range(size):
        cycle = []
        cycle.append(cycle)


gc.callbacks.append(note)
garbage(3)
print(gc.collect(), log)
log.clear()
gc.collect(0)
gc.collect(1)
print(log)
log.clear()


def collecting(phase, info):
    log.append((phase, gc.collect()))


gc.callbacks.append(collecting)
garbage()
print(gc.collect(), log)
gc.callbacks.remove(collecting)
log.clear()


def removing(phase, info):
    log.append("removing " + phase)
    gc.callbacks.remove(removing)


gc.callbacks.insert(0, removing)
gc.collect()
print(log, len(gc.callbacks))
log.clear()


def allocating(phase, info):
    if phase == "stop":
        garbage(5)


gc.callbacks.append(allocating)
print(gc.collect(), gc.collect())
gc.callbacks.remove(allocating)
print(gc.collect(), gc.collect())

gc.callbacks.clear()
log.clear()


class Thing:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        log.append(("del", self.name, gc.collect()))


Thing("a")
Thing("b")
print(gc.collect(), log)
log.clear()

thing = Thing("c")
reference = weakref.ref(thing, lambda r: log.append(("callback", r() is None, gc.collect())))
del thing
print(gc.collect(), log, reference() is None)
log.clear()


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        garbage()
        return 1

    def __eq__(self, other):
        garbage()
        return gc.collect() >= 0 and self.value == other.value


table = {Key(1): "one", Key(2): "two"}
print(table[Key(2)], len(table), Key(3) in table)
print(sorted([3, 1, 2], key=lambda x: (gc.collect() >= 0) and x))
print([x for x in (1, 2, 3) if gc.collect() >= 0])
