import sys

count = sys.getrefcount
a = []
print(count(a))
b = a
c = d = a
print(count(a))
del b
print(count(a))
c = None
print(count(a))
d = [a]
print(count(a))
d.append(a)
d.append((a, a))
d.append({"k": a})
print(count(a))
d.pop()
print(count(a))
d.clear()
print(count(a), count([]), count({}), count(object()))
for x in (a, a):
    print(count(a))
print(count(a))
del x
print(count(a), [count(y) for y in (a,)], count(a))
a, e = e, a = a, a
print(count(a), count(e))
(p, q), *r = (a, a), a, a
print(count(a))
del p, q, r, e
print(count(a))
a = a
print(count(a))
if (w := a) is a:
    print(count(a))
del w
globals()["g"] = a
print(count(a))
del g
print(count(a), count(globals()) > 1)
a = None
print(count(a), count(None), count(1), count(""), count(()))
