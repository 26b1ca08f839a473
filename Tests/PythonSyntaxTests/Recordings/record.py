"""Records what CPython 3.13 says about sources that it rejects: python3.13 record.py > syntax-errors.jsonl"""
import ast
import json
import warnings

warnings.simplefilter("ignore")

# One source a line; `\n` and `\t` inside are escapes. A line may name the mode: "eval:" or "single:".
SOURCES = r"""
a b
a = = 1
1 +
if
x = (1 2)
x = [a b]
x = {a b}
x = {a: b c: d}
f(a b)
f(a, b c)
print(a b, c)
foo(a "b")
foo("a" b)
f"{a b}"
(a, b c d)
[a for b c]
lambda a b: c
a if b
(a if b)
[a if b]
x = a if b else
x = (a if b else)
a = 1 if b; c
if a = 1: pass
if a.b = 1: pass
if (a = 1): pass
while a = 1: pass
while f() = 1: pass
if 1 = a: pass
if [1] = a: pass
assert a = 1
f(a.b = 1)
f(a = 1, b() = 2)
f(True = 1)
f(None = 1)
f(False=1, a=2)
f(a=b for b in c)
f((a)=1)
f(**a = 1)
f(*a = 1)
f(a=)
f(a, b=, c=1)
f(b=1, a)
f(**a, b)
f(**a, *b)
f(a=1, *b, c)
f(a for a in b, c)
f(c, a for a in b)
f(a for a in b,)
f(a for a in b, c for c in d)
class C(a for a in b): pass
f(a, b for b in c if d)
1 = a
a + 1 = b
f() = 1
-a = 1
not a = 1
a < b = c
(a < b) = c
a and b = c
"a" = 1
f"{a}" = 1
b"a" = 1
1j = a
1.5 = a
... = a
None = 1
True = 1
False = a
[a, 1] = b
(a, f()) = b
a, b() = c
a, *f() = b
*1, a = b
{a} = 1
{a: b} = 1
{} = 1
[a for a in b] = 1
{a for a in b} = 1
{a: a for a in b} = 1
(a for a in b) = 1
lambda: 1 = 2
a if b else c = 1
await a = 1
a = 1 = b
a = f() = b
a := 1
(a.b := 1)
(a[0] := 1)
(f() := 1)
((a, b) := 1)
(a := b := c)
([a] := 1)
(1 := a)
f(a.b := 1)
[a.b := 1]
yield = 1
a = yield = b
yield a = 1
(yield) = 1
x = yield from
f() += 1
a, b += 1
[a] += 1
(a, b) += c
1 += a
a + b += c
None += 1
(yield) += 1
a if b else c += 1
f(): int
1: int
a, b: int
(a, b): int
[a, b]: int
a = b: int
"a": int
a + b: int
lambda: a: int
(a for a in b): int
del f()
del 1
del a, f()
del (a, 1)
del [a, b()]
del *a
del *a, b
del a + b
del -a
del None
del True
del (a := 1)
del {}
del {a: b}
del [a for a in b]
del a if b else c
del lambda: 1
del "a"
del f"{a}"
del a < b
del ()
del (a b)
del
for f() in a: pass
for 1 in a: pass
for a, 1 in b: pass
for a + b in c: pass
for (a, f()) in b: pass
for None in a: pass
for a in b
for a in: pass
for a: pass
for a b in c: pass
for in a: pass
for a in b c: pass
for x
for *a in b: c d
[a for f() in b]
[a for 1 in b]
[a for a, f() in b]
{a for a}
(a for a)
[a for a of b]
[a for a, b, in]
[a, b for a in c]
[a, for a in b]
{a, b for a in c}
(a, b for a in c)
[*a for a in b]
{*a for a in b}
(*a for a in b)
{**a for a in b}
{a: b, **c for a in d}
{a: *b}
{a: b, c: *d}
{a:}
{a: b, c:}
{a: b, c}
{a: b, c, d: e}
{a, b: c}
{**a, b}
{a: b c}
{1:2, 3:4 5:6}
(*a)
(**a)
x = (*a)
f(*)
f(**)
f(*, a)
[*]
x = *a
*a
print *a
(a, *)
with a as f(): pass
with a as 1: pass
with a as b + c: pass
with a, b as f(): pass
with (a as f()): pass
with (a as b, c as 1): pass
with a as (b, 1): pass
with a
with a, b
with (a, b)
with (a as b)
with a as b
async with a
with: pass
with a b: pass
with a as: pass
with (a, b) as c d: pass
if a
if a pass
if a:
if a:\nb
if a:\n  b\nelif c\n  d
if a:\n  b\nelif c:\nd
if a:\n  b\nelse\n  c
if a:\n  b\nelse:\nc
if a:\n  b\nelse if c:\n  d
else: pass
elif a: pass
while a
while a:\nb
while a pass
for a in b:\nc
for a in b:\n  c\nelse:\nd
async for a in b:\nc
def f()
def f:
def f
def
def f():
def f():\na
def f(a:\n  pass
def f() -> :
def f() -> a
async def f():\na
async def
async a
async
class
class A
class A()
class A:
class A:\na
class A(a)\n  pass
class A(a b): pass
class A[T]:\na
class A[]: pass
def f[](): pass
class A[*T: int]: pass
class A[**P: int]: pass
class A[*T: (int, str)]: pass
class A[T: int = ]: pass
class A[1]: pass
type A[] = int
type A = 
type 1 = int
type A[T b] = c
@
@a
@a\nb
@a b\ndef f(): pass
try:\na
try:\n  a
try:\n  a\nb
try\n  a
try: a\nb = 1
try:\n  a\nexcept:\nb
try:\n  a\nexcept A:\nb
try:\n  a\nexcept A as b:\nc
try:\n  a\nexcept* A:\nb
try:\n  a\nexcept A, B:\n  b
try:\n  a\nexcept A, B, C as d:\n  b
try:\n  a\nexcept* A, B:\n  b
try:\n  a\nexcept A\n  b
try:\n  a\nexcept\n  b
try:\n  a\nexcept*:\n  b
try:\n  a\nexcept* A\n  b
try:\n  a\nexcept A:\n  b\nexcept* C:\n  d
try:\n  a\nexcept* A:\n  b\nexcept C:\n  d
try:\n  a\nexcept* A:\n  b\nexcept:\n  d
try:\n  a\nexcept A as b.c:\n  d
try:\n  a\nexcept A as 1:\n  d
try:\n  a\nexcept A as:\n  d
try:\n  a\nfinally:\nb
try:\n  a\nfinally\n  b
try:\n  a\nexcept A:\n  b\nelse:\nc
try:\n  a\nelse:\n  b
try:\n  a\nfinally:\n  b\nexcept A:\n  c
except A: pass
finally: pass
match a
match a:\nb
match a:\n  b
match a:\n  case 1\n    b
match a:\n  case 1:\n  b
match a:\n  case 1 2: b
match a:\n  case b as _: c
match a:\n  case b as c.d: e
match a:\n  case b as 1: e
match a:\n  case b as f(): e
match a:\n  case A(b=1, c): d
match a:\n  case A(b=1, c, d=2, e, f): d
match a:\n  case 1 + 2: d
match a:\n  case 1j + 2j: d
match a:\n  case -1j + 2j: d
match a:\n  case {**a, "b": c}: d
match a:\n  case {a: b}: d
match a:\n  case {**_}: d
match a:\n  case *a: d
match a:\n  case (*a): d
match a:\n  case a.b as c.d: e
match a:\n  case f"{b}" c: d
match a:\n  case a | : d
match a:\n  case +1: d
match a:\n  case a = 1: d
match a:\n  case 1 if: d
match a:\n  case 1 if b\n    c
match a:\n  case: d
match:\n  case 1: b
match a b:\n  case 1: c
case 1: a
def f(a=1, b): pass
def f(a, b=1, c): pass
def f(a=1, /, b): pass
def f(a, b=1, /, c): pass
def f(a, (b, c)): pass
def f((a)): pass
def f(a, (b), c): pass
def f(/): pass
def f(/, a): pass
def f(a, /, b, /): pass
def f(a, /, /): pass
def f(*, /): pass
def f(*a, /): pass
def f(a, *b, c, /): pass
def f(a, /*, b): pass
def f(*): pass
def f(*,): pass
def f(*, **a): pass
def f(*a=1): pass
def f(**a=1): pass
def f(**a, b): pass
def f(**a, *b): pass
def f(**a, **b): pass
def f(**a, /): pass
def f(*a, *b): pass
def f(*, a, *b): pass
def f(*, a, *): pass
def f(a=): pass
def f(a=, b=1): pass
def f(a, b=, c=1): pass
def f(a: int=): pass
def f(1): pass
def f(a.b): pass
def f(a b): pass
def f(None): pass
def f(a:): pass
def f(a, , b): pass
def f(,): pass
def f(*a: *b c): pass
def f(a: *b): pass
def None(): pass
class True: pass
lambda a=1, b: c
lambda a, b=1, /, c: d
lambda (a, b): c
lambda a, (b, c): d
lambda /: a
lambda /, a: b
lambda a, /, b, /: c
lambda *, /: a
lambda a, /*, b: c
lambda *: a
lambda *, **a: b
lambda *a=1: b
lambda **a=1: b
lambda **a, b: c
lambda **a, *b: c
lambda *a, *b: c
lambda a=: b
lambda: 
lambda
lambda a: int: b
import
import a.
import a as
import a as b.c
import a from b
import a, b from c
import a b
import *
from
from a
from a import
from a import b,
from a import b, c,
from a import (b, c
from a import ()
from a import (,)
from a import b as
from a import b c
from a import *, b
from . import
from a. import b
from .a import b.c
from a import (b,, c)
from a import b as 1
print "a"
print a, b
print
print a.b
exec "a"
exec a in b
print "a" % b
if a: print "b"
print -1 2
return a b
return =
raise a,
raise a from
raise from a
raise a, b
assert
assert a,
assert a, b, c
global
global a.b
global a,
nonlocal
nonlocal a, 1
pass a
break 1
continue a
not
a not b
a is is b
a in
a not
a <> b
a == == b
a = not
1 + not a
- not a
a * not b
1 if 2 else not
a.1
a.
a..b
a[
a[1
a[1:2:3:4]
a[:,
a[]
a[b c]
a[*]
a[b=1]
a(
(
[
{
((a)
[(a]
(a}
{a)
)
]
}
a)
f(a))
{1: 2
f(a, [b
"a
'a
\"\"\"a
f"a
f\"\"\"a
f"{a"
f"{a
f"{"
f"{}"
f"{ }"
f"{!r}"
f"{:a}"
f"{=}"
f"{a!}"
f"{a!x}"
f"{a!rr}"
f"{a! r}"
f"{a!r b}"
f"{a!1}"
f"{a!:b}"
f"{a:{}}"
f"{a:{b c}}"
f"{a:{b!x}}"
f"{a:b"
f"{a=b}"
f"{a=!}"
f"{a=1 2}"
f"}"
f"{a}}"
f"{{}"
f"{lambda x: 1}"
f"{lambda: 1}"
f"{a $ b}"
f"{*}"
f"{**a}"
f"{a b}"
f"{a,b c}"
f"{(a}"
f"{a]}"
f"{[a}"
f"{a;b}"
f"{import a}"
f"{yield = 1}"
f"{a := }"
f"{1 = 2}"
f"{a if b}"
f"{a.}"
f"{'a' 'b' c}"
f"{f'{a b}'}"
f"{print 1}"
f"{not}"
f"{+}"
f"{a\n b c}"
"a" b"b"
b"a" "b"
f"a" b"b"
"a" f"{b}" b"c"
x = "a" b"b" + 1
b"é"
"\x1"
"\u12"
"\U0011ffff"
"\N{nothing like it}"
"\N{"
"\N"
b"\x1"
f"\x1{a}"
1a
1_
1__0
0x
0xg
0b2
0o8
012
00a
1e
1e+
1.a
1.5a
1_a
0_7
1if a else 2
1 if 1else 2
9999and1 x
$
a $ b
a ? b
`a`
!a
a!
a ! b
é = 1 2
é b
x = (é b)
"é" = 1
é() = 1
f(é=1, a)
€ = 1
a\ b
\
a = \
  a
 a\nb
a\n  b
a\n\tb
if a:\n  b\n    c
if a:\n  b\n c
if a:\n    b\n  c
if a:\n\tb\n        c
if a:\n        b\n\tc
def f():\n  a\n   b
class A:\n  def f(self):\n  pass
class A:\n  a = 1\n b = 2
for a in b:\n  c\n   d
a;;b
;
a; b c
a;b =
if a: b; c d
if a: if b: c
while a: for b in c: d
a: b: c
a: int = b = c
a: int = 1 2
a: = 1
x: int, y: int
(a: int)
[a: int]
f(a: int)
a -> b
a : 
a, b = 1, 2 3
a = b c = d
a ++
a += b += c
a += = b
a +== b
await
await a b
yield a b
async def f(): await
async def f(): [a async for a]
async def f(): async a
async with a: b c
async for a in b: c d
async def f():\n  async with a as 1: pass
async def f():\n  async for 1 in a: pass
[a async for f() in b]
{a: b async for 1 in c}
def f(): return a b
def f():\n  if a:\n    b c
def f():\n  x = (1,\n  2\n  y = 3
x = [1,\n2\ny = 3\n
x = {\n'a': 1\n'b': 2\n}
f(\na\nb\n)
f(a,\nb\nc = 1
foo(a, b\ndef g():\n  pass
x = (a\nif b:\n  c
a = (\n
a = {\n  "b": [\n    1,\n  }\n
print("a"\nprint("b")
if (a:\n  b
while (a and (b):\n  c
match x:\n  case (a, b:\n    c
eval:a b
eval:a = 1
eval:a;b
eval:*a
eval:if a: b
eval:a :=1
eval:(a
eval:a\nb
eval:  a b
eval:f() = 1
eval:yield
eval:print "a"
single:a b
single:if a:\n  b
single:a\nb
single:if a:\n  b\nc
single:def f(
single:class A: a b
single:f(a b)
"""

MODES = {"eval": "eval", "single": "single"}


def column(source, line, offset):
    """A column that counts characters from 1, as one that counts bytes from 0."""
    lines = source.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    return len(text[: offset - 1].encode()) + max(0, offset - 1 - len(text))


for entry in SOURCES.strip("\n").split("\n"):
    mode, _, rest = entry.partition(":")
    mode, source = (MODES[mode], rest) if mode in MODES else ("exec", entry)
    source = source.replace(r"\n", "\n").replace(r"\t", "\t").replace(r"\"", '"')
    try:
        ast.parse(source, mode=mode)
        continue
    except SyntaxError as caught:
        error = caught
    record = {"mode": mode, "source": source, "kind": type(error).__name__, "message": error.msg}
    if error.lineno and error.offset:
        end_line = error.end_lineno or error.lineno
        # Without an end the place is one point.
        end = error.end_offset
        if end is None or end <= 0:
            end_line, end = error.lineno, error.offset
        record["place"] = [error.lineno, column(source, error.lineno, error.offset), end_line,
                           column(source, end_line, end)]
    print(json.dumps(record, ensure_ascii=False))
