"""A random program by its seed."""

from .scenes import Scenes

PRELUDE = """\
import gc
import sys
import weakref


def chain(error, depth=0):
    print('chain', depth, type(error).__name__, error, error.__suppress_context__)
    for name in ('__cause__', '__context__'):
        other = getattr(error, name)
        if other is not None and depth < 4:
            print(name)
            chain(other, depth + 1)


class Manager:
    def __init__(self, name): self.name = name
    def __enter__(self):
        print('enter', self.name)
        return self.name
    def __exit__(self, kind, value, trace):
        print('exit', self.name, kind and kind.__name__, value)
        if self.name == 'fail': raise RuntimeError('exit failed')
        return self.name == 'swallow'
"""
TRACED = """\
def traced(function):
    def wrapper(*args, **kw):
        print('calling', function.__name__)
        return function(*args, **kw)
    return wrapper


def repeated(times):
    def decorate(function):
        def wrapper(*args, **kw):
            return [function(*args, **kw) for _ in range(times)][-1]
        return wrapper
    return decorate
"""
DESCRIBED = """\
class Described:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, instance, owner):
        return (self.name, owner.__name__, instance is None)
    def __set__(self, instance, value): print('described', self.name, value)
"""


class Program(Scenes):
    @property
    def globals(self):
        return self.scope.names["int"]

    def write(self):
        for part in (PRELUDE, TRACED, DESCRIBED):
            self.line(part.rstrip("\n"))
        for _ in range(self.number(2, 4)):
            self.assign()
        self.top = list(self.scope.names["int"])
        parts = [
            self.function,
            self.function,
            self.klass,
            self.klass,
            self.instance,
            self.use,
            self.use,
            self.attribute,
            self.generator,
            self.managed,
            self.weak,
            self.cycle,
            self.closures,
            self.arguments,
            self.sorting,
            self.deaths,
            self.deaths,
            self.references,
            self.references,
            self.attempt,
            self.repeat,
            self.called,
            self.called,
        ]
        while len(self.lines) < self.limit:
            if self.often(0.35):
                self.statement()
            else:
                self.one(parts)()
        if self.often(0.15):
            self.line(
                self.one(
                    [
                        "raise ValueError('last')",
                        "undefined",
                        "1 // 0",
                        "raise KeyError('a') from TypeError('b')",
                        "sys.exit(3)",
                        "sys.exit()",
                        "sys.exit('message')",
                        "raise SystemExit",
                    ]
                )
            )
        self.line("print('end')")
        return "\n".join(self.lines) + "\n"

    def called(self):
        name = self.bound("function") or self.function()
        if self.costs[name] > 300:
            return self.show()
        with self.guard():
            self.line(f"print({self.calling(name)})")
            if self.often(0.3):
                self.line(
                    f"print({name}({self.one(['', '1', '1, 2, 3, 4, 5, 6', 'zz=1', '*[1, 2]', '**dict(a0=1)'])}))"
                )


def program(seed):
    """The source of a seed's program."""
    made = Program(seed)
    made.limit = made.number(110, 210)
    return made.write()
