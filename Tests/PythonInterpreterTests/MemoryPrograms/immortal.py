# By statement too.
import sys

count = sys.getrefcount
big = 4294967295
print([count(x) == big for x in (None, True, False, ..., NotImplemented)])
print([count(n) == big for n in (-6, -5, 0, 1, 256, 257)])
print([count(x) == big for x in ((), "", b"", "a", "é", b"z", "€", 0.0, range(0), frozenset())])
print([count(t) == big for t in (int, str, list, dict, type, object, Exception, ValueError, len.__class__)])
print([count(s) == big for s in ("__init__", "self", "append", "name", "data", "key", "__main__", "not_a_static_name", "two words")])
x = None
many = [None] * 1000
print(count(None), count(x) == count(None))
del many
print(count(None))


def identifier():
    pass


class Identified:
    attribute = 1


print(count("identifier") == big, count("Identified") == big, count("attribute") == big, count("many") == big)
made = "".join(["run", "time"])
print(count(made), count(sys.intern(made)))
print(count(Identified) == big, count(identifier) == big, count(len) == big, count(sys) == big)
print(count(chr(97)), count(chr(255)), count(chr(256)), count(bytes([65])), count(b"ab"[:1]))
print(count(int("5")), count(int("1000")), count(2**8), count(-5 - 1))
