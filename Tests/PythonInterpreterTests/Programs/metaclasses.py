def attempt(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
class M(type):
    def __prepare__(name, bases, **kw):
        print('prepare', name, bases, kw); return {}
    def __new__(m, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', cls.__name__, a, k); return super().__call__(*a, **k)
    def hello(cls): return 'hello from ' + cls.__name__
    @property
    def prop(cls): return 'prop of ' + cls.__name__
    def __len__(cls): return 7
    def __getitem__(cls, k): return k
    def __iter__(cls): return iter([1, 2])
    def __contains__(cls, x): return x == 5
    def __repr__(cls): return f'<M {cls.__name__}>'
    def __instancecheck__(cls, o): return o == 42
    def __subclasscheck__(cls, c): return c is int
    def __getattr__(cls, n): return 'meta ' + n
class A(metaclass=M, key=1):
    x = 1
    def __init__(self, v=0): self.v = v
class B(A): pass
print(type(A), type(B), A.hello(), B.prop, len(A), A['k'], list(A), 5 in A, A)
print(B(3).v, isinstance(42, A), isinstance(A(), B), issubclass(int, A), A.nope)
attempt(lambda: A().hello)
class M2(type): pass
attempt(lambda: type('C', (A,), {}, ))
def conflict():
    class X(metaclass=M2): pass
    class Y(A, X): pass
attempt(conflict)
C = type('C', (), {'a': 1, 'f': lambda self: self.a})
print(C.__name__, C().f(), C.__module__, C.__qualname__, C.__bases__)
attempt(type, 1, 2, 3); attempt(type, 'a', 2, 3); attempt(type, 'a', (), 3); attempt(type, 'a', (1,), {}); attempt(type)
attempt(type, 1, 2)
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw); cls.subs.append((cls.__name__, tag))
class S1(Base, tag='t'): pass
class S2(Base): pass
print(Base.subs)
def bad():
    class S3(Base, other=1): pass
attempt(bad)
class Desc:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, o, t=None): return (self.name, o is None, t.__name__)
    def __set__(self, o, v): print('set', self.name, v)
    def __delete__(self, o): print('delete', self.name)
class W:
    d = Desc()
print(W.d, W().d); w = W(); w.d = 5; del w.d; w.__dict__['d'] = 1; print(w.d)
class NonData:
    def __get__(self, o, t): return 'nd'
class V: n = NonData()
v = V(); print(v.n); v.n = 3; print(v.n)
class GA:
    def __mro_entries__(self, bases): return (W,)
class FromGA(GA()): pass
print(FromGA.__mro__[1:2], FromGA.__orig_bases__[0].__class__.__name__)
class Sl:
    __slots__ = ('a', '__b')
    def __init__(self): self.a = 1
s = Sl(); print(s.a)
attempt(lambda: s.zz); attempt(setattr, s, 'q', 1)
attempt(lambda: Sl.a.__get__(s)); print(Sl.a, Sl.__slots__)
for slots in [('a', 'a'), ('1a',), (3,), ('__dict__', '__dict__')]:
    attempt(lambda: type('Z', (), {'__slots__': slots}).__slots__)
attempt(lambda: type('Z', (), {'__slots__': ('a',), 'a': 1}))
class X1: pass
class X2: pass
x = X1(); x.__class__ = X2; print(type(x).__name__)
attempt(setattr, x, '__class__', int); attempt(setattr, x, '__class__', 3)
X1.__name__ = 'Renamed'; print(X1.__name__, X1.__qualname__); X1.__qualname__ = 'Q.R'; print(X1)
class Y1: z = 'y1'
class Y2: z = 'y2'
class Y3(Y1): pass
print(Y3.z); Y3.__bases__ = (Y2,); print(Y3.z, Y3.__mro__[1].__name__, Y3().z)
attempt(setattr, Y3, '__bases__', ()); attempt(setattr, Y3, '__bases__', 3); attempt(setattr, Y2, '__bases__', (Y3,))
print(Y2.__subclasses__(), Y1.__subclasses__())
class MRO(type):
    def mro(cls): return [cls, Y2, object]
class Z(metaclass=MRO): pass
print(Z.z, Z.__mro__)
class Cell:
    def f(self): return __class__
print(Cell().f())
class Abs:
    def m(self): pass
Abs.__abstractmethods__ = frozenset(['m'])
attempt(Abs)
class Prop:
    def __init__(self): self._x = 1
    @property
    def x(self): "doc of x"; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): print('deleting')
    ro = property(lambda self: 1)
    @staticmethod
    def st(a): return a
    @classmethod
    def cl(cls): return cls.__name__
p = Prop(); p.x = 4; print(p.x, Prop.x.__doc__, Prop.x.fget.__name__); del p.x
attempt(setattr, p, 'ro', 1); attempt(delattr, p, 'ro')
print(Prop.st(3), p.st(4), Prop.cl(), p.cl(), Prop.__dict__['cl'].__func__.__name__)
class Un:
    def __eq__(self, o): return True
attempt(hash, Un()); print(Un.__hash__)
class Op:
    def __init__(self, n): self.n = n
    def __add__(self, o): return f'{self.n}+'
    def __radd__(self, o): return f'+{self.n}'
    def __iadd__(self, o): self.n += '!'; return self
    def __matmul__(self, o): return '@'
    def __rsub__(self, o): return NotImplemented
class Op2(Op):
    def __radd__(self, o): return f'sub+{self.n}'
print(Op('a') + Op('b'), Op('a') + Op2('b'), 1 + Op('c'), Op('x') @ 1)
o = Op('i'); o += 1; print(o.n)
attempt(lambda: 1 - Op('z')); attempt(lambda: Op('z') - 1); attempt(lambda: Op('z') < Op('y'))
class B1:
    def __bool__(self): return 3
attempt(bool, B1())
class L1:
    def __len__(self): return -1
attempt(len, L1()); attempt(bool, L1())
class It:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(It()), 10 in It(), [*It()])
class C1:
    def __contains__(self, x): return 'yes'
print(3 in C1())
class Ctx:
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out', a[0].__name__ if a[0] else None); return True
with Ctx() as c: raise ValueError
attempt(lambda: super().x)
class Sup:
    def f(self): return super().__class__, super(Sup, self).__init__, super(Sup).__thisclass__
print(Sup().f()[0], Sup().f()[2])
attempt(super, 1, 2)
attempt(super, int, 'a')
