"""Objects that take everything that is done to them and remember it, and attributes replaced for a while."""

import functools
import importlib

__all__ = ["Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "NonCallableMock"]


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name


class _Sentinel:
    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT


class _ANY:
    """Equals everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


class _Call(tuple):
    """The arguments of one call."""

    def __new__(cls, args=(), kwargs=None, name=""):
        result = super().__new__(cls, (name, tuple(args), dict(kwargs or {})))
        return result

    args = property(lambda self: self[1])
    kwargs = property(lambda self: self[2])

    def __call__(self, *args, **kwargs):
        return _Call(args, kwargs, self[0])

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Call(name=f"{self[0]}.{name}" if self[0] else name)

    def __eq__(self, other):
        if isinstance(other, _Call):
            return tuple(self)[1:] == tuple(other)[1:]
        if isinstance(other, tuple) and len(other) == 2:
            return (self[1], self[2]) == other
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        given = [repr(arg) for arg in self[1]] + [f"{name}={value!r}" for name, value in self[2].items()]
        return f"call{'.' + self[0] if self[0] else ''}({', '.join(given)})"


call = _Call()


class NonCallableMock:
    """Makes an attribute of each name that is asked for."""

    def __init__(self, spec=None, return_value=DEFAULT, side_effect=None, name=None, **kwargs):
        self.__dict__.update(
            _children={}, _name=name, _spec=spec, _return_value=return_value, side_effect=side_effect,
            called=False, call_count=0, call_args=None, call_args_list=[], mock_calls=[], method_calls=[])
        for key, value in kwargs.items():
            setattr(self, key, value)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        spec = self.__dict__.get("_spec")
        if spec is not None and not (name in spec if isinstance(spec, (list, tuple)) else hasattr(spec, name)):
            raise AttributeError("Mock object has no attribute %r" % name)
        children = self.__dict__["_children"]
        if name not in children:
            children[name] = type(self)(name=f"{self._name or 'mock'}.{name}")
        return children[name]

    @property
    def return_value(self):
        if self._return_value is DEFAULT:
            self.__dict__["_return_value"] = type(self)(name=f"{self._name or 'mock'}()")
        return self._return_value

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_return_value"] = value

    def reset_mock(self):
        """Forgets the calls."""
        self.__dict__.update(
            called=False, call_count=0, call_args=None, call_args_list=[], mock_calls=[], method_calls=[])

    def __repr__(self):
        name = f" name={self._name!r}" if self._name else ""
        return f"<{type(self).__name__}{name} id='{id(self)}'>"

    def _shown(self, expected):
        return repr(expected).replace("call", self._name or "mock", 1)

    def assert_called(self):
        if self.call_count == 0:
            raise AssertionError("Expected '%s' to have been called." % (self._name or "mock"))

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times." % (
                self._name or "mock", self.call_count))

    def assert_not_called(self):
        if self.call_count != 0:
            raise AssertionError("Expected '%s' to not have been called. Called %s times." % (
                self._name or "mock", self.call_count))

    def assert_called_with(self, /, *args, **kwargs):
        expected = _Call(args, kwargs)
        if self.call_args is None:
            raise AssertionError("expected call not found.\nExpected: %s\n  Actual: not called." % self._shown(expected))
        if self.call_args != expected:
            raise AssertionError("expected call not found.\nExpected: %s\n  Actual: %s" % (
                self._shown(expected), self._shown(self.call_args)))

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times." % (
                self._name or "mock", self.call_count))
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        expected = _Call(args, kwargs)
        if expected not in self.call_args_list:
            raise AssertionError("%s call not found" % self._shown(expected))

    def assert_has_calls(self, calls, any_order=False):
        actual = list(self.call_args_list)
        if any_order:
            missing = [expected for expected in calls if expected not in actual]
            if missing:
                raise AssertionError("%r not all found in call list, missing %r" % (calls, missing))
            return
        calls = list(calls)
        if not any(actual[i:i + len(calls)] == calls for i in range(len(actual) - len(calls) + 1)):
            raise AssertionError("Calls not found.\nExpected: %r\n  Actual: %r" % (calls, actual))


class Mock(NonCallableMock):
    """A mock that can be called."""

    def __call__(self, /, *args, **kwargs):
        made = _Call(args, kwargs)
        self.__dict__["called"] = True
        self.__dict__["call_count"] += 1
        self.__dict__["call_args"] = made
        self.call_args_list.append(made)
        self.mock_calls.append(made)
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if callable(effect):
                result = effect(*args, **kwargs)
            else:
                if not hasattr(effect, "__next__"):
                    effect = self.__dict__["side_effect"] = iter(effect)
                result = next(effect)
                if isinstance(result, BaseException):
                    raise result
            if result is not DEFAULT:
                return result
        return self.return_value


class MagicMock(Mock):
    """A mock that can also be entered, counted, iterated over and indexed."""

    def __enter__(self):
        return self.return_value

    def __exit__(self, *exc_info):
        return False

    def __len__(self):
        return 0

    def __iter__(self):
        return iter([])

    def __contains__(self, item):
        return False

    def __bool__(self):
        return True

    def __getitem__(self, key):
        return self.return_value


class _patch:
    """Replaces an attribute while `with` runs, or while the decorated function does."""

    def __init__(self, get_target, attribute, new, create, kwargs):
        self.get_target, self.attribute, self.new, self.create = get_target, attribute, new, create
        self.kwargs = kwargs

    def __enter__(self):
        self.target = self.get_target()
        self.is_local = self.attribute in getattr(self.target, "__dict__", {})
        if not self.create or hasattr(self.target, self.attribute):
            self.original = getattr(self.target, self.attribute)
        else:
            self.original = DEFAULT
        new = MagicMock(name=self.attribute, **self.kwargs) if self.new is DEFAULT else self.new
        setattr(self.target, self.attribute, new)
        return new

    def __exit__(self, *exc_info):
        if self.is_local and self.original is not DEFAULT:
            setattr(self.target, self.attribute, self.original)
        else:
            delattr(self.target, self.attribute)
        return False

    start = __enter__

    def stop(self):
        return self.__exit__(None, None, None)

    def __call__(self, func):
        @functools.wraps(func)
        def patched(*args, **kwargs):
            with self as new:
                if self.new is DEFAULT:
                    args += (new,)
                return func(*args, **kwargs)

        return patched


def patch(target, new=DEFAULT, create=False, **kwargs):
    """Replaces what a dotted name stands for."""
    module, _, attribute = target.rpartition(".")
    return _patch(lambda: importlib.import_module(module), attribute, new, create, kwargs)


def _patch_object(target, attribute, new=DEFAULT, create=False, **kwargs):
    return _patch(lambda: target, attribute, new, create, kwargs)


class _patch_dict:
    """Changes a dict for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, {**dict(values), **kwargs}, clear

    def __enter__(self):
        self.original = self.in_dict.copy()
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *exc_info):
        self.in_dict.clear()
        self.in_dict.update(self.original)
        return False


patch.object = _patch_object
patch.dict = _patch_dict
