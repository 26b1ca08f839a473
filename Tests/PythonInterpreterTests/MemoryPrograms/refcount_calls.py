# By statement too.
import sys

count = sys.getrefcount
v = []


def one(x):
    return count(x)


def default(x=v):
    return count(x)


def star(*args):
    return count(args[0]), count(args)


def named(**kw):
    return count(kw["x"]), count(kw)


def keyword(*, x):
    return count(x)


def twice(x, y):
    return count(x), count(y)


def rebind(x):
    y = x
    del x
    return count(y)


def deep(x, n):
    return deep(x, n - 1) if n else count(x)


print(count(v))
print(one(v), one(x=v), one(*[v]), one(**{"x": v}), one([]))
print(default(), default(v), star(v), star(v, v), star(*[v, v]), named(x=v), keyword(x=v))
print(twice(v, v), rebind(v), deep(v, 0), deep(v, 3), (lambda x: count(x))(v))


class C:
    def method(self, x=None):
        return count(self), count(x)

    @classmethod
    def klass(cls, x):
        return count(x)

    @staticmethod
    def static(x):
        return count(x)

    @property
    def prop(self):
        return count(self)

    def __getitem__(self, x):
        return count(self), count(x)

    def __call__(self, x):
        return count(self), count(x)

    def __len__(self):
        return count(self)

    def __getattr__(self, name):
        return count(self)

    def __add__(self, other):
        return count(self), count(other)

    def __eq__(self, other):
        return count(self), count(other)


c = C()
print(c.method(), c.method(v), C.method(c, v), c.klass(v), C.static(v), c.prop, c[v], c(v), len(c), c.missing, c + v, c == v)
bound = c.method
print(count(c), bound(v), count(bound))
print(list(map(one, [v])), [one(x) for x in [v]], sorted([v], key=one), max([v], key=one) is v, list(map(count, [v])))
print(count(v))


def returns(x):
    return x


print(count(returns(v)), count(returns([])))
temporary = returns(returns(v))
print(count(v))
