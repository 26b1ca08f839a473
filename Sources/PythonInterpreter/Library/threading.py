"""Threads, of which a session has one: locks and thread-local data work, starting a thread is an error."""

from types import SimpleNamespace as _SimpleNamespace

__all__ = [
    "get_ident", "active_count", "current_thread", "main_thread", "enumerate", "Thread", "Lock", "RLock", "Event",
    "local", "settrace", "setprofile", "excepthook", "ThreadError", "TIMEOUT_MAX",
]

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0


def get_ident():
    """The number of the thread."""
    return 1


get_native_id = get_ident


class Lock:
    """A lock that only its own thread could wait for: that would be for ever."""

    def __init__(self):
        self._is_locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not self._is_locked:
            self._is_locked = True
            return True
        if not blocking or timeout >= 0:
            return False
        raise RuntimeError("deadlock: the only thread waits for a lock that it holds")

    def release(self):
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        self._is_locked = False

    def locked(self):
        return self._is_locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class RLock:
    """A lock that its thread may take more than once."""

    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class Event:
    """A flag; waiting for it cannot make another thread set it."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            raise RuntimeError("deadlock: the only thread waits for an event")
        return self._flag


class Thread:
    """A thread that cannot be started."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self.name = name or "Thread"
        self.daemon = bool(daemon)
        self.ident = None

    def start(self):
        raise RuntimeError("can't start new thread")

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        raise RuntimeError("cannot join thread before it is started")

    def is_alive(self):
        return self.ident is not None

    def __repr__(self):
        return f"<{self.__class__.__name__}({self.name}, {'started ' + str(self.ident) if self.ident else 'initial'})>"


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread")
        self.ident = self.native_id = get_ident()


_main_thread = _MainThread()


def main_thread():
    return _main_thread


current_thread = main_thread


def enumerate():
    return [_main_thread]


def active_count():
    return 1


class local(_SimpleNamespace):
    """Attributes of the thread's own."""


def excepthook(args, /):
    raise RuntimeError("no thread can fail")


def settrace(func):
    """Threads that start would be traced."""


def setprofile(func):
    """Threads that start would be profiled."""
