def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


numbers = [3, 2, 1]


def grow(item):
    numbers.append(item)
    return item


attempt(lambda: numbers.sort(key=grow))
print(numbers)
attempt(lambda: numbers.sort(key=lambda item: (print(numbers), item)[1]))
print(numbers)


def change(container, action):
    for item in container:
        action(container, item)
    return container


attempt(lambda: change({1: 1, 2: 2}, lambda d, k: d.__setitem__(k + 10, k)))
attempt(lambda: change({1: 1, 2: 2}, lambda d, k: d.pop(k)))
attempt(lambda: change({1, 2, 3}, lambda s, k: s.add(k + 10)))
attempt(lambda: change([1, 2, 3, 4], lambda l, k: l.remove(k)))


class Eraser:
    """Equal to nothing; empties a container when it is compared."""

    def __init__(self, container):
        self.container = container

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.container.clear()
        return False

    def __repr__(self):
        return "Eraser()"


items = []
items += [Eraser(items), 1, 2]
attempt(lambda: items.index(2))
print(items)
items += [Eraser(items), 1, 2]
attempt(lambda: items.count(2))
items += [Eraser(items), 1, 2]
attempt(lambda: 2 in items)
items += [Eraser(items), 1, 2]
attempt(lambda: items == [0, 1, 2])
items += [Eraser(items), 1, 2]
attempt(lambda: items.remove(2))
items += [Eraser(items), 1, 2]
attempt(lambda: items < [0, 1, 2])
table = {}
table[Eraser(table)] = 0
attempt(lambda: table.get(1))
print(table)
table[Eraser(table)] = 0
table[1] = 2
print(table)
elements = set()
elements.add(Eraser(elements))
attempt(lambda: 1 in elements)
print(elements)
elements.add(Eraser(elements))
elements.add(1)
print(elements)


class Shown:
    def __init__(self, container):
        self.container = container

    def __repr__(self):
        self.container.clear()
        return "Shown()"


items = []
items += [Shown(items), 1, 2]
print(items)


class Nested:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return "Nested(" + repr(self.items) + ")"


print(Nested(), Nested().items)


class Dying:
    def __init__(self, container, name):
        self.container = container
        self.name = name

    def __del__(self):
        print("del", self.name, len(self.container))
        self.container.append(self.name)


items = []
items += [Dying(items, "a"), Dying(items, "b"), Dying(items, "c")]
items.clear()
print(items)
items[:] = [Dying(items, "d"), 5, Dying(items, "e"), 6]
items[0:3] = [0]
print(items)
items[:] = [Dying(items, "f"), 5, Dying(items, "g"), 6]
del items[::2]
print(items)
items.pop()
ring = [1]
ring.append(ring)
other = [1]
other.append(other)
print(ring)
attempt(lambda: ring == other)
attempt(lambda: ring < other)
