"""Classes: bodies, cells, private names, super, annotations."""


class Empty: pass


class Base(object, metaclass=type):
    """A docstring."""
    field: int
    other: str = "x"
    __private = 1

    def __init__(self, value):
        self.value = value
        self.__hidden, self.other = value, 2
        self.count += 1
        object.attribute = 3

    def method(self, *args):
        return super().method(*args) + super(Base, self).value + super().__class__

    @property
    def name(self):
        return __class__.__name__, self.__private

    squares = [x * y for x in range(3) for y in range(x)]
    table = {k: v for k, v in {}.items() if k}

    class Inner:
        x = 1
        y = [x for _ in (1,)]

        def get(self):
            return lambda: self.__private


def make(base, names):
    outer = 1

    class Local(base, *names, key=outer, **{}):
        outer = outer
        inner = [outer for _ in names]

        def get(self):
            return outer, __class__

    return Local


@make
class Decorated(Base):
    def f(self): pass
    g = f
    del f
