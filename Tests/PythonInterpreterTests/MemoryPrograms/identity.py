# By statement too.
a = [1, 2]
b = [1, 2]
c = a
print(a is c, a is b, a == b, id(a) == id(c), id(a) == id(b))
c.append(3)
print(a, b, c)
print(id(a) % 16, id(object()) % 16, id("text here") % 16)
print(id([]) == id([]), id(object()) == id(object()))
x = (1, 2)
print(tuple(x) is x, x[:] is x, list(a) is a, a[:] is a, str("s") == "s", x * 1 is x, x + () is x)
s = "some words"
print(str(s) is s, s[:] is s, s * 1 is s, s + "" is s, "".join([s]) is s, s.strip() is s, s.replace("q", "r") is s)
b1 = b"some bytes"
print(bytes(b1) is b1, b1[:] is b1, frozenset() is frozenset(), float(1.5) is float(1.5))
f = 1.5
print(float(f) is f, int(10**20) == 10**20)
n = 10**20
print(int(n) is n, n + 0 is n, n * 1 is n, abs(n) is n, +n is n)
print(None is None, ... is Ellipsis, NotImplemented is NotImplemented, True is (1 == 1), not [] is True)


class C:
    def m(self):
        return self


o = C()
print(o.m is o.m, o.m == o.m, C.m is C.m, o.m() is o, o.m.__self__ is o, o.m.__func__ is C.m)
d = {"k": a}
print(d["k"] is a, list(d.values())[0] is a, [*d][0] is "k", dict(d)["k"] is a)
