"""Hooks, streams and settings of sys."""
import sys


class Stream:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flush")


stream = Stream()
sys.stdout = stream
print("to", "the stream", sep="-", flush=True)
print(1, file=sys.__stdout__)
sys.stdout = sys.__stdout__
print(stream.parts)
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
sys.stderr.write("written too\n")
sys.stdout.writelines(["a", "b", "\n"])
print(sys.stdout, sys.stdout.encoding, sys.stdout.writable(), sys.stdout.closed, sys.stderr.name)


class Fails:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


Fails("the default hook")


def unraisable(details):
    print(type(details).__name__, details.exc_type, details.exc_value, details.err_msg, details.object is Fails.__del__)
    print(details.exc_traceback.tb_frame.f_code.co_name, len(details), details[1] is details.exc_value)


sys.unraisablehook = unraisable
Fails("the program's hook")


def broken(details):
    raise RuntimeError("broken hook")


sys.unraisablehook = broken
Fails("a broken hook")
sys.unraisablehook = sys.__unraisablehook__


def display(value):
    print("display", value)


sys.displayhook(5)
print(_)
sys.displayhook(None)
sys.displayhook = display
exec(compile("6 * 7", "<one>", "single"))
sys.displayhook = sys.__displayhook__
exec(compile("6 * 7", "<one>", "single"))

print(sys.version_info[:3], sys.version_info >= (3, 13), sys.version_info.releaselevel, sys.platform, sys.byteorder)
print(sys.version_info, sys.implementation.name, sys.implementation.cache_tag, f"{sys.hexversion:#x}")
print(sys.maxsize, sys.maxunicode, sys.float_info.max, sys.float_info.dig, sys.int_info.bits_per_digit)
print(sys.hash_info.modulus, sys.hash_info.width, sys.float_repr_style, sys.getdefaultencoding())
print(sys.int_info, type(sys.flags).__name__, sys.flags.optimize, sys.getswitchinterval(), sys.is_finalizing())
print(sys.getrecursionlimit(), sys.setrecursionlimit(500), sys.getrecursionlimit(), sys.setrecursionlimit(1000))
for limit in (0, 1, -5):
    try:
        sys.setrecursionlimit(limit)
    except (ValueError, RecursionError) as error:
        print(type(error).__name__)

text = "".join(["not", " ", "interned"])
print(sys._is_interned(text), sys.intern(text) is text, sys._is_interned(text), sys._is_interned("name"))
try:
    sys.intern(5)
except TypeError as error:
    print(error)


class Sized:
    __slots__ = ()

    def __sizeof__(self):
        return 100


class Unsized:
    __slots__ = ()

    def __sizeof__(self):
        return "large"


print(sys.getsizeof(Sized()), sys.getsizeof(Unsized(), "default"), sys.getsizeof([]), sys.getsizeof(1, default=5))
try:
    sys.getsizeof(Unsized())
except TypeError as error:
    print(error)
print(sys.audit("event", 1), callable(sys.breakpointhook), sys.modules["sys"] is sys, sys.gettrace(), sys.getprofile())


def hook(kind, value, traceback):
    print("uncaught", kind.__name__, value, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno > 100)


for code in (None, 3, "text", (1, 2)):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error), repr(error.code))
sys.excepthook = hook
raise ValueError("the end")
