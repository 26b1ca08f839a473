import gc


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


gc.collect()
print(gc.isenabled(), gc.get_threshold(), gc.get_count()[1:], gc.get_debug(), gc.garbage, gc.callbacks)
attempt("collect 3", lambda: gc.collect(3))
attempt("collect -1", lambda: gc.collect(-1))
attempt("collect x", lambda: gc.collect("x"))
attempt("collect 1, 2", lambda: gc.collect(1, 2))
attempt("collect generation", lambda: gc.collect(generation=1))
attempt("collect g", lambda: gc.collect(g=1))
attempt("collect large", lambda: gc.collect(2**40))
attempt("get_objects 3", lambda: gc.get_objects(3))
attempt("get_objects -2", lambda: gc.get_objects(-2))
attempt("get_objects x", lambda: gc.get_objects("x"))
attempt("get_objects None", lambda: type(gc.get_objects(None)))
attempt("set_threshold", lambda: gc.set_threshold())
attempt("set_threshold 4", lambda: gc.set_threshold(1, 2, 3, 4))
attempt("set_threshold a", lambda: gc.set_threshold(1, "a"))
attempt("set_threshold large", lambda: gc.set_threshold(2**40))
print(gc.get_threshold())
for arguments in ((700,), (700, 20), (700, 20, 5), (0,), (-3,), (2000, 10, 10)):
    gc.set_threshold(*arguments)
    print(arguments, gc.get_threshold())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
attempt("enable 1", lambda: gc.enable(1))
attempt("is_tracked", lambda: gc.is_tracked())
attempt("set_debug", lambda: gc.set_debug("x"))

print([gc.is_tracked(x) for x in (1, "a", [], {}, {"a": 1}, {"a": []}, (), (1,), ([],), set(), frozenset(), object(), print)])


class Node:
    pass


class Finalized:
    def __del__(self):
        print("del", gc.is_finalized(self))


node = Node()
node.self = node
node.items = [1, node]
print([type(x).__name__ for x in gc.get_referents(node.items)], gc.get_referents({"a": 2, "b": 3}), gc.get_referents(), gc.get_referents(1, "a"))
holder = [node]
other = {"n": node}
found = gc.get_referrers(node)
print(len(found), any(x is holder for x in found), any(x is other for x in found), any(x is node for x in found))
print(gc.get_referrers(object()), gc.get_referrers())
del node, holder, other, found
print(gc.collect(), gc.collect())
last = Finalized()
last.me = last
del last
print(gc.collect())

before = gc.get_stats()
cycle = []
cycle.append(cycle)
del cycle
gc.collect(0)
after = gc.get_stats()
print([sorted(x) for x in after])
print(after[0]["collections"] - before[0]["collections"], after[0]["collected"] - before[0]["collected"])
print(after[2]["collections"] - before[2]["collections"])

gc.set_debug(gc.DEBUG_SAVEALL)
cycle = ["saved"]
cycle.append(cycle)
del cycle
print(gc.collect(), gc.garbage, gc.is_finalized(gc.garbage[0]))
gc.set_debug(0)
gc.garbage[0].clear()
gc.garbage.clear()
print(gc.garbage, gc.collect())

kept = []
gc.collect()
gc.freeze()
print(gc.get_count(), any(x is kept for x in gc.get_objects()), gc.is_tracked(kept))
gc.unfreeze()
print(gc.get_freeze_count(), any(x is kept for x in gc.get_objects(generation=2)))
