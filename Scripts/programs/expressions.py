"""Random expressions of a wanted kind."""

from .source import Source

WORDS = [
    "a",
    "b",
    "key",
    "spam",
    "Eggs",
    "hello world",
    "",
    "x1",
    "Ünïcode",
    "tab\\t",
    "it's",
    "zz",
    "count",
    "€uro",
    "A-B-C",
    "0",
    "12",
]


class Expressions(Source):
    def expression(self, kind, depth=2):
        return getattr(self, "a_" + kind)(depth)

    def any(self, depth=2):
        """An expression of any kind whose text has no address."""
        return self.expression(
            self.one(["int", "int", "str", "str", "list", "tuple", "dict", "set", "bool", "float", "none"]),
            depth,
        )

    def hashable(self, depth=1):
        return self.expression(self.one(["int", "str", "bool", "plaintuple"]), depth)

    def a_none(self, depth):
        return self.one(["None", "...", "NotImplemented"]) if self.often(0.2) else "None"

    def a_plaintuple(self, depth):
        return self.one(["()", "(1,)", "(1, 'a')", "('b', (2,))"])

    def a_float(self, depth):
        if depth <= 0 or self.often(0.4):
            return self.one(["0.5", "1.0", "-2.25", "1e10", "3.14159", "-0.0", "1e-7", "float('inf')", "0.1"])
        a, b = self.a_float(depth - 1), self.a_int(depth - 1)
        return self.one(
            [
                f"({a} + {b})",
                f"({a} * {b})",
                f"({b} / ({b} or 1))",
                f"round({a}, {self.number(0, 3)})",
                f"float({b})",
                f"abs({a})",
                f"({a} - {self.a_float(depth - 1)})",
                f"min({a}, {b})",
                f"({b} / 7)",
            ]
        )

    def a_bool(self, depth):
        if depth <= 0 or self.often(0.1):
            return self.one(["True", "False"])
        i, j, k = (self.a_int(depth - 1) for _ in range(3))
        forms = [
            lambda: f"({i} {self.operator()} {j})",
            lambda: f"({i} {self.operator()} {j} {self.operator()} {k})",
            lambda: f"(not {self.any(depth - 1)})",
            lambda: f"({self.hashable()} in {self.one([self.a_list, self.a_tuple, self.a_set, self.a_dict])(depth - 1)})",
            lambda: f"({self.a_str(depth - 1)} in {self.a_str(depth - 1)})",
            lambda: f"bool({self.any(depth - 1)})",
            lambda: f"isinstance({self.any(depth - 1)}, {self.one(['int', 'str', '(list, tuple)', 'dict', 'int | str', 'object'])})",
            lambda: f"({self.any(depth - 1)} == {self.any(depth - 1)})",
            lambda: f"({self.any(depth - 1)} is {self.one(['None', 'not None'])})",
            lambda: f"{self.one(['any', 'all'])}({self.a_list(depth - 1)})",
            lambda: f"({self.a_list(depth - 1)} == {self.a_list(depth - 1)})",
            lambda: f"({self.a_set(depth - 1)} {self.one(['<=', '<', '>=', '==', '!='])} {self.a_set(depth - 1)})",
            lambda: f"{self.a_str(depth - 1)}.{self.one(['startswith', 'endswith'])}({self.a_str(0)})",
            lambda: f"{self.a_str(depth - 1)}.{self.one(['isdigit', 'isalpha', 'isupper', 'islower', 'isidentifier', 'isspace', 'istitle'])}()",
        ]
        return self.one(forms)()

    def operator(self):
        return self.one(["<", "<=", ">", ">=", "==", "!="])

    def a_int(self, depth):
        name = self.bound("int")
        if name and self.often(0.45):
            return name
        if depth <= 0 or self.often(0.2):
            return str(
                self.one(
                    [
                        0,
                        1,
                        2,
                        3,
                        7,
                        -1,
                        -5,
                        10,
                        100,
                        256,
                        257,
                        1000,
                        2**31,
                        -(2**63),
                        10**20,
                        self.number(-50, 50),
                    ]
                )
                if self.often(0.7)
                else self.number(0, 9)
            )
        a, b = self.a_int(depth - 1), self.a_int(depth - 1)
        forms = [
            lambda: f"({a} {self.one(['+', '-', '*', '&', '|', '^'])} {b})",
            lambda: f"({a} {self.one(['//', '%'])} {self.one([2, 3, 7, -4, b])})",
            lambda: f"-{a}",
            lambda: f"abs({a})",
            lambda: f"~{a}",
            lambda: f"len({self.sized(depth - 1)})",
            lambda: f"{self.one(['min', 'max'])}({a}, {b}, {self.number(-9, 9)})",
            lambda: f"sum({self.ints(depth - 1)})",
            lambda: f"({a} if {self.a_bool(depth - 1)} else {b})",
            lambda: f"({a} << {self.number(0, 12)})",
            lambda: f"({a} >> {self.number(0, 12)})",
            lambda: f"({a} and {b})",
            lambda: f"({a} or {b})",
            lambda: f"int({self.a_bool(depth - 1)})",
            lambda: f"{self.ints(depth - 1)}.count({b})",
            lambda: f"ord({self.one(WORDS)[:1] or 'q'!r})",
            lambda: f"int('{self.number(-999, 999)}')",
            lambda: f"{self.a_str(depth - 1)}.{self.one(['find', 'count', 'rfind'])}({self.a_str(0)})",
            lambda: f"divmod({a}, {self.one([3, -7, 10])})[{self.number(0, 1)}]",
            lambda: f"pow({a}, {self.number(0, 3)}, {self.number(2, 99)})",
            lambda: f"hash({self.one([a, 'True', '()', '2.0'])})",
            lambda: f"({a}).bit_length()",
            lambda: self.call("int", depth),
            lambda: f"sum({self.one(['x', 'x * x', '1'])} for x in range({self.number(0, 6)}) if x % 2 == {self.number(0, 1)})",
        ]
        return self.one(forms)()

    def ints(self, depth):
        """A list of ints."""
        return self.one(
            [
                f"[{', '.join(self.a_int(0) for _ in range(self.number(0, 4)))}]",
                f"list(range({self.number(0, 6)}))",
                f"[x {self.one(['+', '*', '-'])} {self.number(1, 5)} for x in range({self.number(0, 6)})]",
                f"sorted([{self.a_int(0)}, {self.a_int(0)}, 3])",
            ]
        )

    def sized(self, depth):
        return self.expression(self.one(["str", "list", "tuple", "dict", "set"]), depth)

    def a_str(self, depth):
        name = self.bound("str")
        if name and self.often(0.4):
            return name
        if depth <= 0 or self.often(0.25):
            return "'" + self.one(WORDS).replace("'", "\\'") + "'"
        s, i = self.a_str(depth - 1), self.a_int(depth - 1)
        forms = [
            lambda: f"({s} + {self.a_str(depth - 1)})",
            lambda: f"({s} * {self.number(0, 3)})",
            lambda: f"str({self.any(depth - 1)})",
            lambda: f"repr({self.any(depth - 1)})",
            lambda: f"{s}.{self.one(['upper', 'lower', 'title', 'strip', 'capitalize', 'swapcase', 'casefold'])}()",
            lambda: f"{s}[{self.slice()}]",
            lambda: f"{self.a_str(0)}.join([{self.a_str(0)}, {s}, {self.a_str(0)}])",
            lambda: f"{s}.replace({self.a_str(0)}, {self.a_str(0)})",
            lambda: f"{s}.{self.one(['center', 'ljust', 'rjust', 'zfill'])}({self.number(0, 12)})",
            lambda: self.formatted(depth),
            lambda: self.formatted(depth),
            lambda: f"('%s and %d' % ({self.any(depth - 1)}, {i}))",
            lambda: f"('{self.one(['%5d', '%-5d|', '%x', '%05d', '%+d', '%o', '%c'])}' % {self.number(40, 90)})",
            lambda: "'{} {!r} {:>6}'.format(" + f"{i}, {s}, {self.a_str(0)})",
            lambda: "'{0[0]} {k:^9}'.format(" + f"[{i}], k={s})",
            lambda: f"{self.one(['hex', 'oct', 'bin'])}({i})",
            lambda: f"chr({self.number(33, 1000)})",
            lambda: f"({s} or {self.a_str(0)})",
            lambda: f"{s}.partition({self.one(['-', ' ', 'e'])!r})[{self.number(0, 2)}]",
            lambda: f"type({self.any(depth - 1)}).__name__",
            lambda: f"ascii({s})",
            lambda: f"''.join(c for c in {s} if c {self.one(['>', '!='])} 'b')",
            lambda: f"({s}).{self.one(['removeprefix', 'removesuffix'])}('a')",
            lambda: self.call("str", depth),
        ]
        return self.one(forms)()

    def formatted(self, depth):
        i, s, f = self.a_int(depth - 1), self.a_str(0), self.a_float(0)
        fields = [
            "{" + i + self.one(["", ":>8", ":,", ":05d", ":x", ":+d", "!r", ":_", ":<4}{" + "1", ":e"]) + "}",
            "{" + s + self.one(["", "!r", ":>10", ":*^9", "!a", ":.2", "!s:<6"]) + "}",
            "{" + f + self.one(["", ":.2f", ":g", ":10.3f", ":%", ":e", ":+.1f"]) + "}",
            "{{}}",
            "text ",
        ]
        return "f'" + "".join(self.one(fields) for _ in range(self.number(1, 3))) + "'"

    def slice(self):
        part = lambda: self.one(["", "", str(self.number(-4, 6))])
        return f"{part()}:{part()}" + (f":{self.one(['', '2', '-1', '-2'])}" if self.often(0.3) else "")

    def a_list(self, depth):
        name = self.bound("list")
        if name and self.often(0.4):
            return name
        items = [self.any(depth - 1) if depth > 0 else self.a_int(0) for _ in range(self.number(0, 4))]
        if depth <= 0 or self.often(0.3):
            return f"[{', '.join(items)}]"
        l = self.a_list(depth - 1)
        forms = [
            lambda: f"({l} + {self.a_list(depth - 1)})",
            lambda: f"{l}[{self.slice()}]",
            lambda: f"list({self.sized(depth - 1)})",
            lambda: self.ints(depth),
            lambda: f"[*{l}, *{self.sized(depth - 1)}]",
            lambda: f"[{self.one(['x', '(x, 1)', 'str(x)', '[x]', 'x is None'])} for x in {self.sized(depth - 1)}]",
            lambda: f"[(x, y) for x in range({self.number(0, 3)}) for y in {self.a_str(0)}]",
            lambda: f"[f() for f in [lambda k=k: k for k in range({self.number(0, 4)})]]",
            lambda: f"[f() for f in [lambda: k for k in range({self.number(0, 4)})]]",
            lambda: f"sorted({self.a_str(depth - 1)})",
            lambda: f"list(reversed({l}))",
            lambda: f"list(zip({l}, {self.a_str(0)}))",
            lambda: f"list(enumerate({self.a_str(0)}, {self.number(0, 3)}))",
            lambda: f"{self.a_str(depth - 1)}.split({self.one(['', repr('-'), repr('e')])})",
            lambda: f"list(map({self.one(['str', 'bool', 'type', 'lambda v: [v]'])}, {self.one([l, self.ints(0)])}))".replace(
                "type, ", "repr, "
            ),
            lambda: f"list(filter({self.one(['None', 'lambda v: v != 1', 'bool'])}, {l}))",
            lambda: f"[{self.one(WORDS)!r}] * {self.number(0, 3)}",
            lambda: f"sorted({self.ints(0)}, key=lambda v: {self.one(['-v', 'v % 3', 'str(v)', '0', 'abs(v)'])}, reverse={self.one(['True', 'False'])})",
            lambda: f"list({self.a_dict(depth - 1)}.{self.one(['items', 'keys', 'values'])}())",
            lambda: self.call("list", depth),
            lambda: f"[y := {self.a_int(0)}, y + 1, y * 2]",
        ]
        return self.one(forms)()

    def a_tuple(self, depth):
        name = self.bound("tuple")
        if name and self.often(0.4):
            return name
        items = [self.any(depth - 1) if depth > 0 else self.a_int(0) for _ in range(self.number(0, 3))]
        if depth <= 0 or self.often(0.5):
            return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"
        return self.one(
            [
                f"tuple({self.sized(depth - 1)})",
                f"({self.a_tuple(depth - 1)} + {self.a_tuple(depth - 1)})",
                f"{self.a_tuple(depth - 1)}[{self.slice()}]",
                f"(*{self.sized(depth - 1)}, {self.a_int(0)})",
                f"divmod({self.a_int(0)}, {self.number(1, 9)})",
                f"tuple(x for x in {self.a_list(depth - 1)})",
                f"({self.a_tuple(0)} * {self.number(0, 2)})",
            ]
        )

    def a_dict(self, depth):
        name = self.bound("dict")
        if name and self.often(0.4):
            return name
        entries = ", ".join(
            f"{self.hashable()}: {self.any(depth - 1) if depth > 0 else self.a_int(0)}"
            for _ in range(self.number(0, 3))
        )
        if depth <= 0 or self.often(0.4):
            return "{" + entries + "}"
        d = self.a_dict(depth - 1)
        return self.one(
            [
                f"dict(a={self.any(depth - 1)}, b={self.a_int(0)})",
                "{**" + d + ", " + (entries or "'z': 0") + "}",
                f"({d} | {self.a_dict(0)})",
                f"dict(zip({self.a_str(0)}, range(9)))",
                "{x: "
                + self.one(["x * 2", "[x]", "str(x)"])
                + f" for x in {self.one([self.a_str(0), self.ints(0)])}"
                + self.one(["", " if x"])
                + "}",
                f"dict.fromkeys({self.one([self.a_str(0), self.ints(0)])}, {self.a_int(0)})",
                f"dict({d})",
                f"{d}.copy()",
                f"dict(enumerate({self.a_str(0)}))",
            ]
        )

    def a_set(self, depth):
        name = self.bound("set")
        if name and self.often(0.4):
            return name
        items = ", ".join(self.hashable() for _ in range(self.number(1, 4)))
        if depth <= 0 or self.often(0.4):
            return "{" + items + "}"
        s = self.a_set(depth - 1)
        return self.one(
            [
                f"({s} {self.one(['|', '&', '-', '^'])} {self.a_set(depth - 1)})",
                f"set({self.one([self.a_str(0), self.ints(0), 'range(5)'])})",
                "{" + self.one(["x", "x % 3", "-x"]) + f" for x in {self.ints(0)}" + "}",
                f"frozenset({self.one([self.a_str(0), self.ints(0)])})",
                f"{s}.copy()",
                f"{s}.{self.one(['union', 'difference', 'intersection'])}({self.ints(0)})",
            ]
        )

    def call(self, kind, depth):
        """A call of a function of the program, if there is one that is cheap enough; else an int."""
        name = self.bound("function")
        if not name or self.costs[name] * 6**self.loops > 300:
            return self.expression(kind, depth - 1)
        self.costs["call"] = self.costs.get("call", 0) + self.costs[name] * 6**self.loops
        text = self.calling(name, depth - 1)
        if self.signatures[name][1] != kind:
            text = {"int": f"len(repr({text}))", "str": f"str({text})", "list": f"[{text}]"}[kind]
        return text

    def calling(self, name, depth=1):
        """A call that fits a function's parameters."""
        parameters = self.signatures[name][0]
        parts, keywords = [], False
        for parameter, style, kind in parameters:
            if style == "default" and self.often(0.4):
                keywords = True
            elif style == "default" or style == "positional":
                if keywords:
                    parts.append(f"{parameter}={self.expression(kind, depth)}")
                else:
                    parts.append(self.expression(kind, depth))
            elif style == "star":
                if not keywords:
                    parts += [self.expression(kind, 0) for _ in range(self.number(0, 2))]
                    if self.often(0.25):
                        parts.append("*" + self.one([self.ints(0), "(1, 2)", "range(2)"]))
                keywords = True
            elif style == "keyword":
                keywords = True
                parts.append(f"{parameter}={self.expression(kind, depth)}")
            elif style == "optional":
                keywords = True
                if self.often(0.4):
                    parts.append(f"{parameter}={self.expression(kind, depth)}")
            elif style == "keywords":
                for extra in self.some(["extra", "more", "p9"]):
                    parts.append(f"{extra}={self.expression(kind, 0)}")
                if self.often(0.2):
                    parts.append("**" + self.one(["{}", "{'u': 1}", "dict(w=2)"]))
        return f"{name}({', '.join(parts)})"
