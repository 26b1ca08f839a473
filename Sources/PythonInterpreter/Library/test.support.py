"""What Python's own test files ask of their surroundings, in the shape that they expect: a release build of CPython
without processes, threads, files and extension modules of its own.
"""

import contextlib
import functools
import gc
import sys
import unittest

Py_GIL_DISABLED = False
Py_DEBUG = False
MS_WINDOWS = False
is_emscripten = is_wasi = is_android = is_apple = False
is_wasm32 = False
has_subprocess_support = has_fork_support = False
has_socket_support = False
verbose = 1
failfast = False
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
ALWAYS_EQ = type("_ALWAYS_EQ", (), {"__eq__": lambda self, other: True, "__ne__": lambda self, other: False})()
NEVER_EQ = type(
    "_NEVER_EQ", (), {"__eq__": lambda self, other: False, "__ne__": lambda self, other: True, "__hash__": lambda self: 1},
)()


class Error(Exception):
    """Something of a test's surroundings failed."""


class TestFailed(Error):
    """A test failed."""


def check_impl_detail(**guards):
    """Whether this is one of the implementations named: it behaves as CPython."""
    return guards.get("cpython", not any(guards.values())) if guards else True


def impl_detail(msg=None, **guards):
    return unittest.skipUnless(check_impl_detail(**guards), msg or "implementation detail not available here")


def cpython_only(test):
    """The test asks for CPython's details, which a session has."""
    return test


def refcount_test(test):
    """The test asks for exact reference counts, which a session has."""
    return test


def no_tracing(func):
    """The test runs without a trace function."""

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        original = sys.gettrace()
        try:
            sys.settrace(None)
            return func(*args, **kwargs)
        finally:
            sys.settrace(original)

    return wrapper


class suppress_immortalization(contextlib.ContextDecorator):
    """The test needs constants of the free-threaded build to die: there is nothing to be done."""

    def __init__(self, suppress=True):
        self.suppress = suppress

    def __enter__(self):
        pass

    def __exit__(self, *exc_info):
        pass


def requires_gil_enabled(msg="needs the GIL enabled"):
    return unittest.skipIf(Py_GIL_DISABLED, msg)


def requires_subprocess():
    return unittest.skipUnless(has_subprocess_support, "requires subprocess support")


def requires_fork():
    return unittest.skipUnless(has_fork_support, "requires working os.fork()")


def requires_resource(resource):
    return unittest.skipUnless(is_resource_enabled(resource), f"resource {resource!r} is not enabled")


def is_resource_enabled(resource):
    return False


def requires(resource, msg=None):
    if not is_resource_enabled(resource):
        raise unittest.SkipTest(msg or f"Use of the {resource!r} resource not enabled")


def bigmemtest(size, memuse, dry_run=True):
    return unittest.skip("needs much memory")


def gc_collect():
    """Collects until nothing is left that a finalizer may have brought back."""
    gc.collect()
    gc.collect()
    gc.collect()


@contextlib.contextmanager
def disable_gc():
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextlib.contextmanager
def gc_threshold(*args):
    old = gc.get_threshold()
    gc.set_threshold(*args)
    try:
        yield
    finally:
        gc.set_threshold(*old)


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    """Sets an attribute for a while."""
    missing = object()
    old = getattr(obj, attr, missing)
    setattr(obj, attr, new_val)
    try:
        yield None if old is missing else old
    finally:
        if old is missing:
            if hasattr(obj, attr):
                delattr(obj, attr)
        else:
            setattr(obj, attr, old)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    """Sets an item for a while."""
    missing = object()
    old = obj[item] if item in obj else missing
    obj[item] = new_val
    try:
        yield None if old is missing else old
    finally:
        if old is not missing:
            obj[item] = old
        elif item in obj:
            del obj[item]


@contextlib.contextmanager
def captured_output(stream_name):
    import io
    original = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, original)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


@contextlib.contextmanager
def infinite_recursion(max_depth=None):
    original = sys.getrecursionlimit()
    if max_depth is not None:
        sys.setrecursionlimit(max_depth)
    try:
        yield
    finally:
        sys.setrecursionlimit(original)


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


def setswitchinterval(interval):
    """There is one thread, and nothing to switch."""


def late_deletion(obj):
    """Keeps an object until the interpreter ends."""
    sys.modules["__main__"].__dict__.setdefault("_late_deletion", []).append(obj)


def sortdict(dict):
    return "{%s}" % ", ".join("%r: %r" % pair for pair in sorted(dict.items()))


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext):
        compile(statement, "<test string>", "exec")


def run_unittest(*classes):
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromTestCase(cls) if isinstance(cls, type) else cls for cls in classes)
    result = unittest.TextTestRunner(sys.stdout, verbosity=verbose).run(suite)
    if not result.wasSuccessful():
        raise TestFailed("tests failed")
