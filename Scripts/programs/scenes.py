"""Short scenes around one thing each: generators, with, weak references, cycles, finalizers, closures, sorting, decorators."""

from .definitions import Definitions


class Scenes(Definitions):
    def generator(self):
        name, g = self.fresh("gen"), self.fresh("g")
        with self.body(f"def {name}(n={self.number(1, 4)}):"):
            style = self.number(0, 4)
            if style == 0:
                self.line("for i in range(n):")
                self.line(f"    got = yield {self.one(['i', '(i, n)', '[i] * i'])}\n    print('got', got)")
            elif style == 1:
                self.line(
                    "try:\n    yield 1\n    x = yield 2\n    print('sent', x)\nexcept (ValueError, KeyError) as error:\n    print('in generator', repr(error))\n    yield 'after'"
                )
                self.line(
                    self.one(
                        [
                            "finally:\n    print('closing')",
                            "except GeneratorExit:\n    print('exit asked')\n    raise",
                            "finally:\n    print('closing', sys.exc_info()[0])",
                            "else:\n    yield 'else'",
                        ]
                    )
                )
            elif style == 2:
                inner = self.one(["'ab'", "[1, 2]", "inner()", "range(2)"])
                self.line(
                    "def inner():\n    try:\n        r = yield 'inner'\n        print('inner got', r)\n    finally:\n        print('inner done')\n    return 'result'"
                )
                self.line(
                    f"value = yield from {inner}\nprint('value', value)\nyield value\nreturn 'returned'"
                )
            elif style == 3:
                self.line("with Manager('gen') as m:\n    yield m\n    yield 'second'")
                if self.often(0.5):
                    self.line("raise ValueError('from generator')")
            else:
                self.line("local = [n]\nyield sys.getrefcount(local)\nyield local\ndel local\nyield 'end'")
        self.line(f"{g} = {name}()")
        for _ in range(self.number(2, 5)):
            with self.guard():
                self.line(
                    "print("
                    + self.one(
                        [
                            f"next({g})",
                            f"next({g})",
                            f"{g}.send(None)",
                            f"{g}.send('x')",
                            f"{g}.throw(ValueError('thrown'))",
                            f"{g}.throw(KeyError)",
                            f"{g}.close()",
                            f"list({g})",
                            f"next({g}, 'default')",
                            f"sys.getrefcount({g})",
                            f"{g}.gi_running, {g}.gi_frame is None",
                            f"[*{g}]",
                            f"{g}.gi_yieldfrom is None",
                            f"{g}.throw(StopIteration('s'))",
                        ]
                    )
                    + ")"
                )
        if self.often(0.5):
            self.line(f"del {g}\nprint('generator dropped')")

    def managed(self):
        """with, one or several managers, and what leaves it."""
        count = self.number(1, 3)
        managers = ", ".join(
            f"Manager({self.one(['1', '2', repr('swallow'), repr('fail'), repr('plain')])})"
            + self.one([" as m", "", f" as m{i}"])
            for i in range(count)
        )
        with self.guard():
            with self.block(f"with {managers}:" if self.often(0.6) else f"with ({managers}):"):
                self.statements(self.number(0, 1))
                self.line(
                    self.one(
                        [
                            "print('inside')",
                            "raise KeyError('k')",
                            "raise ValueError('v')",
                            "1 // 0",
                            "print('in', sys.exc_info())",
                        ]
                    )
                )
            self.line("print('behind')")

    def weak(self):
        kind = self.fresh("class")
        o, log = self.fresh("object"), self.fresh("log")
        dying = self.often(0.5)
        self.line(
            f"class {kind}:\n    def __init__(self, name): self.name = name\n    def __repr__(self): return f'{kind}({{self.name}})'"
        )
        if dying:
            self.line("    def __del__(self): print('del', self.name)")
        self.line(f"{log} = []\n{o} = {kind}('{o}')")
        for i in range(self.number(1, 4)):
            self.line(
                self.one(
                    [
                        f"wr{i} = weakref.ref({o})",
                        f"wr{i} = weakref.ref({o}, lambda r: {log}.append({i}))",
                        f"wr{i} = weakref.ref({o}, lambda r: print('callback {i}', r() is None))",
                        f"wr{i} = weakref.proxy({o})",
                        f"wr{i} = weakref.WeakValueDictionary()\nwr{i}['k'] = {o}",
                        f"wr{i} = weakref.WeakKeyDictionary()\nwr{i}[{o}] = 'v'",
                        f"wr{i} = weakref.WeakSet([{o}])",
                        f"wr{i} = weakref.finalize({o}, print, 'finalize {i}')",
                        f"wr{i} = weakref.ref({o}, lambda r: 1 // 0) if 0 else weakref.ref({o})",
                    ]
                )
            )
        self.line(f"print(weakref.getweakrefcount({o}), sys.getrefcount({o}))")
        if self.often(0.4):
            self.line(f"{o}.me = {o}")
        if self.often(0.3):
            self.line(f"keep = [{o}]\nprint(gc.get_referrers({o})[-1] is keep)\nkeep.clear()")
        self.line(f"del {o}\nprint('deleted', {log})\nprint(gc.collect(), {log}, wr0 is None)")
        with self.guard():
            self.line(
                self.one(
                    [
                        "print(wr0())",
                        "print(len(wr0))",
                        "print(list(wr0))",
                        "print(wr0.name)",
                        "print(wr0 == wr0, type(wr0).__name__)",
                    ]
                )
            )

    def cycle(self):
        count = self.number(1, 4)
        self.line(
            "class Ring:\n    made = 0\n    def __init__(self, n): self.n = n\n    def __repr__(self): return f'Ring {self.n}'"
        )
        if self.often(0.6):
            self.line("    def __del__(self): print('ring', self.n)")
        if self.often(0.15):
            self.line(
                "    def __del__(self):\n        global saved\n        saved = self\n        print('saved', self.n)"
            )
        self.line(
            f"ring = [Ring(i) for i in range({count})]\nfor i, r in enumerate(ring): r.next = ring[(i + 1) % {count}]"
        )
        extra = self.one(
            [
                "",
                "ring[0].list = [ring]",
                "ring[0].call = lambda: ring",
                "ring.append(ring)",
                "ring[0].d = {'r': ring[0]}",
                "ring[0].t = (ring[0], [])",
                "ring[0].__class__.seen = None",
                "ring[0].w = weakref.ref(ring[0], print)",
            ]
        )
        if extra:
            self.line(extra)
        self.line(
            f"print(sys.getrefcount(ring[0]), sys.getrefcount(ring), sys.getrefcount(Ring), [type(x).__name__ for x in gc.get_referents(ring[0])])"
        )
        self.line(self.one(["del ring, r", "ring = r = None", "ring.clear()\ndel r"]))
        self.line("print('collected', gc.collect(" + self.one(["", "", "0", "1", "2"]) + "))")
        if self.often(0.5):
            self.line("print('again', gc.collect(), len(gc.garbage))")

    def closures(self):
        self.line(
            self.one(
                [
                    "made = []\nfor i in range(3):\n    def late(x=i): return i, x\n    made.append(late)\nprint([f() for f in made], sys.getrefcount(late))",
                    "def counter():\n    n = 0\n    def step(by=1):\n        nonlocal n\n        n += by\n        return n\n    return step\nc1, c2 = counter(), counter()\nprint(c1(), c1(5), c2(), c1.__closure__[0].cell_contents, sys.getrefcount(c1))",
                    "def outer(a):\n    def middle(b):\n        def inmost(c): return a + b + c\n        return inmost\n    return middle\nprint(outer(1)(2)(3), outer('a')('b')('c'))",
                    "def unbound():\n    def use(): return late\n    if 0: late = 1\n    return use\ntry:\n    print(unbound()())\nexcept NameError as error:\n    print(type(error).__name__, error)",
                    "def unset():\n    print(later)\n    later = 1\ntry:\n    unset()\nexcept UnboundLocalError as error:\n    print(error)",
                    "def default(x=[]):\n    x.append(len(x))\n    return x\nprint(default(), default(), default.__defaults__, default([]))",
                    "fs = {k: (lambda v, k=k: v * k) for k in range(3)}\nprint([f(2) for f in fs.values()])",
                    "def deep(n):\n    return n if n == 0 else deep(n - 1) + 1\nprint(deep(50))\ndef forever(): return forever()\ntry:\n    forever()\nexcept RecursionError as error:\n    print(error)",
                    "def swap(a, b):\n    a, b = b, a\n    del a\n    try:\n        return a\n    except UnboundLocalError as error:\n        return str(error), b\nprint(swap(1, 2))",
                    "def held():\n    value = []\n    print(sys.getrefcount(value))\n    def inner(): return value\n    print(sys.getrefcount(value), sys.getrefcount(inner))\n    alias = [value] * 3\n    print(sys.getrefcount(value))\n    return inner\nprint(sys.getrefcount(held()()))",
                    "total = 0\ndef add(n):\n    global total\n    total += n\n    return total\nprint(add(1), add(2), total, [add(i) for i in range(3)], globals()['total'])",
                ]
            )
        )

    def arguments(self):
        """Calls that do not fit, and what is said about them."""
        signature = self.one(
            [
                "a",
                "a, b",
                "a, b=1",
                "*args",
                "a, *, k",
                "a, /, b",
                "**kw",
                "a, *args, k=0, **kw",
                "",
                "a, b, c, d",
                "*, k, m",
                "a, /, *, k",
            ]
        )
        self.line(f"def fit({signature}):\n    return sorted(locals().items())")
        for _ in range(self.number(2, 5)):
            with self.guard():
                self.line(
                    "print(fit("
                    + self.one(
                        [
                            "",
                            "1",
                            "1, 2",
                            "1, 2, 3",
                            "a=1",
                            "1, a=2",
                            "1, k=2",
                            "k=1",
                            "b=2",
                            "1, *[2, 3]",
                            "**{'a': 1}",
                            "1, **{'k': 3}",
                            "z=1",
                            "1, 2, 3, 4, 5",
                            "*'ab', **{'k': 1}",
                            "k=1, m=2",
                            "1, b=2, z=3, y=4",
                            "**{1: 2}",
                            "*5",
                            "a=1, **{'a': 2}",
                        ]
                    )
                    + "))"
                )

    def sorting(self):
        self.line(
            self.one(
                [
                    f"data = [(w, len(w)) for w in {self.a_str(0)}.split() + ['b', 'aa', 'c']]\ndata.sort(key=lambda p: (-p[1], p[0]))\nprint(data)",
                    "def bad(x):\n    if x == 2: raise ValueError('key of 2')\n    return -x\nnumbers = [3, 1, 2, 5]\ntry:\n    numbers.sort(key=bad)\nexcept ValueError as error:\n    print(error, numbers)",
                    "class Odd:\n    def __init__(self, n): self.n = n\n    def __lt__(self, other): return self.n % 3 < other.n % 3\n    def __repr__(self): return f'Odd{self.n}'\nprint(sorted(map(Odd, range(8))), max(map(Odd, range(5))), min(Odd(2), Odd(3)))",
                    "grow = [3, 2, 1]\ndef key(x):\n    grow.append(x)\n    return x\ntry:\n    grow.sort(key=key)\nexcept ValueError as error:\n    print(error, grow)",
                    "print(sorted(['b', 'B', 'a', 'Ä'], key=str.lower), sorted({'x': 1, 'a': 2}), sorted([(1, 'b'), (1, 'a')]), sorted('hello', reverse=True))",
                    "print(sorted([1.5, 1, True, 0, -2], key=abs), sorted([[2], [1, 5], []]), max('abc', 'b', key=len), min([], default='none'))",
                    "items = [5, 3, 9]\nprint([sys.getrefcount(x) > 1000 for x in items], items.sort(), items, items.sort(reverse=True), items)",
                ]
            )
        )

    def deaths(self):
        """In which order things die."""
        self.line(
            "class Dies:\n    def __init__(self, n): self.n = n\n    def __del__(self): print('dies', self.n)\n    def __repr__(self): return f'Dies({self.n})'"
        )
        self.line(
            self.one(
                [
                    "box = [Dies(1), Dies(2), Dies(3)]\nbox[1] = Dies(4)\nprint('set')\ndel box[0]\nprint('cut')\ndel box",
                    "box = {'a': Dies(1), 2: Dies(2)}\nbox['a'] = Dies(3)\nbox.pop(2)\nprint('popped')\nbox.clear()\nprint('cleared')",
                    "def scope(a, b):\n    c = Dies('c')\n    del a\n    print('in scope')\n    return c\nscope(Dies('a'), Dies('b'))\nprint('out')",
                    "x = Dies(1)\nx = Dies(2)\nx = y = Dies(3)\ndel x\nprint('y left')\ndel y",
                    "Dies('temporary')\nprint(Dies('printed'))\n[Dies(i) for i in range(3)]\nprint('behind')\n(Dies(8), Dies(9))[0]",
                    "def raising():\n    local = Dies('local')\n    raise ValueError('v')\ntry:\n    raising()\nexcept ValueError as error:\n    print('handling', error)\nprint('handled')",
                    "o = Dies('o')\no.inner = [Dies('i1'), Dies('i2')]\no.me = {'k': Dies('value')}\ndel o\nprint('all')",
                    "for d in [Dies(1), Dies(2)]:\n    print('loop', d)\nprint('loop over')\ndel d",
                    "t = (Dies(1), [Dies(2)], {'k': Dies(3)})\na, b, c = t\ndel t, a\nprint('parts')\nb.append(Dies(4))\ndel b, c",
                    "s = {Dies(1)}\ns.pop()\nprint('popped')\nl = [Dies(i) for i in range(4)]\nl[1:3] = []\nprint('cut')\nl *= 0\nprint('empty')",
                    "def gen():\n    a = Dies('in generator')\n    yield a\n    yield 2\ng = gen()\nprint(next(g))\ndel g\nprint('gone')",
                    "class Slots:\n    __slots__ = ('b', 'a')\ns = Slots()\ns.a, s.b = Dies('a'), Dies('b')\ns.b = None\nprint('b replaced')\ndel s",
                    "f = lambda x=Dies('default'): x\nf.attribute = Dies('attribute')\ndel f\nprint('function gone')",
                    "e = ValueError(Dies('argument'))\ne.note = Dies('note')\ntry:\n    raise e\nexcept ValueError: pass\ndel e\nprint('exception gone')",
                    "def nest(n): return [Dies(n), nest(n - 1)] if n else []\ndeep = nest(4)\ndel deep\nprint('nested gone')",
                    "d = {}\nd[1] = Dies(1)\nd[2] = d\ndel d\nprint(gc.collect(), 'cycle gone')",
                    "def star(*args, **kw): print(len(args), sorted(kw), sys.getrefcount(args))\nstar(Dies(1), *[Dies(2)], k=Dies(3))\nprint('called')",
                    "x = Dies('left') if Dies('condition') else None\nx = x and Dies('right')\nprint('last')\nx = None",
                ]
            )
        )
        with self.guard():
            self.line("print(Dies, gc.collect())".replace("Dies,", "Dies.__name__,"))

    def references(self):
        """Counts along the way."""
        self.line(
            self.one(
                [
                    "r = []\nprint(sys.getrefcount(r), [sys.getrefcount(x) for x in (r, [r], {'k': r})])\ns = [r, r, (r,)]\nprint(sys.getrefcount(r))\ns.pop()\nprint(sys.getrefcount(r), sys.getrefcount(s))",
                    "def count(x, *args, **kw): return sys.getrefcount(x), sys.getrefcount(args), sys.getrefcount(kw)\nv = []\nprint(count(v), count(v, v), count(v, k=v), count(*[v, v]), count(**{'x': v}))",
                    "class Count:\n    def method(self): return sys.getrefcount(self)\n    def __len__(self): return sys.getrefcount(self)\n    def __getitem__(self, i): return sys.getrefcount(self)\n    @property\n    def prop(self): return sys.getrefcount(self)\n    def __getattr__(self, n): return sys.getrefcount(self)\n    def __call__(self): return sys.getrefcount(self)\n    def __add__(self, o): return sys.getrefcount(self), sys.getrefcount(o)\nc = Count()\nb = c.method\nprint(c.method(), len(c), c[0], c.prop, c.missing, c(), b(), sys.getrefcount(c), sys.getrefcount(b), c + c)",
                    "v = object()\nit = iter([v, v])\nprint(sys.getrefcount(v))\nnext(it)\nprint(sys.getrefcount(v))\nlist(it)\nprint(sys.getrefcount(v))\nd = {v: v}\nprint(sys.getrefcount(v), sys.getrefcount(d), sys.getrefcount(d.keys()))",
                    "def gen(x):\n    yield sys.getrefcount(x)\n    yield sys.getrefcount(x)\nv = []\ng = gen(v)\nprint(sys.getrefcount(v), next(g), sys.getrefcount(v), list(g), sys.getrefcount(v))",
                    "v = []\ntry:\n    raise ValueError(v)\nexcept ValueError as e:\n    print(sys.getrefcount(v), sys.getrefcount(e), sys.getrefcount(e.args), sys.getrefcount(e.__traceback__))\nprint(sys.getrefcount(v))",
                    "v = []\nf = lambda a=v: a\ng = lambda: v\nprint(sys.getrefcount(v), sys.getrefcount(f), sys.getrefcount(f.__defaults__), sys.getrefcount(f()))\ndef close():\n    w = v\n    return lambda: w\nh = close()\nprint(sys.getrefcount(v), sys.getrefcount(h.__closure__), sys.getrefcount(h.__closure__[0]))",
                    "class K: pass\nprint(sys.getrefcount(K))\nk = K()\nprint(sys.getrefcount(K))\nclass L(K): pass\nprint(sys.getrefcount(K), sys.getrefcount(L))\ndel L\ngc.collect()\nprint(sys.getrefcount(K))",
                    "v = []\nfor x in [v]:\n    print(sys.getrefcount(v))\nprint(sys.getrefcount(v), [sys.getrefcount(y) for y in [v]], sys.getrefcount(v))\ndel x\nprint({sys.getrefcount(y) for y in (v,)}, list(map(sys.getrefcount, [v])))",
                    "v = []\na = b = c = v\nprint(sys.getrefcount(v))\na, b = b, None\n(p, q), r = (v, v), v\nprint(sys.getrefcount(v))\n*star, last = v, v, v\nprint(sys.getrefcount(v), sys.getrefcount(star))",
                    "v = {}\nw = dict(k=v)\nx = {**w}\ny = w.copy()\nz = w | {}\nprint(sys.getrefcount(v), sys.getrefcount(w))\nw.clear()\nx.update(y)\ny.setdefault('n', v)\nprint(sys.getrefcount(v))\nz.pop('k')\nprint(sys.getrefcount(v))",
                    "def kept(a):\n    f = sys._getframe()\n    return sys.getrefcount(a)\nv = []\nprint(kept(v), sys.getrefcount(v), kept([]))",
                    "v = ['x']\nt = (v,) * 3\nu = t[1:] + t\nl = [v] * 4\nprint(sys.getrefcount(v), len(u))\nl[1:3] = []\ns = sorted([[2], v])\nprint(sys.getrefcount(v), sys.getrefcount(s))\nl.extend(t)\nl.reverse()\nprint(sys.getrefcount(v), l.count(v), l.index(v))",
                ]
            )
        )
