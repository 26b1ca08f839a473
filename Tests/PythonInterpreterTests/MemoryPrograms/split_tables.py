"""Dicts that share their class's keys: the order of traversal and of dying, and how they get a table of their own."""
import gc
import sys

gc.disable()


class Table(dict):
    pass


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "__dict__")


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def function():
    pass


def delete_missing(label, target):
    try:
        del target.missing
    except AttributeError as error:
        print(label, error)
    print(label, [type(each).__name__ for each in gc.get_referents(target)].count("dict"))


delete_missing("dict subclass", Table())
delete_missing("slots", Slotted())
delete_missing("plain", Plain())
delete_missing("function", function)
delete_missing("exception", Exception())


def show(label, names):
    print(label, gc.get_referents(names), names, sys.getsizeof(names))


first = Table()
first.z = 1
second = Table()
second.b, second.z, second.c = [1], [2], [3]
show("set out of order", second.__dict__)
show("copy", second.__dict__.copy())
del second.b
show("deleted", second.__dict__)
second.b = [7]
show("set again", second.__dict__)
print(list(second.__dict__), list(reversed(second.__dict__)), list(second.__dict__.items()))
second.__dict__.clear()
show("cleared", second.__dict__)
second.b, second.z = [1], [2]
show("after clearing", second.__dict__)
third = Table()
third.c, third.z = [1], [2]
print(third.__dict__.popitem())
show("popitem", third.__dict__)
fourth = Table()
fourth.c, fourth.z = [1], [2]
fourth.__dict__[1] = [3]
show("another key", fourth.__dict__)
fifth = Table()
fifth.z = [0]
fifth.__dict__.update(b=[1], c=[2])
show("updated", fifth.__dict__)
instance = Plain()
instance.a, instance.b = [1], [2]
instance = Plain()
instance.b, instance.a = [1], [2]
kept = instance.__dict__
del instance
show("left by its instance", kept)
kept["q"] = [5]
show("one more", kept)
sizes = []
for number in range(40):
    each = Table()
    setattr(each, f"name{number}", [number])
    sizes.append(sys.getsizeof(each.__dict__))
print(sizes)
each = Table()
each.name3, each.z, each.unshared = [1], [2], [3]
show("keys are full", each.__dict__)
mixed = Table()
mixed.__dict__[1] = mixed.a = 2
try:
    dir(mixed)
except TypeError as error:
    print(error)

dying = Table()
dying.b, dying.z = Loud("b"), Loud("z")
del dying
clearing = Plain()
clearing.b, clearing.a = Loud("b"), Loud("a")
clearing.__dict__.clear()
later = Plain()
later.b, later.a = Loud("second b"), Loud("second a")
later.__dict__
del later


class Breaking:
    def __del__(self):
        self.__dict__.clear()


class Reviving:
    def __del__(self):
        global revived
        revived = self


# What a finalizer empties is still tracked after the collection, which looked at it before.
gc.collect()
holder, broken, end = Reviving(), Breaking(), Breaking()
holder.next, broken.next, end.next = broken, end, holder
del holder, broken, end
gc.collect()
print([each for each in gc.get_objects(0) if type(each) is dict])


def suspended(target):
    yield target
    yield 2


import weakref

generator = suspended(Loud("local"))
print(type(next(generator)).__name__)
reference = weakref.ref(generator, lambda dead: print("callback"))
del generator


# A collection while an instance dies whose dict was shown: the dict is not among what is tracked.
class Collecting:
    def __del__(self):
        print("collected", gc.collect())


dying = Plain()
dying.b, dying.a, dying.c = [0], Collecting(), Collecting()
dying.__dict__
del dying
