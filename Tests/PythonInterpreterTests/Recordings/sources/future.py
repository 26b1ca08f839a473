"""Annotations as text."""
from __future__ import annotations, division

x: int | None = 1
y: dict[str, list[int]]
z: a.b.c(1, *d, e=2, **f) = None


def f(a: (1, 2), b: "text", *c: *Ts, d: lambda x, /, y=1, *, z: x + y * (z - 1)) -> not a: pass


class C:
    a: x if y else z
    b: [i for i in j if k]
    c: {1: 2, **d}
    d: {1, 2.5, 1e100, 3j}
    e: f"{x!r:>{w}} {{}}"
    g: -1 ** 2 + (-1) ** 2
    h: a < b <= c is not d
    i: (await_, *rest)
    j: x[1:2, ::3]
    k: b"bytes\x00'"
    m: () and (1,) or ...
    n: u"x" + 'it\'s'
