import copy
x = [1, [2, 3], {"a": (4, [5])}, {6}]
x.append(x)
y = copy.deepcopy(x); print(y, y is not x, y[4] is y, y[1] is not x[1])
z = copy.copy(x); print(z[1] is x[1])
class P:
    def __init__(self): self.l = [1]; self.me = self
p = P(); q = copy.deepcopy(p); print(q.me is q, q.l, q.l is not p.l); r = copy.copy(p); print(r.l is p.l, r.me is p)
class Sl:
    __slots__ = ("a", "__b")
    def __init__(self): self.a = [1]; self.__b = 2
    def b(self): return self.__b
q = copy.deepcopy(Sl()); print(q.a, q.b())
class L(list): pass
l = L([1,[2]]); l.tag = "t"; m = copy.deepcopy(l); print(m, m.tag, type(m).__name__); m = copy.copy(l); print(m, m.tag, m[1] is l[1])
class D(dict): pass
print(copy.deepcopy(D(a=[1])), type(copy.copy(D(a=1))).__name__)
class Cp:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", type(memo).__name__)
print(copy.copy(Cp()), copy.deepcopy([Cp()]))
t = (1, 2); print(copy.deepcopy(t) is t, copy.deepcopy(([],)))
import collections
P3 = collections.namedtuple("P3", "x y"); print(copy.replace(P3(1,2), y=5), copy.deepcopy(P3(1,[2])), copy.copy(P3(1,2)))
print(copy.deepcopy(collections.Counter("aab")), copy.deepcopy(collections.OrderedDict(a=1)), copy.deepcopy(collections.deque([1,[2]],3)), copy.deepcopy(collections.defaultdict(list, a=[1])))
try: copy.replace(3)
except TypeError as e: print(e)
