"""`__dict__` of instances: looked at, replaced, deleted, copied; what it weighs and what the collector sees of it."""
import gc
import sys


class A:
    pass


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def shows(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


a = A()
a.x = 1
shown = a.__dict__
del a.__dict__
print(shown, a.__dict__, sys.getsizeof(shown))
a.y = 2
print(shown, a.__dict__, sys.getsizeof(a.__dict__))
a.__dict__ = {"z": 1}
print(a.z, vars(a))
a = A()
a.first, a.second = Noisy("first"), Noisy("second")
del a.__dict__
print("deleted", vars(a))
a.third = Noisy("third")
del a


def cycle(change):
    gc.collect()
    a = A()
    a.me = a
    change(a)
    a.me = a
    del a
    return gc.collect()


shows("as it is", lambda: cycle(lambda a: None))
shows("looked at", lambda: cycle(lambda a: a.__dict__))
shows("deleted", lambda: cycle(lambda a: a.__delattr__("__dict__")))
shows("replaced", lambda: cycle(lambda a: a.__setattr__("__dict__", dict(a.__dict__))))
shows("cleared", lambda: cycle(lambda a: a.__dict__.clear()))
shows("int key", lambda: cycle(lambda a: a.__dict__.update({1: 2})))


def delete(thing):
    del thing.__dict__
    return thing.__dict__


class Derived(list):
    pass


class Slots:
    __slots__ = "a", "__dict__"


class Failure(Exception):
    pass


for thing in Derived(), Slots(), Failure(), Exception(), delete, A:
    shows(type(thing).__name__, lambda: delete(thing))

for count in 0, 1, 4, 5, 6, 10, 11, 20, 21:
    class B:
        pass

    b = B()
    for number in range(count):
        setattr(b, f"a{number}", number)
    inner = b.__dict__
    print(count, [sys.getsizeof(d) for d in (inner, dict(inner), inner.copy(), {**inner}, inner | {})])
