"""Type parameters."""


def first[T](items: list[T], default: T = None) -> T:
    return items[0]


def bounded[T: int, *Ts, **P, U: (str, bytes) = str](x, *, y=1): pass


class Box[T](Base, metaclass=Meta):
    value: T

    def get[U](self, other: U) -> T: return self.value

    type Alias = T


type Simple = int
type Pair[A, B = int] = tuple[A, B]
