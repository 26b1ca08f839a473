import functools, heapq, bisect, reprlib
@functools.total_ordering
class A:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v if isinstance(o, A) else NotImplemented
    def __eq__(self, o): return self.v == o.v
print(A(1)<=A(2), A(2)>=A(3), A(2)>A(1))
try: A(1) <= 3
except TypeError as e: print(e)
except AttributeError as e: print(e)
@functools.lru_cache(maxsize=2)
def f(x): print("call", x); return x*2
print(f(1), f(1), f(2), f(3), f(1), f.cache_info(), f.cache_parameters(), f.__name__); f.cache_clear(); print(f.cache_info())
@functools.cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(80))
class B:
    @functools.cached_property
    def p(self): print("computing"); return 42
    def m(self, a, b, c=1): return (a,b,c)
    pm = functools.partialmethod(m, 1, c=5)
b = B(); print(b.p, b.p, b.__dict__, b.pm(2))
@functools.singledispatch
def sd(x): return "obj"
@sd.register
def _(x: int): return "int"
@sd.register(list)
def _(x): return "list"
@sd.register
def _(x: str | bytes): return "text"
import collections.abc
@sd.register(collections.abc.Mapping)
def _(x): return "mapping"
print(sd(1), sd([]), sd(1.0), sd("a"), sd(b""), sd({}), sd(True), sd.registry.keys() and len(sd.registry))
class C:
    @functools.singledispatchmethod
    def g(self, x): return "base"
    @g.register
    def _(self, x: int): return "int"
    @g.register
    @classmethod
    def _(cls, x: float): return "float"
print(C().g(1), C().g(""), C().g(1.5))
@functools.wraps(f)
def w(): pass
print(w.__name__, w.__wrapped__ is f)
try: functools.total_ordering(type("X", (), {}))
except ValueError as e: print(e)
h = [5,3,8,1]; heapq.heapify(h); print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h, list(heapq.merge([1,4],[2,3])), list(heapq.merge([4,1],[3,2], reverse=True)), heapq.nlargest(2,[1,5,3]), heapq.nsmallest(2,[1,5,3], key=lambda v:-v), list(heapq.merge("dog","fi", key=str.lower)) )
print(bisect.bisect([1,2,2,3],2), bisect.bisect_left([1,2,2,3],2)); l=[1,3]; bisect.insort(l,2); print(l)
print(reprlib.repr(list(range(100))), reprlib.repr("x"*100), reprlib.repr({i:i for i in range(9)}), reprlib.repr(10**100), reprlib.repr({3,1,2}), reprlib.repr(((((((1,),),),),),),))
