# Calls of classes with their arguments in a tuple: what they come to in a loop, and the counts meanwhile.
import sys

class C:
    def __init__(self,a,b): self.a=a
for i in range(3):
    av=[i,2]
    c=C(*av)
    print(i, c.a)
    try: C(*(1,2),**{})
    except Exception as e: print(e)
class D:
    def __init__(self,a,b): raise ValueError('x')
for i in range(3):
    try: D(*[1,2])
    except ValueError as e: print(e)
class E:
    def __init__(self,a,b): return 5
for i in range(3):
    try: E(*[1,2])
    except TypeError as e: print(e)
for i in range(3):
    try: E(1,2)
    except TypeError as e: print(e)

class F:
    def __init__(self,a,b): print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(self))
x,y=[],[]
F(*(x,y)); F(*[x,y]); F(x,y); F(x,*[y]); F(*[x],b=y); F(**{'a':x,'b':y})
t=(x,y)
F(*t)
class G(F): pass
G(*t); G(x,y)
