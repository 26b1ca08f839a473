import sys

count = sys.getrefcount


def gen(x):
    yield count(x)
    y = x
    yield count(x)
    del y
    yield count(x)


v = []
g = gen(v)
print(count(v), count(g))
print(next(g), count(v))
print(next(g), count(v))
print(next(g), count(v))
print(list(g), count(v))
g = gen(v)
next(g)
g.close()
print(count(v))
g = gen(v)
del g
print(count(v))
e = (x for x in [v, v])
print(count(v), next(e) is v, count(v), count(e))
del e
print(count(v))


def outer(x):
    result = yield from gen(x)
    yield count(x)


o = outer(v)
print([n for n in o], count(v))


def receive():
    while True:
        got = yield
        print(count(got))


r = receive()
next(r)
r.send(v)
print(count(v))
r.send(None)
print(count(v))
r.close()


def holds():
    local = v
    try:
        yield 1
    finally:
        print("finally", count(local))


h = holds()
next(h)
print(count(v))
del h
print(count(v))
print(sum(count(x) for x in [v]), [*map(count, (x for x in [v]))], count(v))
it = iter(gen, 1)
print(count(gen), type(it).__name__)
