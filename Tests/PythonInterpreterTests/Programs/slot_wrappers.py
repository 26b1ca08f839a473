def attempt(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
d = {}
dict.__setitem__(d, 'a', 1); print(d)
print(dict.__getitem__(d, 'a'), [].__len__(), 'abc'.__len__(), (1).__add__(2), int.__add__(1, 2))
print(object.__repr__(3)[:16], (1).__radd__(5), (5).__rsub__(7), 'a'.__add__('b'))
print((1).__eq__(1), (1).__eq__(1.0), (1.0).__eq__(1), [].__eq__(()), 'a'.__lt__('b'), (1).__lt__('a'))
print((1).__add__(1.5), (1.5).__add__(1))
attempt(list.__len__, {})
attempt(list.__len__)
attempt(list.append, {}, 1)
attempt(list.append)
attempt([].__len__, 1)
attempt([].__setitem__, 1)
print([].__len__.__name__, list.__len__.__qualname__, list.__len__)
print(type([].__len__), type(list.__len__), type(list.append), type(list.__new__))
class L(list):
    def __len__(self): return 42
    def __getitem__(self, i): return ('got', super().__getitem__(i))
    def __init__(self, *a):
        super().__init__(*a)
        self.n = 1
l = L([1, 2, 3])
print(len(l), list.__len__(l), l[0], list.__getitem__(l, 1), l.n, l)
class D(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)
    def __missing__(self, k): return k
x = D(a=1); x['b'] = 2; print(x, x['zz'])
class P:
    def __init__(self, a): self.a = a
class Q(P):
    def __init__(self, a, b):
        super().__init__(a)
        object.__setattr__(self, 'b', b)
    def __setattr__(self, n, v):
        print('set', n); super().__setattr__(n, v)
    def __getattribute__(self, n):
        return object.__getattribute__(self, n)
    def __delattr__(self, n):
        print('del', n); super().__delattr__(n)
q = Q(1, 2); print(q.a, q.b); del q.a
attempt(getattr, q, 'a')
class N:
    def __new__(cls, *a):
        o = super().__new__(cls); o.args = a; return o
print(N(1, 2).args)
class I(int):
    def __new__(cls, v): return super().__new__(cls, v + 1)
    def __add__(self, o): return I(int.__add__(self, o))
print(I(3), I(3) + 1, type(I(3) + 1).__name__)
class T(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
print(T(1, 2, 3), T(1, 2) == (1, 2), T(1,2) + (3,))
class S(str):
    def __new__(cls, v): return str.__new__(cls, v.upper())
print(S('abc'), repr(S('q')))
attempt(object, 1); attempt(P); attempt(object().__init__, 1)
class E0: pass
attempt(E0, 1); attempt(E0().__init__, 1); attempt(object.__new__, E0, 1); attempt(object.__new__, list); attempt(object.__new__, 3); attempt(object.__new__)
attempt(list.__new__, E0)
print('__len__' in dir(list), 'append' in dir([]), '__init_subclass__' in dir(object))
class Err(Exception):
    def __init__(self, code): super().__init__(f'code {code}'); self.code = code
    def __str__(self): return 'E:' + super().__str__()
e = Err(3); print(e, e.args, repr(e))
attempt(Exception, x=1)
attempt(ImportError, 'm', name='n')
print(ImportError('m', name='n').name)
class H:
    def __eq__(self, o): return NotImplemented
    __hash__ = object.__hash__
print(H() == H(), hash(H()) != 0, H() != 3)
print(type.__call__(list, 'ab'), type.__repr__(list), type(list).__name__)
print(list.__doc__ is None or isinstance(list.__doc__, str), int.__name__, int.__bases__, bool.__mro__, bool.__base__)
print(isinstance(list.__dict__, type(int.__dict__)), sorted(vars(P))[:3])
print([1,2].__contains__(2), {1:2}.__contains__(1), [3].__iter__().__next__(), (1).__bool__(), (5).__neg__(), (5).__index__(), (2).__pow__(5), (7).__divmod__(2), (7).__rdivmod__(20))
print((3).__format__('5'), object().__sizeof__(), [].__sizeof__(), (3).__sizeof__())
attempt(object().__format__, 'x')
attempt([1].__add__, 3)
attempt((1).__setattr__, 'x', 1)
attempt(setattr, 1, 'x', 2)
attempt(setattr, int, 'x', 2)
attempt(setattr, object(), 'x', 2)
import_ = __import__('sys'); print(import_.__name__)
attempt(isinstance, 1, 1); attempt(issubclass, 1, int); attempt(issubclass, int, 1)
