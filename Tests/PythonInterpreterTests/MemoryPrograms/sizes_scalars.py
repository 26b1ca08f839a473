# By statement too.
import sys

size = sys.getsizeof
print([size(n) for n in (0, 1, -1, 2**30 - 1, 2**30, -(2**30), 2**60 - 1, 2**60, 2**90, 10**100)])
print(size(True), size(False), size(1.5), size(1j), size(None), size(...), size(NotImplemented), size(object()))
print([size("x" * n) for n in range(0, 20, 3)], size(""))
print([size("é" * n) for n in range(0, 6)], [size("ÿ" + "a" * n) for n in (1, 5, 10)])
print([size("€" * n) for n in range(1, 6)], [size("€" + "a" * n) for n in (1, 5, 10)])
print([size("😀" * n) for n in range(1, 6)], size("a😀"))
print([size(bytes(n)) for n in (0, 1, 2, 7, 8, 100)])
print([size(bytearray(n)) for n in (0, 1, 2, 7, 8, 100)])
grown = bytearray()
shown = []
for i in range(40):
    grown.append(i)
    shown.append(size(grown))
print(shown)
print(size(range(3)), size(range(10**9)), size(slice(1, 2)), size(chr(200)), size(chr(300)), size(chr(97)))


class Sized:
    def __sizeof__(self):
        return 10


class Slotted:
    __slots__ = ()

    def __sizeof__(self):
        return 10


class Negative:
    def __sizeof__(self):
        return -1


class Wrong:
    def __sizeof__(self):
        return "x"


print(size(Sized()), size(Slotted()), size(Wrong(), "default"))
for bad in (Negative(), Wrong()):
    try:
        print(size(bad))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print((5).__sizeof__(), "abc".__sizeof__(), [].__sizeof__(), object().__sizeof__())
