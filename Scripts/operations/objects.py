"""Operations that make objects, change them, link them to each other and drop them."""

from .program import ATTRIBUTED, MAPPINGS, NAMES, SEQUENCES, WEAKLY_REFERENCED, Program

FINALIZERS = ("log", "log", "resurrect", "break", "raise", "collect", "peek")
BURSTS = (90, 400, 701, 1600, 2001, 5200, 9000)


class Objects(Program):
    #: What `__del__` of a class that is made may do.
    finalizers = ("log",)

    # Made.

    def a_class(self):
        name, members, label = self.fresh("C"), {}, "instance"
        form = self.random.random()
        if form < 0.15:
            base = self.choose(["list", "dict"])
            members["bases"], label = [base], base + " subclass"
        elif form < 0.3 and self.classes:
            base = self.choose(list(self.classes))
            members["bases"], label = [base], self.classes[base]
        elif form < 0.45:
            slots = [["a"], ["a", "b"], ["b", "__weakref__"], ["a", "__dict__"], ["a", "b", "__weakref__"], []]
            members["slots"] = self.choose(slots)
        if self.chance(0.6):
            members["del"] = self.choose(self.finalizers)
            if members["del"] == "resurrect":
                members["keep"] = self.choose(["KEPT", "SAVED"])
        self.add("class", name=name, **members)
        self.classes[name] = label

    def an_instance(self):
        self.instance()

    def a_sequence(self):
        kind = self.choose(["list", "list", "tuple", "deque"])
        items = self.values(5)
        # The empty tuple is everybody's: how often it is referred to says nothing of a program.
        self.make(kind, kind, args=items or [self.value()] if kind == "tuple" else items)

    def a_mapping(self):
        items = []
        for index in range(self.choose([0, 1, 2, 4, 7])):
            key = self.choose(["a", "b", f"key{index}", {"rstr": f"made{index}"}, index, {"int": 5000 + index}])
            items += [key, self.value()]
        self.make("dict", "dict", args=items)

    def a_set(self):
        kind = self.choose(["set", "frozenset"])
        step = self.choose([1, 8, 32, 1 << 20])
        self.make(kind, kind, args=[step * self.number(-4, 40) for _ in range(self.choose([0, 2, 5, 9, 20]))])

    def something_else(self):
        label, kind = self.choose([
            ("object", "object"), ("function", "func"), ("function", "closure"), ("cell", "cell"),
            ("method", "method"), ("exception", "exc"), ("iterator", "genexpr"), ("ordered dict", "odict"),
            ("namespace", "ns"), ("slice", "slice"), ("partial", "partial"), ("property", "property"),
            ("bytearray", "bytearray"), ("module", "module"), ("range", "range"), ("float", "float"),
        ])  # fmt: skip
        arguments = self.values(3) if kind in ("exc", "genexpr") else [self.value()]
        self.make(label, kind, args=arguments)

    def an_iterator(self):
        self.make("iterator", "iter", args=[self.object("list", "tuple", "dict", "deque")])

    def a_generator(self):
        name = self.fresh()
        self.add("gen", name=name, arg=self.value(), steps=self.number(0, 3))
        self.names[name] = "generator"

    def a_number_or_text(self):
        if self.chance(0.5):
            self.make("int", "int", value=self.choose([9, 1000, 2**30, 2**61, 10**25]))
        else:
            self.make("str", "str", value=self.choose(["made", "b", "some words", "naïve", "€uro"]))

    def anything(self):
        self.choose([
            self.a_sequence, self.a_sequence, self.a_mapping, self.an_instance, self.an_instance, self.a_set,
            self.something_else, self.something_else, self.an_iterator, self.a_generator, self.a_number_or_text,
        ])()  # fmt: skip

    # Changed.

    def change(self):
        name = self.bound(*SEQUENCES, *MAPPINGS, *ATTRIBUTED)
        if name is None:
            return self.anything()
        kind = self.names[name]
        if kind in SEQUENCES and self.chance(0.8):
            self.change_sequence("@" + name, kind)
        elif kind in MAPPINGS and self.chance(0.8):
            self.change_mapping("@" + name)
        elif kind in ATTRIBUTED:
            self.change_attributes("@" + name)

    def change_sequence(self, path, kind):
        form = self.random.random()
        if form < 0.5:
            self.add("append", obj=path, val=self.value())
        elif form < 0.65:
            self.add("pop", obj=path)
        elif form < 0.75:
            self.add("setitem", obj=path, key=self.number(0, 2), val=self.value())
        elif form < 0.85:
            self.add("delitem", obj=path, key=self.number(0, 1))
        elif form < 0.92:
            self.add("extend", obj=path, val={"tuple": self.values(4)})
        elif form < 0.96 and kind != "deque":
            self.execute(f"{path[1:]}[1:2] = [{self.number(0, 9)}] * {self.number(0, 6)}")
        else:
            self.add("clear", obj=path)

    def change_mapping(self, path):
        key = self.choose(["a", "b", "key1", "left", {"rstr": "made1"}, {"rstr": "late"}, 3, {"int": 5001}])
        form = self.random.random()
        if form < 0.65:
            self.add("setitem", obj=path, key=key, val=self.value())
        elif form < 0.9:
            self.add("delitem", obj=path, key=key)
        else:
            self.add("clear", obj=path)

    def change_attributes(self, path):
        form = self.random.random()
        if form < 0.65:
            self.add("setattr", obj=path, attr=self.choose(NAMES), val=self.value())
        elif form < 0.78:
            self.add("delattr", obj=path, attr=self.choose(NAMES))
        elif form < 0.88:
            self.add("touchdict", obj=path)
        elif form < 0.92 and self.bound("dict"):
            self.add("setdict", obj=path, val=self.object("dict"))
        elif form < 0.95 and self.classes:
            self.add("setclass", obj=path, cls=self.choose(list(self.classes)))
        else:
            self.add("setattr", obj=path, attr="me", val=path)

    def drop(self):
        name = self.bound()
        if name:
            self.forget(name)

    def bind_again(self):
        name = self.bound()
        if name:
            other = self.fresh()
            self.add("bind", name=other, val="@" + name)
            self.names[other] = self.names[name]

    def ring(self):
        """Objects that refer to each other in a circle; most of them lose their names."""
        members = []
        for _ in range(self.number(1, 5)):
            form = self.random.random()
            if form < 0.55:
                members.append(self.instance())
            else:
                kind = "list" if form < 0.8 else "dict"
                members.append(self.make(kind, kind, args=[]))
        for member, following in zip(members, members[1:] + members[:1]):
            self.link("@" + member, "@" + following)
        for member in members:
            if self.chance(0.75):
                self.forget(member)

    def link(self, path, target):
        kind = self.names[path[1:]]
        if kind in SEQUENCES:
            self.add("append", obj=path, val=target)
        elif kind in MAPPINGS:
            self.add("setitem", obj=path, key="next", val=target)
        else:
            self.add("setattr", obj=path, attr=self.choose(NAMES), val=target)

    # Weak references.

    def weak(self):
        name = self.bound(*WEAKLY_REFERENCED)
        if name is None:
            return self.an_instance()
        path, form = "@" + name, self.random.random()
        if form < 0.65:
            self.reference("weakref", path)
        elif form < 0.75:
            self.reference("proxy", path)
        elif form < 0.85:
            self.add("finalize", obj=path, tag=self.fresh("tag"))
        else:
            mapping = self.bound("weak values") or self.make("weak values", "wvd")
            self.add("setitem", obj="@" + mapping, key=self.choose(["p", "q", 1, 2]), val=path)

    def reference(self, operation, path):
        name = self.fresh("w")
        self.add(operation, name=name, obj=path, cb=self.chance(0.6))
        self.names[name] = operation

    def follow(self):
        if self.bound("weakref"):
            self.add("deref", obj=self.object("weakref"))
        if self.bound("weak values") and self.chance(0.5):
            mapping = self.object("weak values")
            self.add("keys", obj=mapping)
            self.add("len", obj=mapping)

    # Collected.

    def collect(self):
        self.add("collect", gen=self.choose([0, 0, 1, 2, 2]))

    def collector(self):
        """What else the collector can be told and asked."""
        form = self.random.random()
        if form < 0.2:
            kinds = ["list", "dict", "tuple", "set", "object", "float", "int", "func"]
            self.add("idreuse", kind=self.choose(kinds))
        elif form < 0.4:
            self.add("burst", kind=self.choose(["list", "dict", "set", "tuple"]), n=self.choose(BURSTS))
        elif form < 0.5:
            self.add("set_threshold", args=self.choose([[700, 10, 10], [300, 4], [2000], [900, 3, 2]]))
            self.add("get_threshold")
            self.add("burst", kind="list", n=self.choose(BURSTS))
        elif form < 0.6:
            self.add("stats")
        elif form < 0.75:
            self.add("callbacks", on=True)
            self.ring()
            self.collect()
            self.add("callbacks", on=False)
        elif form < 0.85:
            self.add("same", a="@" + (self.bound() or "none"), b="@" + (self.bound() or "none"))
        elif self.classes:
            self.add("setattr", obj=self.object("instance"), attr="c", val="@" + self.choose(list(self.classes)))

    def save_all(self):
        """Garbage that is kept instead of freed."""
        self.add("debug", flags=self.choose([32, 36, 38]))
        self.ring()
        self.add("collect", gen=self.choose([1, 2]))
        self.add("debug", flags=0)
        self.add("garbage")
        self.add("garbage_clear")
        self.add("collect", gen=2)

    # Asked.

    def ask(self):
        name = self.bound()
        if name is None:
            return
        question, kind = self.choose(QUESTIONS), self.names[name]
        if question in ("count", "objects", "objcount", "names"):
            self.add(question)
            return
        if kind == "proxy":
            question = "getrefcount"
        elif question == "getrefcount" and kind in ("int", "str", "float"):
            question = "getsizeof"
        elif question == "referents" and kind == "module":
            question = "is_tracked"
        elif question == "weakrefs" and kind not in ("instance", "set", "function", "generator"):
            question = "gen_of"
        self.add(question, obj="@" + name)


QUESTIONS = (
    ["getrefcount"] * 5 + ["getsizeof"] * 4 + ["is_tracked"] * 3 + ["referrers"] * 4 + ["referents"] * 4
    + ["gen_of"] * 2 + ["is_finalized", "weakrefs", "count", "objects", "objcount", "names"]
)  # fmt: skip
