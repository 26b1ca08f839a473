"""Sources that are Python on some versions, and what the others say of them."""

import warnings

warnings.simplefilter("ignore")
SOURCES = r'''
def f[T](x): pass
async def f[T](x): pass
class A[T]: pass
class A[T](int): pass
type X = int
type X[T] = int
def f[T=int](x): pass
class A[T=int]: pass
type = 5
type(3)
f'{a['x']}'
f"{a["x"]}"
f'{'a'}'
f"{'\n'.join(a)}"
f'{a#}'
f'{}'
f'{ }'
f'{a!x}'
f'}'
f'{a}}'
f'{a b}'
f'{a:{b:{c}}}'
f'{a:{b:{c:{d}}}}'
f'{a)}'
f'{a]}'
f'{a=}'
f'{a!r:>{w}}'
f'{f"{x}"}'
f'{f'{x}'}'
f'{a["b"]}'
f'{(x:=5)}'
f'{x!=5}'
f'{a if}'
f'{class}'
f'{,}'
f'{!r}'
f'{:x}'
f'{=}'
'abc' f'{x y}'
f'{a$b}'
print(f'{'a': 1}')
f"{'{'}"
f"{'#'}"
f"{x:{'{'}}"
f'{3.!r}'
'''
for source in SOURCES.strip().splitlines():
    try:
        compile(source + "\n", "<source>", "exec")
    except SyntaxError as error:
        print(source, "|", error.msg, error.lineno, error.offset, error.end_offset, error.text.rstrip())
    else:
        print(source, "| fine")
# Recorded on every version.
