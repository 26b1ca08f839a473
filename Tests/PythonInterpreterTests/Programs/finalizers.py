import gc
import weakref


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


class Thing:
    pass


def show(*arguments, **keywords):
    print("finalized", arguments, keywords)
    return "result"


thing = Thing()
finalizer = weakref.finalize(thing, show, 1, 2, key="value")
print(finalizer.alive, finalizer.atexit, repr(finalizer).startswith("<finalize object at 0x"))
obj, function, arguments, keywords = finalizer.peek()
print(obj is thing, function is show, arguments, keywords)
del obj
print(finalizer())
print(finalizer(), finalizer.alive, finalizer.peek(), finalizer.detach(), finalizer.atexit)
finalizer = weakref.finalize(thing, show, "dies")
print(weakref.getweakrefcount(thing))
del thing
print(finalizer.alive, repr(finalizer).endswith("dead>"))

thing = Thing()
finalizer = weakref.finalize(thing, show)
obj, function, arguments, keywords = finalizer.detach()
print(obj is thing, arguments, keywords, finalizer.alive)
del obj, thing

thing = Thing()
first = weakref.finalize(thing, print, "first")
second = weakref.finalize(thing, print, "second")
third = weakref.finalize(thing, print, "third")
second.atexit = False
print(first.atexit, second.atexit, third.atexit)
del thing

thing = Thing()
thing.me = thing
weakref.finalize(thing, print, "by the collector")
del thing
print(gc.collect())

attempt("not referable", lambda: weakref.finalize(1, print))
attempt("no function", lambda: weakref.finalize(Thing()))

last = Thing()
done = [weakref.finalize(last, print, "number", index) for index in range(3)]
print([f.alive for f in done])
print(done[1]())
print([f.alive for f in done])
del last
print([f.alive for f in done])
