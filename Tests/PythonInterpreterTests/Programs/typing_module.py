from typing import *
import typing, collections.abc
T = TypeVar("T"); K = TypeVar("K", bound=int); C = TypeVar("C", covariant=True); P = ParamSpec("P")
print(T, K.__bound__, C, P, List, List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None, str], Tuple[int, ...], Tuple[int, str], Tuple[()], Callable[[int], str], Callable[..., Any], Callable, Any, Type[int], Set[int], FrozenSet[int])
print(Union[int], Union[int, int], Union[int, Union[str, int]], Optional[Union[int, str]], List[T][int], Dict[K, T], Literal[1, "a"], Literal["x"] == Literal["x"], ClassVar[int], Final[str], Annotated[int, "meta", 3], Annotated[List[int], 1].__metadata__, NoReturn, Never, Self, LiteralString, TypeAlias)
print(Iterable[int], Mapping[str, int], Generator[int, None, str], Generator[int], ContextManager[int], Sequence, Deque[int], DefaultDict[str, int], Counter[str], Awaitable[int], AsyncIterator[int])
print(List[int] == List[int], hash(List[int]) == hash(List[int]), List[int].__origin__, List[int].__args__, get_origin(Dict[str,int]), get_args(Dict[str,int]), get_args(Callable[[int,str],bool]), get_origin(Union[int,str]), get_args(int|str), get_origin(list[int]), get_origin(int), get_args(Annotated[int, 5]), get_origin(Annotated[int,5]), get_origin(Optional[int]))
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
print(Box[int], Box[int](3).get(), Box.__parameters__, Box[T], Box(3).v, Box[int](1).__orig_class__, Box.__orig_bases__, Box.__mro__[1:])
class IntBox(Box[int]): pass
print(IntBox.__orig_bases__, IntBox.__parameters__, IntBox(3).v)
class Pair(Generic[T, K]): pass
for f in [lambda: Pair[int], lambda: List[int, str], lambda: IntBox[int], lambda: Generic[int], lambda: isinstance(3, List[int]), lambda: Union[()], lambda: Any(), lambda: List(), lambda: isinstance(1, Any), lambda: TypeVar("X", int), lambda: Optional[int, str] , lambda: Literal[1]() , lambda: Callable[int]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@runtime_checkable
class HasX(Protocol):
    def x(self) -> int: ...
class A:
    def x(self): return 1
class B: pass
print(isinstance(A(), HasX), isinstance(B(), HasX), issubclass(A, HasX), issubclass(B, HasX))
class NotRt(Protocol):
    def y(self): ...
try: isinstance(A(), NotRt)
except TypeError as e: print(e)
try: HasX()
except TypeError as e: print(e)
class Impl(HasX):
    def __init__(self, q): self.q = q
print(Impl(4).q)
class N(NamedTuple):
    """doc"""
    x: int
    y: str = "d"
    def m(self): return self.x
print(N(1), N(1, "b").m(), N._fields, N._field_defaults, N.__annotations__, N.__doc__, N.__mro__)
N2 = NamedTuple("N2", [("a", int), ("b", str)]); print(N2(1, "x"), N2.__annotations__, N2.__module__)
class TD(TypedDict):
    a: int
    b: NotRequired[str]
class TD2(TD, total=False):
    c: float
print(TD(a=1), TD.__annotations__, TD.__required_keys__, TD.__optional_keys__, TD2.__total__, sorted(TD2.__required_keys__), sorted(TD2.__optional_keys__), type(TD(a=1)), is_typeddict(TD))
try: isinstance({}, TD)
except TypeError as e: print(e)
UserId = NewType("UserId", int); print(UserId(5), UserId, UserId.__supertype__)
def f(a: int, b: "str" = "", *c: "List[int]", d: Optional["Box"] = None) -> None: ...
print(get_type_hints(f), f.__annotations__)
class H:
    a: int
    b: "H"
    c: ClassVar[int] = 1
class H2(H):
    d: "List[H2]"
    e: Annotated[int, "x"]
print(get_type_hints(H2, globals()), get_type_hints(H2, globals(), include_extras=True)["e"])
@overload
def g(a: int) -> int: ...
@overload
def g(a: str) -> str: ...
def g(a): return a
print(len(get_overloads(g)), cast(int, "x"), TYPE_CHECKING, AnyStr, AnyStr.__constraints__)
@final
class Fin: pass
print(Fin.__final__, isinstance(3, SupportsInt), isinstance("", SupportsInt), isinstance(3, SupportsIndex), isinstance(1.5, SupportsAbs), issubclass(int, SupportsFloat))
print(ForwardRef("int"), List["Foo"], Optional["Foo"], int | List[int], List[int] | None, T | int, Box[int] | None, Union[int, str] == Union[str, int], Union[int,str] == (int | str))
print(isinstance([], List), issubclass(list, Sequence), isinstance(3, Union[int, str]), isinstance({}, Mapping))
def dec(fn: Callable[P, T]) -> Callable[P, T]: return fn
print(dec.__annotations__, P.args, P.kwargs, Callable[Concatenate[int, P], T])
print(Text, Hashable, Sized, IO[str], Unpack[Tuple[int]])
try: assert_never(3)
except AssertionError as e: print(e)
class Sub(List[int]): pass
print(Sub([1]), Sub.__mro__, Sub.__orig_bases__)
class SubD(Dict[str, T]): pass
print(SubD[int], SubD.__parameters__)
