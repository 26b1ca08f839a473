import gc
import sys
import weakref

m = memoryview(b"abcdef")
print(sys.getsizeof(m), gc.is_tracked(m), [type(o).__name__ for o in gc.get_referents(m)])
print([gc.get_referents(o) for o in gc.get_referents(m)], m.obj)
print(len(m), m[0], m[-1], m[1:3].tobytes(), bytes(m[::-1]), m[::2].tolist(), m[1:5][::2].strides)
print(m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.contiguous)
print(m[::2].contiguous, hash(m) == hash(b"abcdef"), m == b"abcdef", b"abcdef" == m, m != memoryview(b"abc"), m == 1)
print(97 in m, list(m), list(reversed(m)), bool(memoryview(b"")), bytearray(m), b"".join([m, b"-", m[:1]]), m.hex(":", 2))
print(memoryview(bytes(range(8))).cast("H").tolist(), memoryview(b"\xff" * 8).cast("q")[0], m.cast("c")[0])

b = bytearray(b"abcdef")
w = memoryview(b)
w[0] = 65
w[1:3] = b"zz"
print(b, w.readonly, w.toreadonly().readonly)
part = w[2:4]
w.release()
for change in (
    lambda: b.append(1), lambda: b.pop(), lambda: b.clear(), lambda: b.__delitem__(0), lambda: b.extend(b"x"),
    lambda: b.__setitem__(slice(0, 1), b"xx"), lambda: b.insert(0, 1), lambda: b.__iadd__(b"x"), lambda: w[0],
    lambda: m.__setitem__(0, 1), lambda: part.__setitem__(0, 256), lambda: part.__setitem__(0, "a"), lambda: hash(part),
    lambda: m[9], lambda: m["a"], lambda: m[0, 0], lambda: memoryview("a"), lambda: m < m, lambda: m.cast("I"),
    lambda: part.__setitem__(slice(0, 2), b"xyz"), lambda: part.__delitem__(0),
):
    try:
        print(change())
    except Exception as e:
        print(type(e).__name__, e)
for gaps in (
    lambda: b"".join([m[::2]]), lambda: b"x".startswith(m[::2]), lambda: bytes(m[::2]), lambda: bytearray(m[::-1]),
    lambda: m[::2].cast("b"), lambda: m[::2] == b"ace", lambda: m[6:].contiguous, lambda: m[6::2].contiguous,
    lambda: m[3:1:2].tolist(), lambda: b"x".startswith(w), lambda: m[:1][::5].contiguous,
):
    try:
        print(gaps())
    except Exception as e:
        print(type(e).__name__, e)
b[0:1] = b"a"
b.reverse()
print(b)
part.release()
b.append(1)
print(b)

# Who holds whom
print(sys.getrefcount(b))
v = memoryview(b)
u = v[:2]
print(sys.getrefcount(b), [type(o).__name__ for o in gc.get_referrers(b) if o is not globals()])
r = weakref.ref(v, lambda r: print("gone"))
del v
print(sys.getrefcount(b), r())
with u as x:
    print(x[0])
print(sys.getrefcount(b), repr(u)[:16])
class Node:
    pass
n = Node()
n.data = bytearray(b"x")
n.view = memoryview(n.data)
del n
print(gc.collect())
