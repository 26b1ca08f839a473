import gc
import sys
import weakref


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


class Node:
    def __init__(self, value=0):
        self.value = value

    def method(self, *arguments):
        return self.value, arguments


node = Node(5)
first = weakref.ref(node)
second = weakref.ref(node)
called = []
third = weakref.ref(node, called.append)
fourth = weakref.ref(node, lambda r: called.append("lambda"))
print(first is second, third is first, third() is node, first == third, hash(first) == hash(node))
print(weakref.getweakrefcount(node), [r is first for r in weakref.getweakrefs(node)])
print([r is x for r, x in zip(weakref.getweakrefs(node), (first, fourth, third))])
print(node.__weakref__ is first, first.__callback__, callable(third.__callback__))
print(sys.getrefcount(node))
attempt("int", lambda: weakref.ref(1))
attempt("list", lambda: weakref.ref([]))
attempt("none", lambda: weakref.ref(None))
attempt("dict", lambda: weakref.ref({}))
attempt("nothing", lambda: weakref.ref())
attempt("three", lambda: weakref.ref(node, None, None))
attempt("keyword", lambda: weakref.ref(node, callback=None))
for referable in (Node, attempt, node.method, {1}, frozenset(), (x for x in ()), len, sys):
    weakref.ref(referable)
print(weakref.getweakrefcount(1), weakref.getweakrefs("a"))
del node
print(first(), third.__callback__, called[0], called[1] is third, len(called))
print(first == second, first == third, hash(first) == hash(second))
late = weakref.ref(Node())
attempt("hash", lambda: hash(late))


class Reference(weakref.ref):
    def __init__(self, target, callback=None, name=""):
        super().__init__(target, callback)
        self.name = name

    def __new__(cls, target, callback=None, name=""):
        return super().__new__(cls, target, callback)


class Slotted(weakref.ref):
    __slots__ = ("extra",)


class Calling(weakref.ref):
    def __call__(self):
        return ("called", super().__call__())


node = Node(7)
plain = weakref.ref(node)
slotted = Slotted(node)
slotted.extra = "more"
calling = Calling(node)
print(slotted is Slotted(node), slotted() is node, slotted.extra, slotted == plain, isinstance(slotted, weakref.ref))
print(calling()[0], calling()[1] is node, sys.getsizeof(plain), sys.getsizeof(slotted))
print([type(r).__name__ for r in weakref.getweakrefs(node)])
print([x if isinstance(x, str) else x.__name__ for x in gc.get_referents(slotted)])
del node
print(slotted(), calling())

# Proxies.
node = Node(3)
proxy = weakref.proxy(node)
print(proxy is weakref.proxy(node), type(proxy).__name__, proxy.value, proxy.method(1), isinstance(proxy, Node))
proxy.value = 4
print(node.value)
del proxy.value
attempt("gone attribute", lambda: proxy.value)
attempt("hash", lambda: hash(proxy))


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return ("add", self.value, other)

    def __radd__(self, other):
        return ("radd", self.value, other)

    def __iadd__(self, other):
        self.value += other
        return self

    def __neg__(self):
        return -self.value

    def __invert__(self):
        return ~self.value

    def __eq__(self, other):
        return self.value == other

    def __lt__(self, other):
        return self.value < other

    def __bool__(self):
        return self.value != 0

    def __len__(self):
        return self.value

    def __getitem__(self, key):
        return ("item", key)

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("delete", key)

    def __contains__(self, item):
        return item == self.value

    def __iter__(self):
        return iter(range(self.value))

    def __call__(self, *arguments):
        return ("call", arguments)

    def __str__(self):
        return "number"

    def __index__(self):
        return self.value


number = Number(2)
proxy = weakref.proxy(number)
print(type(proxy).__name__, proxy + 1, 1 + proxy, -proxy, ~proxy, proxy == 2, proxy != 2, proxy < 3, bool(proxy))
print(len(proxy), proxy["k"], 2 in proxy, list(proxy), proxy(1, 2), str(proxy))
proxy["k"] = 1
del proxy["k"]
proxy += 5
print(type(proxy).__name__, number.value)
proxy = weakref.proxy(number, lambda p: print("proxy callback"))
print(weakref.ProxyTypes == (weakref.ProxyType, weakref.CallableProxyType), callable(proxy))
del number
attempt("dead call", lambda: proxy())
attempt("dead attribute", lambda: proxy.value)
attempt("dead add", lambda: proxy + 1)
attempt("dead len", lambda: len(proxy))
attempt("dead bool", lambda: bool(proxy))
attempt("dead item", lambda: proxy[1])
attempt("dead str", lambda: str(proxy))
attempt("dead iter", lambda: iter(proxy))

# WeakMethod.
node = Node(9)
method = weakref.WeakMethod(node.method)
print(method() == node.method, method()(1), method == weakref.WeakMethod(node.method))
attempt("function", lambda: weakref.WeakMethod(len))
dead = []
watched = weakref.WeakMethod(node.method, dead.append)
del node
print(method(), watched(), dead[0] is watched, method == watched)

# A reference that is garbage itself does not call back.
node = Node()
node.reference = weakref.ref(node, lambda r: print("never"))
node.me = node
del node
print(gc.collect())
