# Where a call takes a tuple of its arguments: after a full collection the free lists are empty, so that each tuple is an object more.
import gc
import sys
import weakref

gc.disable()


class Plain:
    def __init__(self, x):
        self.x = x


class Loose:
    def __init__(self, *args, **keywords):
        pass


class Making:
    def __new__(cls, x):
        return object.__new__(cls)


class Derived(Plain):
    def __init__(self, x):
        super().__init__(x)


class Callable:
    def __call__(self, x):
        pass


class Meta(type):
    pass


class Error(Exception):
    pass


class Silent:
    def __getattr__(self, name):
        return 1


class Asked:
    value = 1

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


def function(x):
    pass


def several(*args, **keywords):
    pass


plain, callable_, silent, asked, error = Plain(1), Callable(), Silent(), Asked(), Error(1)
bound = plain.__init__
items, three, table, names, numbers = [1], [1, 2, 3], {"a": 1}, {"k": 1}, {1}

SNIPPETS = """
str(5)
str(plain)
int('5')
int(5.5)
float('1')
bytes(3)
bytearray(3)
complex(1, 2)
list((1,))
dict(a=1)
range(3)
slice(1)
zip(items, items)
list(map(str, items))
list(map(Plain, items))
property(None)
classmethod(plain)
type(plain)
super(Plain, plain)
ValueError('x')
ValueError(1, 2)
Error('x')
Plain(1)
Plain(x=1)
Loose(1, y=2)
Making(1)
Derived(1)
callable_(1)
callable_(x=1)
bound(1)
weakref.ref(plain)
function(1)
function(x=1)
function(*(1,))
function(*[1])
function(**{'x': 1})
several(1, 2)
several(*three)
several(1, *three, **names)
Plain(*(1,))
Plain(*[1])
gc.get_referrers(plain)
gc.get_referents(plain)
gc.set_threshold(700, 10, 10)
sys.getsizeof(plain)
max(1, 2)
sorted([2, 1])
getattr(plain, 'y', None)
hasattr(plain, 'y')
silent.anything
asked.value
table.update({})
table.update(a=1)
table.get('a')
'{}'.format(1)
'abc'.find('b')
'abc'.startswith('a')
b'abc'.count(b'b')
numbers.update([1])
numbers.union([1])
items.__len__()
list.__len__(items)
items.__eq__(items)
object.__new__(Plain)
int.__new__(int, 5)
plain.__setattr__('x', 1)
(5).__add__(3)
items[0:1]
class X: pass
class X(Plain): pass
class X(Plain, metaclass=Meta): pass
type('X', (), {})
Meta('X', (), {})
""".strip().split("\n")

for number, snippet in enumerate(SNIPPETS):
    exec(f"def probe():\n  gc.collect()\n  {snippet}\n  return gc.get_count()[0]\n")
    # The instruction is made for what it meets sooner or later.
    counts = [probe() for attempt in range(10)]
    print(snippet, counts if len(set(counts)) > 1 else counts[0])
