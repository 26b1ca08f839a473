# By statement too.
# What is one object within a compiled unit, and what across units.
import sys


def first():
    return 1000, "two words", 3.5, (1, 2000), 10**20, b"bytes here", 1j


def second():
    return 1000, "two words", 3.5, (1, 2000), 10**20, b"bytes here", 1j


print([x is y for x, y in zip(first(), second())])
x = 1000
y = 1000
print(x is y)
a, b = 3000, 3000
print(a is b, 257 is 257, "hello world" is "hello world", 2.5 is 2.5)
z = "not a name!"
w = "not a name!"
print(z is w, 0.0 is -0.0, 1 is True, 1.0 is 1, (1, 2) is (1, 2), (1, True) == (1, 1))
n1 = "name_like"
n2 = "name_like"
print(n1 is n2)
t1 = (5000, "x y")
t2 = (5000, "x y")
print(t1 is t2, t1 == t2, t1[0] is t2[0], t1[1] is t2[1])
f = lambda: 7777
g = lambda: 7777
print(f() is g(), f() is f(), first()[0] is f.__code__.co_consts)
print(sys.getrefcount(123456), sys.getrefcount("a b c"), sys.getrefcount((1, 123456)), sys.getrefcount(2.25))
big = 123456
print(sys.getrefcount(big), sys.getrefcount(123456))
k = 24 * 60 * 60
m = 86400
print(k is m, -1000 is -1000, not 5 is 5)
print(eval("257") is eval("257"), eval("'hello'") is "hello", eval("257 is 257"))
