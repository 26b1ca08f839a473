s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.find("o"), s.count("l"), s.replace("l", "L", 2), s.index("W"))
print("  pad ".strip() + "|", "xxhixx".strip("x"), "a,b,,c".split(","), " a  b ".split(), "a b c".split(" ", 1))
print("x".ljust(3, ".") + "|", "x".rjust(3) + "|", "x".center(5, "-"), "42".zfill(5), "k=v".partition("="))
print(s.startswith("Hell"), s.endswith(("x", "ld")), "pre_fix".removeprefix("pre_"), "a\nb".splitlines())
print(f"{3.14159:.2f} {42:>6}|{42:<6}|{42:^6}|{1234567:,} {255:x} {255:#b} {-5:+d} {0.25:%} {'s':*^5} {True:d}")
print("%s" in s, "ab" < "b", "é".upper(), len("日本語"), "日本語"[1], ascii("é"), repr("a'b\"c\n"))
print(7 / 3, 2 / 3, 10**20 / 3, 1e300 * 10, -7 // 2.0, 2**0.5, (-8) ** 2, 2**-2, 0.1 + 0.2, 1e16, 1e-5, float("inf"))
print(int("  12_3 "), float(" 1.5e3 "), int(3.9), int(-3.9), bool("False"))
for text in ("abc", "1.5", ""):
    try:
        print(int(text))
    except ValueError as error:
        print(error)
try:
    f"{'x':d}"
except ValueError as error:
    print(error)
try:
    "a".replace(1, 2)
except TypeError as error:
    print(error)
try:
    ",".join(["a", 1])
except TypeError as error:
    print(error)
