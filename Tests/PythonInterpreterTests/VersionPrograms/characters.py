"""Strings of one character: which are one object with what `chr` gives."""
import sys

letters = [chr(code) for code in range(256)]
print([text for text in letters if sys.intern(text) is not text])
small, blank, accented, empty, last, word = "a", " ", "\xe9", "", "z", "xab"
print(small is chr(97), small is word[1], small is word[1:2], blank is chr(32), accented is chr(0xE9))
print(empty is small[:0], last is chr(122))


def constants():
    return "a", "q", " ", "7"


print([text is chr(ord(text)) for text in constants()])


class Named:
    pass


named = Named()
setattr(named, "a", 1)
named.z = 2
named.q = 3
print([name is chr(ord(name)) for name in vars(named)])
print([name is sys.intern(name) for name in vars(named)])
a = z = 0
print([name is chr(ord(name)) for name in globals() if name in ("a", "z")])
print([text is small for text in "abca"], "a,b".split(",")[0] is chr(97), "a" in {chr(97)}, {"a": 1}[chr(97)])
print([sys.getsizeof(text) for text in ("a", chr(97), "z")])
