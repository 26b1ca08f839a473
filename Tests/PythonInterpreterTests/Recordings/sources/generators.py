"""Generators, coroutines, comprehensions."""


def simple(n):
    for i in range(n):
        x = yield i
        yield
    return x


def delegating(g):
    result = yield from g
    try:
        yield
    finally:
        yield from result
    return result


async def coroutine(x):
    await x
    async with x as y, x:
        await y
    async for a, b in x:
        print(a)
    else:
        return 1
    try:
        await x
    except E:
        return await y
    return [await z async for z in x if z], {z: 1 async for z in x}


async def asynchronous(x):
    async for y in x:
        yield y
    yield
    g = (y async for y in x)


def comprehensions(a, b):
    c = [x for x in a]
    d = {x for x in a if x if b}
    e = {x: y for x, y in a}
    f = (x + b for x in a)
    g = [[x, y] for x in a for y in x if y]
    h = [y for x in a for y in [x + 1]]
    i = [lambda: x for x in a]
    j = [(z := x) for x in a]
    k = any(x for x in a)
    return [[y for y in x] for x in [a, b]], z


result = [x for x in range(3)]
pairs = {x: [y for y in x] for x in result}
functions = [lambda: (x, result) for x in result]
lazy = (x for x in result)
