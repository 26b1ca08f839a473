import inspect, numbers, sys, types
def f(a, b=2, /, c: int = 3, *args: str, d, e=5, **kw) -> bool: pass
print(inspect.signature(f), repr(inspect.signature(f)), inspect.getfullargspec(f))
s = inspect.signature(f)
print([ (p.name, str(p.kind), p.default, p.annotation) for p in s.parameters.values()])
b = s.bind(1, 2, 3, 4, d=5, z=6); print(b, b.args, b.kwargs); b = s.bind(1, d=2); b.apply_defaults(); print(b)
for a, k in [((), {}), ((1,), {}), ((1,), {"a": 1, "d": 1}), ((1,2,3),{"c":3,"d":1})]:
    try: print(s.bind(*a, **k))
    except TypeError as e: print(e)
class C:
    """doc of C
        more"""
    x = 1
    def __init__(self, q, *, r=1): pass
    def m(self, z): pass
    @classmethod
    def c(cls, y): pass
    @staticmethod
    def st(w): pass
    @property
    def p(self): return 1
print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.c), inspect.signature(C.st), inspect.getdoc(C))
import functools
print(inspect.signature(functools.partial(f, 1, e=9)), inspect.signature(lambda x, *, y: 0))
@functools.wraps(f)
def w(*a): pass
print(inspect.signature(w), inspect.unwrap(w) is f)
print([n for n, v in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(C), [n for n, v in inspect.getmembers(C(1)) if not n.startswith("__")])
def g():
    fr = inspect.currentframe()
    info = inspect.getframeinfo(fr)
    return fr.f_code.co_name, info.function, info.lineno, [x.function for x in inspect.stack()][:2], "fr" in inspect.getargvalues(fr).locals
print(g())
try: 1/0
except ZeroDivisionError: print([x.function for x in inspect.trace()])
print(inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isclass(C), inspect.ismodule(sys), inspect.isbuiltin(len), inspect.isroutine(len), inspect.isgeneratorfunction(g), inspect.iscode(f.__code__), inspect.isdatadescriptor(C.__dict__["p"]), inspect.ismethoddescriptor(str.join), inspect.isgenerator((i for i in [])), inspect.isabstract(C), inspect.isabstract(numbers.Number))
def gen(): yield
gg = gen(); print(inspect.getgeneratorstate(gg)); next(gg); print(inspect.getgeneratorstate(gg)); gg.close(); print(inspect.getgeneratorstate(gg))
def outer():
    v = 1
    def inner(): return v, len, zzz, f
    return inner
cv = inspect.getclosurevars(outer()); print(cv.nonlocals, list(cv.globals), list(cv.builtins), cv.unbound)
print(inspect.cleandoc("  a\n    b\n    c"), type(inspect.getattr_static(C, "p")), sorted(inspect.getcallargs(f, 1, d=3).items()), inspect.get_annotations(f))
try: inspect.signature(3)
except TypeError as e: print(e)
print(inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, default=3), inspect.signature(f) == inspect.signature(f), inspect.signature(f).replace(return_annotation=int))
try: inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)])
except ValueError as e: print(e)
print(isinstance(3, numbers.Integral), isinstance(3.0, numbers.Real), isinstance(3.0, numbers.Integral), isinstance(1j, numbers.Complex), issubclass(bool, numbers.Number))
print(types.SimpleNamespace(a=1), types.new_class("K", (), {}, lambda ns: ns.update(z=3)).z, types.resolve_bases((int,)), types.FunctionType.__name__, isinstance(f, types.FunctionType), types.get_original_bases(C))
