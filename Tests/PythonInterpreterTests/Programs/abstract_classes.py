"""Abstract base classes: abstract methods, virtual subclasses, hooks."""

import abc
import collections.abc
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0

    @property
    @abstractmethod
    def name(self):
        pass

    @classmethod
    @abstractmethod
    def make(cls):
        pass

    @staticmethod
    @abstractmethod
    def unit():
        pass

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    name = "square"

    def area(self):
        return super().area() + 4

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def unit():
        return "cm"


print(sorted(Shape.__abstractmethods__), Square.__abstractmethods__, Square.make().describe(), type(Shape))
for cls in (Shape, type("Half", (Shape,), {"area": None, "name": "half"})):
    try:
        cls()
    except TypeError as error:
        print(error)


class Drawable(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Drawable:
            return any("draw" in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


class Pen:
    def draw(self):
        pass


class Stone:
    pass


print(isinstance(Pen(), Drawable), issubclass(Pen, Drawable), isinstance(Stone(), Drawable))
print(Drawable.register(Stone) is Stone, isinstance(Stone(), Drawable), issubclass(Stone, Drawable), Drawable in Stone.__mro__)


class Other(ABC):
    pass


before = abc.get_cache_token()
Other.register(int)
print(abc.get_cache_token() > before, isinstance(3, Other), isinstance(True, Other), isinstance(3.0, Other))


class Derived(Other):
    pass


Derived.register(float)
print(issubclass(float, Other), issubclass(float, Derived), issubclass(int, Derived))
for attempt in (lambda: Other.register(3), lambda: Derived.register(Other), lambda: issubclass(3, Other)):
    try:
        print(attempt())
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


def add_area(self):
    return 1


Shape2 = ABCMeta("Shape2", (), {"area": abstractmethod(lambda self: 0)})
Sub2 = type("Sub2", (Shape2,), {})
Sub2.area = add_area
print(Sub2.__abstractmethods__, abc.update_abstractmethods(Sub2) is Sub2, Sub2.__abstractmethods__, Sub2().area())

names = ["Hashable", "Iterable", "Iterator", "Sized", "Container", "Collection", "Callable", "Sequence", "MutableSequence",
         "Set", "MutableSet", "Mapping", "MutableMapping", "Reversible", "Generator", "KeysView", "ByteString"]
for value in ([], (), {}, set(), frozenset(), "", b"", 3, len, iter([]), (x for x in []), {}.keys(), range(3), None):
    print(type(value).__name__, [name for name in names if isinstance(value, getattr(collections.abc, name))])


class Grid(collections.abc.Sequence):
    def __init__(self, *rows):
        self.rows = rows

    def __getitem__(self, index):
        return self.rows[index]

    def __len__(self):
        return len(self.rows)


grid = Grid("ab", "cd", "ab")
print(list(grid), "cd" in grid, grid.index("cd"), grid.count("ab"), list(reversed(grid)), grid.index("ab", 1))
