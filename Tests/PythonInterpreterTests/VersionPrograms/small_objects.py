"""Kinds of objects that differ from version to version in little things: what they hold, and how large they are."""
import collections
import gc
import itertools
import sys
import types


def kinds(*things):
    return [type(item).__name__ for item in gc.get_referents(*things)]


print("types that instances hold")
print(kinds(collections.deque([1, []])), kinds(iter(collections.deque())))
print(kinds(collections.defaultdict(list, {1: 2})))
print(kinds(itertools.count(300)), kinds(itertools.repeat([])), kinds(itertools.chain([], [])))
print(kinds(types.SimpleNamespace(a=1)))

print("properties")


def documented(self):
    "What it is."


print(kinds(property(lambda self: 1)), kinds(property(documented)), kinds(property(None, documented)))
print(kinds(property(doc="d")))

print("lists that are emptied")
one = [[]]
one.pop()
one.append(1)
print(sys.getsizeof(one))
one = [[]]
del one[0]
one.append(1)
print(sys.getsizeof(one))
one = [1, 2, 3]
one.pop()
one.pop()
one.pop()
print(sys.getsizeof(one))

print("stacks")


def plain():
    pass


def adds(a):
    return a + 1


def counts(x):
    y = x
    yield 1
    yield 2


def loops(x):
    for item in x:
        yield item


async def waits():
    pass


for function in (plain, adds, counts, loops, waits):
    print(function.__name__, function.__code__.co_stacksize)
print(sys.getsizeof(counts(1)), sys.getsizeof(loops([])), sys.getsizeof(item for item in []))

print("modules")
module = types.ModuleType("m")
print(gc.is_tracked(module.__dict__), gc.is_tracked(module))
module.a = []
print(gc.is_tracked(module.__dict__))
