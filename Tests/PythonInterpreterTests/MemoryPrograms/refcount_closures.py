# By statement too.
import sys

count = sys.getrefcount


def outer():
    value = []
    print(count(value))

    def inner():
        return count(value)

    print(count(value), count(inner), inner())
    again = lambda: value
    print(count(value), inner.__closure__[0] is again.__closure__[0], count(inner.__closure__[0]))
    return inner, again


i, a = outer()
print(i(), count(a()), count(i), count(i.__closure__), count(i.__closure__[0]), count(i.__code__))
del i
print(count(a()))


def counter():
    n = [0]

    def add():
        nonlocal n
        n = n + [len(n)]
        return count(n)

    return add


c = counter()
print(c(), c(), c.__closure__[0].cell_contents)
late = [lambda: k for k in ([1], [2])]
early = [lambda k=k: k for k in ([1], [2])]
print([f() for f in late], [f() for f in early], count(late[0]()), count(early[0]()))


def defaults(x=[], *, y={}):
    return count(x), count(y)


print(defaults(), count(defaults.__defaults__), count(defaults.__kwdefaults__), defaults([]))
print(count(defaults), count(defaults.__code__), count(defaults.__globals__) > 2)
defaults.attribute = v = []
print(count(v), count(defaults.__dict__))


def recursive():
    def me(n):
        return me(n - 1) if n else count(me)

    return me


r = recursive()
print(r(0), r(2), count(r))


def deleted():
    x = []
    f = lambda: x
    del x
    try:
        f()
    except NameError as error:
        print(error)
    return f.__closure__[0]


cell = deleted()
try:
    cell.cell_contents
except ValueError as error:
    print(error)
cell.cell_contents = v
print(count(v))
