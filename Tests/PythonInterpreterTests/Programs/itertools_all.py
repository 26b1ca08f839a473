import gc
import itertools as I
import sys


def t(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


L = list
t(lambda: L(I.islice(I.count(),3)))
t(lambda: L(I.islice(I.count(5,2),3)))
t(lambda: L(I.islice(I.count(0.5),3)))
t(lambda: I.count(3))
t(lambda: I.count(3,2))
t(lambda: I.count('a'))
t(lambda: I.count(1.5))
t(lambda: I.count(2**70))
t(lambda: L(I.islice(I.count(2**63-2),4)))
t(lambda: I.count(step=3))
t(lambda: I.count(1,2,3))
t(lambda: I.count(x=1))
t(lambda: I.count(1, start=2))
t(lambda: L(I.islice(I.cycle('abc'),7)))
t(lambda: L(I.cycle([])))
t(lambda: I.cycle())
t(lambda: I.cycle(1))
t(lambda: I.cycle(x=1))
t(lambda: L(I.repeat('x',3)))
t(lambda: I.repeat(1))
t(lambda: I.repeat(1,-3))
t(lambda: I.repeat(object=2,times=2))
t(lambda: I.repeat())
t(lambda: I.repeat(1,'a'))
t(lambda: I.repeat(1,2).__length_hint__())
t(lambda: I.repeat(1).__length_hint__())
t(lambda: L(I.accumulate([1,2,3])))
t(lambda: L(I.accumulate([1,2,3],lambda a,b:a*b,initial=10)))
t(lambda: L(I.accumulate('abc')))
t(lambda: L(I.accumulate([],initial=1)))
t(lambda: L(I.accumulate([1,'a'])))
t(lambda: I.accumulate())
t(lambda: I.accumulate([1],None,3))
t(lambda: I.accumulate([1],None,3,4))
t(lambda: I.accumulate([1], foo=1))
t(lambda: I.accumulate([1], iterable=[2]))
t(lambda: L(I.batched('ABCDEFG',3)))
t(lambda: L(I.batched('ABCDEFG',3,strict=True)))
t(lambda: I.batched('A',0))
t(lambda: I.batched('A'))
t(lambda: I.batched('A',n='x'))
t(lambda: I.batched(1,2))
t(lambda: L(I.batched('AB',2,strict=1)))
t(lambda: L(I.chain('ab',[1],())))
t(lambda: L(I.chain()))
t(lambda: L(I.chain.from_iterable(['ab','c'])))
t(lambda: L(I.chain(1)))
t(lambda: I.chain(x=1))
t(lambda: I.chain.from_iterable())
t(lambda: L(I.chain.from_iterable([1])))
t(lambda: I.chain[int])
t(lambda: L(I.compress('ABCDEF',[1,0,1,0,1,1])))
t(lambda: I.compress('a'))
t(lambda: I.compress(1,2))
t(lambda: L(I.dropwhile(lambda x:x<3,[1,2,3,1])))
t(lambda: L(I.takewhile(lambda x:x<3,[1,2,3,1])))
t(lambda: L(I.filterfalse(None,[0,1,'',2])))
t(lambda: L(I.filterfalse(lambda x:x%2,range(6))))
t(lambda: I.takewhile(1))
t(lambda: L(I.takewhile(1,[1])))
t(lambda: L(I.starmap(pow if 0 else (lambda a,b:a+b),[(1,2),(3,4)])))
t(lambda: L(I.starmap(len,[1])))
t(lambda: L(I.starmap(len, [([1],)])))
t(lambda: [(k,L(g)) for k,g in I.groupby('AAAABBBCCD')])
t(lambda: [(k,L(g)) for k,g in I.groupby([1,3,2,4,5],lambda x:x%2)])
t(lambda: [k for k,g in I.groupby('AAAABBB')])
t(lambda: I.groupby())
t(lambda: I.groupby([],1,2))
def gg():
    it=I.groupby('aabbc'); k1,g1=next(it); k2,g2=next(it); return L(g1),L(g2),len(L(it))
t(gg)
t(lambda: L(I.islice('ABCDEFG',2)))
t(lambda: L(I.islice('ABCDEFG',2,4)))
t(lambda: L(I.islice('ABCDEFG',2,None)))
t(lambda: L(I.islice('ABCDEFG',0,None,2)))
t(lambda: I.islice('A'))
t(lambda: I.islice('A',-1))
t(lambda: I.islice('A','x'))
t(lambda: I.islice('A',1,2,0))
t(lambda: I.islice('a',1,'x'))
t(lambda: I.islice('a',-1,2))
t(lambda: L(I.islice('abcdef',1,5,3)))
t(lambda: L(I.pairwise('ABCD')))
t(lambda: L(I.pairwise('A')))
t(lambda: L(I.pairwise([])))
t(lambda: L(I.permutations('ABC',2)))
t(lambda: L(I.permutations(range(3))))
t(lambda: L(I.permutations('AB',3)))
t(lambda: L(I.permutations('AB',0)))
t(lambda: I.permutations('A',-1))
t(lambda: I.permutations('A','x'))
t(lambda: I.permutations())
t(lambda: L(I.combinations('ABCD',2)))
t(lambda: L(I.combinations('AB',3)))
t(lambda: L(I.combinations('AB',0)))
t(lambda: I.combinations('A',-1))
t(lambda: I.combinations('A'))
t(lambda: L(I.combinations(range(4),3)))
t(lambda: L(I.combinations_with_replacement('ABC',2)))
t(lambda: L(I.combinations_with_replacement('',2)))
t(lambda: L(I.combinations_with_replacement('',0)))
t(lambda: L(I.combinations_with_replacement('AB',3)))
t(lambda: L(I.product('AB','xy')))
t(lambda: L(I.product([0,1],repeat=3)))
t(lambda: L(I.product()))
t(lambda: L(I.product('ab',repeat=0)))
t(lambda: I.product('a',repeat=-1))
t(lambda: I.product('a',x=1))
t(lambda: L(I.product('ab',[])))
t(lambda: I.product(1))
t(lambda: I.product('a', repeat='x'))
t(lambda: [L(x) for x in I.tee([1,2,3],3)])
t(lambda: I.tee([1],-1))
t(lambda: I.tee([1],0))
t(lambda: I.tee())
t(lambda: I.tee(1))
def tt():
    a, b = I.tee(range(200))
    x = [next(a) for _ in range(100)]
    c, d = I.tee(a)
    return L(b) == L(range(200)), L(a) == L(range(100, 200)), L(c)[:3], L(d)[:2]


t(tt)
t(lambda: L(I.zip_longest('ABC', 'xy', fillvalue='-')))
t(lambda: L(I.zip_longest([1, 2], [3])))
t(lambda: L(I.zip_longest()))
t(lambda: I.zip_longest('a', foo=1))
t(lambda: I.zip_longest(1))


class C(I.count): pass
t(lambda: L(I.islice(C(5),2)))
t(lambda: repr(C(5)))
class C2(I.chain):
    def __init__(self,*a,**k): self.k=k
t(lambda: (L(C2('a')), C2('b').k))


def first(*a):
    return a[0]


def show(name, o):
    kinds = [type(x).__name__ if not isinstance(x, (int, tuple)) else x for x in gc.get_referents(o)]
    kinds = ["tuple" if isinstance(x, tuple) and x and hasattr(x[0], "__length_hint__") else x for x in kinds]
    print(name, kinds, gc.is_tracked(o), sys.getsizeof(o), sys.getrefcount(o))


for name, o in [
    ("chain", I.chain([1, 2], [3])), ("accumulate", I.accumulate([1, 2], first, initial=7)), ("cycle", I.cycle([1, 2])),
    ("combinations", I.combinations([1, 2, 3], 2)), ("groupby", I.groupby([1, 2, 3], first)), ("islice", I.islice([1, 2, 3], 2)),
    ("pairwise", I.pairwise([1, 2, 3])), ("permutations", I.permutations([1, 2, 3])), ("product", I.product([1, 2], [3])),
    ("count", I.count(5, 2)), ("count", I.count(5)), ("C", C(3)), ("tee", I.tee([1])[0]), ("batched", I.batched([1], 1)),
    ("compress", I.compress([1], [1])), ("takewhile", I.takewhile(first, [1])), ("starmap", I.starmap(first, [(1,)])),
    ("repeat", I.repeat(7)), ("filterfalse", I.filterfalse(first, [0])),
]:
    show(name, o)
    next(o)
    show(name, o)
l = []
l.append(I.cycle(l))
del l
print(gc.collect())
d = {}
d["x"] = I.tee([d])[0]
next(d["x"])
del d
print(gc.collect())


def endless():
    log = []
    class Item:
        def __del__(self):
            log.append("died")
    it = I.chain([Item()], [1])
    next(it)
    log.append("next")
    next(it)
    del it
    return log


print(endless())
it = I.chain.from_iterable(it for it in ([1], [2]))
print(it.__iter__() is it, iter(it) is it, it.__next__(), next(it), next(it, "end"))
print(type(I.count()), I.count.__name__, isinstance(I.count(), I.count))
