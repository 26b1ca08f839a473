"""Threads of tests, of which a session has one: tests that start another are skipped."""

import contextlib
import functools
import unittest

can_start_thread = False


def requires_working_threading(*, module=False):
    """Skips tests that start threads."""
    reason = "a session has one thread"
    if module:
        raise unittest.SkipTest(reason)
    return unittest.skipUnless(can_start_thread, reason)


def threading_setup():
    return 1, 0


def threading_cleanup(*original_values):
    pass


def reap_threads(func):
    @functools.wraps(func)
    def decorator(*args):
        return func(*args)

    return decorator


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    raise unittest.SkipTest("a session has one thread")
    yield


@contextlib.contextmanager
def catch_threading_exception():
    yield


def join_thread(thread, timeout=None):
    thread.join(timeout)
