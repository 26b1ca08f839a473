import sys

size = sys.getsizeof
s = set()
seen = [(0, size(s))]
for i in range(2000):
    s.add(i)
    if size(s) != seen[-1][1]:
        seen.append((len(s), size(s)))
print(seen)
for i in range(1990):
    s.discard(i)
print(len(s), size(s))
s.add(-1)
print(size(s), size(set(s)), size(s.copy()))
s.clear()
print(size(s))
print([size(set(range(n))) for n in (0, 4, 5, 7, 8, 18, 19, 20)])
print([size(set(list(range(n)))) for n in (0, 4, 5, 7, 8, 18, 19, 20)])
print(size({1, 2, 3, 4}), size({1, 2, 3, 4, 5}), size(frozenset({1, 2, 3, 4, 5})), size(frozenset()))
print([size(set(set(range(n)))) for n in (4, 5, 7, 8, 15, 16, 31, 32)])
print([size({x for x in range(n)}) for n in (4, 5, 19, 76, 77)])
a = {1, 2, 3}
a |= {4, 5, 6}
print(size(a), size(a | {7}), size(a & {1}), size(a - {1}), size(a ^ {1, 9}))
