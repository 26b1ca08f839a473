# What is made for an exception that native code raises, and when: generation 0 after it was caught, in its order.
import gc

gc.disable()


def kinds():
    return [type(thing).__name__ for thing in gc.get_objects(0)]


class Broken:
    def method(self):
        return [][1]

    def __getattr__(self, name):
        raise AttributeError(name)


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        return False


def passes():
    try:
        [][1]
    finally:
        pass


def looks():
    try:
        [][1]
    except KeyError:
        pass


def handles():
    try:
        [][1]
    except IndexError:
        return {}["k"]


def manages():
    with Manager():
        [][1]


def unbound():
    x = 1
    del x
    return x


def yields():
    yield 1
    [][1]


def loops():
    for item in yields():
        pass


def deep(depth):
    return deep(depth - 1) if depth else None + depth


def asserts():
    assert False


def raises():
    raise ValueError("x")


broken = Broken()
calls = {
    "index": lambda: [][1], "key": lambda: {}["k"], "operands": lambda: 1 + "x", "name": lambda: nope,
    "attribute": lambda: broken.method.nope, "value": lambda: int("x"), "zero": lambda: 1 / 0,
    "next": lambda: next(iter(())), "length": lambda: len(5), "generator": lambda: list(yields()),
    "method": lambda: broken.method(), "hook": lambda: broken.nope, "decode": lambda: b"\xff".decode(),
    "empty": lambda: max([]), "join": lambda: "".join([1]), "named": lambda: getattr(1, "nope"),
    "arguments": lambda: deep(), "set": lambda: setattr(object(), "x", 1), "find": lambda: [].index(3),
    "pop": lambda: {}.pop("x"), "pop of a set": lambda: set().pop(), "range": lambda: range(5)[9],
    "passes": passes, "looks": looks, "handles": handles, "manages": manages, "unbound": unbound,
    "loops": loops, "deep": lambda: deep(3), "asserts": asserts, "raises": raises,
}  # fmt: skip

for name, call in calls.items():
    gc.collect()
    try:
        call()
    except Exception as error:
        print(name, type(error).__name__, kinds())
