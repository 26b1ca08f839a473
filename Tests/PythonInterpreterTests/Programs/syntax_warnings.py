"""What the compiler warns of, on stderr, as an error and recorded."""
import sys
import warnings


def compiled(source):
    print(repr(source))
    sys.stderr.write(f"# {source!r}\n")
    try:
        compile(source, "<source>", "exec")
    except SyntaxError as error:
        print("  ", error, error.lineno, error.offset, error.end_offset)


SOURCES = [
    "x is 1", "x is not 'a'", "1 is x", "x is None", "x is ()", "x is (1, 2)", "x is -1", "x is y is 2.0", "1 < x is 3",
    "assert (x, 'm')", "assert ()", "assert x", "(1, 2)(3)", "[(1, 2) (3, 4)]", "1()", "'a'()", "f'{x}'(1)",
    "(lambda: 0)()", "(y for y in x)()", "[1][2, 3]", "[1]['a']", "'a'['b']", "b'a'[0.5]", "(1,)[None]", "(1, 2)[x:y]",
    "[1][True]", "1[0]", "None[0]", "...[0]", "{1}[0]", "{1: 2}['a']", "(lambda: 0)[0]", "(y for y in x)[0]",
    "[y for y in x]['s']", "f'{x}'['a']", r"'\d'", r"'\d\e'", r"b'\d'", r"r'\d'", r"f'\d{x}'", r"f'{x}\{y}'", r"'\400'",
    "1if x else 2", "0x1for y in x", "1or 2", "x = 1is y", "1.5else", r"'\d' 3 3",
    "try:\n  pass\nfinally:\n  x is 1", "if x is 1: pass", "'''a\n\\q\n\\z'''",
]
for source in SOURCES:
    compiled(source)
print(eval("1 is 1"))

warnings.simplefilter("error")
compiled("x is 1")
compiled("a\n(x is 1)")
compiled("x = b'\\d'")
compiled("b = 1or 2")
warnings.simplefilter("ignore")
compiled("x is 1")
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    compiled("x is 1\ny is 2")
for warning in log:
    print(warning.message, warning.category.__name__, warning.filename, warning.lineno)
value = 5
print(value is 5, value is not 5)
