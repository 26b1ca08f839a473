"""The text of a program under way, and what its names hold."""

import contextlib
import random

KINDS = ("int", "str", "list", "tuple", "dict", "set", "object", "function", "class", "manager", "reference")


class Scope:
    """The names that are bound for sure at this place of the program, by the kind of what they hold."""

    def __init__(self, parent=None, isFunction=False):
        self.names = {kind: list(parent.names[kind]) if parent else [] for kind in KINDS}
        # Names that may be bound here: a function reads its surroundings and binds its own.
        self.own = {kind: [] if isFunction or not parent else list(parent.own[kind]) for kind in KINDS}
        self.isFunction = isFunction or bool(parent and parent.isFunction)


class Source:
    """A program being written, line by line, by one seeded source of chance."""

    def __init__(self, seed):
        self.chance = random.Random(f"program {seed}")
        self.lines = []
        self.depth = 0
        self.scope = Scope()
        self.counts = {}
        self.loops = 0
        self.signatures = {}
        self.members = {}
        self.costs = {}

    # Chance

    def one(self, items):
        return self.chance.choice(items)

    def some(self, items, least=0):
        return self.chance.sample(items, self.chance.randint(min(least, len(items)), len(items)))

    def often(self, probability):
        return self.chance.random() < probability

    def number(self, low, high):
        return self.chance.randint(low, high)

    # Text

    def line(self, text):
        for part in text.split("\n"):
            self.lines.append("    " * self.depth + part)

    @contextlib.contextmanager
    def block(self, header):
        """The body of a compound statement; what it binds is not known to be bound behind it."""
        self.line(header)
        outer = self.scope
        self.scope = Scope(outer)
        self.depth += 1
        written = len(self.lines)
        try:
            yield
            if len(self.lines) == written:
                self.line("pass")
        finally:
            self.depth -= 1
            self.scope = outer

    @contextlib.contextmanager
    def body(self, header):
        """The body of a function."""
        outer, loops = self.scope, self.loops
        with self.block(header):
            self.scope = Scope(outer, isFunction=True)
            self.loops = 0
            yield
        self.loops = loops

    @contextlib.contextmanager
    def loop(self, header):
        self.loops += 1
        with self.block(header):
            yield
        self.loops -= 1

    @contextlib.contextmanager
    def guard(self):
        """A try statement that shows what is raised in it."""
        with self.block("try:"):
            yield
        kind = self.one(["Exception", "Exception", "BaseException", "(TypeError, ValueError, LookupError)"])
        if kind.startswith("("):
            with self.block(f"except {kind} as error:"):
                self.line("print('listed', type(error).__name__, error)")
            kind = "Exception"
        with self.block(f"except {kind} as error:"):
            self.line("print(type(error).__name__, error)")

    # Names

    def fresh(self, kind):
        """A name that nothing has yet."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        prefix = {"class": "C", "set": "e", "object": "ob", "reference": "re", "manager": "m"}.get(kind)
        return (prefix or (kind[0] if kind in KINDS else kind)) + str(self.counts[kind])

    def bound(self, kind):
        """A bound name of this kind, or None."""
        names = self.scope.names[kind]
        return self.one(names) if names else None

    def bind(self, kind, name=None):
        """A name to bind to a value of this kind: a new one, or one that this scope has."""
        own = self.scope.own[kind]
        if name is None:
            name = self.one(own) if own and self.often(0.35) else self.fresh(kind)
        return name

    def keep(self, kind, name):
        """Says that a name holds a value of this kind from here on."""
        if name not in self.scope.names[kind]:
            self.scope.names[kind].append(name)
        if name not in self.scope.own[kind]:
            self.scope.own[kind].append(name)
        return name

    def forget(self, kind, name):
        for names in (self.scope.names[kind], self.scope.own[kind]):
            if name in names:
                names.remove(name)
