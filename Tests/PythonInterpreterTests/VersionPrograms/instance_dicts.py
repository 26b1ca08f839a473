"""The attributes of instances: values, the dict that shows them or takes them over, and the keys that a class's instances share."""
import gc
import sys

gc.disable()


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  dies:", self.name)


class Plain:
    pass


class Slotted:
    __slots__ = ("slot",)


class Mixed(Slotted):
    pass


def kinds(thing):
    return [type(item).__name__ for item in gc.get_referents(thing)]


def tracked(function):
    before = len(gc.get_objects())
    kept = function()
    return len(gc.get_objects()) - before, kept


def made(touch):
    thing = Plain()
    thing.a = []
    thing.b = 1
    if touch:
        thing.__dict__
    return thing


print("untouched", tracked(lambda: made(False))[0])
print("touched", tracked(lambda: made(True))[0])
thing = made(False)
print(kinds(thing))
namespace = thing.__dict__
print(kinds(thing), kinds(namespace), gc.is_tracked(namespace), sys.getrefcount(namespace))
print(thing.__dict__ is namespace, namespace)

print("through the dict")
namespace["c"] = 3
thing.d = 4
del namespace["a"]
print(thing.c, hasattr(thing, "a"), list(namespace), len(namespace))
thing.a = 5
print(list(namespace), list(reversed(namespace)), kinds(namespace))
print(namespace.pop("b"), namespace.setdefault("b", 6), thing.b, namespace.get("zz"))
print(namespace.popitem(), sys.getsizeof(namespace), vars(thing))
namespace.clear()
print(sys.getsizeof(namespace), vars(thing), hasattr(thing, "c"))
thing.again = 1
print(sys.getsizeof(namespace), namespace)

print("sizes of the first instances")
Young = type("Young", (), {})
for _ in range(4):
    young = Young()
    young.a = young.b = 1
    print(sys.getsizeof(young), sys.getsizeof(young.__dict__), sys.getsizeof(young.__dict__.copy()))
young.__dict__[1] = 2
print(sys.getsizeof(young.__dict__), young.__dict__)
Crowded = type("Crowded", (), {})
crowded = [Crowded() for _ in range(29)]
crowded[0].x = 1
crowded[0].y = 2
print(sys.getsizeof(crowded[0].__dict__), sys.getsizeof(crowded[1].__dict__), kinds(crowded[0]))

print("orders")
Order = type("Order", (), {})
first, second = Order(), Order()
first.a, first.b, first.c = Noisy("a1"), Noisy("b1"), Noisy("c1")
second.c, second.b, second.a = Noisy("c2"), Noisy("b2"), Noisy("a2")
print(list(vars(second)), [item.name for item in gc.get_referents(vars(second))])
print("drop the first")
del first
print("drop the second")
del second

print("the dict outlives instance and class")
left = Order()
left.x, left.y = [1], Noisy("y")
kept = left.__dict__
del left, Order
gc.collect()
print(sorted(kept), sys.getsizeof(kept) > 64)
kept["z"] = 1
del kept["x"]
print(list(kept))
del kept

print("another dict")
thing = Plain()
thing.a = Noisy("old")
thing.__dict__ = {"b": 2}
print(kinds(thing), thing.b, hasattr(thing, "a"))
thing = Plain()
thing.a = Noisy("gone")
del thing.__dict__
print(vars(thing))
thing.a = 1
print(vars(thing), sys.getsizeof(vars(thing)) > 64)

print("another class")
Other = type("Other", (), {})
thing.__class__ = Other
thing.z = 2
print(vars(thing), kinds(thing))

print("slots and values")
mixed = Mixed()
mixed.slot, mixed.a = [], ()
print(kinds(mixed), sys.getsizeof(mixed))
mixed.__dict__
print(kinds(mixed), mixed.slot, mixed.a)
del mixed.a
print(vars(mixed), mixed.slot)

print("collected")
for touch in (False, True):
    knot = Plain()
    knot.me = knot
    knot.list = []
    if touch:
        knot.__dict__
    del knot
    print(gc.collect())

print("names that are deleted before there are any")
Early = type("Early", (), {})
early = Early()
try:
    del early.x
except AttributeError as error:
    print(error)
early.y, early.x = [], ()
print(kinds(early))


class Items(list):
    pass


first, second = Items(), Items()
first.a, first.b = [], ()
second.b, second.a = (), []
print(kinds(vars(second)), list(vars(second)), kinds(second))
print("the end")
