import sys

size = sys.getsizeof
grown = []
sizes = [size(grown)]
for i in range(180):
    grown.append(i)
    if size(grown) != sizes[-1]:
        sizes.append((len(grown), size(grown)))
print(sizes)
shrunk = []
last = size(grown)
while grown:
    grown.pop()
    if size(grown) != last:
        last = size(grown)
        shrunk.append((len(grown), last))
print(shrunk)
x = y = z = 0
print(size([]), size([1]), size([1, 2]), size([1, 2, 3]), size([1, 2, 3, 4]), size([1, 2, 3, 4, 5]))
print(size([x]), size([x, y]), size([x, y, z]), size([x, y, z, x, y]))
for n in (0, 1, 2, 3, 4, 5, 8, 9, 16, 17):
    base = list(range(n))
    print(n, size(base), size(list(base)), size(base[:]), size(base.copy()), size([*base]), size(sorted(base)), size([i for i in base]), size(list(i for i in base)), size(base * 2), size(base + base), size([0] * n))
l = [1, 2, 3]
l.extend([4, 5])
print(size(l))
l.insert(0, 0)
print(size(l))
l += range(3)
print(size(l))
l[2:4] = range(10)
print(len(l), size(l))
del l[3:]
print(len(l), size(l))
l.clear()
print(size(l))
print(size("a b c".split()), size(list("hello")), size(list({1: 2, 3: 4})), size(list((1, 2, 3))), size([None] * 100))
print(size(()), size((1,)), size((1, 2, 3)), size(tuple(range(100))))
