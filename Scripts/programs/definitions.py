"""Random functions, generators and classes."""

from .statements import Statements

SPECIAL = {
    "__eq__": "def __eq__(self, other):\n    print('eq', self.tag)\n    return self.tag == getattr(other, 'tag', other)",
    "__hash__": "def __hash__(self):\n    return hash(self.tag)",
    "__lt__": "def __lt__(self, other):\n    return self.tag < other.tag if isinstance(other, type(self)) else NotImplemented",
    "__bool__": "def __bool__(self):\n    print('bool', self.tag)\n    return False",
    "__len__": "def __len__(self):\n    return 2",
    "__getitem__": "def __getitem__(self, key):\n    if isinstance(key, int) and key > 2: raise IndexError(key)\n    return (self.tag, key)",
    "__setitem__": "def __setitem__(self, key, value):\n    print('set', key, value)",
    "__delitem__": "def __delitem__(self, key):\n    print('deleted', key)",
    "__contains__": "def __contains__(self, item):\n    print('contains', item)\n    return item == self.tag",
    "__call__": "def __call__(self, *args, **kwargs):\n    return (self.tag, args, kwargs)",
    "__add__": "def __add__(self, other):\n    return (self.tag, '+', other if isinstance(other, int) else type(other).__name__)",
    "__radd__": "def __radd__(self, other):\n    return (other, 'radd', self.tag)",
    "__iadd__": "def __iadd__(self, other):\n    print('iadd', other)\n    return self",
    "__mul__": "def __mul__(self, other):\n    return NotImplemented",
    "__neg__": "def __neg__(self):\n    return -7",
    "__index__": "def __index__(self):\n    return 1",
    "__str__": "def __str__(self):\n    return f'str of {self.tag}'",
    "__format__": "def __format__(self, spec):\n    return f'[{spec}]'",
    "__iter__": "def __iter__(self):\n    yield self.tag\n    yield from range(2)",
    "__getattr__": "def __getattr__(self, name):\n    if name.startswith('__') or name in ('tag', 'link'): raise AttributeError(name)\n    return f'no {name}'",
    "__setattr__": "def __setattr__(self, name, value):\n    print('setattr', name)\n    super().__setattr__(name, value)",
    "__delattr__": "def __delattr__(self, name):\n    print('delattr', name)\n    super().__delattr__(name)",
    "__enter__": "def __enter__(self):\n    print('enter', self.tag)\n    return self.tag",
    "__exit__": "def __exit__(self, kind, value, trace):\n    print('exit', kind and kind.__name__, value)\n    return kind is KeyError",
    "__del__": "def __del__(self):\n    print('del', self.tag)",
    "__init_subclass__": "def __init_subclass__(cls, **kwargs):\n    print('subclass', cls.__name__, kwargs)\n    super().__init_subclass__()",
    "__class_getitem__": "def __class_getitem__(cls, item):\n    return (cls.__name__, item)",
    "__reversed__": "def __reversed__(self):\n    return iter('reversed')",
    "__le__": "def __le__(self, other):\n    return True",
    "__int__": "def __int__(self):\n    return 42",
    "__missing__": "def __missing__(self, key):\n    return ('missing', key)",
}
USES = [
    "{o} == {p}",
    "{o} != 5",
    "bool({o})",
    "len({o})",
    "{o}[1]",
    "list({o})",
    "{o} + 1",
    "1 + {o}",
    "{o} * 2",
    "-{o}",
    "str({o})",
    "f'{{{o}:spec}}'",
    "f'{{{o}!r:>12}}'",
    "{o}.absent",
    "{o} < {p}",
    "sorted([{o}, {p}])",
    "{o} in [{p}]",
    "5 in {o}",
    "{o}(1, k=2)",
    "hash({o}) == hash({o}.tag)",
    "[10, 20, 30][{o}]",
    "int({o})",
    "{o}.method()",
    "{o}.method(1)",
    "{o}.label",
    "{o}.kind()",
    "type({o}).still(3)",
    "{o}.tag",
    "{o}.shared",
    "vars({o})",
    "{o}.__dict__",
    "isinstance({o}, type({p}))",
    "{o}.described",
    "reversed({o})",
    "type({o}).__mro__[-1]",
    "[c.__name__ for c in type({o}).__mro__]",
    "{o} <= {p}",
    "{o} > {p}",
    "{{{o}: 1}}.get({o})",
    "len({{{o}, {p}}})",
    "hasattr({o}, 'link')",
    "gc.is_tracked({o})",
    "sys.getsizeof({o})",
    "type({o})[int]",
    "dir({o}) == sorted(dir({o}))",
    "{o} is {p}",
    "sys.getrefcount({o})",
    "sys.getrefcount(type({o}))",
    "gc.get_referents({o})[:-1]",
    "min({o}, {p})",
    "[*{o}]",
    "{o}.method.__self__ is {o}",
    "sys.getrefcount({o}.tag)",
    "sys.getsizeof({o}.__dict__)",
    "type({o}.method).__name__",
    "getattr({o}, 'tag', None)",
]


class Definitions(Statements):
    def function(self):
        name = self.fresh("function")
        parameters, kinds = [], ["int", "str", "list"]
        for index in range(self.number(0, 2)):
            parameters.append((f"a{index}", "positional", self.one(kinds)))
        slash = len(parameters) if parameters and self.often(0.15) else None
        if slash:
            parameters = [(n, "only", k) for n, _, k in parameters]
        if self.often(0.4):
            parameters.append(("d", "default", self.one(kinds)))
        star = self.often(0.3)
        if star:
            parameters.append(("args", "star", "int"))
        if self.often(0.25):
            parameters.append(("kw", self.one(["keyword", "optional"]), self.one(kinds)))
        if self.often(0.2):
            parameters.append(("more", "keywords", "int"))
        texts = []
        for index, (parameter, style, kind) in enumerate(parameters):
            annotation = f": {self.one(['int', 'str'])}" if self.often(0.1) else ""
            if style in ("keyword", "optional") and not star and "*" not in texts:
                texts.append("*")
            texts.append(
                {"star": "*", "keywords": "**"}.get(style, "")
                + parameter
                + annotation
                + (f"={self.expression(kind, 0)}" if style in ("default", "optional") else "")
            )
            if slash and index == slash - 1:
                texts.append("/")
        result = self.one(["int", "str", "list"])
        if self.often(0.2):
            self.line(f"@{self.one(['traced', 'traced', 'repeated(2)'])}")
            factor = 2
        else:
            factor = 1
        self.costs["call"], outer = 0, self.costs.get("call", 0)
        with self.body(f"def {name}({', '.join(texts)}){' -> ' + result if self.often(0.1) else ''}:"):
            if self.often(0.15):
                self.line(f"'''{name} documented.'''")
            declared = None
            if self.scope.names["int"] and self.often(0.2):
                declared = self.one(self.scope.names["int"])
                if declared in self.globals:
                    self.line(f"global {declared}")
                else:
                    declared = None
            for parameter, style, kind in parameters:
                self.keep({"star": "tuple", "keywords": "dict"}.get(style, kind), parameter)
            if declared:
                self.line(f"{declared} = {declared} + 1")
            self.statements(self.number(1, 4))
            if self.depth < 3 and self.often(0.25):
                self.inner()
            if self.often(0.15):
                with self.block("try:"):
                    self.line(f"return {self.expression(result)}")
                with self.block("finally:"):
                    self.line(
                        self.one(
                            ["print('leaving')", f"return {self.expression(result)}", "sys.getrefcount(None)"]
                        )
                    )
            else:
                self.line(f"return {self.expression(result)}")
        self.costs[name] = factor * (1 + self.costs["call"])
        self.costs["call"] = outer
        self.signatures[name] = (
            [(n, "positional" if s == "only" else s, k) for n, s, k in parameters],
            result,
        )
        if any(style == "only" for _, style, _ in parameters):
            self.signatures[name] = ([(n, "positional", k) for n, s, k in parameters if s == "only"], result)
            if any(s == "keyword" for _, s, _ in parameters):
                self.signatures[name] = (
                    [
                        p
                        for p in [(n, "positional" if s == "only" else s, k) for n, s, k in parameters]
                        if p[1] in ("positional", "keyword")
                    ],
                    result,
                )
        self.keep("function", name)
        return name

    def inner(self):
        """A closure over a local of the function around it."""
        cell = self.fresh("int")
        self.line(f"{cell} = {self.a_int(0)}")
        inner = self.fresh("inner")
        with self.body(f"def {inner}(step=1):"):
            if self.often(0.6):
                self.line(f"nonlocal {cell}\n{cell} += step")
            self.line(f"return {cell}, {self.any(1)}")
        self.line(
            f"print({inner}(), {inner}(5), {cell}, {inner}.__code__.co_freevars, sys.getrefcount({inner}))"
        )

    def klass(self):
        name = self.fresh("class")
        earlier = [c for c in self.scope.names["class"] if not self.members[c] & {"slots", "builtin"}]
        builtin = None
        bases = []
        if earlier and self.often(0.45):
            bases = self.chance.sample(earlier, min(len(earlier), self.one([1, 1, 2])))
            bases.sort(key=lambda c: -int(c[1:]))
        elif self.often(0.2):
            builtin = self.one(["list", "dict", "Exception", "ValueError", "int", "tuple", "set"])
            bases = [builtin]
        members = set().union(*(self.members[b] for b in bases if b in self.members))
        chosen = self.some([k for k in SPECIAL], 0)[: self.number(0, 6)]
        if builtin:
            chosen = [
                c
                for c in chosen
                if c
                in (
                    "__str__",
                    "__call__",
                    "__del__",
                    "__enter__",
                    "__exit__",
                    "__missing__",
                    "__getattr__",
                    "__format__",
                )
            ]
        if "__enter__" in chosen or "__exit__" in chosen:
            chosen = list(dict.fromkeys([*chosen, "__enter__", "__exit__"]))
        if "__eq__" in chosen and self.often(0.7):
            chosen = list(dict.fromkeys([*chosen, "__hash__"]))
        keywords = (
            ", flag=1"
            if self.often(0.15)
            and any("__init_subclass__" in self.members[b] for b in bases if b in self.members)
            else ""
        )
        with self.body(f"class {name}{'(' + ', '.join(bases) + keywords + ')' if bases else ''}:"):
            if self.often(0.2):
                self.line(f"'''{name} documented.'''")
            if not bases and self.often(0.2):
                members |= {"slots"}
                self.line(
                    f"__slots__ = {self.one(['(' + repr('tag') + ', ' + repr('link') + ')', repr(['link', 'tag', '__weakref__']), repr(('tag', 'link', '__dict__')), repr({'tag': 'doc', 'link': None})])}"
                )
            self.line(f"shared = {self.one([self.a_list(0), self.a_int(0)])}")
            if not builtin:
                with self.body(
                    f"def __init__(self, tag={self.hashable(0)!s}, *rest, **named):"
                    if self.often(0.3)
                    else "def __init__(self, tag='t'):"
                ):
                    if bases and self.often(0.6):
                        self.line("super().__init__(tag)")
                    self.line("self.tag = tag\nself.link = None")
            elif builtin != "tuple" and builtin != "int":
                self.line("tag = 'built'\nlink = None")
            else:
                self.line("tag = 'fixed'\nlink = None")
            if not builtin or self.often(0.5):
                self.line("def __repr__(self):\n    return f'<" + name + " {self.tag!r}>'")
            for special in chosen:
                self.line(SPECIAL[special])
            if self.often(0.4):
                self.line("@property\ndef label(self):\n    return ('label', self.tag)")
                if self.often(0.5):
                    self.line("@label.setter\ndef label(self, value):\n    print('label set', value)")
            if self.often(0.3):
                self.line("@classmethod\ndef kind(cls):\n    return cls.__name__")
            if self.often(0.3):
                self.line("@staticmethod\ndef still(x=0):\n    return x")
            if self.often(0.3):
                self.line("described = Described()")
            self.line(
                f"def method(self, x=None):\n    return {self.one(['super().__repr__()[:2]', 'self.tag', '__class__.__name__', '(x, sys.getrefcount(self))', 'type(self).shared'])}"
            )
        self.members[name] = members | set(chosen) | ({"builtin"} if builtin else set())
        self.keep("class", name)
        return name

    def instance(self, name=None):
        kind = name or self.bound("class") or self.klass()
        target = self.bind("object")
        if "builtin" in self.members[kind]:
            self.line(f"{target} = {kind}()")
        else:
            self.line(
                f"{target} = {kind}({self.one(['', self.hashable(0), repr(self.one(['n', 'm', 'o', 'p']))])})"
            )
        self.members[target] = {kind} | self.members[kind]
        return self.keep("object", target)

    def use(self):
        o = self.bound("object") or self.instance()
        p = self.bound("object")
        with self.guard():
            for _ in range(self.number(1, 4)):
                self.line("print(" + self.one(USES).format(o=o, p=p) + ")")

    def attribute(self):
        o, p = self.bound("object") or self.instance(), self.bound("object")
        texts = [
            f"{o}.link = {p}",
            f"{o}.extra = {self.any(1)}",
            f"{o}.tag = {self.one(['1', repr('changed')])}",
            f"del {o}.extra",
            f"{o}.label = 5",
            f"del {o}.link",
            f"{o}.described = 3",
            f"type({o}).shared = {self.any(0)}",
            f"{o}[{self.a_int(0)}] = 1",
            f"del {o}[0]",
            f"{o} += 1",
            f"{o}.__dict__['put'] = {self.any(0)}",
            f"type({o}).late = lambda self: 'late'\nprint({o}.late())",
            f"del {o}.described",
        ]
        with self.guard():
            self.line(self.one(texts))
            self.line(f"print({o})" if self.often(0.3) else f"print('done {o}')")
        if o in self.scope.own["object"]:
            self.line(f"{o} = {self.bound('class')}()" if self.often(0.1) and self.bound("class") else "pass")
