# By statement too.
import sys

print(256 is 256, -5 is -5)
a = 256
b = 255 + 1
print(a is b, int("256") is a, len(range(256)) is a, 512 // 2 is a)
c = 257
d = int("257")
print(c is d, c == d, -6 + 0 is int("-6"), int("-5") is -5)
s = "hello"
t = "".join(["hel", "lo"])
print(s is t, s == t, sys.intern(t) is s, sys.intern(s) is s)
u = "hello world"
v = " ".join(["hello", "world"])
print(u is v, sys.intern(u) is u, sys.intern(v) is u, sys.intern("hello " + "world") is u)
print("a" is chr(97), "abc"[0] is "a", "é" is chr(233), chr(8364) is chr(8364), "" is "x"[1:], "".join([]) is "")
print(b"" is bytes(), b"a" is b"abc"[:1], () is tuple([]), () is (1, 2)[2:])
name = "attr" + "ibute"
print(name is "attribute", name is sys.intern("attribute"))


class C:
    pass


dynamic = "".join(["dyn", "amic"])
o = C()
setattr(o, dynamic, 1)
kept = list(o.__dict__)[0]
print(kept is dynamic, kept is sys.intern("dynamic"), kept == dynamic)
d = {"".join(["ke", "y1"]): 1}
print(list(d)[0] is "key1")
for wrong in (5, None, b"x", type("S", (str,), {})("sub")):
    try:
        sys.intern(wrong)
    except TypeError as error:
        print(error)
print("x" * 20 is "xxxxxxxxxxxxxxxxxxxx", "foo" + "bar" is "foobar", 2 * 50 is 100, 1000 * 1000 is 1000000)
print([i is j for i, j in zip(range(254, 260), range(254, 260))])
print(str(55) is str(55), str(5) is "5", "A".lower() is "a", "ab".upper() is "AB", repr(7) is "7")
