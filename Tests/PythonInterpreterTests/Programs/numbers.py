"""Numbers: operators among all types, methods, rounding, powers, sums."""
def call(label, f, *a, **k):
    try:
        result = repr(f(*a, **k))
    except Exception as e:
        result = type(e).__name__ + repr(e.args)
    print(label, "->", result[:300])


values = [0, 1, -7, 255, 2**64, True, 0.0, -0.0, 2.5, -1.5, 1e16, float("inf"), float("nan"), 1 + 2j, -0.5j, "a", None]
operators = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
    "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b if abs(b) < 60 else 0,
    "&": lambda a, b: a & b, "<<": lambda a, b: a << b if b < 300 else 0, ">>": lambda a, b: a >> b,
    "<": lambda a, b: a < b, "==": lambda a, b: a == b, "divmod": divmod,
}
for name in operators:
    operator = operators[name]
    for a in values:
        results = []
        for b in values[1 if name == "*" else 0:]:
            if isinstance(a, str) and name == "%" or isinstance(b, str) and b == 2**64:
                continue
            if name == "*" and isinstance(a, str) or name == "*" and isinstance(b, str):
                continue
            try:
                results.append(operator(a, b))
            except Exception as e:
                results.append((type(e).__name__, e.args))
        print(name, a, results)
for value in values:
    for function in [abs, int, float, complex, bool, round, bin, hex, lambda v: -v, lambda v: +v, lambda v: ~v]:
        call(value, function, value)
    for places in [0, 1, -1, 20, -400, None, "a"]:
        call((value, places), round, value, places)
    for name in "real imag numerator denominator".split():
        call((value, name), lambda: getattr(value, name))
    for name in "conjugate bit_length bit_count is_integer as_integer_ratio hex __trunc__ __floor__ __ceil__".split():
        call((value, name), lambda: getattr(value, name)())
for arguments in [(2, 10, 7), (2, -1, 7), (2, -1, 4), (2, 3, 0), (2, 3, -5), (2.0, 3, 5), (2, 3.0, 5), (1j, 2, 3), ("a", 2, 3), (2, "a", 3), (2, 3, "a"), (2,), ()]:
    call(("pow", arguments), pow, *arguments)
call("pow", pow, base=2, exp=5, mod=3)
for arguments in [(4,), (4, "big"), (4, "little"), (1, "big"), (0,), (-1,), (4, "x"), ("a",)]:
    call(("to_bytes", arguments), (1000).to_bytes, *arguments)
call("to_bytes", (-2).to_bytes, 2, "little", signed=True)
call("to_bytes", (-2).to_bytes, 2)
call("to_bytes", (2).to_bytes, 2, "big", True)
for arguments in [(b"\xff\x00",), (b"\xff\x00", "little"), ([1, 2],), ("ab",), (1,), (b"a", "x"), ()]:
    call(("from_bytes", arguments), int.from_bytes, *arguments)
call("from_bytes", int.from_bytes, b"\xff", signed=True)
call("from_bytes", bool.from_bytes, b"\x05")
for text in ["0x1.8p1", "-0x.8p-3", "inf", "0x1p1024", "x", "1.5"]:
    call("fromhex", float.fromhex, text)
for items in [[1, 2], [0.1] * 10, [1e100, 1.0, -1e100], [1, 2.5, 1j], [2**62] * 3, ["a"], [[1]], 5]:
    call("sum", sum, items)
    for start in [1.5, "", b"", [], None]:
        call("sum", sum, items, start)
for text in ["a", "ab", "", "é", b"a", 5]:
    call("ord", ord, text)
for number in [65, 0x10FFFF, 0x110000, -1, 10**30, "a", 1.5]:
    call("chr", chr, number)


class Number(int):
    pass


class Real(float):
    pass


class Strange:
    def __index__(self):
        return "x"

    def __round__(self, *places):
        return ("rounded", places)

    def __rdivmod__(self, other):
        return ("rdivmod", other)

    def __pow__(self, *others):
        return ("pow", others)


print(type(Number(3) + 1), type(+Number(3)), type(Number(3).real), type(int(Number(3))), type(abs(Number(3))), Number(3) == 3)
print(type(Real(1.5) * 2), type(+Real(1)), type(Real(2.5).__round__(1)), type(float(Real(1))), round(Real(2.5)))
call("index", hex, Strange())
call("round", round, Strange())
call("round", round, Strange(), 2)
call("divmod", divmod, 5, Strange())
call("pow", pow, Strange(), 5, 7)
small, large = int("5"), int("1000")
print(small is 5, large is int("1000"), int(large) is large, abs(large) is large, +large is large, round(large) is large)
print(large.real is large, large.conjugate() is large, float(1.5) is 1.5, int(True) is 1, complex(1j) is 1j)
try:
    (5).real = 1
except AttributeError as error:
    print(error)
