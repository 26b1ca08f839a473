"""The % operator of str, bytes and bytearray."""
def call(label, f, *a, **k):
    try:
        result = repr(f(*a, **k))
    except Exception as e:
        result = type(e).__name__ + repr(e.args)
    print(label, "->", result[:300])


class Three:
    def __index__(self):
        return 3

    def __repr__(self):
        return "Three()"


class Half:
    def __float__(self):
        return 0.5

    def __repr__(self):
        return "Half()"


class Bytes:
    def __bytes__(self):
        return b"by"

    def __rmod__(self, other):
        return "never asked"

    def __str__(self):
        return "text"

    def __repr__(self):
        return "Bytes()"


class Items:
    def __getitem__(self, key):
        return "<" + str(key) + ">"

    def __repr__(self):
        return "Items()"


class Wrong:
    def __str__(self):
        return 5

    def __repr__(self):
        return "Wrong()"


values = [0, -42, 10**20, True, 0.1, -0.0, 1e100, float("nan"), 1j, "text", "é", b"ab", None, [1], Three(), Half(), Bytes(), Wrong(), 0x110000]
for letter in "dioxXeEfFgGcrsab%q":
    for value in values:
        for format in ["%" + letter, "%-8.2" + letter + "|", "%+#08.3" + letter]:
            try:
                shown = format % (value,)
            except Exception as e:
                shown = (type(e).__name__, e.args)
            try:
                both = format.encode() % (value,)
            except Exception as e:
                both = (type(e).__name__, e.args)
            print(format, shown, both)
formats = ["", "%", "%%", "%s", "%s %s", "%(a)s", "%(a)s %s", "%(a", "%*d|", "%.*f|", "%-*d|", "%(a)*d", "%99999999999999999999d", "%1000000000000d", "%5", "%é", "%()s%((x))s", "%r %a"]
arguments = [(), (1,), (1, 2), 1, "a", [], {}, {"a": 1}, {"": 1, "(x)": 2}, Items(), (5, 2), (-5, 2), ("a", 1), (10**30, 1), (2, 3.14159), ((1, 2),), b"z", range(2), Wrong()]
for format in formats:
    for given in arguments:
        call((format, type(given).__name__), lambda: format % given)
for given in [{b"a": b"x"}, {"a": b"x"}, {b"a": 5}]:
    call("bytes", lambda: b"%(a)s" % given)
    call("bytearray", lambda: bytearray(b"%(a)d") % given)
