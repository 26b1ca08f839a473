from enum import *
import enum
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = auto()
    CRIMSON = 1
    def hello(self): return f"hi {self.name}"
    @property
    def double(self): return self.value * 2
    @classmethod
    def first(cls): return cls.RED
print(Color.RED, repr(Color.RED), Color.BLUE.value, Color(2), Color["RED"], list(Color), len(Color), Color.RED.hello(), Color.RED.double, Color.first(), Color.CRIMSON is Color.RED)
print(Color, repr(Color), dict(Color.__members__), Color.RED in Color, 1 in Color, 9 in Color, hash(Color.RED)==hash("RED"), Color.RED == 1, Color.RED is Color(1), isinstance(Color.RED, Color), f"{Color.RED}", f"{Color.RED:>12}|", "%s" % Color.RED, type(Color), list(reversed(Color)), bool(Color), Color.__module__, Color.__name__)
for f in [lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 3), lambda: delattr(Color, "RED"), lambda: Color.X, lambda: setattr(Color.RED, "value", 3), lambda: Color.RED < Color.BLUE, lambda: Enum("X"), lambda: setattr(Color.RED, "name", 3), lambda: Color()]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try:
    class Sub(Color): pass
except TypeError as e: print(e)
try:
    class Dup(Enum):
        A = 1
        A = 2
except TypeError as e: print(e)
class I(IntEnum):
    A = 1
    B = 2
print(I.A, repr(I.A), I.A + 1, I.A == 1, I.A < I.B, f"{I.A}", f"{I.A:03d}", "%d" % I.A, str(I.A), int(I.B), I(1), sorted([I.B, I.A]), [10,20,30][I.A], isinstance(I.A, int), hash(I.A)==hash(1) )
class S(StrEnum):
    X = auto()
    Y = "why"
print(S.X, repr(S.X), S.Y + "!", S.X == "x", f"{S.Y}", S("why"), S.X.upper())
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R, repr(P.R), P.R | P.W, repr(P.R|P.W), P.RW, repr(P.R|P.X), ~P.R, P.R & P.W, repr(P(0)), bool(P(0)), P.R in P.RW, list(P.RW), len(P.RW), list(P), P(5), P.RW ^ P.R, P(7), repr(~P.RW), P.RW is (P.R|P.W))
try: P(16)
except ValueError as e: print(e)
try: P.R | 1
except TypeError as e: print(e)
class F(IntFlag):
    A = 1
    B = 2
    C = 4
print(F.A, repr(F.A), F.A|F.B, repr(F.A|F.B), repr(F.A|8), F(8), repr(F(0)), F.A + 1, ~F.A, repr(~F.A), F.A|F.B == 3, isinstance(F.A|F.B, F), f"{F.A|F.B}", F.A & 5, repr(F.A & 5))
@unique
class U(Enum):
    A = 1
    B = 2
try:
    @unique
    class U2(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (6.421e+23, 3.3972e6)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return round(6.67e-11*self.mass/self.radius**2, 2)
print(Planet.EARTH.g, Planet.MARS, Planet.MARS.value, Planet((6.421e+23, 3.3972e6)))
An = Enum("An", "CAT DOG"); print(An.CAT, repr(An.DOG), list(An), An.__module__)
An2 = Enum("An2", {"a": 5, "b": 6}); print(list(An2)); An3 = IntEnum("An3", ["x", "y"], start=5); print(list(An3))
class N(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return name.lower()
    A = auto()
    B = auto()
print(list(N))
class M(Enum):
    A = 1
    @classmethod
    def _missing_(cls, value): return cls.A
print(M(99))
class Un(Enum):
    L = [1]
    M = {2}
print(Un([1]), Un.M, repr(Un.L))
class St(str, Enum):
    A = "a"
print(St.A, repr(St.A), St.A == "a", f"{St.A}", St("a"), St.A.value, "x" + St.A)
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value]); obj._value_ = value; obj.label = label; return obj
    PX = (0, "P.X")
    PY = (1, "P.Y")
print(Coord.PX, Coord.PY.label, Coord(1), Coord.PX == b"\0")
class Mt(Enum):
    def f(self): return 1
    A = 1
    B = nonmember(5)
    @member
    def C(self): return 3
print(list(Mt)[:1], Mt.B, Mt.C.name)
try:
    @verify(CONTINUOUS)
    class Cn(Enum):
        A = 1
        C = 3
except ValueError as e: print(e)
import copy; print(copy.deepcopy(Color.RED) is Color.RED, copy.copy(P.R) is P.R)
def m(c):
    match c:
        case Color.RED: return "red"
        case _: return "other"
print(m(Color.RED), m(Color.BLUE), {Color.RED: 1}[Color.RED], Color.RED.__class__, Color.RED._name_, Color.RED.__objclass__)
class Empty(Enum): pass
class Filled(Empty): A = 1
print(Filled.A, list(Empty))
class Weekday(Enum):
    MON = 1
    TUE = 2
    @classmethod
    def from_x(cls, x): return cls(x)
    def __str__(self): return self.name.title()
print(Weekday.MON, Weekday.from_x(2), f"{Weekday.TUE}")
print(dir(Weekday)[:3], Weekday.MON.name, [x.name for x in P.RW], P["R"], P.__members__.keys(), repr(P))
class Bnd(Flag, boundary=CONFORM):
    A = 1
    B = 4
print(Bnd(7), repr(Bnd(6)))
class Pr(Enum):
    _ignore_ = "x y"
    x = 3
    A = x
print(list(Pr))
