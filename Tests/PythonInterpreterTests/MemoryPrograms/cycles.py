import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.partner = None


a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
del a, b
print(gc.collect(), gc.collect())
l = []
l.append(l)
d = {}
d["self"] = d
print(l, d)
del l, d
print(gc.collect())
t = ([],)
t[0].append(t)
del t
print(gc.collect())
f = lambda: f
del f
print(gc.collect())


def outer():
    def inner():
        return inner

    return 1


outer()
print(gc.collect())


class Self:
    pass


Self.me = Self()
del Self
print(gc.collect())


class Empty:
    pass


del Empty
print(gc.collect())
n = Node("alone")
n.me = n
n.list = [n, {"n": n}, (n,)]
del n
print(gc.collect())
chain = [Node(i) for i in range(20)]
for x, y in zip(chain, chain[1:] + chain[:1]):
    x.partner = y
del x, y
chain.clear()
print(gc.collect())


def gen():
    me = yield
    yield me


g = gen()
next(g)
g.send(g)
del g
print(gc.collect())
s = {1}
e = ValueError()
e.self = e
e.args = (e, s)
del e
print(gc.collect(), s)
try:
    raise KeyError
except KeyError as error:
    kept = error
    trace = error.__traceback__
del kept, trace
print(gc.collect())
m = [].append
del m
o = Node("method")
o.bound = o.__init__
del o
print(gc.collect(), len(gc.garbage))
