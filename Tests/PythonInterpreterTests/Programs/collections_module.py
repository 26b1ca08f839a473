from collections import *
import collections, collections.abc
P = namedtuple("P", "x y", defaults=[3])
p = P(1)
print(p, p.x, p._asdict(), p._replace(y=7), P._fields, P._field_defaults, P.__doc__, P.__new__.__doc__, P.x.__doc__, P.__match_args__, P.__module__)
for a in [lambda: P(), lambda: P(1,2,3), lambda: P._make([1]), lambda: p._replace(z=1), lambda: namedtuple("a b", "x"), lambda: namedtuple("a", "x x"), lambda: namedtuple("a", "_x"), lambda: namedtuple("a","def"), lambda: setattr(p,"x",1), lambda: namedtuple("a","x", defaults=[1,2])]:
    try: print(a())
    except Exception as e: print(type(e).__name__, e)
print(namedtuple("a", "def _x x x", rename=True)._fields)
class Q(P):
    pass
print(Q(1,2), Q(1,2)==(1,2), hash(Q(1,2))==hash((1,2)))
c = Counter("abracadabra")
print(c, c.most_common(2), c.total(), sorted(c.elements()), c["z"])
d = Counter(a=1, b=5)
print(c+d, c-d, c|d, c&d, +c, -c, c==d, c<=d, c>=d, Counter()==Counter(a=0))
c.subtract(d); print(c); c += d; print(c); c -= Counter(a=100); print(c); c |= Counter(z=2); print(c); c &= Counter(z=1); print(c)
del c["nope"]; print(c.copy(), Counter([]), Counter(None))
try: Counter.fromkeys("ab")
except NotImplementedError as e: print(e)
m = ChainMap({"a":1}, {"a":2,"b":3})
print(m, m["a"], m["b"], len(m), list(m), m.new_child({"c":4}), m.parents, "b" in m, m.get("zz", 5), m | {"q":1}, {"q":1}|m)
for f in [lambda: m["q"], lambda: m.pop("b"), lambda: m.__delitem__("b"), lambda: m.parents.parents.popitem()]:
    try: print(f())
    except KeyError as e: print("KeyError", e)
u = UserDict(a=1); u["b"]=2; print(u, len(u), u|{"c":1}, u.copy(), u.get("zz"), sorted(u.items()), u.pop("a"), u)
l = UserList([3,1,2]); l.sort(); l.append(5); print(l, l[1:], type(l[1:]).__name__, l+[1], [1]+l, l*2, l==[1,2,3,5], l.index(3), l.count(1))
s = UserString("hello"); print(s.upper(), type(s.upper()).__name__, s[1:3], s+"x", "x"+s, s*2, s.find("l"), s=="hello", s.split("l"), s.replace("l", UserString("L")), "%s" % s, s.startswith("he"))
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), issubclass(int, collections.abc.Hashable), isinstance(iter([]), collections.abc.Iterator), isinstance([], collections.abc.Hashable))
print(collections.abc.Sequence, collections.abc.Callable[[int], str], collections.abc.Iterable[int], collections.abc.Callable[..., int])
class S(collections.abc.Set):
    def __init__(self, x): self.x = list(dict.fromkeys(x))
    def __contains__(self, v): return v in self.x
    def __iter__(self): return iter(self.x)
    def __len__(self): return len(self.x)
    def __repr__(self): return f"S({self.x})"
print(S([1,2,3]) & [2,3,4], S([1]) | [2], S([1,2]) - [1], S([1,2]) ^ [2,3], S([1])<=S([1,2]), S([1])==S([1]), S([1,2])._hash()==hash(frozenset([1,2])), S([1]).isdisjoint([2]))
try: collections.abc.Sized()
except TypeError as e: print(e)
class M(collections.abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1, b=2)
print(m.pop("a"), m.setdefault("c", 3), dict(m), m == {"b":2,"c":3}, m.popitem(), list(m.items()), m.pop("zz", 9), list(m.values()))
class L(collections.abc.MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
l = L(); l.extend([1,2,3]); l += [4]; l.reverse(); print(list(l), l.pop(), l.index(3), 3 in l, list(reversed(l)), l.count(2)); l.remove(3); print(list(l)); l.clear(); print(len(l))
try: l.remove(9)
except ValueError as e: print("VE", e)
class M1(type): pass
@collections.abc.Sized.register
class Z: pass
print(isinstance(Z(), collections.abc.Sized), issubclass(Z, collections.abc.Sized))
