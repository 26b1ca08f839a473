# What holds the arguments while a call runs: the caller's stack, the frame, tuples, dicts and copies of all.
import functools
import sys

count = sys.getrefcount


class Plain:
    def __init__(self, x):
        self.counts = count(x), count(self)


class Default:
    def __init__(self, x, y=2):
        self.counts = count(x), count(self)


class Loose:
    def __init__(self, *args):
        self.counts = count(args[0]), count(self), count(args)


class Callable:
    def __call__(self, x):
        return count(x), count(self)

    def method(self, x):
        return count(x), count(self)


def one(x):
    return count(x)


def two(x, y=None):
    return count(x), y and count(y)


def many(*args):
    return count(args[0]), count(args)


def keyed(**keywords):
    return count(keywords["x"]), count(keywords)


def generator(x):
    yield count(x)


callable_ = Callable()
thing = object()
single, table, items = (thing,), {"x": thing}, [thing]
bound = callable_.method
part = functools.partial(one)


def calls():
    # In a function, so that its instructions are made for what they meet when it runs again.
    yield "class", lambda x: Plain(x).counts
    yield "class with default", lambda x: Default(x).counts
    yield "class, keyword", lambda x: Plain(x=x).counts
    yield "class, star", lambda x: Plain(*[x]).counts
    yield "class with star", lambda x: Loose(x).counts
    yield "class, mapped", lambda x: list(map(Plain, [x]))[0].counts
    yield "instance", lambda x: callable_(x)
    yield "instance, keyword", lambda x: callable_(x=x)


for name, call in calls():
    print(name, [call(object()) for attempt in range(10)])

for attempt in range(3):
    print(Plain(object()).counts, Default(object()).counts)

print(one(*single), one(*items), one(*[object()]), one(**table), one(**{"x": object()}))
print(two(thing, *items), two(*items, *items), two(*single, **{"y": thing}))
print(many(*single), many(*items), many(thing, *items))
print(keyed(**table), keyed(x=thing), keyed(**{"x": object()}))
print(callable_.method(*single), callable_(*single), callable_(*items), callable_(**table))
print(callable_.method(**table), Callable.method(callable_, *single))
print(bound(*single), bound(*items), bound(**table), bound(thing))
print(part(*single), part(thing), functools.partial(one, thing)(), functools.partial(many, thing)(thing))
print(count(*single), count(*items), count(*[object()]), count(*(object(),)))
print(next(generator(*single)), next(generator(thing)), next(generator(*[thing])))
