# Generic aliases are called, looked at and given other arguments; bound builtin methods are equal; what repr keeps.
import gc
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from typing import TypeVar

T, U = TypeVar("T"), TypeVar("U")
print(list[int](range(3)), dict[str, int](a=1), deque[int]([1]), frozenset[int]([1]), Counter[str]("a"), type[int](3))
print(OrderedDict[int, int](), defaultdict[int, list](list))
print(list[int].append is list.append, list[int].__name__, tuple[int, ...].__origin__, list[T].__parameters__)
print(list[T][int], dict[T, list[U]][int, str], tuple[T, ...][int], list[list[T]][int], (list[T] | int)[str])
for wrong in ("list[int][int]", "list[T][int, str]", "dict[T, U][int]", "list[int].missing", "(int | str)[int]"):
    try:
        print(eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)
l = []
print(l.append == l.append, l.append == [].append, hash(l.append) == hash(l.append), l.__len__ == l.__len__, len == len)
print({l.append: 1}[l.append], len.__module__, len.__self__.__name__, gc.collect.__module__, sys.intern.__self__ is sys)
for statement in ("sys.getrefcount()", "sys.intern(1)", "sys.intern(None)", "gc.is_tracked()", "sys.gettrace(1)",
                  "sys.intern()", "sys.getrefcount(x=1)", "[].append()", "len()", "hasattr(l, 1)", "getattr(l, 1)"):
    try:
        exec(statement)
    except TypeError as error:
        print(error)
print(gc.is_tracked(gc), gc.is_tracked(sys), gc.is_tracked(len), sys.getrefcount(gc) < 1000, sys.getrefcount(len) < 1000)
objects = len(gc.get_objects())
text = repr([])
nothing = len(gc.get_objects()) - objects
text = repr([1])
print(nothing, len(gc.get_objects()) - objects)


class Counted:
    def __repr__(self):
        return str(sys.getrefcount(holder))


holder = [Counted()]
print(repr(holder), sys.getrefcount(holder))
sys.set_int_max_str_digits(700)
for wrong in (lambda: str(10 ** 700), lambda: int("1" * 701), lambda: sys.set_int_max_str_digits(5)):
    try:
        wrong()
    except ValueError as error:
        print(error)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)), len(repr(int("9" * 4999))))
