"""Generators that are closed or dropped: what they still hold, and what dies when."""
import gc

gc.disable()


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  dies:", self.name)


def made(steps, handles):
    if handles:

        def body(argument):
            local = Noisy("local")
            try:
                yield 1
            finally:
                print("  finally")

    else:

        def body(argument, default=Noisy("default")):
            local = Noisy("local")
            yield 1
            yield 2

    generator = body(Noisy("argument"))
    for _ in range(steps):
        next(generator)
    return generator


def kinds(thing):
    return [type(item).__name__ for item in gc.get_referents(thing)]


gc.collect()
for steps in (0, 1):
    for handles in (False, True):
        print("steps", steps, "handles", handles)
        generator = made(steps, handles)
        print(kinds(generator))
        generator.close()
        print("closed", kinds(generator), generator.gi_frame, generator.gi_code is None)
        print(next(generator, "ended"))
        del generator
        print("dropped")
        generator = made(steps, handles)
        del generator
        print("in a cycle")
        knot = [made(steps, handles)]
        knot.append(knot)
        del knot
        print(gc.collect())
