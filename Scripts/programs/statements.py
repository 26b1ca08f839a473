"""Random statements: binding, changing, unpacking, deleting, showing."""

from .control import Control

VALUES = ("int", "int", "str", "str", "list", "list", "tuple", "dict", "set")


class Statements(Control):
    def statements(self, count):
        for _ in range(count):
            self.statement()

    def statement(self):
        simple = [
            self.assign,
            self.assign,
            self.assign,
            self.show,
            self.show,
            self.augment,
            self.change,
            self.unpack,
            self.delete,
            self.count,
            self.walrus,
            self.wrong,
        ]
        compound = [self.branch, self.repeat, self.until, self.attempt, self.alternatives]
        nested = self.depth < 4
        if nested and self.often(0.3):
            self.one(compound)()
        elif nested and self.often(0.1):
            with self.guard():
                self.statements(self.number(1, 4))
        else:
            self.one(simple)()

    def assign(self):
        kind = self.one(VALUES)
        value = self.expression(kind)
        name = self.bind(kind)
        if self.loops:
            # What is computed from itself in a loop must not grow without end.
            value = {
                "int": f"{value} % 1009",
                "str": f"({value})[:30]",
                "list": f"({value})[:9]",
                "tuple": f"({value})[:9]",
            }.get(kind, self.expression(kind, 0))
        if self.often(0.1):
            self.line(f"{name}: {self.one(['int', 'list[int]', repr('text'), 'object'])} = {value}")
        elif self.often(0.1) and kind != "set":
            other = self.bind(kind)
            self.line(f"{name} = {other} = {value}")
            self.keep(kind, other)
        else:
            self.line(f"{name} = {value}")
        self.keep(kind, name)

    def show(self):
        labels = ["", f"'{self.one(['now', 'value', 'here'])}', "]
        tail = self.one(["", "", "", ", sep='|'", ", end=';\\n'"])
        self.line(
            f"print({self.one(labels)}{self.any()}{', ' + self.any(1) if self.often(0.4) else ''}{tail})"
        )

    def count(self):
        """Prints a true count of references."""
        kind = self.one(["list", "dict", "object", "function", "class", "set"])
        name = self.bound(kind)
        if name:
            self.line(f"print('count', sys.getrefcount({name}))")
        else:
            self.line(f"print(sys.getrefcount({self.one(['[]', '{}', 'object()', '[[]][0]', 'None'])}))")

    def augment(self):
        kind = self.one(["int", "str", "list", "set", "dict", "tuple"])
        own = self.scope.own[kind]
        if not own:
            return self.assign()
        name = self.one(own)
        if kind == "int":
            self.line(f"{name} {self.one(['+=', '-=', '^=', '|=', '&='])} {self.a_int(0)}")
        elif kind in ("str", "list", "tuple"):
            self.line(
                f"{name} += {self.expression(kind, 0) if not self.loops else {'str': repr('+'), 'list': '[0]', 'tuple': '(0,)'}[kind]}"
            )
        elif kind == "set":
            self.line(f"{name} {self.one(['|=', '-=', '^=', '&='])} {self.a_set(0)}")
        else:
            self.line(f"{name} |= {self.a_dict(0)}")

    def change(self):
        """Changes a container in place."""
        kind = self.one(["list", "list", "dict", "dict", "set"])
        name = self.bound(kind)
        if not name:
            return self.assign()
        i, v, h = self.a_int(0), self.any(0 if self.loops else 1), self.hashable()
        texts = {
            "list": [
                f"{name}.append({v})",
                f"{name}.insert({self.number(-3, 4)}, {v})",
                f"{name}[{self.slice()}] = {self.ints(0)}",
                f"del {name}[{self.slice()}]",
                f"{name}.reverse()",
                f"{name}.extend({self.a_str(0)}[:3])",
                f"print({name}.pop() if {name} else 'empty')",
                f"{name}.clear()",
                f"{name}.sort(key={self.one(['str', 'repr'])})",
                f"if {name}: {name}[{self.one([0, -1])}] = {v}",
                f"{name}[len({name}):] = [{v}]",
            ],
            "dict": [
                f"{name}[{h}] = {v}",
                f"{name}.setdefault({h}, {v})",
                f"{name}.pop({h}, None)",
                f"{name}.update({self.a_dict(0)})",
                f"print({name}.get({h}, {i}))",
                f"{name}.clear()",
                f"if {name}: print({name}.popitem())",
                f"print(list({name}.items())[:3], len({name}))",
            ],
            "set": [
                f"{name} = set({name})\n{name}.add({h})",
                f"{name} = {name} | {{{h}}}",
                f"print(len({name}), {h} in {name})",
            ],
        }[kind]
        text = self.one(texts)
        if "= set" in text or "= " + name in text:
            if name not in self.scope.own[kind]:
                return self.show()
        self.line(text)

    def unpack(self):
        a, b = self.fresh("int"), self.fresh("int")
        form = self.number(0, 5)
        if form == 0:
            self.line(f"{a}, {b} = {self.a_int(1)}, {self.a_int(1)}")
        elif form == 1:
            rest = self.fresh("list")
            self.line(f"{a}, *{rest}, {b} = {self.a_int(0)}, *{self.ints(1)}, {self.a_int(0)}")
            self.keep("list", rest)
        elif form == 2:
            self.line(f"({a}, [{b}, _]) = [{self.a_int(0)}, ({self.a_int(0)}, None)]")
        elif form == 3:
            rest = self.fresh("list")
            self.line(f"[*{rest}] = {self.sized(1)}\n{a} = {b} = len({rest})")
            self.keep("list", rest)
        elif form == 4:
            self.line(f"{a}, {b} = 1, 2\n{a}, {b} = {b}, {a}")
        else:
            with self.guard():
                self.line(
                    f"{self.one(['p, q', 'p, q, *r', '(p, q), r', 'p, *q, r'])} = {self.any(1)}\nprint('unpacked', p, q)"
                )
            return
        self.keep("int", a)
        self.keep("int", b)

    def delete(self):
        kind = self.one(["int", "str", "list", "dict", "object"])
        own = self.scope.own[kind]
        if not own or self.loops or self.scope.isFunction and self.often(0.5):
            return self.show()
        name = self.one(own)
        if self.depth and not self.scope.isFunction:
            return self.show()
        self.line(f"del {name}")
        self.forget(kind, name)
        if self.often(0.4):
            with self.guard():
                self.line(f"print({name})")

    def walrus(self):
        name = self.bind("int")
        self.line(f"if ({name} := {self.a_int(1)} % 100) > {self.number(0, 50)}: print('big', {name})")
        self.keep("int", name)
