"""Tests that pass, fail, are skipped and have fixtures, run by unittest: what the result says of them."""

import io
import unittest
import warnings


class Recorded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        self.addCleanup(print, "cleanup", self._testMethodName)

    def test_passes(self):
        self.assertEqual(1, 1)

    def test_fails(self):
        self.assertEqual(1, 2, "why")

    def test_raises(self):
        1 / 0

    @unittest.skip("no reason")
    def test_skipped(self):
        pass

    def test_skips_itself(self):
        self.skipTest("inside")

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.fail()

    @unittest.expectedFailure
    def test_unexpected_success(self):
        pass

    def test_parts(self):
        for i in range(4):
            with self.subTest("part", i=i):
                self.assertEqual(i % 2, 0)

    def test_contexts(self):
        with self.assertRaises(ZeroDivisionError) as context:
            1 / 0
        print(context.exception, context.exception.__traceback__)
        self.assertRaises(KeyError, {}.__getitem__, 3)
        with self.assertWarns(UserWarning) as context:
            warnings.warn("careful")
        print(context.warning)

    def test_not_raised(self):
        with self.assertRaises(KeyError):
            pass


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("not ready")

    def test_never_runs(self):
        print("it ran")


class Late(unittest.TestCase):
    def tearDown(self):
        raise KeyError("late")

    def test_runs(self):
        print("it ran")


stream = io.StringIO()
suite = unittest.TestSuite(
    unittest.defaultTestLoader.loadTestsFromTestCase(cls) for cls in (Recorded, Broken, Late))
print(suite.countTestCases())
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
print(result)
for name in ("failures", "errors", "skipped", "expectedFailures", "unexpectedSuccesses"):
    found = getattr(result, name)
    print(name, [str(item[0] if isinstance(item, tuple) else item) for item in found])
print([reason for _, reason in result.skipped], result.wasSuccessful())
for line in stream.getvalue().splitlines():
    if line.startswith(("test_", "ERROR", "FAIL", "UNEXPECTED", "Ran", "setUp", "  test_")) and "Ran" not in line:
        print(line)
print([text.splitlines()[-1] for _, text in result.failures])
print([text.splitlines()[-1] for _, text in result.errors])


class Messages(unittest.TestCase):
    def runTest(self):
        attempts = [
            lambda: self.assertIn(1, []), lambda: self.assertIs(1, 2), lambda: self.assertIsNone(0),
            lambda: self.assertTrue(0), lambda: self.assertFalse(1), lambda: self.assertGreater(1, 2),
            lambda: self.assertIsInstance(1, str), lambda: self.assertAlmostEqual(1, 1.1),
            lambda: self.assertAlmostEqual(1, 3, delta=1), lambda: self.assertNotEqual(1, 1),
            lambda: self.assertNotIn(1, [1]), lambda: self.assertIsNot(None, None),
            lambda: self.assertIsNotNone(None), lambda: self.assertLess(2, 1),
            lambda: self.assertCountEqual([1, 2, 2], [1, 2]), lambda: self.assertNotIsInstance(1, int),
            lambda: self.assertLessEqual(2, 1), lambda: self.assertGreaterEqual(1, 2), lambda: self.fail("x"),
            lambda: self.assertNotAlmostEqual(1, 1.00000001), lambda: self.assertSequenceEqual([1], (2,)),
            lambda: self.assertEqual({1, 2}, {2, 3}),
        ]
        for attempt in attempts:
            try:
                attempt()
            except AssertionError as error:
                print(error)


Messages().debug()
