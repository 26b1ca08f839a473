"""Requests for more than there is: refused before anything is made."""
def call(label, f, *a, **k):
    try:
        result = repr(f(*a, **k))
    except Exception as e:
        result = type(e).__name__ + repr(e.args)
    print(label, "->", result[:300])


requests = {
    "text": lambda: "a" * 10**14, "texts": lambda: "ab" * 2**62, "index": lambda: "a" * 10**100, "bytes": lambda: b"a" * 10**15,
    "many": lambda: b"ab" * 2**62, "array": lambda: bytearray(b"ab") * 2**62, "list": lambda: [0] * 10**15, "tuple": lambda: (0,) * 10**15,
    "width": lambda: "%100000000000000d" % 1, "wide": lambda: "%99999999999999999999d" % 1, "star": lambda: "%*d" % (10**15, 1),
    "field": lambda: f"{1:>99999999999999}", "precision": lambda: f"{1.5:.99999999999999f}", "format": lambda: "{:>99999999999999}".format("a"),
    "digits": lambda: "{:99999999999999999999}".format(1), "shift": lambda: 1 << 2**70, "right": lambda: 1 >> 2**70,
    "int": lambda: int("9" * 10**6), "zero": lambda: bytes(10**15), "zeros": lambda: bytearray(10**15), "huge": lambda: bytes(10**30),
    "ljust": lambda: "a".ljust(10**15), "center": lambda: b"a".center(10**15), "zfill": lambda: "a".zfill(10**15),
    "tabs": lambda: "\t".expandtabs(2**31), "to_bytes": lambda: (1).to_bytes(10**15, "big"),
    "join": lambda: ("x" * 10**6).join([""] * 10**2)[:3], "replace": lambda: len("a" * 1000).__class__,
}
for name in requests:
    request = requests[name]
    try:
        result = repr(request())[:80]
    except (MemoryError, OverflowError, ValueError) as e:
        result = type(e).__name__ + repr(e.args)
    print(name, result)
