"""Expressions: folding, displays, comparisons, f-strings, slices."""
n = 1 + 2 * 3 - -4
big = 2**64, 2**1000, 1 << 100, 1 << 200, 10**40
division = 7 // -2, 7 % -2, -7 // 2, -7 % 2, 1 / 3, 1 / 0, 2**-1, 0**-1
floats = 1.5 + 2, -0.0, 0.0, 1e308 * 10, 7.5 // -2, 7.5 % -2, 2.0**0.5
bits = ~5, 6 & 3, 6 | 3, 6 ^ 3, -3 >> 1, True & False, True + True, not 1, not "", +True
complexes = 1j, 1 + 2j, -1j, 2j * 3
strings = "a" "b" + "c", "ab" * 3, b"x" * 2, "abc"[1], (1, 2, 3)[-1], b"abc"[0]
limits = "a" * 5000, (1,) * 300, (1, 2) * 3, [1] * 3
same = 1, 1.0, True, 1, 1.0, True, (1, 1.0), (1.0, 1)
displays = [], [1, 2], [1, 2, 3], [a, 1], (), (a,), {1}, {1, 2, 3}, {1, 1.0, True}, {a, 1}
unpacked = [*a, 1], (*a, *b), {*a, 1}, {**a, "b": 1}, {"a": 1, **b, "c": c, "d": d}
dicts = {}, {1: a, 2: b}, {a: 1}, {"x": {"y": z}}
comparison = a < b <= c, a == b != c, a is b, a not in [1, 2], a in {1, 2}, a in (x, y), a in [x, *y]
formats = f"{a}", f"x{a!r}y", f"{a:>{width}}", f"{a!s:10}", f"{a=}", f"", f"{{}}", f"{a}{b}" "c"
percent = "%s and %r" % (a, b), "%-5.2s%%" % (a,), "%d" % (a,), "%s" % a, "%s" % (1,)
sliced = a[1], a[1:2], a[:], a[::2], a[1:2, 3], a[b:], a["x"]
boolean = a and b, a or b or c, not a, a if b else c, (a or b) and c
walrus = (y := f(x), y)
chained = a.b.c.d(e)(f)[g].h
(lambda: (yield))
((((nested))))
a if b else c if d else e
-a, +a, ~a, not a
a + b - c * d / e // f % g @ h ** i << j >> k & l | m ^ n
many = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a, b, c, d, e, f]

large = 10**20 / 3, 7 // 2.5, -7 % 2.5, 10**400 / 10, 2**-2000
roots = (-2) ** 0.5, 1j / 2, 2j**2, 1j // 2, 0.0**-1, 1e200**2, 10**400 + 0.5
hot = [y for x in roots for y in [x + 1]], [large for large in roots]
