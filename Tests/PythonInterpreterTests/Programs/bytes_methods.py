"""The methods and operators of bytes and bytearray."""
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


values = [b"", b"a", b"Hello World", b" \t x y  ", b"a\nb\r\nc\x0bd", b"\xff\x00", b"a\tb", b"42"]
for name in "upper lower swapcase capitalize title isalnum isalpha isascii isdigit islower isspace istitle isupper hex".split():
    print(name, [getattr(value, name)() for value in values], getattr(bytearray(b"aB c"), name)())
arguments = [(), (b"",), (b"X",), (b" ",), (None,), (97,), (300,), ("a",), (bytearray(b"X"),), ((b"a", b"b"),), ((b"x", "b"),)]
for name in "find rindex count startswith endswith strip split rsplit partition rpartition removesuffix join".split():
    for value in [b"", b"aXbXc", bytearray(b"aXb")]:
        for given in arguments:
            call((name, value, given), getattr(value, name), *given)
for given in [(b"a", b"b", 1), (b"", b"-"), (b"", b"-", 2), (b"z", b"y"), (1, b"a"), ("a", b"b"), (b"a",), (b"a", b"b", "c")]:
    call(("replace", given), b"banana".replace, *given)
for width in [0, 9, -1, Three(), 1.5, 10**30]:
    for fill in [(), (b"*",), (b"ab",), ("x",), (bytearray(b"-"),)]:
        call("ljust", b"abcd".ljust, width, *fill)
for given in [("utf8",), ("ascii",), ("ascii", "ignore"), ("ascii", "replace"), ("nope",), ("utf8", "nope"), (5,), ("latin-1",)]:
    call(("decode", given), b"caf\xc3\xa9".decode, *given)
call("decode", b"".decode, "nonsense")
call("decode", b"\xff".decode, errors="backslashreplace")
try:
    b"ab\xff\xfe".decode()
except UnicodeDecodeError as error:
    print(error, error.args, error.encoding, error.object, error.start, error.end, error.reason)
try:
    "aé€".encode("ascii")
except UnicodeEncodeError as error:
    print(error, error.args, error.encoding, error.object, error.start, error.end, error.reason)
for given in [(":",), (b":", 2), (":", -2), ("",), ("ab",), ("é",), (5,)]:
    call(("hex", given), b"abcde".hex, *given)
for text in ["ab cd", "a", "zz", " AB", "é", 5]:
    call("fromhex", bytes.fromhex, text)
    call("fromhex", bytearray.fromhex, text)
call("translate", b"abc".translate, bytes(range(255, -1, -1)))
call("translate", b"abc".translate, None, b"a")
call("translate", b"abc".translate, None, delete=b"c")
call("translate", b"abc".translate, b"short")
call("maketrans", lambda: b"abc".translate(bytes.maketrans(b"ab", b"xy")))
for source in [(), (3,), (-1,), ([1, 2],), ([256],), (["a"],), ("a",), ("é", "utf8"), ("é", "ascii", "replace"), (b"x",), (1.5,), (None,), (Three(),), (b"a", "utf8"), (range(4),)]:
    call(("bytes", source[1:]), bytes, *source)
    call(("bytearray", source[1:]), bytearray, *source)
for key in [0, -1, 3, 10**30, "a", Three(), slices[1:], slices[::-1], slices[::0]]:
    call("item", lambda: b"abc"[key])
    call("item", lambda: bytearray(b"abc")[key])
for other in [1, b"b", "b", bytearray(b"c"), 97, 256, None, Three()]:
    call("add", lambda: b"a" + other)
    call("add", lambda: bytearray(b"a") + other)
    call("multiply", lambda: b"ab" * other)
    call("in", lambda: other in b"abc")
    call("less", lambda: b"a" < other)
    call("equal", lambda: b"b" == other)


def changed(label, change):
    array = bytearray(b"abcdef")
    call(label, change, array)
    print("    ", array)


def assign(key, value):
    def change(array):
        array[key] = value
    return change


def delete(key):
    def change(array):
        del array[key]
    return change


keys = [0, -1, 6, "a", Three(), slices[1:3], slices[::2], slices[4:1], slices[::-1], slices[:None]]
for key in keys:
    for value in [65, 256, "a", b"", b"xy", b"xyz", [1, 2], [300], range(6), None]:
        changed("assign", assign(key, value))
    changed("delete", delete(key))
for name in ["append", "extend", "remove", "pop"]:
    for value in [97, 256, -1, "a", b"xy", [1, 2], Three(), None]:
        changed((name,), lambda array: getattr(array, name)(value))
for name in ["reverse", "clear", "copy", "pop"]:
    changed(name, lambda array: getattr(array, name)())
changed("insert", lambda array: array.insert(2, 65))
changed("insert", lambda array: array.insert(-100, 65))
changed("extend", lambda array: array.extend(array))
array = alias = bytearray(b"ab")
array += b"cd"
array *= 2
print(array, array is alias)
value = b"-".join([b"a", b"b"])
print(value[:] is value, bytes(value) is value, value + b"" is value, value.strip() is value, value.replace(b"z", b"") is value)
print(value.lower() is value, value.translate(None) is value, value.split(b"z")[0] is value, value[:1] is b"a"[:1], value[1:1] is b"")
