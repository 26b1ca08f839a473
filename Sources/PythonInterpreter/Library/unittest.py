"""Tests in classes, in the shape of Python's unittest: assertions, fixtures, skipping, suites, a runner and `main`."""

import collections
import contextlib
import functools
import sys
import time
import traceback
import types
import warnings
from pprint import pformat

__all__ = [
    "TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader", "FunctionTestCase", "main",
    "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless", "expectedFailure", "TextTestResult",
    "installHandler", "registerResult", "removeResult", "removeHandler", "addModuleCleanup", "doModuleCleanups",
    "enterModuleContext",
]

# Frames of modules with this name are left out of tracebacks.
__unittest = True


# Skipping


class SkipTest(Exception):
    """Raised in a test to skip it."""


class _ShouldStop(Exception):
    """The test should stop."""


class _UnexpectedSuccess(Exception):
    """The test was expected to fail."""


def _id(obj):
    return obj


def skip(reason):
    """Skips a test always."""

    def decorator(test_item):
        if not isinstance(test_item, type):
            @functools.wraps(test_item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)
            test_item = skip_wrapper
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item

    if isinstance(reason, types.FunctionType):
        test_item = reason
        reason = ""
        return decorator(test_item)
    return decorator


def skipIf(condition, reason):
    """Skips a test if a condition is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Skips a test unless a condition is true."""
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    """Marks a test that is expected to fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


# Cleanups of modules

_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Adds a function to be called after `tearDownModule`, or if `setUpModule` fails."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    """Enters a context manager, to be left after `tearDownModule`."""
    return _enter_context(cm, addModuleCleanup)


def doModuleCleanups():
    """Runs the cleanups of the module, last first."""
    exceptions = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as exc:
            exceptions.append(exc)
    if exceptions:
        raise exceptions[0]


def _enter_context(cm, add_cleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError(
            f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol"
        ) from None
    result = enter(cm)
    add_cleanup(leave, cm, None, None, None)
    return result


# Names and reprs


def _strclass(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def _safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < 80:
        return text
    return text[:80] + " [truncated]..."


def _common_shorten_repr(*args):
    args = tuple(map(_safe_repr, args))
    longest = max(map(len, args))
    if longest <= 80:
        return args
    common = 0
    while all(len(text) > common and text[common] == args[0][common] for text in args):
        common += 1
    prefix = args[0][:common]
    # Both begin alike: that is cut before what differs is.
    room = 80 - 5 - 12 - (longest - common)
    if room > 5:
        prefix = _shorten(prefix, 5, room)
        return tuple(prefix + text[common:] for text in args)
    prefix = _shorten(prefix, 5, 5)
    return tuple(prefix + _shorten(text[common:], 41, 5) for text in args)


def _shorten(text, before, after):
    left_out = len(text) - before - after
    if left_out > 12:
        text = "%s[%d chars]%s" % (text[:before], left_out, text[len(text) - after:])
    return text


# What a test runs in


class _Outcome:
    """Runs the parts of a test and notes what becomes of them."""

    def __init__(self, result=None):
        self.expecting_failure = False
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True
        self.expectedFailure = None

    @contextlib.contextmanager
    def testPartExecutor(self, test_case, subTest=False):
        old_success = self.success
        self.success = True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self.success = False
            _addSkip(self.result, test_case, str(e))
        except _ShouldStop:
            pass
        except:
            exc_info = sys.exc_info()
            if self.expecting_failure:
                self.expectedFailure = exc_info
            else:
                self.success = False
                if subTest:
                    self.result.addSubTest(test_case.test_case, test_case, exc_info)
                else:
                    _addError(self.result, test_case, exc_info)
            # The exception's frames hold this one.
            exc_info = None
        else:
            if subTest and self.success:
                self.result.addSubTest(test_case.test_case, test_case, None)
        finally:
            self.success = self.success and old_success


def _addSkip(result, test_case, reason):
    addSkip = getattr(result, "addSkip", None)
    if addSkip is not None:
        addSkip(test_case, reason)
    else:
        result.addSuccess(test_case)


def _addError(result, test, exc_info):
    if result is not None and exc_info is not None:
        if issubclass(exc_info[0], test.failureException):
            result.addFailure(test, exc_info)
        else:
            result.addError(test, exc_info)


# Contexts of assertions


class _AssertRaisesBase:
    def __init__(self, expected, test_case, expected_regex=None):
        self.test_case = test_case
        self.expected = expected
        self.expected_regex = expected_regex
        self.obj_name = None
        self.msg = None

    def _raiseFailure(self, standard_message):
        message = self.test_case._formatMessage(self.msg, standard_message)
        raise self.test_case.failureException(message)

    def handle(self, name, args, kwargs):
        try:
            base = self._base_type
            if not _is_subtype(self.expected, base):
                raise TypeError("%s() arg 1 must be %s" % (name, self._base_type_str))
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError("%r is an invalid keyword argument for this function" % (next(iter(kwargs)),))
                return self
            callable_obj, *args = args
            try:
                self.obj_name = callable_obj.__name__
            except AttributeError:
                self.obj_name = str(callable_obj)
            with self:
                callable_obj(*args, **kwargs)
        finally:
            # Break the cycle of this frame and the exception.
            self = None

    def _names(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)

    def _matches(self, text):
        pattern = self.expected_regex
        return pattern in text if isinstance(pattern, (str, bytes)) else pattern.search(text)


def _is_subtype(expected, basetype):
    if isinstance(expected, tuple):
        return all(_is_subtype(e, basetype) for e in expected)
    return isinstance(expected, type) and issubclass(expected, basetype)


class _AssertRaisesContext(_AssertRaisesBase):
    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            if self.obj_name:
                self._raiseFailure("{} not raised by {}".format(self._names(), self.obj_name))
            self._raiseFailure("{} not raised".format(self._names()))
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None and not self._matches(str(exc_value)):
            self._raiseFailure('"{}" does not match "{}"'.format(_pattern(self.expected_regex), str(exc_value)))
        return True


class _AssertWarnsContext(_AssertRaisesBase):
    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for caught in self.warnings:
            warning = caught.message
            if not isinstance(warning, self.expected):
                continue
            if first is None:
                first = warning
            if self.expected_regex is not None and not self._matches(str(warning)):
                continue
            self.warning = warning
            self.filename = caught.filename
            self.lineno = caught.lineno
            return
        if first is not None:
            self._raiseFailure('"{}" does not match "{}"'.format(_pattern(self.expected_regex), str(first)))
        if self.obj_name:
            self._raiseFailure("{} not triggered by {}".format(self._names(), self.obj_name))
        self._raiseFailure("{} not triggered".format(self._names()))


def _pattern(regex):
    return getattr(regex, "pattern", regex)


# Test cases


class TestCase:
    """One test: a method of a class derived from this one."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16
    _classSetupFailed = False
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        try:
            testMethod = getattr(self, methodName)
        except AttributeError:
            if methodName != "runTest":
                raise ValueError("no such test method in %s: %s" % (self.__class__, methodName))
        else:
            self._testMethodDoc = testMethod.__doc__
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {
            dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual", set: "assertSetEqual",
            frozenset: "assertSetEqual", str: "assertMultiLineEqual",
        }

    def addTypeEqualityFunc(self, typeobj, function):
        """Says how `assertEqual` compares two objects of exactly this type."""
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Adds a function to be called after `tearDown`, or if `setUp` fails."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enters a context manager, to be left among the cleanups."""
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Adds a function to be called after `tearDownClass`, or if `setUpClass` fails."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        """Enters a context manager, to be left among the class's cleanups."""
        return _enter_context(cm, cls.addClassCleanup)

    def setUp(self):
        """Runs before each test."""

    def tearDown(self):
        """Runs after each test."""

    @classmethod
    def setUpClass(cls):
        """Runs before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Runs after the tests of the class."""

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return "%s.%s" % (_strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return "%s (%s.%s)" % (self._testMethodName, _strclass(self.__class__), self._testMethodName)

    def __repr__(self):
        return "<%s testMethod=%s>" % (_strclass(self.__class__), self._testMethodName)

    @contextlib.contextmanager
    def subTest(self, msg=None, **params):
        """A part of a test whose failure does not end the test."""
        if self._outcome is None or not self._outcome.result_supports_subtests:
            yield
            return
        parent = self._subtest
        all_params = {**parent.params, **params} if parent is not None else dict(params)
        self._subtest = _SubTest(self, msg, all_params)
        try:
            with self._outcome.testPartExecutor(self._subtest, subTest=True):
                yield
            if not self._outcome.success:
                if self._outcome.result is not None and self._outcome.result.failfast:
                    raise _ShouldStop
            elif self._outcome.expectedFailure:
                raise _ShouldStop
        finally:
            self._subtest = parent

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            warnings.warn(
                f"It is deprecated to return a value that is not None from a test case ({method})",
                DeprecationWarning, stacklevel=3)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        """Runs the test and notes what becomes of it in the result."""
        start = stop = None
        if result is None:
            result = self.defaultTestResult()
            start = getattr(result, "startTestRun", None)
            stop = getattr(result, "stopTestRun", None)
            if start is not None:
                start()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                why = (
                    getattr(self.__class__, "__unittest_skip_why__", "")
                    or getattr(method, "__unittest_skip_why__", ""))
                _addSkip(result, self, why)
                return result
            expecting_failure = (
                getattr(self, "__unittest_expecting_failure__", False)
                or getattr(method, "__unittest_expecting_failure__", False))
            outcome = _Outcome(result)
            start_time = time.perf_counter()
            try:
                self._outcome = outcome
                with outcome.testPartExecutor(self):
                    self._callSetUp()
                if outcome.success:
                    outcome.expecting_failure = expecting_failure
                    with outcome.testPartExecutor(self):
                        self._callTestMethod(method)
                    outcome.expecting_failure = False
                    with outcome.testPartExecutor(self):
                        self._callTearDown()
                self.doCleanups()
                if hasattr(result, "addDuration"):
                    result.addDuration(self, time.perf_counter() - start_time)
                if outcome.success:
                    if not expecting_failure:
                        result.addSuccess(self)
                    elif outcome.expectedFailure:
                        result.addExpectedFailure(self, outcome.expectedFailure)
                    else:
                        result.addUnexpectedSuccess(self)
                return result
            finally:
                # Break the cycles of exceptions and frames.
                outcome.expectedFailure = None
                outcome = None
                self._outcome = None
        finally:
            result.stopTest(self)
            if stop is not None:
                stop()

    def doCleanups(self):
        """Runs the cleanups, last first."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        """Runs the cleanups of the class, last first."""
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Runs the test without noting anything: exceptions come through."""
        method = getattr(self, self._testMethodName)
        if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            raise SkipTest(
                getattr(self.__class__, "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", ""))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        """Skips this test."""
        raise SkipTest(reason)

    # Assertions

    def fail(self, msg=None):
        """Fails at once."""
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return "%s : %s" % (standardMsg, msg)
        except UnicodeDecodeError:
            return "%s : %s" % (_safe_repr(standardMsg), _safe_repr(msg))

    def _check(self, holds, msg, text, *args):
        if not holds:
            raise self.failureException(self._formatMessage(msg, text % tuple(map(_safe_repr, args))))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, "%s is not true", expr)

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, "%s is not false", expr)

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fails unless a call, or the body of `with`, raises an exception of a class."""
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fails unless a call, or the body of `with`, warns with a class of warning."""
        context = _AssertWarnsContext(expected_warning, self)
        return context.handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            asserter = self._type_equality_funcs.get(type(first))
            if asserter is not None:
                if isinstance(asserter, str):
                    asserter = getattr(self, asserter)
                return asserter
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            text = "%s != %s" % _common_shorten_repr(first, second)
            raise self.failureException(self._formatMessage(msg, text))

    def assertEqual(self, first, second, msg=None):
        # The method is held while it runs, and counts until then.
        check = self._getAssertEqualityFunc(first, second)
        check(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, "%s == %s", first, second)

    def _assertClose(self, first, second, places, msg, delta, wants_close):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            is_close = diff <= delta
            limit = "%s delta" % _safe_repr(delta)
        else:
            places = 7 if places is None else places
            is_close = round(diff, places) == 0
            limit = "%r places" % places
        if is_close == wants_close:
            return
        sign, end = ("!=", "(%s difference)" % _safe_repr(diff)) if wants_close else ("==", "")
        text = "%s %s %s within %s %s" % (_safe_repr(first), sign, _safe_repr(second), limit, end)
        if not wants_close:
            text = text.rstrip()
            if delta is not None:
                text += " (%s difference)" % _safe_repr(diff)
        raise self.failureException(self._formatMessage(msg, text))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second and not (delta is not None and places is not None):
            return
        self._assertClose(first, second, places, msg, delta, True)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if first == second:
            self._check(False, msg, "%s == %s within ...", first, second)
        self._assertClose(first, second, places, msg, delta, False)

    def _limited(self, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return diff
        return "Diff is %s characters long. Set self.maxDiff to None to see it." % len(diff)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            for place, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(
                        "%s sequence is not a %s: %s" % (place, seq_type.__name__, _safe_repr(seq)))
            name = seq_type.__name__
        else:
            name = "sequence"
        if seq1 == seq2:
            return
        text = "%ss differ: %s != %s\n" % ((name.capitalize(),) + _common_shorten_repr(seq1, seq2))
        count1, count2 = len(seq1), len(seq2)
        for i in range(min(count1, count2)):
            if seq1[i] != seq2[i]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % ((i,) + _common_shorten_repr(seq1[i], seq2[i]))
                break
        else:
            if count1 == count2 and seq_type is None and type(seq1) != type(seq2):
                return
        if count1 > count2:
            text += "\nFirst %s contains %d additional elements.\n" % (name, count1 - count2)
            text += "First extra element %d:\n%s\n" % (count2, _safe_repr(seq1[count2]))
        elif count1 < count2:
            text += "\nSecond %s contains %d additional elements.\n" % (name, count2 - count1)
            text += "First extra element %d:\n%s\n" % (count1, _safe_repr(seq2[count1]))
        text += "\n" + self._limited(_difference(pformat(seq1).splitlines(), pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, text))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        first, second = set1.difference(set2), set2.difference(set1)
        if not (first or second):
            return
        lines = []
        for name, items in (("first", first), ("second", second)):
            if items:
                lines.append(f"Items in the {name} set but not the {'second' if name == 'first' else 'first'}:")
                lines.extend(map(repr, items))
        self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            text = "%s != %s" % _common_shorten_repr(d1, d2)
            text += "\n" + self._limited(_difference(pformat(d1).splitlines(), pformat(d2).splitlines()))
            self.fail(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            text = "%s != %s" % _common_shorten_repr(first, second)
            text += "\n" + self._limited(_difference(first.splitlines(), second.splitlines()))
            self.fail(self._formatMessage(msg, text))

    def assertCountEqual(self, first, second, msg=None):
        """Fails unless both have the same elements, each as often, in any order."""
        first, second = list(first), list(second)
        rest, missing = list(second), []
        for item in first:
            if item in rest:
                rest.remove(item)
            else:
                missing.append(item)
        if missing or rest:
            text = "Element counts were not equal:"
            seen = []
            for item in missing + rest:
                if item not in seen:
                    seen.append(item)
                    text += "\nFirst has %d, Second has %d:  %r" % (first.count(item), second.count(item), item)
            self.fail(self._formatMessage(msg, text))

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, "%s not found in %s", member, container)

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, "%s unexpectedly found in %s", member, container)

    def assertIs(self, expr1, expr2, msg=None):
        self._check(expr1 is expr2, msg, "%s is not %s", expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._check(expr1 is not expr2, msg, "unexpectedly identical: %s", expr1)

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, "%s is not None", obj)

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self.fail(self._formatMessage(msg, "%s is not an instance of %r" % (_safe_repr(obj), cls)))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self.fail(self._formatMessage(msg, "%s is an instance of %r" % (_safe_repr(obj), cls)))

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, "%s not less than %s", a, b)

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, "%s not less than or equal to %s", a, b)

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, "%s not greater than %s", a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, "%s not greater than or equal to %s", a, b)

    def assertRegex(self, text, expected_regex, msg=None):
        """Fails unless a text has a match for a pattern; without `re`, a pattern is a text that it must contain."""
        if isinstance(expected_regex, (str, bytes)):
            found = _find_pattern(expected_regex, text)
        else:
            found = expected_regex.search(text)
        if not found:
            self.fail(self._formatMessage(
                msg, "Regex didn't match: %r not found in %r" % (_pattern(expected_regex), text)))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            found = _find_pattern(unexpected_regex, text)
        else:
            found = unexpected_regex.search(text)
        if found:
            self.fail(self._formatMessage(
                msg, "Regex matched: %r matches %r in %r" % (text, _pattern(unexpected_regex), text)))


def _find_pattern(pattern, text):
    special = b"\\.^$*+?{}[]|()" if isinstance(pattern, bytes) else "\\.^$*+?{}[]|()"
    if any(char in special for char in pattern):
        raise SkipTest("regular expressions are not available")
    return pattern in text


def _difference(first, second):
    """The lines that two texts do not share, after the longest common run of lines, in the manner of difflib."""
    lines = []
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    lines.extend("  " + line for line in first[:start])
    lines.extend("- " + line for line in first[start:len(first) - end])
    lines.extend("+ " + line for line in second[start:len(second) - end])
    lines.extend("  " + line for line in first[len(first) - end:])
    return "\n".join(lines)


class FunctionTestCase(TestCase):
    """A test of a function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __str__(self):
        return "%s (%s)" % (_strclass(self.__class__), self._testFunc.__name__)

    def __repr__(self):
        return "<%s tec=%s>" % (_strclass(self.__class__), self._testFunc)

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not None:
            parts.append("[{}]".format(self._message))
        if self.params:
            parts.append("({})".format(", ".join("{}={!r}".format(k, v) for k, v in self.params.items())))
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return "{} {}".format(self.test_case.id(), self._subDescription())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return "{} {}".format(self.test_case, self._subDescription())


# Results


def _is_internal(tb):
    return "__unittest" in tb.tb_frame.f_globals


class TestResult:
    """What became of tests."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._previousTestClass = None
        self._moduleSetUpFailed = False
        self._testRunEntered = False

    def printErrors(self):
        """Called when everything ran."""

    def startTest(self, test):
        self.testsRun += 1

    def startTestRun(self):
        """Called before the first test."""

    def stopTest(self, test):
        """Called after each test."""

    def stopTestRun(self):
        """Called after the last test."""

    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        if self.failfast:
            self.stop()

    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        if self.failfast:
            self.stop()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if self.failfast:
                self.stop()
            errors = self.failures if issubclass(err[0], test.failureException) else self.errors
            errors.append((subtest, self._exc_info_to_string(err, test)))

    def addSuccess(self, test):
        """Called for each test that passed."""

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        if self.failfast:
            self.stop()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """The text of an exception, without the frames of this module."""
        exctype, value, tb = err
        first = tb
        while first is not None and _is_internal(first):
            first = first.tb_next
        lines = []
        text = traceback.format_exception(exctype, value.with_traceback(first), first)
        if exctype is test.failureException:
            text = _without_last_frames(exctype, value, first)
        value.__traceback__ = tb
        lines.extend(text)
        return "".join(lines)

    def __repr__(self):
        return "<%s run=%i errors=%i failures=%i>" % (
            _strclass(self.__class__), self.testsRun, len(self.errors), len(self.failures))


def _without_last_frames(exctype, value, tb):
    """A failed assertion's text, without the frames of the assertion methods at its end."""
    shown = 0
    place = tb
    while place is not None and not _is_internal(place):
        shown += 1
        place = place.tb_next
    made = traceback.TracebackException(exctype, value, tb)
    if place is not None:
        made.stack = traceback.StackSummary.from_list(list(made.stack)[:shown])
    return list(made.format())


class _WritelnDecorator:
    """A stream that can write lines."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr in ("stream", "__getstate__"):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write("\n")


class TextTestResult(TestResult):
    """Writes what becomes of tests to a stream."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True
        self.durations = durations

    def getDescription(self, test):
        first = test.shortDescription()
        if self.descriptions and first:
            return "\n".join((str(test), first))
        return str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
            self.stream.flush()
            self._newline = False

    def _write_status(self, test, status):
        is_subtest = isinstance(test, _SubTest)
        if is_subtest or self._newline:
            if not self._newline:
                self.stream.writeln()
            if is_subtest:
                self.stream.write("  ")
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
        self.stream.writeln(status)
        self.stream.flush()
        self._newline = True

    def _show(self, test, word, letter):
        if self.showAll:
            self._write_status(test, word)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if issubclass(err[0], subtest.failureException):
                self._show(subtest, "FAIL", "F")
            else:
                self._show(subtest, "ERROR", "E")
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._show(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._show(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show(test, "FAIL", "F")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show(test, "skipped {0!r}".format(reason), "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        if self.showAll:
            self.stream.writeln("expected failure")
            self.stream.flush()
        elif self.dots:
            self.stream.write("x")
            self.stream.flush()

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        if self.showAll:
            self.stream.writeln("unexpected success")
            self.stream.flush()
        elif self.dots:
            self.stream.write("u")
            self.stream.flush()

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if self.unexpectedSuccesses:
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f"UNEXPECTED SUCCESS: {self.getDescription(test)}")
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln("%s: %s" % (flavour, self.getDescription(test)))
            self.stream.writeln(self.separator2)
            self.stream.writeln("%s" % err)
            self.stream.flush()


# Suites


class _ErrorHolder:
    """Stands for a fixture of a class or module that failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __str__(self):
        return self.description

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


class TestSuite:
    """Tests that run one after the other, with the fixtures of their classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return "<%s tests=%s>" % (_strclass(self.__class__), list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("{} is not callable".format(repr(test)))
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result, debug=False):
        is_outermost = not getattr(result, "_testRunEntered", False)
        result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not isinstance(test, TestSuite):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or getattr(
                    result, "_moduleSetUpFailed", False
                ):
                    continue
            if debug and not isinstance(test, TestSuite):
                test.debug()
            else:
                test(result)
            if self._cleanup:
                # A test that ran is of no more use, and may hold much.
                if hasattr(test, "countTestCases"):
                    self._removed_tests += test.countTestCases()
                self._tests[index] = None
        if is_outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(TestResult(), True)

    def _handleClassSetUp(self, test, result):
        current = test.__class__
        if current == getattr(result, "_previousTestClass", None):
            return
        if result._moduleSetUpFailed or getattr(current, "__unittest_skip__", False):
            return
        current._classSetupFailed = False
        setUpClass = getattr(current, "setUpClass", None)
        if setUpClass is None:
            return
        try:
            setUpClass()
        except Exception as e:
            current._classSetupFailed = True
            self._addClassOrModuleLevelException(result, e, "setUpClass", _strclass(current))
        if current._classSetupFailed:
            current.doClassCleanups()
            self._addCleanupErrors(current, result, "setUpClass")

    def _addCleanupErrors(self, cls, result, method):
        for exc_info in cls.tearDown_exceptions:
            self._addClassOrModuleLevelException(result, exc_info[1], method, _strclass(cls), exc_info)

    def _previousModule(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return previous.__module__ if previous is not None else None

    def _handleModuleFixture(self, test, result):
        previous, current = self._previousModule(result), test.__class__.__module__
        if current == previous:
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        setUpModule = getattr(module, "setUpModule", None)
        if setUpModule is None:
            return
        try:
            setUpModule()
        except Exception as e:
            result._moduleSetUpFailed = True
            self._addClassOrModuleLevelException(result, e, "setUpModule", current)
            try:
                doModuleCleanups()
            except Exception as e:
                self._addClassOrModuleLevelException(result, e, "setUpModule", current)

    def _addClassOrModuleLevelException(self, result, exc, method, parent, info=None):
        error = _ErrorHolder(f"{method} ({parent})")
        if isinstance(exc, SkipTest):
            result.addSkip(error, str(exc))
        else:
            result.addError(error, info or sys.exc_info())

    def _handleModuleTearDown(self, result):
        previous = self._previousModule(result)
        if previous is None or result._moduleSetUpFailed:
            return
        module = sys.modules.get(previous)
        if module is None:
            return
        tearDownModule = getattr(module, "tearDownModule", None)
        for function in (tearDownModule, doModuleCleanups):
            try:
                if function is not None:
                    function()
            except Exception as e:
                self._addClassOrModuleLevelException(result, e, "tearDownModule", previous)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or (test is not None and test.__class__ == previous):
            return
        if getattr(previous, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False):
            return
        if getattr(previous, "__unittest_skip__", False):
            return
        tearDownClass = getattr(previous, "tearDownClass", None)
        if tearDownClass is None:
            return
        try:
            tearDownClass()
        except Exception as e:
            self._addClassOrModuleLevelException(result, e, "tearDownClass", _strclass(previous))
        previous.doClassCleanups()
        self._addCleanupErrors(previous, result, "tearDownClass")


# Finding tests


class TestLoader:
    """Makes suites of the tests of classes, modules and names."""

    testMethodPrefix = "test"
    suiteClass = TestSuite
    testNamePatterns = None

    def __init__(self):
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, TestCase) and obj not in (TestCase, FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, "load_tests", None)
        tests = self.suiteClass(tests)
        if load_tests is not None:
            return load_tests(self, tests, pattern)
        return tests

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        obj = module
        if module is None:
            import importlib
            imported = parts[:]
            while True:
                try:
                    obj = importlib.import_module(".".join(imported))
                    break
                except ImportError:
                    imported.pop()
                    if not imported:
                        raise
            parts = parts[len(imported):]
        parent = None
        for part in parts:
            parent, obj = obj, getattr(obj, part)
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(obj, TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, TestSuite):
                return test
            if isinstance(test, TestCase):
                return self.suiteClass([test])
            raise TypeError("calling %s returned %s, not a test" % (obj, test))
        raise TypeError("don't know how to make test from: %s" % obj)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        def is_test(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(
                _is_like(full, pattern) for pattern in self.testNamePatterns)

        return sorted(filter(is_test, dir(testCaseClass)))


def _is_like(name, pattern):
    """Whether a name matches a pattern, in which `*` stands for anything."""
    first, *others = pattern.split("*")
    if not others:
        return name == pattern
    if not name.startswith(first):
        return False
    place = len(first)
    for part in others[:-1]:
        found = name.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(name) - len(others[-1]) >= place and name.endswith(others[-1])


defaultTestLoader = TestLoader()


# Running


class TextTestRunner:
    """Runs tests and writes what became of them to a stream."""

    resultclass = TextTestResult

    def __init__(
        self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
        warnings=None, *, tb_locals=False, durations=None,
    ):
        if stream is None:
            stream = sys.stderr
        self.stream = _WritelnDecorator(stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        registerResult(result)
        result.failfast = self.failfast
        result.buffer = self.buffer
        result.tb_locals = self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start_time = time.perf_counter()
            for name in ("startTestRun",):
                getattr(result, name, lambda: None)()
            try:
                test(result)
            finally:
                getattr(result, "stopTestRun", lambda: None)()
            taken = time.perf_counter() - start_time
        result.printErrors()
        if hasattr(result, "separator2"):
            self.stream.writeln(result.separator2)
        run = result.testsRun
        self.stream.writeln("Ran %d test%s in %.3fs" % (run, run != 1 and "s" or "", taken))
        self.stream.writeln()
        infos = []
        if not result.wasSuccessful():
            self.stream.write("FAILED")
            for name, count in (("failures", len(result.failures)), ("errors", len(result.errors))):
                if count:
                    infos.append("%s=%d" % (name, count))
        elif run == 0 and not result.skipped:
            self.stream.write("NO TESTS RAN")
        else:
            self.stream.write("OK")
        for name, found in (
            ("skipped", result.skipped), ("expected failures", result.expectedFailures),
            ("unexpected successes", result.unexpectedSuccesses),
        ):
            if found:
                infos.append("%s=%d" % (name, len(found)))
        self.stream.writeln(" (%s)" % ", ".join(infos) if infos else "")
        self.stream.flush()
        return result


class TestProgram:
    """Loads and runs tests as a program: `-v`, `-q`, `-f`, `-k PATTERN` and names of tests in `sys.argv`."""

    def __init__(
        self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True,
        verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None,
    ):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        self.argv = getattr(sys, "argv", [""]) if argv is None else argv
        self.exit = exit
        self.failfast = failfast
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        self.warnings = warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.parseArgs(self.argv)
        self.runTests()

    def parseArgs(self, argv):
        names, patterns = [], []
        rest = list(argv[1:])
        while rest:
            arg = rest.pop(0)
            if arg in ("-v", "--verbose"):
                self.verbosity = 2
            elif arg in ("-q", "--quiet"):
                self.verbosity = 0
            elif arg in ("-f", "--failfast"):
                self.failfast = True
            elif arg == "-k" and rest:
                pattern = rest.pop(0)
                patterns.append(pattern if "*" in pattern else f"*{pattern}*")
            else:
                names.append(arg)
        if patterns:
            self.testLoader.testNamePatterns = patterns
        if not names and self.defaultTest is not None:
            names = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        if names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        runner = self.testRunner
        if runner is None:
            runner = TextTestRunner
        if isinstance(runner, type):
            runner = runner(
                verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings,
                tb_locals=self.tb_locals)
        self.result = runner.run(self.test)
        if self.exit:
            if self.result.testsRun == 0 and len(self.result.skipped) == 0:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram


# There are no signals to be handled.


def registerResult(result):
    pass


def removeResult(result):
    return True


def installHandler():
    pass


def removeHandler(method=None):
    return method


# Classes say where they are in CPython, where unittest is a package.
for _place, _classes in (
    ("case", (SkipTest, _ShouldStop, _UnexpectedSuccess, TestCase, FunctionTestCase, _SubTest)),
    ("suite", (TestSuite, _ErrorHolder)), ("result", (TestResult,)), ("loader", (TestLoader,)),
    ("runner", (TextTestResult, TextTestRunner)), ("main", (TestProgram,)),
):
    for _class in _classes:
        _class.__module__ = f"unittest.{_place}"
del _place, _classes, _class
