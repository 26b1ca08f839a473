import contextlib, io, sys
@contextlib.contextmanager
def cm(x):
    """doc"""
    print("in", x)
    try: yield x
    except ValueError as e: print("caught", e)
    finally: print("out")
with cm(1) as v: print(v)
with cm(2): raise ValueError("q")
try:
    with cm(3): raise KeyError("k")
except KeyError as e: print("KE", e)
@cm(4)
def dec(): print("dec")
dec(); dec()
@contextlib.contextmanager
def bad():
    if 0: yield
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextlib.contextmanager
def bad2(): yield; yield
try:
    with bad2(): pass
except RuntimeError as e: print(e)
with contextlib.ExitStack() as st:
    st.callback(print, "cb", 1); st.enter_context(cm(5)); st.push(lambda *a: print("exit", a[0]) or True)
    raise ValueError("z")
print("after")
try:
    with contextlib.ExitStack() as st:
        st.callback(lambda: 1/0)
        raise ValueError("first")
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
try: contextlib.ExitStack().enter_context(3)
except TypeError as e: print(e)
with contextlib.suppress(KeyError, IndexError): {}[1]
print(contextlib.nullcontext(3).__enter__())
class Cl:
    def close(self): print("closed")
with contextlib.closing(Cl()) as c: print("using")
s = io.StringIO()
with contextlib.redirect_stdout(s): print("hidden")
print(repr(s.getvalue()))
def gen():
    with contextlib.suppress(ValueError): yield 1
@contextlib.contextmanager
def si():
    yield
try:
    with si(): raise StopIteration("x")
except StopIteration as e: print("SI", e)
except RuntimeError as e: print("RE", e)
