import gc
import weakref

log = []


class C:
    def __del__(self):
        log.append("del")


def note(name):
    return lambda ref: log.append((name, ref() is None))


o = C()
refs = [weakref.ref(o, note(i)) for i in range(3)]
del o
print(log)
log.clear()
o = C()
first = weakref.ref(o, note("first"))
plain = weakref.ref(o)
gone = weakref.ref(o, note("gone"))
del gone
last = weakref.ref(o, note("last"))
del o
print(log, plain())
log.clear()
o = C()
o.me = o
kept = weakref.ref(o, note("kept"))
o.own = weakref.ref(o, note("own"))
del o
print(log, gc.collect(), log)
log.clear()


class Holder:
    pass


h = Holder()
o = C()
h.o = o
h.ref = weakref.ref(o, note("in holder"))
del o
del h
print(log)
log.clear()
pair = [C(), None]
pair[1] = weakref.ref(pair[0], note("list: object first"))
del pair
print(log)
log.clear()
pair = [None, C()]
pair[0] = weakref.ref(pair[1], note("list: ref first"))
del pair
print(log)
log.clear()


def fresh(ref):
    global again
    log.append("replacing")
    again = C()


o = C()
r = weakref.ref(o, fresh)
del o
print(log, type(again).__name__)
log.clear()
o = C()
r = weakref.ref(o, note("cleared"))
s = weakref.ref(o, lambda ref: log.append(r()))
del o
print(log)
log.clear()
f = weakref.finalize(again, log.append, "finalized")
print(f.alive, f.peek()[1] is log.append or f.peek()[1] == log.append, f.detach() is not None, f.alive)
g = weakref.finalize(again, log.append, "second")
h = weakref.finalize(again, log.append, "third")
del again
print(log, g.alive, h(), f())
