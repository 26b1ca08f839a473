import sys

size = sys.getsizeof


def growth(make, count):
    d = {}
    seen = [size(d)]
    for i in range(count):
        d[make(i)] = i
        if size(d) != seen[-1]:
            seen.append((len(d), size(d)) if False else size(d))
    return seen


print(growth(str, 1400))
print(growth(int, 1400))
print(growth(lambda i: (i,), 200))
d = {"a": 1}
print(size(d))
d[1] = 1
print(size(d))
del d[1]
d["b"] = 2
print(size(d), size(dict(d)), size(d.copy()), size({**d}))
d.clear()
print(size(d), size({}), size(dict()))
e = {str(i): i for i in range(5)}
print(size(e))
for i in range(3):
    e["x"] = 1
    del e["x"]
print(len(e), size(e))
f = {str(i): i for i in range(100)}
big = size(f)
for i in range(95):
    del f[str(i)]
print(len(f), size(f) == big, size(dict(f)), size(f.copy()))
print(size({"a": 1, "b": 2}), size({1: 1, 2: 2}), size(dict(a=1)), size(dict.fromkeys(range(10))), size(dict.fromkeys("abcdef")), size(dict(zip("abc", "abc"))))
print([size({i: i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11, 21, 22)])
print([size({str(i): i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11, 21, 22)])
g = {"k": 1}
h = {"m": 2}
g.update(h)
print(size(g), size(g | h))
g |= {i: i for i in range(8)}
print(size(g), size({}.keys()), size(g.items()), size(iter(g)))
