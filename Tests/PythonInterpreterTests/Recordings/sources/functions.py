"""Functions: parameters, defaults, closures, decorators, docstrings."""
import contextlib


def every(a, /, b, c=1, *rest, d, e=(1, 2), **named):
    """Takes every kind of parameter.

        Indented further.
    """
    return a, b, c, rest, d, e, named


def annotated(a: int, b: "text" = 3, *c: str, d: list[int] = None, **e: dict) -> tuple:
    local: int = 4
    local += b
    return local


def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        global total
        total = count
        del total

    return step, reset


@contextlib.contextmanager
@(lambda function: function)
def decorated():
    yield


def maybe_unbound(flag):
    if flag:
        value = 1
    print(value)
    del value
    return value


def calls(f, args, kwargs):
    f()
    f(1, *args)
    f(*args)
    f(*args, 1, x=2)
    f(**kwargs)
    f(a=1, **kwargs, b=2)
    f(1, 2, a=3, b=4)
    f.method(1, key=2)
    contextlib.suppress(1)
    return f(
        1,
    ).attribute.other(
        2
    )


def many_parameters():
    return dict(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16)


square = lambda x, *y, z=2: x**z
constants = lambda: "no docstring"


def one_line(): return None


def jumps(x):
    while x:
        if x > 10: continue
        if x < 0: break
        x -= 1
    else:
        return 1
    return 2
