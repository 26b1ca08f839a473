"""How much room the lists have that text is split into."""
import sys


def room(items):
    return (sys.getsizeof(items) - 56) // 8


for n in 0, 1, 2, 3, 5, 10, 11, 12, 13, 14, 20, 25:
    words, text = " ".join(["ab"] * n), ",".join(["ab"] * n)
    print(n, [room(items) for items in (
        words.split(), words.rsplit(), text.split(","), text.rsplit(","), words.split(None, 3), text.split(",", 3),
        text.rsplit(",", 2), text.split(",b"), text.split("€"), text.split(",", 20), text.splitlines(),
        ("a\n" * n).splitlines(), words.split(" ", 0),
    )])
    raw = text.encode()
    print("  ", [room(items) for items in (
        raw.split(), raw.split(b","), raw.rsplit(b","), raw.split(b",", 3), raw.splitlines(), bytearray(raw).split(b","),
    )])
x = 1
names = {f"{x}%s" % "": 1}
print("%d" % x is str(x), "%s" % x in names, ("%s" % x) is ("%d" % x), "{}".format(x) is ("%d" % x), str(x) is str(x))
for bad in (lambda: {} < [], lambda: hash(__import__("collections").deque()), lambda: __import__("collections").deque().x):
    try:
        bad()
    except Exception as error:
        print(error)
# Recorded on every version.
