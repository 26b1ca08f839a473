import sys

count = sys.getrefcount
v = []
t = (v,) * 3
print(count(v), count(t))
l = [v] * 4
print(count(v))
l[1:3] = []
print(count(v))
u = t + t[1:]
print(count(v), len(u))
del u, t
l.extend([v, v])
l.insert(0, v)
l.reverse()
print(count(v), l.count(v), l.index(v))
l.remove(v)
l.pop()
print(count(v))
m = l.copy()
n = list(l)
o = [*l, *m]
print(count(v))
del m, n, o
l *= 3
print(count(v))
l.clear()
d = {"a": v, 1: v}
print(count(v))
e = dict(d)
f = {**d, "b": v}
g = d | e
print(count(v))
e.update(f)
e.setdefault("z", v)
print(count(v), d.get("a") is v, count(d["a"]))
d.pop("a")
g.popitem()
del f["b"]
print(count(v))
d.clear(), e.clear(), f.clear(), g.clear()
print(count(v))
k = (1, 2, 3)
k = tuple([1, 2, 3])
s = {k}
d = {k: k}
print(count(k))
s.add(tuple([1, 2, 3]))
d[tuple([1, 2, 3])] = None
print(count(k), len(s), len(d))
s |= {k, 5}
z = frozenset(s)
print(count(k))
it = iter([v, v, v])
print(count(v))
next(it)
print(count(v))
for _ in it:
    pass
print(count(v))
pairs = list(zip([v], [v]))
numbered = list(enumerate([v]))
print(count(v), count(pairs[0]))
keys = d.keys()
print(count(d))
view = iter(d.items())
print(count(d), len(list(view)), count(d))
