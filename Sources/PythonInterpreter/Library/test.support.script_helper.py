"""Programs of tests that run in interpreters of their own, of which there is one: tests that need another are skipped."""

import unittest

_reason = "a session starts no processes"


def interpreter_requires_environment():
    return False


def assert_python_ok(*args, **env_vars):
    raise unittest.SkipTest(_reason)


assert_python_failure = spawn_python = kill_python = run_python_until_end = run_test_script = assert_python_ok


def make_script(script_dir, script_basename, source, omit_suffix=False):
    raise unittest.SkipTest("a session has no files")


make_pkg = make_zip_script = make_script
