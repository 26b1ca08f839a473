def add(a, b=2, *rest, scale=1, **others):
    return (a + b) * scale, rest, others


print(add(1))
print(add(1, 3))
print(add(1, 3, 5, 7, scale=2, extra="x"))
print(add(b=1, a=10))


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


first = counter()
second = counter()
print(first(), first(5), second(), first())

square = lambda x: x * x
print([square(n) for n in range(6)])


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(15))

try:
    add()
except TypeError as error:
    print(error)
try:
    first(1, 2, 3)
except TypeError as error:
    print(error)
try:
    fib(n=1, m=2)
except TypeError as error:
    print(error)


def outer():
    return inner_name


try:
    outer()
except NameError as error:
    print(error)
inner_name = "found"
print(outer())


def unbound():
    print(value)
    value = 1


try:
    unbound()
except UnboundLocalError as error:
    print(error)


def recurse(n):
    return recurse(n + 1)


try:
    recurse(0)
except RecursionError as error:
    print(type(error).__name__, error)
