from dataclasses import *
import dataclasses
from typing import ClassVar, List, Any
@dataclass
class P:
    x: int
    y: float = 2.5
    tags: list = field(default_factory=list)
    K: ClassVar[int] = 9
    hidden: int = field(default=0, repr=False, compare=False)
p = P(1); q = P(1, 2.5)
print(p, p == q, p != P(2), P.__doc__, P.__match_args__, [f.name for f in fields(p)], asdict(p), astuple(p), replace(p, x=9), is_dataclass(P), is_dataclass(3), p.tags is not q.tags, P.__hash__, P.y)
for f in [lambda: P(), lambda: P(1,2,3,4,5), lambda: hash(p), lambda: replace(p, z=1), lambda: p < q, lambda: fields(3), lambda: asdict(3)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "z"
f = F(1)
print(f, hash(f) == hash(F(1)), f < F(2), sorted([F(2), F(1)]), F(1) >= F(1))
for g in [lambda: setattr(f, "a", 3), lambda: delattr(f, "a"), lambda: f < 3]:
    try: g()
    except Exception as e: print(type(e).__name__, e)
@dataclass
class Base:
    a: int
    b: int = 1
@dataclass
class D(Base):
    c: int = 2
    b: int = 5
print(D(1), D.__mro__[1].__name__)
@dataclass
class Post:
    a: int
    i: InitVar[int]
    s: int = field(init=False)
    def __post_init__(self, i): self.s = self.a + i
print(Post(1, 2), Post.__doc__)
@dataclass
class Kw:
    a: int
    _: KW_ONLY
    b: int = 3
    c: int = 4
print(Kw(1, b=2), Kw.__match_args__)
try: Kw(1, 2)
except TypeError as e: print(e)
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
print(S(1), S.__slots__, hasattr(S(1), "__dict__"))
@dataclass(unsafe_hash=True)
class U:
    a: int
print(hash(U(1)) == hash((1,)))
@dataclass(eq=False)
class NE:
    a: int
print(NE(1) == NE(1))
for src in ["@dataclass\nclass X:\n  a: int = 1\n  b: int\n", "@dataclass\nclass X:\n  a: list = []\n", "@dataclass(order=True, eq=False)\nclass X:\n  a: int\n", "@dataclass\nclass X(F):\n  c: int = 1\n", "field(default=1, default_factory=list)", "@dataclass\nclass X:\n  a = field()\n"]:
    try: exec(src); print("ok")
    except Exception as e: print(type(e).__name__, e)
M = make_dataclass("M", ["x", ("y", int), ("z", int, field(default=5))], namespace={"m": lambda self: self.x}); print(M(1, 2), M(1,2).m(), M.__module__)
@dataclass
class Nest:
    p: P
    d: dict
n = Nest(P(1), {"k": P(2), "l": [P(3)]}); print(asdict(n), astuple(n)); print(asdict(n)["d"]["l"][0])
@dataclass
class Rec:
    me: Any = None
r = Rec(); r.me = r; print(r)
match P(1, 2):
    case P(x, y): print("matched", x, y)
import copy; print(copy.replace(P(1), x=4))
print(fields(P)[0].name, fields(P)[0].type, fields(P)[0].kw_only, repr(fields(P)[0])[:40])
print(P.__dataclass_params__)
@dataclass(repr=False)
class NR:
    a: int
    def __repr__(self): return "mine"
print(NR(1))
class G:
    pass
@dataclass
class WithM:
    items: List[int] = field(default_factory=list, metadata={"k": 1})
    def total(self): return sum(self.items)
print(WithM([1,2]).total(), dict(fields(WithM)[0].metadata))
