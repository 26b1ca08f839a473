import gc
import sys
import weakref


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, str(error).split(" at 0x")[0])


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"


a, b, c = Thing("a"), Thing("b"), Thing("c")
values = weakref.WeakValueDictionary({"a": a, "b": b})
values["c"] = c
print(len(values), list(values), list(values.keys()), list(values.values()), list(values.items()))
print("a" in values, "z" in values, values["a"], values.get("z"), values.get("z", 1), values.get("b"))
attempt("missing", lambda: values["z"])
attempt("not referable", lambda: values.update(n=1))
print(sorted(vars(values)), type(values.data["a"]).__name__, values.data["a"].key, values._pending_removals)
print([type(x).__name__ for x in gc.get_referrers(values._remove)])
print(sys.getsizeof(values.data["a"]), sys.getrefcount(a), weakref.getweakrefcount(a))
print(values.setdefault("a", b) is a, values.setdefault("d", b) is b, values.pop("d") is b, values.pop("d", None))
attempt("pop", lambda: values.pop("d"))
del b
print(len(values), list(values))
del c
print(len(values))
print([r() for r in values.valuerefs()], [r() for r in values.itervaluerefs()])
b = Thing("b")
more = values | {"b": b}
print(sorted(more), sorted({"b": b} | values), sorted(values))
values |= {"b": b}
print(sorted(values), values == {"a": a, "b": b}, values == more, values != {})
copied = values.copy()
print(type(copied).__name__, sorted(copied), copied.data is values.data)
iterator = iter(values.items())
print(next(iterator)[0], len(values._iterating))
del a
print(len(values.data), len(values._pending_removals), len(values))
iterator.close()
print(len(values._iterating), sorted(values.data))
del values["b"]
attempt("delete", lambda: values.__delitem__("b"))
print(len(values), repr(values).startswith("<WeakValueDictionary at 0x"))

# Keys.
x, y, z = Thing("x"), Thing("y"), Thing("z")
keys = weakref.WeakKeyDictionary({x: 1, y: 2})
keys[z] = 3
print(len(keys), list(keys), list(keys.values()), list(keys.items()), x in keys, 1 in keys, keys[x], keys.get(y))
attempt("missing", lambda: keys[Thing("q")])
attempt("not referable", lambda: keys.__setitem__(1, 2))
print([r() for r in keys.keyrefs()], keys.setdefault(x, 9), keys.pop(x), keys.pop(x, None), len(keys))
attempt("pop", lambda: keys.pop(x))
print(sorted(vars(keys)))
iterator = keys.keys()
print(next(iterator))
del y
print(len(keys.data), len(keys), len(keys._pending_removals))
iterator.close()
print(len(keys.data), len(keys), list(keys))
keys.update({x: 5})
print(sorted(keys.values()), keys.copy() == keys, keys == {z: 3, x: 5})
print(sorted((keys | {x: 6}).values()), sorted(({x: 7} | keys).values()))
keys |= {x: 8}
print(keys[x], len(keys))
del keys[z], keys[x]
print(len(keys), dict(keys))

# Sets.
p, q, r = Thing("p"), Thing("q"), Thing("r")
things = weakref.WeakSet([p, q])
things.add(r)
things.add(r)
name = lambda s: sorted(t.name for t in s)
print(len(things), name(things), p in things, 1 in things, sorted(vars(things)))
attempt("add", lambda: things.add(1))
attempt("hash", lambda: hash(things))
other = weakref.WeakSet([p])
print(name(things | other), name(things & other), name(things - other), name(things ^ other))
print(other <= things, other < things, things >= other, things > other, things == other, things == weakref.WeakSet([p, q, r]))
print(things.isdisjoint(other), things.issubset(other), things.issuperset(other), name(things.union([p])), name(things.copy()))
del q
print(len(things), name(things))
things.discard(p)
attempt("remove", lambda: things.remove(p))
things |= {p}
things -= {r}
print(name(things))
things ^= {p, r}
print(name(things))
things &= {p, r}
print(name(things), name([things.pop()]), len(things))
attempt("pop", lambda: things.pop())
things.update([p, r])
iterator = iter(things)
next(iterator)
things.clear()
print(len(things), [repr(x) for x in (weakref.WeakSet(),)])

# What they hold and how they go.
values = weakref.WeakValueDictionary()
values["self"] = values
del values
print(gc.collect())
cycle = Thing("cycle")
cycle.me = cycle
held = weakref.WeakValueDictionary(c=cycle)
keyed = weakref.WeakKeyDictionary({cycle: [1]})
gathered = weakref.WeakSet([cycle])
del cycle
print(len(held), len(keyed), len(gathered), gc.collect(), len(held), len(keyed), len(gathered))
