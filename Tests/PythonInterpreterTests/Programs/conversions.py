"""int, float, complex, str, bool: what they are made of."""
def call(label, f, *a, **k):
    try:
        result = repr(f(*a, **k))
    except Exception as e:
        result = type(e).__name__ + repr(e.args)
    print(label, "->", result[:300])


class All:
    def __index__(self):
        return 3

    def __int__(self):
        return 4

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 1 + 2j

    def __bytes__(self):
        return b"by"

    def __bool__(self):
        return False


class Index:
    def __index__(self):
        return 3


class Wrong:
    def __index__(self):
        return "x"

    def __int__(self):
        return "x"

    def __float__(self):
        return 1

    def __complex__(self):
        return 1

    def __bytes__(self):
        return "x"

    def __bool__(self):
        return 1

    def __str__(self):
        return b"x"


class Raising:
    def __int__(self):
        raise KeyError("own")

    def __float__(self):
        raise KeyError("own")

    def __index__(self):
        raise TypeError("own")


class Number(int):
    pass


class Real(float):
    def __new__(cls, value):
        return super().__new__(cls, value)


class Text(str):
    pass


class Raw(bytes):
    pass


class Array(bytearray):
    pass


texts = """0 1 -1 +1 1_000 1__0 _1 0x10 0b11 0o17 ff zz 1.5 1e5 inf -Infinity nan .5 5. . 1e 00 007 -0 1j 1+2j (1+2j) 1+j -j
    1e400 1+2 infj \u0661\u0662 é""".split() + ["", " ", " 12 ", "\t1.5\n", "1 2", "1\0", "9" * 4301, "0" * 5000, "a" * 300]
for text in texts:
    for make in [int, float, complex]:
        call((make.__name__, text[:20]), make, text)
    for base in [0, 2, 16, 36]:
        call((text[:20], base), int, text, base)
    for make in [int, float, complex]:
        call((make.__name__, text[:20]), make, text.encode())
for object in [All(), Index(), Wrong(), Raising(), None, [], [1], "a", b"a", 5, 1.5, 1j, True, 10**400, float("nan"), float("-inf")]:
    name = type(object).__name__
    for make in [int, float, complex, bool, bytes, bytearray, Number, Real, Raw, Array]:
        if object == 10**400:
            continue
        call((name, make.__name__), make, object)
call("float", float, 10**400)
for base in [1, 37, -1, "a", None, Index(), 10**30]:
    call(("int", base if base.__class__ is not Index else 3), int, "12", base)
for make in [int, float, complex, bool, str, bytes, bytearray]:
    for given in [(), (1, 2), (1, 2, 3), (1, 2, 3, 4), ("1", 2), (b"a", "ascii"), ("a", "ascii"), (b"a", 5), (b"\xff", "utf8"), (b"\xff", "utf8", "replace"), (5, "ascii")]:
        call((make.__name__, given), make, *given)
    for named in [{"x": 1}, {"base": 5}, {"real": 1}, {"imag": 2}, {"object": 5}, {"source": b"a"}, {"encoding": "utf8"}, {"errors": "strict"}]:
        call((make.__name__, named), make, **named)
for real, imaginary in [(1, 2), (1j, 1j), (1.5, None), ("1", 2), (1, "2"), ([], 1), (All(), All()), (-0.0, -0.0), (1, True)]:
    call("complex", complex, real, imaginary)
for make, value in [(Number, "12"), (Number, 3.9), (Real, "1.5"), (Text, b"x"), (Text, 5), (Raw, [1, 2]), (Array, 3)]:
    made = make(value)
    print(type(made).__name__, made, made == make.__base__(value))
n = 10**4300
for show in [str, repr, lambda v: "%d" % v, lambda v: f"{v}", lambda v: format(v, ","), lambda v: len(hex(v)), lambda v: len("%x" % v), lambda v: len(str(v // 10))]:
    call("digits", show, n)
call("str", str, Wrong())
call("bool", bool, Wrong())
