"""The methods and operators of str: results, errors, and what is the same object."""
def call(label, f, *a, **k):
    try:
        result = repr(f(*a, **k))
    except Exception as e:
        result = type(e).__name__ + repr(e.args)
    print(label, "->", result[:300])


class Slices:
    def __getitem__(self, key):
        return key


slices = Slices()


class Three:
    def __index__(self):
        return 3


texts = ["", "a", "Hello World", " \t x y  ", "a\nb\r\nc\x0bd", "éà ß", "\u0130\u01c5 ǆ", "a\tb\tcc", "\u0661\u00b2", "aXbXc"]
for name in """upper lower casefold swapcase capitalize title isalnum isalpha isascii isdecimal isdigit isidentifier
        islower isnumeric isprintable isspace istitle isupper""".split():
    print(name, [getattr(text, name)() for text in texts])
arguments = [(), ("",), ("X",), (" ",), (None,), (1,), (b"a",), (("a", "b"),)]
for name in "find rindex count startswith endswith strip split rsplit partition rpartition removeprefix join".split():
    for text in ["", "aXbXc", " x y "]:
        for given in arguments:
            call((name, text, given), getattr(text, name), *given)
for bounds in [(1,), (-1,), (None, 2), (Three(), None), (10,), (3, 1), (10**30, -10**30), ("x",)]:
    call(("find", bounds[-1:] if len(bounds) > 1 else bounds), "abcabc".find, "c", *bounds)
    call("count", "abcabc".count, "", *bounds)
for given in [("a", "b", 1), ("a", "b", -1), ("", "-"), ("", "-", 2), ("z", "y"), (1, "a"), ("a", 1), ("a",), (), ("a", "b", "c"), ("a", "é")]:
    call(("replace", given), "banana".replace, *given)
call("replace count", "banana".replace, "a", "b", count=2)
for width in [0, 9, -1, Three(), 1.5, "x", 10**30]:
    for fill in [(), ("*",), ("é",), ("ab",), (1,)]:
        call("center", "abcd".center, width, *fill)
    call("zfill", "-42".zfill, width)
    call("expandtabs", "a\tb".expandtabs, width)
call("split", "a b c".split, maxsplit=1)
call("split", "a-b-c".split, sep="-", maxsplit=1)
call("split", "a".split, 1, 2, 3)
call("split", "a".split, "a", sep="b")
call("split", "a".split, nothing=1)
call("splitlines", "a\nb\r\n".splitlines, keepends=True)
call("upper", "a".upper, 1)
call("join", ",".join, ["a", 1])
call("join", ",".join, 5)
call("maketrans", str.maketrans, {"a": "b", 3: None})
call("maketrans", str.maketrans, "ab", "cd", "e")
call("maketrans", str.maketrans, "ab", "c")
call("maketrans", str.maketrans, {"ab": 1})
for table in [{97: "long", 98: None, 99: 100}, {97: -1}, {97: 1.5}, 5, "abc", [1]]:
    call(("translate", table), "abc".translate, table)
for key in [0, -1, 3, 10**30, "a", 1.5, Three(), slices[1:], slices[::-1], slices[::0], slices[:"a"]]:
    call("item", lambda: "abc"[key])
for other in [1, "b", None, b"a", 1.5, Three()]:
    call("add", lambda: "a" + other)
    call("multiply", lambda: "ab" * other)
    call("multiply", lambda: other * "ab")
    call("in", lambda: other in "abc")
    call("less", lambda: "a" < other)
    call("equal", lambda: "b" == other)

# What nothing happens to is the same object; single characters and nothing are shared.
ab = "-".join(["a", "b"])
print(ab[:] is ab, str(ab) is ab, ab + "" is ab, "" + ab is ab, ab * 1 is ab, ab.strip() is ab, ab.replace("z", "") is ab)
print(ab.ljust(2) is ab, ab.zfill(1) is ab, ab.expandtabs() is ab, ab.removeprefix("z") is ab, "".join([ab]) is ab)
print(ab.split("z")[0] is ab, ab.split()[0] is ab, ab.splitlines()[0] is ab, ab.partition("z")[0] is ab)
print("%s" % ab is ab, "{}".format(ab) is ab, f"{ab}" is ab, format(ab) is ab, format(ab, "") is ab)
print(ab.upper().lower() is ab, ab.title() is ab, ab.translate({}) is ab, ab[0] is "abc"[0], ab[1:1] is "")
print("a".upper() is "A", "ab"[:1].upper() is "xA"[1], chr(233) is "é"[0], chr(300) is chr(300), "x".join("") is "")


class Text(str):
    pass


text = Text(ab)
print(type(text), type(text[:]), type(text.strip()), type(text + ""), type(text * 1), type(str(text)), type(text.upper()))
print(text == ab, hash(text) == hash(ab), text[:] is text, isinstance(text, str), {text: 1}[ab])
