"""A program of heap operations under construction: its lines, and a rough idea of which names are bound to what."""

import json
import random

# What weak references may be made to, what attributes may be set on, and what has items.
WEAKLY_REFERENCED = (
    "instance", "list subclass", "dict subclass", "set", "frozenset", "function", "method", "generator", "deque",
    "ordered dict", "module", "partial",
)  # fmt: skip
ATTRIBUTED = ("instance", "list subclass", "dict subclass", "namespace", "function")
SEQUENCES = ("list", "list subclass", "deque")
MAPPINGS = ("dict", "dict subclass", "ordered dict")
NAMES = ("a", "b", "c", "left", "right", "me")


class Program:
    """Operations, made at random. An operation that turns out wrong is one more question: both sides answer it alike."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.operations = []
        self.names = {}
        self.classes = {}
        self.serial = 0

    @property
    def lines(self):
        return [json.dumps(operation, separators=(",", ":")) for operation in self.operations]

    # Choices.

    def chance(self, probability):
        return self.random.random() < probability

    def choose(self, choices):
        return self.random.choice(choices)

    def number(self, first, last):
        return self.random.randint(first, last)

    # Names.

    def fresh(self, prefix="n"):
        self.serial += 1
        return f"{prefix}{self.serial}"

    def bound(self, *kinds):
        """A name that is bound to an object of one of these kinds (of any without kinds), or None."""
        known = [name for name, kind in self.names.items() if not kinds or kind in kinds]
        return self.choose(known) if known else None

    def object(self, *kinds):
        """The path to an object of one of these kinds, which is made if there is none."""
        name = self.bound(*kinds)
        if name is None:
            name = self.made("list", "[]") if not kinds or "list" in kinds else self.instance()
        return "@" + name

    # Operations.

    def add(self, operation, **members):
        self.operations.append({"op": operation, **members})

    def make(self, label, kind, **members):
        """Makes an object of an operation's kind and binds it to a new name."""
        name = self.fresh()
        self.add("new", name=name, kind=kind, **members)
        self.names[name] = label
        return name

    def made(self, label, expression):
        """Binds what a Python expression makes to a new name; the object gets a label of its own."""
        return self.make(label, "inst", cls=f"(lambda: {expression})")

    def execute(self, *lines):
        self.add("exec", src="\n".join(lines) + "\n")

    def define(self, name, *lines):
        """Executes a class statement; instances can be made of the class from then on."""
        self.execute(*lines)
        self.classes[name] = "instance"

    def forget(self, name):
        self.add("unbind", name=name)
        self.names.pop(name, None)

    def instance(self):
        name = self.choose(list(self.classes)) if self.classes else self.plain_class()
        return self.make(self.classes[name], "inst", cls=name)

    def plain_class(self):
        name = self.fresh("C")
        self.add("class", name=name, **{"del": "log"})
        self.classes[name] = "instance"
        return name

    # Values.

    def atom(self):
        whole = {"int": self.choose([300, 4096, 2**30 - 1, 2**31, 10**21])}
        text = {"rstr": self.choose(["made", "two words", "x_1"])}
        return self.choose([None, True, False, 0, 7, -5, 255, 256, "k", "left", "né", whole, text])

    def value(self):
        """An object that is there already, most of the time; else an atom or a small tuple."""
        name = self.bound()
        if name is None or self.chance(0.2):
            return self.atom()
        if self.chance(0.1):
            return {"tuple": ["@" + name, self.atom()]}
        return "@" + name

    def values(self, most):
        return [self.value() for _ in range(self.number(0, most))]
