class Point:
    """A place."""

    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def __repr__(self):
        return f"Point({self.x}, {self.y!r})"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return Point(self.x + other, self.y + other)

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __contains__(self, value):
        return value == self.x or value == self.y

    def __call__(self, *args):
        return args

    def __bool__(self):
        return self.x != 0


a = Point(1, 2)
b = Point(1, 2)
print(a, [a, b], a == b, a is b, a != b, a == 3)
print(hash(a) == hash(b), {a: "first"}[b], len({a, b}))
print(a + b, 10 + a, len(a), a[0], a[-1], 2 in a, 5 in a)
print(a(1, 2), bool(a), bool(Point(0)), Point.count, a.count)
print(Point.__name__, Point.__doc__)


class Base:
    def greet(self):
        return "base"

    def who(self):
        return self.greet()


class Left(Base):
    def greet(self):
        return "left"


class Right(Base):
    def greet(self):
        return "right"


class Both(Left, Right):
    pass


print(Both().who(), [c.__name__ for c in Both.__mro__])
print(isinstance(Both(), Right), issubclass(Left, Right), issubclass(Both, (int, Base)))


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slotted()
print(s.a, hasattr(s, "b"))
try:
    s.c = 1
except AttributeError as error:
    print(error)
try:
    s.b
except AttributeError as error:
    print(error)


class Dynamic:
    def __getattr__(self, name):
        return "made " + name


print(Dynamic().thing, getattr(Dynamic(), "other"))


class Unhashable:
    def __eq__(self, other):
        return True


try:
    hash(Unhashable())
except TypeError as error:
    print(error)


class Stack(list):
    def push(self, item):
        self.append(item)


stack = Stack()
stack.push(1)
stack.push(2)
print(stack, len(stack), isinstance(stack, list), type(stack).__name__)


class Failure(Exception):
    def __init__(self, code):
        self.code = code


try:
    raise Failure(7)
except Failure as failure:
    print("failed with", failure.code)
print(Failure.__name__, Base().greet(), getattr(a, "z", "none"))
