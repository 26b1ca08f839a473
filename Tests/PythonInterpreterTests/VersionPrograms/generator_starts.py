"""Generators that have not begun: what they hold, where they stand, and what is thrown into them."""
import gc
import sys


def names(objects):
    return [type(o).__name__ for o in objects if type(o).__name__ not in ("str", "dict", "code", "frame")]


def outer(z, w):
    def both(a, b):
        def inner():
            return a

        yield z
        yield inner

    generator = both(1, 2)
    print(generator.gi_frame.f_lasti, sorted(generator.gi_frame.f_locals.items()))
    print(names(gc.get_referents(generator)))
    print(next(generator))
    print(names(gc.get_referents(generator)))

    def plain(a):
        yield a

    generator = plain(1)
    print(generator.gi_frame.f_lasti, names(gc.get_referents(generator)))
    generator = (z + w + q for q in [1, 2])
    print(generator.gi_frame.f_lasti, sorted(generator.gi_frame.f_locals)[1:], list(generator))

    def free():
        yield z

    cell = free.__closure__[0]
    before = sys.getrefcount(cell)
    generator = free()
    print(sys.getrefcount(cell) - before)
    generator.close()
    print(sys.getrefcount(cell) - before, names(gc.get_referents(generator)))
    del generator
    print(sys.getrefcount(cell) - before)

    async def awaited():
        return z

    coroutine = awaited()
    print(coroutine.cr_frame.f_lasti, names(gc.get_referents(coroutine)))
    coroutine.close()

    class Watched:
        def __del__(self):
            print("gone")

    def holding(thing):
        def inner():
            return thing

        yield inner

    generator = holding(Watched())
    print("made")
    del generator
    print("end")


outer(5, 6)


def entries(error):
    link, found = error.__traceback__.tb_next, []
    while link is not None:
        found.append((link.tb_frame.f_code.co_name, link.tb_lineno - link.tb_frame.f_code.co_firstlineno))
        link = link.tb_next
    return found


def thrown(generator, error):
    try:
        generator.throw(error)
    except BaseException as result:
        print(type(result).__name__, result, entries(result), type(result.__cause__).__name__)
    print(names(gc.get_referents(generator)))


def body():

    yield 1


async def asynchronous():
    return 1


thrown(body(), ValueError(1))
thrown(body(), StopIteration(2))
thrown(body(), GeneratorExit())
thrown(asynchronous(), KeyError(3))
thrown(asynchronous(), StopIteration(4))
begun = body()
next(begun)
thrown(begun, ValueError(5))
