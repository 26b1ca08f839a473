"""Random control flow: branches, loops, try in all its forms, match."""

from .mistakes import Mistakes


class Control(Mistakes):
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
        header, keeps = {
            0: (f"for {name} in range({self.number(0, 4)}):", "int"),
            1: (f"for {name} in {self.ints(1)}[:5]:", "int"),
            2: (f"for {name} in {self.a_str(1)}[:4]:", "str"),
            3: (f"for {name}, _v in list({self.a_dict(1)}.items())[:4]:", None),
            4: (f"for _i, {name} in enumerate({self.ints(0)}[:4]):", "int"),
        }[kind]
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
        raising = self.one(
            [
                "raise ValueError('v')",
                "raise KeyError('k')",
                "{}[1]",
                "1 // 0",
                "raise IndexError",
                "raise RuntimeError('r') from ValueError('cause')",
                "pass",
                "int('x')",
                "undefined_name",
            ]
        )
        with self.block("try:"):
            self.statements(self.number(0, 2))
            self.line(raising)
            if self.often(0.3):
                self.line("print('not raised')")
        clauses = self.number(0, 2)
        for kind in self.chance.sample(
            [
                "ValueError",
                "(KeyError, IndexError)",
                "LookupError",
                "ZeroDivisionError",
                "NameError",
                "ArithmeticError",
            ],
            clauses,
        ):
            with self.block(f"except {kind} as caught:"):
                self.line(
                    f"print('caught', repr(caught), {self.one(['caught.args', 'type(caught.__cause__)', 'caught.__traceback__ is not None', 'sys.getrefcount(caught)'])})"
                )
                if self.often(0.3):
                    self.statements(1)
        with self.block("except Exception as other:"):
            self.line("chain(other)")
            if self.often(0.2):
                with self.block("try:"):
                    self.line(
                        self.one(
                            [
                                "raise",
                                "raise other",
                                "raise KeyError('again')",
                                "raise KeyError('from') from other",
                                "raise KeyError('none') from None",
                            ]
                        )
                    )
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
        subject = self.one(
            [
                self.any(1),
                self.ints(1),
                f"({self.a_int(0)}, {self.a_str(0)})",
                "{'k': " + self.any(0) + ", 'z': 1}",
                self.a_str(0),
                "[1, [2, 3], {'a': 4}]",
            ]
        )
        cases = [
            "0 | 1",
            "'a' | 'b'",
            "[]",
            "[x]",
            "[x, y]",
            "[x, *rest]",
            "(1, x)",
            "{}",
            "{'k': v, **rest}",
            "{'a': int(v)}",
            "int(v)",
            "str() as v",
            "list()",
            "None",
            "[1, [a, b], {'a': c}]",
            "float() | bool()",
            "[_, _, _]",
            "int(v) if v > 5",
            "str(v) if len(v) > 3",
            "dict(v)",
            "(set() | frozenset()) as v",
            "tuple(v)",
            "-1",
            "2.5",
            "True",
        ]
        captures = {
            "[x]": "x",
            "[x, y]": "x, y",
            "[x, *rest]": "x, rest",
            "(1, x)": "x",
            "{'k': v, **rest}": "v, rest",
            "[1, [a, b], {'a': c}]": "a, b, c",
        }
        with self.block(f"match {subject}:"):
            for case in self.some(cases, 2)[:5]:
                with self.block(f"case {case}:"):
                    what = captures.get(case) or ("v" if "v" in case else "''")
                    self.line(f"print('case', {case!r}, {what})")
            if self.often(0.6):
                with self.block("case _:"):
                    self.line("print('default')")
