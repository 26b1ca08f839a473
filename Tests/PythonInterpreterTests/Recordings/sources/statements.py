"""Statements: assignments, loops, conditions, deletion, assertions."""
from os import path as p, sep
import os.path
import os.path as q
import a.b.c as d
from . import sibling
from .. import parent as other
from .package.module import name

a = b = c = 1
x, y = y, x
x, y, z = z, y, x
(first, *middle, last) = range(5)
[one, [two, three]] = 1, [2, 3]
a.b.c, d[1], e[1:2], f[1:2:3] = values
a += 1
a.b -= 2
a[0] *= 3
a[1:2] /= 4
a[b, c] //= 5
a @= 6
a <<= 7; a >>= 8; a |= 9; a &= 10; a ^= 11; a %= 12; a **= 13
annotated: int
annotated.x: int = 1
(parenthesized): int = 2
subscripted[0]: str
del a, b.c, d[0], (e, [f]), g[1:2]
assert a
assert a and not b, "message"
assert (yes or no) is None
if a:
    pass
elif b or c and d:
    x = 1
elif not e:
    x = 2
else:
    x = 3
if a is None: b
if a is not None: b
if not (a is None): b
if a in b and c not in d: e
for i in [1, 2, 3]: print(i)
for i, (j, k) in x: pass
else: y
while True:
    break
while 0:
    never
while a < b < c:
    a = a + 1
    if a: continue
else:
    d
if __debug__: debugging
x = 1 if a else 2
x = (a and b) or (c and not d)
x = not not a
pass
"not a docstring"
...
global_name: "forward" = 1
for i in x:
    for j in i:
        if j: break
        if i: continue
    else:
        continue
    break
