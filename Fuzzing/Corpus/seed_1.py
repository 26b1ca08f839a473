    '''f1 documented.'''
    print('now', int(s2.startswith('tab\t')))
    i1 = 2
    def inner1(step=1):
        return i1, ({'12': 2} is not None)
    print(inner1(), inner1(5), i1, inner1.__code__.co_freevars, sys.getrefcount(inner1))
    return sum(x for x in range(2) if x % 2 == 0)
try:
    print(f1(s1))
except Exception as error:
    print(type(error).__name__, error)
class K: pass
print(sys.getrefcount(K))
k = K()
print(sys.getrefcount(K))
class L(K): pass
print(sys.getrefcount(K), sys.getrefcount(L))
del L
gc.collect()
print(sys.getrefcount(K))
try:
    print(f1((s2 or 'count')))
    print(f1(**dict(a0=1)))
except Exception as error:
    print(type(error).__name__, error)
print(sys.getrefcount({}))
class C1:
    shared = [100000000000000000000, 0, 100, 8]
    def __init__(self, tag=True, *rest, **named):
        self.tag = tag
        self.link = None
    def __repr__(self):
        return f'<C1 {self.tag!r}>'
    @property
    def label(self):
        return ('label', self.tag)
    @label.setter
    def label(self, value):
        print('label set', value)
    @staticmethod
    def still(x=0):
        return x
    described = Described()
    def method(self, x=None):
        return self.tag
ob1 = C1(1)
try:
    ob1[10] = 1
    print(ob1)
except (TypeError, ValueError, LookupError) as error: