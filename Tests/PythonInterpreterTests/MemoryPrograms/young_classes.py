"""Whose address is taken again by what comes next: instances of a young class get smaller, other objects stay as they are."""


def reuses(make, count):
    """For each pair: whether the second takes the first one's place."""
    found = ""
    for _ in range(count):
        first = make()
        address = id(first)
        del first
        second = make()
        found += "01"[id(second) == address]
        del second
    return found


class Plain:
    pass


class Two:
    def __init__(self):
        self.a, self.b = 1, 2


class Slots:
    __slots__ = ("a",)


# While the class is young, blocks of instances shrink; both are of one size class now and then.
print(reuses(Plain, 7), reuses(Plain, 20)[-8:])
print(reuses(Two, 7), reuses(Two, 20)[-8:])
print(reuses(Slots, 5), reuses(lambda: [1], 5), reuses(lambda: {1: 1}, 5), reuses(object, 5), reuses(lambda: (1, [], 2)[:2], 5))
print(reuses(lambda: 1.5 * len("ab"), 5), reuses(lambda: {1}, 5), reuses(lambda: lambda: 0, 5))
a, b = [], {}
gone = id(a)
del a
print(id({}) == gone, id([]) == gone, id([]) == id([]), id(Plain()) == id(Plain()))
