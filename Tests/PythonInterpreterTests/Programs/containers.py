numbers = [5, 3, 8, 1]
print(sorted(numbers), sorted(numbers, reverse=True), min(numbers), max(numbers), sum(numbers))
print(sorted(["bb", "a", "ccc"], key=len), max(["bb", "a", "ccc"], key=len))
numbers.sort()
print(numbers, numbers[1:3], numbers[::-1], numbers[-2:])
numbers[1:3] = [7, 7, 7]
print(numbers)
del numbers[0]
print(numbers, numbers.index(7), numbers.count(7), 8 in numbers)
first, *middle, last = numbers
print(first, middle, last)
(p, q), r = (1, 2), 3
print(p, q, r)
try:
    a, b = [1, 2, 3]
except ValueError as error:
    print(error)
try:
    a, b, c = [1]
except ValueError as error:
    print(error)

table = {"one": 1, "two": 2}
table["three"] = 3
print(table, len(table), "two" in table, table.get("four"), table.get("four", 4))
print([key for key in table], {**table, "one": 10})
print(table.pop("one"), table.setdefault("five", 5), table)
for key in table:
    print(key, table[key])
print({n: n * n for n in range(4)}, {n % 3 for n in range(9)})
print([(x, y) for x in range(3) for y in range(3) if x != y])
print([[row + column for column in range(2)] for row in range(2)])
print({1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2})
print((1, 2) + (3,), [0] * 3, "ab" * 2, (1, 2) < (1, 3), [1] == [1], "b" in "abc")
print(all([1, 2, 0]), any([0, 0, 3]), list(range(10, 0, -3)), tuple("abc"))


def spread(*args, **kwargs):
    return args, kwargs


print(spread(*[1, 2], *(3,), **{"k": 4}, z=5))
print(f"{1 + 1} {'x'!r:} {[1, 2]} {{}}", f"{3!s}{'a'!a}")
total = 0
while True:
    total += 1
    if total > 5:
        break
print(total, -total, +total, ~total, not total)
print(7 // 2, -7 // 2, 7 % -3, 2**10, 2**-1, 7 / 2, 1 << 10, 0xFF & 0x0F, 6 ^ 3, 6 | 3, 1.5 + 2, 5 % 2.5)
print(10**30, -(10**30) // 7, 3 > 2 > 1, 1 < 2 > 3, 1 == 1.0, True + True)
try:
    [1, 2] + (3,)
except TypeError as error:
    print(error)
try:
    1 + "a"
except TypeError as error:
    print(error)
try:
    1 < "a"
except TypeError as error:
    print(error)
try:
    len(5)
except TypeError as error:
    print(error)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
try:
    {[]: 1}
except TypeError as error:
    print(error)
x = y = [1]
x += [2]
print(x is y, y)
print(",".join(["a", "b"]), str(5) + repr("it's"), chr(97), ord("a"), abs(-3))
