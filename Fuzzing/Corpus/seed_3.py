    print('value', dict(enumerate(a0)), float(5), end=';\n')
    e3 = e1
    return a0
try:
    print(f1(('Ünïcode' * 0)))
except Exception as error:
    print(type(error).__name__, error)
l1: int = sorted([256, -5], key=lambda v: -v, reverse=True)
s1 = f1(f'{'A-B-C'!a}')
del s1
try:
    print(s1)
except Exception as error:
    print(type(error).__name__, error)
total = 0
def add(n):
    global total
    total += n
    return total
print(add(1), add(2), total, [add(i) for i in range(3)], globals()['total'])
class C1(tuple):
    shared = i1
    tag = 'fixed'
    link = None
    def __repr__(self):
        return f'<C1 {self.tag!r}>'
    def __missing__(self, key):
        return ('missing', key)
    def __call__(self, *args, **kwargs):
        return (self.tag, args, kwargs)
    @property
    def label(self):
        return ('label', self.tag)
    @label.setter
    def label(self, value):
        print('label set', value)
    def method(self, x=None):
        return (x, sys.getrefcount(self))
ob1 = C1()
try:
    type(ob1).late = lambda self: 'late'
    print(ob1.late())
    print('done ob1')
except Exception as error:
    print(type(error).__name__, error)
pass
for i2, _v in list(dict({(): 3, (i1 >> 4): i1}).items())[:4]:
    print('now', ((1e10 + -9223372036854775808) * i1), sep='|')
    if ('zz' in '0'): break
    for i3, _v in list({x: str(x) for x in 'A-B-C' if x}.items())[:4]: