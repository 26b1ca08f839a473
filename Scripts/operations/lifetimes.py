"""Scenes of finalizers, weak references and the collector at work in the midst of something else."""

from .definitions import Definitions

# What a finalizer or a callback does, beside saying that it was called. `{other}` is a name that may be bound.
DEEDS = (
    "global {other}; {other} = [self]",
    "global {other}; {other} = self.__dict__.get('left')",
    "self.left = [self]",
    "self.__dict__.clear()",
    "_ev('collect', str(_gc_collect()))",
    "_ev('collect', str(_gc_collect(0)))",
    "[[] for _ in range(9)][0].append(self)",
    "{other}.append(self)",
    "{other}.clear()",
    "self.again = _ref(self, lambda _: _ev('cb', 'again'))",
    "del self.left",
    "type(self).seen = self",
)


class Lifetimes(Definitions):
    def deed(self):
        other = self.bound("list") or "KEPT"
        return self.choose(DEEDS).format(other=other)

    def busy_finalizers(self):
        """Objects in a cycle whose finalizers create, link, unlink, bring each other back or collect."""
        members = []
        for _ in range(self.number(1, 3)):
            name = self.fresh("F")
            self.define(
                name,
                f"class {name}:",
                "    def __del__(self):",
                "        _ev('del', id(self))",
                f"        {self.deed()}",
            )
            members += [self.make("instance", "inst", cls=name) for _ in range(self.number(1, 2))]
        for member, following in zip(members, members[1:] + members[:1]):
            self.add("setattr", obj="@" + member, attr="left", val="@" + following)
        if self.chance(0.4):
            self.add("setattr", obj="@" + members[0], attr="right", val=self.object("list"))
        for member in members:
            self.forget(member)
        self.collect()
        self.add("objects")
        if self.chance(0.6):
            self.add("collect", gen=2)
            self.add("stats")

    def busy_callbacks(self):
        """Weak references to what a collection is about to free, whose callbacks change it or others."""
        listed = self.object("list")[1:]
        members = [self.instance() for _ in range(self.number(2, 3))]
        for member, following in zip(members, members[1:] + members[:1]):
            self.link("@" + member, "@" + following)
        for member in members:
            name, deed = self.fresh("w"), self.choose([
                f"{listed}.clear()", f"{listed}.append(r)", "_gc_collect(0)", f"{listed}.append([{listed}])",
                "_ev('collect', str(_gc_collect()))", "[[] for _ in range(20)]", f"globals().update(KEPT={listed})",
            ])  # fmt: skip
            self.execute(f"{name} = _ref({member}, lambda r: (_ev('cb', '{name}'), {deed}))")
            self.names[name] = "weakref"
        if self.chance(0.3):
            # A reference that is part of the garbage itself never calls back.
            self.execute(f"{members[0]}.right = _ref({members[1]}, lambda r: _ev('cb', 'within'))")
        for member in members:
            self.forget(member)
        self.collect()
        self.follow()

    def reference_kinds(self):
        """A class of weak references, references to bound methods, and several finalizers of one object."""
        name, path = self.fresh("R"), self.object("instance")
        slots = self.choose(["    pass", "    __slots__ = ('note',)", "    note = 'n'"])
        self.execute(f"class {name}(_ref):", slots)
        first, second = self.fresh("w"), self.fresh("w")
        self.execute(f"{first} = {name}({path[1:]})", f"{second} = {name}({path[1:]}, lambda r: _ev('cb', '{second}'))")
        self.execute(f"{second}.note = {self.value_source()}")
        self.add("weakrefs", obj=path)
        self.add("referents", obj="@" + second)
        self.names[first] = self.names[second] = "weakref"
        if self.chance(0.5):
            for tag in ("one", "two", "three"):
                self.add("finalize", obj=path, tag=self.fresh(tag))
        if self.chance(0.6):
            self.forget(path[1:])
            self.add("collect", gen=2)
        self.add("deref", obj="@" + first)

    def method_references(self):
        name, method = self.fresh("C"), self.fresh("w")
        self.define(name, f"class {name}:", "    def act(self): return 1")
        instance = self.make("instance", "inst", cls=name)
        self.execute(
            "from weakref import WeakMethod",
            f"{method} = WeakMethod({instance}.act, lambda r: _ev('cb', '{method}'))",
            "del WeakMethod",
        )
        self.add("get", obj=f"@{method}()()")
        self.add("getsizeof", obj="@" + method)
        if self.chance(0.4):
            self.add("setattr", obj="@" + instance, attr="me", val="@" + instance)
        self.forget(instance)
        self.collect()
        self.add("get", obj=f"@{method}()")
        self.add("unbind", name=method)

    def deep_nesting(self):
        """Containers nested past the depth at which deallocation is put off, with finalizers at some depths."""
        name, depth = self.fresh("D"), self.choose([30, 48, 51, 60, 120, 400])
        if self.chance(0.1):
            depth = self.choose([9900, 10400, 21000])
        self.define(
            name,
            f"class {name}:",
            "    __slots__ = ('number', 'inner')",
            "    def __init__(self, number): self.number = number",
            "    def __del__(self): _ev('del', str(self.number))",
        )
        del self.classes[name]
        every, display = self.choose([1, 7, 25]), self.choose([
            "[{thing}, {inner}]", "({inner}, {thing})", "[{inner}]", "{{'i': {inner}, 't': {thing}}}",
            "[{thing}, ({inner},)]",
        ])  # fmt: skip
        every = max(every, depth // 60)
        inner, thing = self.fresh("d"), f"{name}(number) if number % {every} == 0 else None"
        if self.chance(0.25):
            lines = [f"    {inner}_outer = {name}(number)", f"    {inner}_outer.inner = {inner}", f"    {inner} = {inner}_outer"]
            depth = min(depth, 120)
        else:
            lines = [f"    {inner} = {display.format(inner=inner, thing=thing)}"]
        self.execute(f"{inner} = None", f"for number in range({depth}):", *lines, "del number")
        self.execute(f"try: del {inner}_outer", "except NameError: pass")
        if self.chance(0.3):
            self.add("collect", gen=0)
        self.add("unbind", name=inner)

    def automatic_collection(self):
        """A loop that makes garbage while the collector is on, with thresholds of its own."""
        thresholds = self.choose([(20, 3, 2), (50, 2, 2), (100, 10, 10), (7, 2, 1), (700, 10, 10)])
        made = self.choose([
            "    x = []; x.append(x)", "    kept.append([])", "    kept.append({'i': [i]})",
            "    x = T(); x.me = x", "    x = T(); x.me = [x]; y = T()", "    kept.append((i, kept))",
            "    kept.append([j for j in (i, [])])", "    kept[i % 5:] = [[i]]",
        ])  # fmt: skip
        # What is garbage dies in an operation of its own: no new object may take a dead one's address and with it its label.
        self.add("collect", gen=2)
        self.add("callbacks", on=True)
        self.execute(
            "import gc",
            "class T:",
            f"    {self.choose(['def __del__(self): _ev(' + repr('del') + ', type(self).__name__)', 'pass'])}",
            "kept = []",
            "gc.collect()",
            f"gc.set_threshold{thresholds}",
            "gc.enable()",
            f"for i in range({self.choose([60, 150, 333])}):",
            made,
            "gc.disable()",
            "gc.set_threshold(700, 10, 10)",
            "print(len(kept), gc.get_count()[1:])",
            "x = y = i = kept = T = gc = None",
        )
        self.add("callbacks", on=False)
        self.add("stats")

    def reused_memory(self):
        """Objects made, dropped and made again: free lists show in how far the collector counts them."""
        kinds = ["[]", "[1]", "{}", "{'a': 1}", "{i}", "frozenset((i,))", "(i,) * 2", "(i,) * 20", "(i,) * 21", "slice(i)",
                 "float(i)", "lambda: i", "iter([])", "[].append", "object()", "range(i)", "_ref(counted)", "memory",
                 "list((i,))", "dict(i=i)", "dict({i: i})", "dict.fromkeys((i,))", "{i: i}.copy()", "[i].copy()", "[*(i, i)]",
                 "sorted((i, 1))", "tuple([i, i])", "set((i,))", "{**{i: i}}", "{i: i} | {1: i}", "[i] + [i]", "[i][:]",
                 "T(i).__dict__.copy()", "dict(T(i).__dict__)", "T(i)", "T(i).__dict__", "T(i).method", "zip((i,))",
                 "str(i)", "bytes(i)", "complex(i)", "int(str(i) * 9)"]  # fmt: skip
        self.add("collect", gen=2)
        self.execute(
            "import gc",
            "def memory(): yield 1",
            "class T:",
            "    def __init__(self, i): self.i = self",
            "    def method(self): pass",
            "def counted(make, count):",
            "    gc.collect()",
            "    kept = [make(i) for i in range(count)]",
            "    first = gc.get_count()[0]",
            "    kept = None",
            "    second = gc.get_count()[0]",
            "    kept = [make(i) for i in range(count)]",
            "    print(second - first, gc.get_count()[0] - second)",
            *(
                f"counted(lambda i: {kind}, {self.choose([12, 79, 81, 101])})"
                for kind in self.random.sample(kinds, self.number(4, 9))
            ),
            "gc = memory = counted = T = None",
        )

    def shared_keys(self):
        """Instances of one class whose attribute names grow beyond what they share, or leave it."""
        name = self.fresh("K")
        self.define(name, f"class {name}:", "    pass")
        members = [self.make("instance", "inst", cls=name) for _ in range(self.number(2, 4))]
        for member in members:
            for index in range(self.choose([0, 1, 3, 6])):
                self.add("setattr", obj="@" + member, attr=f"a{index}", val=self.value())
        chosen = self.choose(members)
        form = self.random.random()
        if form < 0.3:
            count = self.choose([12, 29, 31, 40])
            self.execute(f"for i in range({count}): setattr({chosen}, 'many%d' % i, i)", "del i")
        elif form < 0.5:
            self.execute(f"{chosen}.__dict__[{self.choose(['1', '(1,)', 'None'])}] = {self.value_source()}")
        elif form < 0.7:
            self.execute(f"for key in list({chosen}.__dict__): delattr({chosen}, key)", "key = None")
        elif form < 0.85:
            self.execute(f"{chosen}.__dict__ = dict({chosen}.__dict__)")
        for member in members:
            self.add("getsizeof", obj=f"@{member}.__dict__" if self.chance(0.5) else "@" + member)
            self.add("referents", obj="@" + member)
        self.execute(f"made = [{name}() for _ in range({self.choose([1, 12, 31])})]", "made[-1].a9 = made")
        self.add("getsizeof", obj="@made[-1].__dict__")
        self.add("unbind", name="made")

    def colliding_hashes(self):
        """A set and a dict of objects whose hashes fall on the same places: their order shows how they were sought."""
        name = self.fresh("H")
        self.define(
            name,
            f"class {name}:",
            "    def __init__(self, number): self.number = number",
            f"    def __hash__(self): return self.number * {self.choose([8, 32, 1, 0, 1 << 20])}",
            f"    def __eq__(self, other): return {self.choose(['self is other', 'type(self) is type(other) and self.number % 7 == other.number % 7'])}",
        )
        del self.classes[name]
        count = self.choose([4, 7, 13, 40])
        self.execute(
            f"things = [{name}(i) for i in range({count})]",
            f"held = set(things[::{self.choose([1, -1, 2])}])",
            f"for thing in things[:{count // 3}]: held.discard(thing)",
            f"held |= set(things[:{count // 2}])",
            "print([thing.number for thing in held], len(held))",
            "table = dict.fromkeys(held)",
            "print([key.number for key in table], held == set(table), len(held & set(things)))",
        )
        self.add("getsizeof", obj="@held")
        self.add("getsizeof", obj="@table")
        self.execute("del things, thing, held, table")

    def thaw(self):
        """Frozen objects come back. What else there was thaws as well, so no list of all objects is asked for behind this."""
        name = self.bound("list", "dict", "instance")
        self.add("freeze")
        if name:
            self.add("gen_of", obj="@" + name)
            self.add("is_tracked", obj="@" + name)
            self.forget(name)
        self.add("collect", gen=2)
        self.execute("import gc", "gc.unfreeze()", "print(gc.get_freeze_count(), gc.get_count()[1:])", "del gc")
        self.add("collect", gen=2)
