# By statement too.
import gc

data = [1, 2, 3]
print(len(gc.get_referrers(data)), gc.get_referrers(data)[0] is globals())
holder = {"data": data}
alias = data
nested = [data, data]
pair = (data,)
found = gc.get_referrers(data)
print([type(x).__name__ for x in found])
print(any(x is holder for x in found), any(x is nested for x in found), any(x is pair for x in found), sum(x is nested for x in found))


class Node:
    pass


n = Node()
n.data = data
found = gc.get_referrers(data)
print([type(x).__name__ for x in found])
n.__dict__
print([type(x).__name__ for x in gc.get_referrers(data)])
del found, holder, alias, nested, pair
n.data = None
print([type(x).__name__ for x in gc.get_referrers(data)])


def local():
    mine = []
    return len(gc.get_referrers(mine))


def closed():
    mine = []

    def inner():
        return mine

    return [type(x).__name__ for x in gc.get_referrers(mine)]


print(local(), closed())


def gen(x):
    yield x


g = gen(data)
n = next(g)
print([type(x).__name__ for x in gc.get_referrers(data)])
del n, g
print(gc.get_referrers(), [type(x).__name__ for x in gc.get_referrers(Node)])
key = ("a", "key")
d = {key: 1}
print([x is d for x in gc.get_referrers(key) if x is not globals()])
word = "".join(["some", "key"])
e = {word: []}
print([x is e for x in gc.get_referrers(word) if x is not globals()])
x = []
a, b = [x], [x]
print([y is a or y is b for y in gc.get_referrers(x)][:2], len(gc.get_referrers(x)))
gc.collect() and None
print([y is globals() for y in gc.get_referrers(x)])
