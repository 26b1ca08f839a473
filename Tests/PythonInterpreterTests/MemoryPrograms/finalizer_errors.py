import sys

seen = []


def hook(info):
    seen.append((info.exc_type.__name__, str(info.exc_value), info.err_msg, getattr(info.object, "__qualname__", info.object), info.exc_traceback is not None))


sys.unraisablehook = hook


class Raises:
    def __del__(self):
        raise ValueError("in del")


Raises()
print(seen)
seen.clear()


class Wrong:
    def __del__(self, extra):
        pass


Wrong()
print([s[:2] for s in seen])
seen.clear()


class NoneDel:
    __del__ = None


NoneDel()
print([s[:2] for s in seen])
seen.clear()
import weakref


class C:
    pass


def callback(ref):
    raise KeyError("in callback")


c = C()
r = weakref.ref(c, callback)
del c
print(seen)
seen.clear()


def gen():
    try:
        yield
    finally:
        raise TypeError("in generator")


g = gen()
next(g)
del g
print([s[:2] for s in seen])
seen.clear()


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g) and None
del g
print([s[:2] for s in seen])
seen.clear()
import gc


def failing(phase, info):
    raise RuntimeError(phase)


gc.callbacks.append(failing)
n = gc.collect()
gc.callbacks.clear()
print([s[:2] for s in seen])
sys.unraisablehook = sys.__unraisablehook__
