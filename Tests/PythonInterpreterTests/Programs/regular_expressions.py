import gc
import re
import sys
import weakref

# Patterns and matches
p = re.compile(r"(?P<word>\w+)\s(?P<number>\d+)?", re.IGNORECASE)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex))
m = p.search("  héllo 42 ")
print(m, m.span(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup, m.regs)
print(m[0], m["word"], m.group(1, "number"), m.start(2), m.end("word"), m.pos, m.endpos, m.re is p)
print(m.expand(r"\g<number>-\1"), m.string)
for wrong in (lambda: m[3], lambda: m["x"], lambda: p.match(1), lambda: p.match(b"a"), lambda: type(p)()):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)

# What is found
print(re.findall("a|(b)", "abba"), re.findall("(a)(b)?", "aba"), re.findall("", "ab"), re.findall(rb"\w", b"a-b"))
print([m.span() for m in re.finditer("a*", "baac")])
print(re.split("(,)|;", "a,b;c"), re.split("x*", "axb"), re.split(",", "a,b,c", maxsplit=1))
print(re.sub("a+", "<>", "baac"), re.sub("(a)(b)?", r"[\2\1]", "aba"), re.subn("a", lambda m: m[0].upper(), "aba", count=1))
print(re.sub("", "-", "ab"), re.sub(b"a", rb"\g<0>\x41" if False else b"A", b"aa"), re.escape("a.b-c"))
print(re.fullmatch("a|ab", "ab"), re.match("a|ab", "ab"), re.fullmatch("a*?", "aaa"))

# Loops, groups, looks
print(re.match("(a+)+b", "aaab").regs, re.match("(?:(a)|b)*", "ab").groups(), re.match("(a*)*", "aa").regs)
print(re.match("a++a", "aaa"), re.match("(?>a*)b", "aab"), re.match("(?:ab)*+c", "ababc"), re.match("a{2,3}?", "aaa")[0])
print(re.search("(?<=a)b(?!c)", "abcab").span(), re.search("(?<!a)b", "abb").span(), re.match(r"(a)?(?(1)b|c)", "c")[0])
print(re.match(r"(?P<q>['\"]).*?(?P=q)", "'a\"b'c'")[0], re.match(r"(?i:A)b", "ab")[0], re.match("(?x) a b # c", "ab")[0])
print(re.findall("^.", "a\nb", re.M), re.findall("a.b", "a\nb", re.S), re.findall("a$", "a\n"), re.findall(r"a\Z", "a\n"))
print(re.findall("straße", "STRAßE Straſe", re.I), re.findall("[k]", "K\u212a", re.I), re.findall(r"\w", "é", re.A))

# What cannot be read
for bad in ["(", ")", "*", "a**", "[a", "[b-a]", r"\q", "(?P<1>)", "(?P<a>)(?P<a>)", r"(\1)", "(?<=a*)", "a(?i)", "(?z)", "a\n(b"]:
    try:
        re.compile(bad)
    except re.error as e:
        print(repr(bad), e.msg, e.pos, e.lineno, e.colno, str(e))
for bad in [r"\3", r"\g<", r"\g<x>", r"\q"]:
    try:
        re.sub("(a)", bad, "a")
    except (re.error, IndexError) as e:
        print(repr(bad), type(e).__name__, e)
try:
    re.compile("a{4294967295}")
except OverflowError as e:
    print(e)

try:
    re.compile("(" * 600 + ")" * 600)
except RecursionError as e:
    print(e)

# In memory
print(sys.getsizeof(re.compile("")), sys.getsizeof(p), sys.getsizeof(m), sys.getsizeof(re.compile("[a-z0-9_äöü]+|x{2,}?")))
print(gc.is_tracked(p), gc.is_tracked(m), [type(o).__name__ for o in gc.get_referents(p)])
print([type(o).__name__ for o in gc.get_referents(re.match("(a)", "a"))])
print(re.compile("once") is re.compile("once"), re.compile("once") == re.compile("once"))
q = re.compile("once")
r = weakref.ref(q)
del q
print(r() is not None)
re.purge()
print(r())
try:
    weakref.ref(m)
except TypeError as e:
    print(e)
text = "whole"
print(re.match(".*", text)[0] is text, re.sub("x", "y", text) is text)
print(re.I | re.M, repr(re.A), re.RegexFlag(0), re.compile("a", re.X | re.S))
