"""Random statements: binding, control flow, what goes wrong in them."""
from .expressions import Expressions

VALUES = ("int", "int", "str", "str", "list", "list", "tuple", "dict", "set")


class Statements(Expressions):
    def statements(self, count):
        for _ in range(count):
            self.statement()

    def statement(self):
        simple = [self.assign, self.assign, self.assign, self.show, self.show, self.augment, self.change, self.unpack, self.delete, self.count, self.walrus, self.wrong]
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
            value = {"int": f"{value} % 1009", "str": f"({value})[:30]", "list": f"({value})[:9]", "tuple": f"({value})[:9]"}.get(kind, self.expression(kind, 0))
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
        self.line(f"print({self.one(labels)}{self.any()}{', ' + self.any(1) if self.often(0.4) else ''}{tail})")

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
            self.line(f"{name} += {self.expression(kind, 0) if not self.loops else {'str': repr('+'), 'list': '[0]', 'tuple': '(0,)'}[kind]}")
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
        texts = {"list": [f"{name}.append({v})", f"{name}.insert({self.number(-3, 4)}, {v})", f"{name}[{self.slice()}] = {self.ints(0)}", f"del {name}[{self.slice()}]",
                          f"{name}.reverse()", f"{name}.extend({self.a_str(0)}[:3])", f"print({name}.pop() if {name} else 'empty')", f"{name}.clear()", f"{name}.sort(key={self.one(['str', 'repr'])})",
                          f"if {name}: {name}[{self.one([0, -1])}] = {v}", f"{name}[len({name}):] = [{v}]"],
                 "dict": [f"{name}[{h}] = {v}", f"{name}.setdefault({h}, {v})", f"{name}.pop({h}, None)", f"{name}.update({self.a_dict(0)})", f"print({name}.get({h}, {i}))", f"{name}.clear()",
                          f"if {name}: print({name}.popitem())", f"print(list({name}.items())[:3], len({name}))"],
                 "set": [f"{name} = set({name})\n{name}.add({h})", f"{name} = {name} | {{{h}}}", f"print(len({name}), {h} in {name})"]}[kind]
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
                self.line(f"{self.one(['p, q', 'p, q, *r', '(p, q), r', 'p, *q, r'])} = {self.any(1)}\nprint('unpacked', p, q)")
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

    def wrong(self):
        """Something that raises, and what it says."""
        things = ["1 // 0", "1 % 0", "1.5 / 0", "[][1]", "(1, 2)[5]", "{}['missing']", "{1: 2}[(1, 'k')]", "int('zz')", "int([])", "float('x')", "'a' + 1", "1 + 'a'", "[] + ()", "None + 1", "len(5)",
                  "undefined_name", "(1).missing", "'s'.missing", "[].missing()", "None.x", "'abc'[10]", "[1, 2].index(7)", "[].pop()", "{}.popitem()", "set().pop()", "{[]: 1}", "{{}}", "hash([])",
                  "iter(5)", "next(iter([]))", "[1] < ['a']", "sorted([1, 'a'])", "min([])", "max()", "'%d' % 'x'", "'%s %s' % 1", "'{}'.format()", "'{a}'.format(b=1)", "chr(-1)", "ord('ab')", "1 << -1",
                  "range(1, 2, 0)", "[0][None]", "{}.get()", "abs('x')", "sum(['a'])", "int('1' * 5, 40)", "(lambda a: a)()", "(lambda: 0)(1)", "(lambda a, *, k: 0)(1)", "print(sep=1)", "dict([1])", "dict([(1, 2, 3)])",
                  "'abc'.join([1])", "bytes([300])", "isinstance(1, 1)", "issubclass(1, int)", "type('X', (int, str), {})", "object().x", "object(1)", "int.missing", "[1, 2, 3].remove(9)", "round('x')", "pow(2, -1, 4)",
                  "-'a'", "~1.5", "'a' * 'b'", "[1] * 'b'", "not_defined()", "(1)()", "'x'(2)", "1[0]", "del_me", "'a' < 1", "1 in 5", "[*5]", "dict(**5)", "print(*5)", "(lambda x, /: x)(x=1)",
                  "(lambda a, b: 0)(1, a=2)", "f'{1:z}'", "f'{\"a\":d}'", "'a'.encode('nope')", "getattr(1, 'nope')", "setattr(1, 'a', 2)", "range(3)[5]", "divmod(1, 0)", "(1).__add__('x')", "next(5)",
                  "__import__('no_such_module')", "tuple(5)", "zip(1)", "list(zip([1], [1, 2], strict=True))", "map()", "enumerate()", "reversed({1})", "complex('x')", "frozenset([[]])", "'x'.split('')"]
        with self.guard():
            if self.often(0.2):
                self.line(self.one(["a, b = 1", "a, b = (1, 2, 3)", "a, b, *c = [1]", "(1).x = 5", "[].append = 1", "del [][0]", "x = [1]\nx[5] = 0", "raise 5", "raise ValueError('v', 2)", "raise KeyError('k')", "raise TypeError",
                                    "raise ValueError('a') from KeyError('b')", "assert 1 == 2", "assert [], 'message'", "assert 0, (1, 2)", "del undefined_name", "import no_such_module", "from sys import nothing_like_it",
                                    "for x in 5: pass", "with 5: pass", "for a, b in [(1, 2, 3)]: pass", "x = ()\nx[0] = 1", "'abc'[0] = 'x'", "class X(5): pass", "class X(int, object, int): pass", "raise StopIteration(3)",
                                    "{}[[]] = 1", "x = [1, 2]\nx[::2] = [1, 2, 3]", "x = {1: 2}\nfor k in x: x[k + 1] = 0", "x = {1}\nfor k in x: x.add(k + 1)", "raise OSError(2, 'gone')", "raise SystemExit(3)"]))
            else:
                self.line(f"print({self.one(things)})")

    # Compound statements

    def branch(self):
        with self.block(f"if {self.a_bool(2)}:"):
            self.statements(self.number(1, 3))
        if self.often(0.3):
            with self.block(f"elif {self.a_bool(1)}:"):
                self.statements(self.number(1, 2))
        if self.often(0.5):
            with self.block("else:"):
                self.statements(self.number(1, 2))

    def repeat(self):
        kind = self.number(0, 4)
        name = self.fresh("int")
        if self.loops > 1 or self.depth > 3:
            return self.show()
        header, keeps = {0: (f"for {name} in range({self.number(0, 4)}):", "int"), 1: (f"for {name} in {self.ints(1)}[:5]:", "int"), 2: (f"for {name} in {self.a_str(1)}[:4]:", "str"),
                         3: (f"for {name}, _v in list({self.a_dict(1)}.items())[:4]:", None), 4: (f"for _i, {name} in enumerate({self.ints(0)}[:4]):", "int")}[kind]
        with self.loop(header):
            if keeps:
                self.keep(keeps, name)
            self.statements(self.number(1, 3))
            if self.often(0.4):
                self.line(f"if {self.a_bool(1)}: {self.one(['break', 'continue'])}")
                self.statements(1)
        if self.often(0.25):
            with self.block("else:"):
                self.line("print('no break')")

    def until(self):
        if self.loops > 1 or self.depth > 3:
            return self.show()
        counter = self.fresh("counter")
        self.line(f"{counter} = {self.number(0, 4)}")
        with self.loop(f"while {counter} > 0{self.one(['', ' and ' + self.a_bool(1)])}:"):
            self.line(f"{counter} -= 1")
            self.statements(self.number(1, 3))
            if self.often(0.3):
                self.line(f"if {self.a_bool(1)}: {self.one(['break', 'continue'])}")
        if self.often(0.25):
            with self.block("else:"):
                self.line(f"print('ran out', {counter})")

    def attempt(self):
        """try in all its forms, with what its clauses do to the context."""
        raising = self.one(["raise ValueError('v')", "raise KeyError('k')", "{}[1]", "1 // 0", "raise IndexError", "raise RuntimeError('r') from ValueError('cause')", "pass", "int('x')", "undefined_name"])
        with self.block("try:"):
            self.statements(self.number(0, 2))
            self.line(raising)
            if self.often(0.3):
                self.line("print('not raised')")
        clauses = self.number(0, 2)
        for kind in self.chance.sample(["ValueError", "(KeyError, IndexError)", "LookupError", "ZeroDivisionError", "NameError", "ArithmeticError"], clauses):
            with self.block(f"except {kind} as caught:"):
                self.line(f"print('caught', repr(caught), {self.one(['caught.args', 'type(caught.__cause__)', 'caught.__traceback__ is not None', 'sys.getrefcount(caught)'])})")
                if self.often(0.3):
                    self.statements(1)
        with self.block("except Exception as other:"):
            self.line("chain(other)")
            if self.often(0.2):
                with self.block("try:"):
                    self.line(self.one(["raise", "raise other", "raise KeyError('again')", "raise KeyError('from') from other", "raise KeyError('none') from None"]))
                with self.block("except Exception as again:"):
                    self.line("chain(again)")
        if self.often(0.4):
            with self.block("else:"):
                self.line("print('else')")
        if self.often(0.5):
            with self.block("finally:"):
                self.line("print('finally')")
                self.statements(self.number(0, 1))

    def alternatives(self):
        subject = self.one([self.any(1), self.ints(1), f"({self.a_int(0)}, {self.a_str(0)})", "{'k': " + self.any(0) + ", 'z': 1}", self.a_str(0), "[1, [2, 3], {'a': 4}]"])
        cases = ["0 | 1", "'a' | 'b'", "[]", "[x]", "[x, y]", "[x, *rest]", "(1, x)", "{}", "{'k': v, **rest}", "{'a': int(v)}", "int(v)", "str() as v", "list()", "None", "[1, [a, b], {'a': c}]", "float() | bool()", "[_, _, _]",
                 "int(v) if v > 5", "str(v) if len(v) > 3", "dict(v)", "(set() | frozenset()) as v", "tuple(v)", "-1", "2.5", "True"]
        captures = {"[x]": "x", "[x, y]": "x, y", "[x, *rest]": "x, rest", "(1, x)": "x", "{'k': v, **rest}": "v, rest", "[1, [a, b], {'a': c}]": "a, b, c"}
        with self.block(f"match {subject}:"):
            for case in self.some(cases, 2)[:5]:
                with self.block(f"case {case}:"):
                    what = captures.get(case) or ("v" if "v" in case else "''")
                    self.line(f"print('case', {case!r}, {what})")
            if self.often(0.6):
                with self.block("case _:"):
                    self.line("print('default')")
