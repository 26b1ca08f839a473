import gc
import weakref


class C:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"C({self.name})"


cache = weakref.WeakValueDictionary()
a = cache["a"] = C("a")
b = C("b")
cache["b"] = b
print(len(cache), sorted(cache), cache["a"], cache.get("c"), "b" in cache, list(cache.items()))
del a
print(len(cache), sorted(cache.keys()), list(cache.values()))
try:
    cache["a"]
except KeyError as error:
    print("KeyError", error)
cache["loop"] = c = C("loop")
c.me = c
del c
print(sorted(cache), gc.collect() > 0, sorted(cache))
print(cache.pop("b"), cache.pop("none", "default"), len(cache))
keys = weakref.WeakKeyDictionary()
k = C("k")
keys[k] = "value"
keys[b] = "of b"
print(len(keys), keys[k], k in keys, sorted(x.name for x in keys), list(keys.values()))
del k
print(len(keys), [x.name for x in keys.keys()])
s = weakref.WeakSet()
x, y = C("x"), C("y")
s.add(x)
s.add(y)
s.add(x)
print(len(s), x in s, sorted(z.name for z in s))
del x
print(len(s), [z.name for z in s])
s.discard(y)
print(len(s))
items = weakref.WeakValueDictionary({"b": b, "y": y})
for key, value in sorted(items.items()):
    print(key, value)
del value
for key in list(items):
    print(key, items[key])
del y
print(sorted(items))
copy = dict(items)
print(copy, len(items))
del b
print(len(items), len(keys))
del copy
print(len(items), len(keys))
proxy = weakref.proxy(p := C("proxied"))
print(proxy.name, proxy, repr(type(proxy).__name__))
proxy.name = "renamed"
print(p.name)
del p
try:
    proxy.name
except ReferenceError as error:
    print(error)
