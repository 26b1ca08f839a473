"""Scenes of classes, functions, generators and exceptions: statements of several lines, whose objects later operations meet."""

from .objects import Objects


class Definitions(Objects):
    def properties(self):
        """A class whose attributes are properties, and one whose class is a class of the program's own."""
        name = self.fresh("P")
        self.define(
            name,
            f"class {name}:",
            "    def __init__(self): self._value = [self]",
            "    @property",
            "    def value(self): return self._value",
            "    @value.setter",
            "    def value(self, new): self._value = new",
            "    @staticmethod",
            "    def made(): return []",
            "    @classmethod",
            "    def of(cls): return cls()",
        )
        instance = self.make("instance", "inst", cls=name)
        self.add("setattr", obj="@" + instance, attr="value", val=self.value())
        self.add("get", obj=f"@{instance}.value")
        self.add("referrers", obj=f"@{name}.value.fget")
        self.add("referents", obj=f"@{name}.value")
        self.made("instance", f"{name}.of()")

    def metaclass(self):
        meta, name = self.fresh("M"), self.fresh("C")
        self.execute(
            f"class {meta}(type):",
            "    def __new__(cls, name, bases, namespace, **options):",
            "        return super().__new__(cls, name, bases, namespace)",
            "    def __call__(cls, *args):",
            "        made = super().__call__(*args)",
            "        cls.last = made",
            "        return made",
            f"    def __del__(cls): _ev('del', cls.__name__)" if self.chance(0.5) else "    pass",
        )
        self.define(name, f"class {name}(metaclass={meta}):", "    kept = ()")
        self.make("instance", "inst", cls=name)
        self.add("getrefcount", obj="@" + name)
        self.add("referrers", obj="@" + name)
        self.add("referents", obj="@" + meta)
        if self.chance(0.5):
            del self.classes[name]
            self.add("unbind", name=name)
            self.add("collect", gen=2)
            self.add("unbind", name=meta)
            self.add("collect", gen=2)
        self.add("objects")

    def suspended_generator(self):
        """A generator inside `try`/`finally`; it is dropped, or part of a cycle that only a collection finds."""
        maker = self.fresh("g")
        self.execute(
            f"def {maker}(held):",
            "    here = [held]",
            "    try:",
            "        yield here",
            "        yield held",
            "    finally:",
            f"        _ev('fin', '{maker}')",
            f"        here.append({self.choose(['1', 'here', '_gc_collect()', 'held'])})",
        )
        name = self.made("generator", f"{maker}({self.value_source()})")
        for _ in range(self.number(0, 2)):
            self.execute(f"next({name})")
        if self.chance(0.6):
            self.execute(f"if {name}.gi_frame: {name}.gi_frame.f_locals.get('here', []).append({name})")
        self.ask_all("@" + name)
        if self.chance(0.5):
            self.forget(name)
            self.collect()
        if self.chance(0.3):
            self.execute(f"{self.bound('generator') or name}.close()")

    def closures(self):
        """Functions made in a loop, which share their variable's cell or have one each."""
        maker = self.fresh("f")
        shared = self.chance(0.5)
        self.execute(
            f"def {maker}(*things):",
            "    made = []",
            "    for thing in things:",
            "        made.append(lambda: thing)" if shared else "        made.append((lambda own: lambda: own)(thing))",
            "    return made",
        )
        name = self.made("list", f"{maker}({self.value_source()}, [], {self.value_source()})")
        self.add("get", obj=f"@{name}[0]()")
        self.add("same", a=f"@{name}[0].__closure__[0]", b=f"@{name}[2].__closure__[0]")
        self.add("referrers", obj=f"@{name}[1].__closure__[0]")
        self.add("referents", obj=f"@{name}[1]")
        if self.chance(0.4):
            self.execute(f"{name}.append(lambda: {name})", f"{name}[0].back = {name}")
            self.forget(name)
            self.collect()

    def recursive_closure(self):
        maker = self.fresh("f")
        self.execute(
            f"def {maker}(thing):",
            "    def inner(depth): return inner(depth - 1) if depth else thing",
            "    return inner",
        )
        name = self.made("function", f"{maker}({self.value_source()})")
        self.add("get", obj=f"@{name}(3)")
        self.forget(name)
        self.add("collect", gen=self.choose([0, 1, 2]))

    def exception_with_frames(self):
        """An exception that is kept: its traceback holds frames, and these hold their variables."""
        maker, name = self.fresh("f"), self.fresh("e")
        self.execute(
            f"def {maker}(thing, depth):",
            "    local = [thing]",
            f"    if depth: {maker}(local, depth - 1)",
            f"    {self.choose(['raise ValueError(local)', 'local.missing', 'None + local', '{}[thing]'])}",
        )
        self.execute(
            "try:",
            f"    {maker}({self.value_source()}, {self.number(0, 3)})",
            "except Exception as error:",
            f"    {name} = error",
            f"    error.__traceback__.tb_next.tb_frame.f_locals['local'].append(error)" if self.chance(0.4) else "    pass",
        )
        self.names[name] = "exception"
        self.ask_all("@" + name)
        self.add("referents", obj=f"@{name}.__traceback__")
        self.add("referents", obj=f"@{name}.__traceback__.tb_next.tb_frame")
        form = self.random.random()
        if form < 0.3:
            self.execute(f"{name}.__traceback__ = None")
        elif form < 0.5:
            self.execute(f"{name}.__traceback__.tb_next.tb_frame.clear()")
        elif form < 0.8:
            self.forget(name)
        self.collect()

    def chained_exceptions(self):
        name = self.fresh("e")
        self.execute(
            "try:",
            "    try: [][1]",
            f"    except IndexError as first: raise KeyError('second'){self.choose([' from first', ''])}",
            f"except KeyError as {name}_raised:",
            f"    {name} = {name}_raised",
        )
        self.names[name] = "exception"
        self.add("referents", obj="@" + name)
        self.add("getrefcount", obj=f"@{name}.__context__")
        self.add("gen_of", obj=f"@{name}.__context__")

    def methods_in_a_cycle(self):
        """An object that holds bound methods of its own."""
        name = self.fresh("C")
        self.define(
            name,
            f"class {name}:",
            "    def act(self): return self",
            "    def __del__(self): _ev('del', id(self))" if self.chance(0.6) else "    limit = 3",
        )
        instance = self.make("instance", "inst", cls=name)
        self.execute(f"{instance}.bound = {instance}.act", f"{instance}.called = [{instance}.bound().act]")
        self.add("referents", obj=f"@{instance}.bound")
        self.add("getrefcount", obj="@" + instance)
        self.forget(instance)
        self.add("objects")
        self.collect()

    def ask_all(self, path):
        for question in self.random.sample(["getrefcount", "referents", "referrers", "is_tracked", "gen_of"], 3):
            self.add(question, obj=path)

    def value_source(self):
        """An object as source."""
        return self.bound() or self.choose(["[]", "None", "'text'", "(1, [])"])
