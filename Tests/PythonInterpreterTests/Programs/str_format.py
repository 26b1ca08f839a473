"""format(), str.format, str.format_map and f-strings."""
def call(label, f, *a, **k):
    try:
        result = repr(f(*a, **k))
    except Exception as e:
        result = type(e).__name__ + repr(e.args)
    print(label, "->", result[:300])


class Item:
    x = 5

    def __init__(self):
        self.y = [1, {"k": "v"}]

    def __getitem__(self, key):
        return ("item", key)

    def __repr__(self):
        return "Item()"


class Own:
    def __format__(self, specification):
        return "own<" + specification + ">"

    def __repr__(self):
        return "Own()"


class Wrong:
    def __format__(self, specification):
        return 5

    def __repr__(self):
        return "Wrong()"


class Text(str):
    def __str__(self):
        return "str"


class Whole(int):
    def __repr__(self):
        return "repr"


class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"


values = [0, -42, 10**20, True, 0.0, -1.5, 1234567.891, 1e100, float("inf"), 1 + 2j, -0.5j, "text", "", b"ab", None, [1], Own(), Wrong(), Whole(5), Text("t"), 65]
specifications = """ 5 <5 >5 ^5 =8 *<8 0=8 05 + # #x #b X o c s n e .3e f .2f g % .1% , _ ,d _x ,.2f 012, +012,.2f .3 .0f #.3g z .1fz z.1f q dd 10.3
    é^7 {<5 < << .3d ,s 99999999999999999999 .99999999999999999999 1000000000000 .3s =5c +c""".split(" ")
for value in values:
    for specification in specifications:
        call((value if not isinstance(value, (Own, Wrong)) else "", specification.strip()), format, value, specification.strip())
templates = """{} {}{} {0} {1}{0} {0}{} {}{0} {a} {0.x} {0.y[1][k]} {0[0]} {0[k]} {0[-1]} {0[]} {0.} {0[} {[0]} {.x} {!r} {!s} {!a} {!x} {!}
    {!r:>9} {:>5} {:{}} {:{w}} {:{}.{}} {:{:{}}} {{}} {{{}}} { } {}} {{} {a {0!r {0: x{}y {-1} {99999999999999999999} {0.é} {0[a.b]} {0..x}
    {a!r!s} {:1000000000000} {0[99999999999999999999]} {w:{w}} {0.__class__.__name__}""".split()
calls = [((), {}), ((1,), {}), ((1, 2, 3), {}), (([1, 2],), {"a": "A", "w": 7}), (({"k": 5, "-1": "n", "a.b": "d", "": "e"},), {"a": [0]}),
         ((Item(),), {"w": 10}), (("text", 10, 3), {}), ((Own(), ">5"), {}), ((3.14159, 10, 2), {"w": 12}), ((Wrong(),), {})]
for template in templates:
    for positional, named in calls:
        call((template, len(positional), list(named)), template.format, *positional, **named)
    for mapping in [{}, {"a": 1}, [1, 2], Item(), None]:
        call((template, type(mapping).__name__), template.format_map, mapping)
call("missing", "{x} {y}".format_map, Default(x=1))
call("format", format, 1, 5)
call("format", format)
call("format", "a".__format__, 5)
call("format", object().__format__, "x")
x, y, w, p, z = 10, "abc", 8, 2, 3.14159
print(f"{x}", f"{x:>{w}}", f"{z:{w}.{p}f}", f"{y!r:>{w}}", f"{x=}", f"{y = !s}", f"{z=:.2f}", f"{{}}", f"{x:#x}", f"{y:*^{w}}")
print(f"{Whole(3)}", f"{Text('t')}", f"{Text('t'):5}|", f"{Whole(3)!s}", "%s %d" % (Whole(3), Whole(3)), "{!r}".format(Whole(3)))
