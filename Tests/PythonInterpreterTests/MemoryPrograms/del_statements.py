class D:
    def __del__(self):
        print("dies")


x = D()
y = x
del x
print("x gone")
try:
    x
except NameError as error:
    print(error)
del y
print("y gone")
l = [D(), 1, 2, 3]
del l[1], l[-1]
print(len(l))
del l[0]
print(l)
del l[:]
d = {"k": D()}
del d["k"]
print(d)
try:
    del d["k"]
except KeyError as error:
    print("KeyError", error)
try:
    del undefined
except NameError as error:
    print(error)


class C:
    pass


c = C()
c.a = D()
del c.a
try:
    del c.a
except AttributeError as error:
    print(error)
try:
    del (1, 2)[0]
except TypeError as error:
    print(error)


def function():
    a = D()
    del a
    print("a gone")
    try:
        a
    except UnboundLocalError as error:
        print(error)
    b = D()
    (c, [d]) = 1, [2]
    del (c, [d])
    return "returned"


print(function())
a, b, c = D(), D(), D()
del a, (b, c)
print("all gone")
for i in [D()]:
    del i
print("loop")
del l, d
m = [[1, 2, 3], 0]
del m[0][1:], m[1]
print(m)
import sys

o = []
p = [o]
del o
print(sys.getrefcount(p[0]))
try:
    raise ValueError
except ValueError as e:
    del e
print("handled")


def closure():
    v = D()

    def f():
        return v

    del v
    return f


f = closure()
try:
    f()
except NameError as error:
    print(error)
