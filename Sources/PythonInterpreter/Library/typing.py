"""Names for annotations: they can be subscripted, combined and asked for their parts; nothing checks them."""

import collections
import collections.abc
import contextlib
import functools
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

try:
    from _typing import ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple
except ImportError:
    TypeVar = None

TYPE_CHECKING = False


def _type_repr(obj):
    """How a type is written inside the repr of another."""
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if isinstance(obj, tuple):
        return "[" + ", ".join(map(_type_repr, obj)) + "]"
    return repr(obj)


def _checked(arg, msg, is_argument=True, allow_special_forms=False):
    """A type as it stands in an annotation: None is NoneType, a str a forward reference."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in (Generic, Protocol):
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _unique(items):
    result = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


def _parameters(args):
    """The type variables in arguments, each once, in order."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (tuple, list)):
            inner = _parameters(arg)
        elif isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        found.extend(item for item in inner if item not in found)
    return tuple(found)


class _Final:
    """A class that cannot be derived from."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


class _TypeParameter:
    """What the three sorts of type parameters have in common."""

    def __getattr__(self, name):
        # What `def f[T: bound]` and `type X = value` write is evaluated when it is first asked for.
        evaluate = self.__dict__.get("_evaluate_" + name.strip("_"))
        if evaluate is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = evaluate()
        setattr(self, name, value)
        return value

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __typing_subst__(self, arg):
        return _checked(arg, "Parameters to generic types must be types.")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__name__

    def _note_module(self):
        module = sys._getframe(2).f_globals.get("__name__", "__main__")
        if module != "typing":
            self.__module__ = module

    def has_default(self):
        return self.__default__ is not NoDefault


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()

if TypeVar is None:
    class TypeVar(_TypeParameter):
        """A type variable."""

        def __init__(
            self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
            default=NoDefault,
        ):
            self.__name__ = name
            if covariant and contravariant:
                raise ValueError("Bivariant types are not supported.")
            if infer_variance and (covariant or contravariant):
                raise ValueError("Variance cannot be specified with infer_variance.")
            if constraints and bound is not None:
                raise TypeError("Constraints cannot be combined with bound=...")
            if len(constraints) == 1:
                raise TypeError("A single constraint is not allowed")
            message = "TypeVar(name, constraint, ...): constraints must be types."
            self.__constraints__ = tuple(_checked(t, message) for t in constraints)
            self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
            self.__covariant__ = bool(covariant)
            self.__contravariant__ = bool(contravariant)
            self.__infer_variance__ = bool(infer_variance)
            self.__default__ = default
            self._note_module()

        def __repr__(self):
            if self.__infer_variance__:
                return self.__name__
            return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    class TypeVarTuple(_TypeParameter):
        """A variable for any number of types."""

        def __init__(self, name, *, default=NoDefault):
            self.__name__ = name
            self.__default__ = default
            self._note_module()

        def __iter__(self):
            yield Unpack[self]

        def __repr__(self):
            return self.__name__

    class ParamSpecArgs:
        def __init__(self, origin):
            self.__origin__ = origin

        def __repr__(self):
            return f"{self.__origin__.__name__}.args"

        def __eq__(self, other):
            return type(other) is type(self) and self.__origin__ == other.__origin__

    class ParamSpecKwargs(ParamSpecArgs):
        def __repr__(self):
            return f"{self.__origin__.__name__}.kwargs"

    class ParamSpec(_TypeParameter):
        """A variable for the parameters of a function."""

        def __init__(
            self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault,
        ):
            self.__name__ = name
            self.__bound__ = bound
            self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
            self.__infer_variance__ = bool(infer_variance)
            self.__default__ = default
            self._note_module()

        args = property(lambda self: ParamSpecArgs(self))
        kwargs = property(lambda self: ParamSpecKwargs(self))

        def __repr__(self):
            if self.__infer_variance__:
                return self.__name__
            return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    class TypeAliasType(_TypeParameter):
        """`type Name = value`"""

        def __init__(self, name, value, *, type_params=()):
            self.__name__ = name
            self.__value__ = value
            self.__type_params__ = self.__parameters__ = type_params
            self._note_module()

        def __getitem__(self, parameters):
            return GenericAlias(self, parameters)

        def __repr__(self):
            return self.__name__


# Special forms


class _SpecialForm(_Final, _root=True):
    # A name that is subscripted in a way of its own.

    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _plain(name):
    """A form that takes no parameters."""

    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__ = name
    return _SpecialForm(getitem)


NoReturn, Never, Self = _plain("NoReturn"), _plain("Never"), _plain("Self")
LiteralString, TypeAlias = _plain("LiteralString"), _plain("TypeAlias")


def _one_type(name):
    """A form that takes one type."""

    def getitem(self, parameters):
        item = _checked(parameters, f"{self} accepts only single type.", allow_special_forms=True)
        return _GenericAlias(self, (item,))

    getitem.__name__ = name
    return _SpecialForm(getitem)


ClassVar, Final, Required, NotRequired, ReadOnly = map(
    _one_type, ["ClassVar", "Final", "Required", "NotRequired", "ReadOnly"])
TypeGuard, TypeIs = map(_one_type, ["TypeGuard", "TypeIs"])


@_SpecialForm
def Union(self, parameters):
    """One of several types."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    message = "Union[arg, ...]: each arg must be a type."
    flat = []
    for item in parameters:
        item = _checked(item, message)
        if isinstance(item, (_UnionGenericAlias, types.UnionType)):
            flat.extend(item.__args__)
        else:
            flat.append(item)
    flat = tuple(_unique(flat))
    if len(flat) == 1:
        return flat[0]
    return _UnionGenericAlias(self, flat, name="Optional" if len(flat) == 2 and type(None) in flat else None)


@_SpecialForm
def Optional(self, parameters):
    """A type or None."""
    return Union[_checked(parameters, f"{self} requires a single type."), type(None)]


@_SpecialForm
def Literal(self, parameters):
    """One of several values."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for item in parameters:
        flat.extend(item.__args__ if isinstance(item, _LiteralGenericAlias) else (item,))
    unique = []
    for item in flat:
        if not any(type(item) is type(other) and item == other for other in unique):
            unique.append(item)
    return _LiteralGenericAlias(self, tuple(unique))


@_SpecialForm
def Concatenate(self, parameters):
    """Further parameters in front of those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(self, tuple(_checked(p, message) for p in parameters[:-1]) + parameters[-1:])


@_SpecialForm
def Unpack(self, parameters):
    """The types of a tuple, one by one."""
    return _UnpackGenericAlias(self, (_checked(parameters, f"{self} accepts only single type."),))


@_SpecialForm
def Annotated(self, params):
    """A type with further objects beside it."""
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin = _checked(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(origin, params[1:])


class ForwardRef(_Final, _root=True):
    """A type that is given by the text of an expression."""

    __slots__ = (
        "__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__", "__forward_module__",
        "__forward_is_argument__", "__forward_is_class__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class

    def _evaluate(self, globalns, localns):
        if globalns is None and localns is None:
            globalns = localns = {}
        value = eval(self.__forward_code__, globalns if globalns is not None else localns, localns)
        value = _checked(value, "Forward references must evaluate to types.", allow_special_forms=True)
        return _evaluated(value, globalns, localns)

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


# Aliases


class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        found = []
        if self.__origin__ not in bases:
            found.append(self.__origin__)
        place = bases.index(self)
        for base in bases[place + 1:]:
            if isinstance(base, _BaseGenericAlias) or isinstance(base, type) and issubclass(base, Generic):
                break
        else:
            found.append(Generic)
        return tuple(found)

    def __getattr__(self, attr):
        if "__origin__" in self.__dict__ and not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if attr.startswith("__") and attr.endswith("__") or attr in ("_inst", "_name", "_nparams", "_defaults"):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A generic type with its arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = tuple(... if arg is _TypingEllipsis else arg for arg in args)
        self.__parameters__ = _parameters(args)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        parameters = self.__parameters__
        args = tuple(_checked(arg, "Parameters to generic types must be types.")
                     if not isinstance(arg, list) else tuple(arg) for arg in args)
        if not any(isinstance(p, TypeVarTuple) for p in parameters) and len(args) != len(parameters):
            if len(parameters) == 1 and isinstance(parameters[0], ParamSpec):
                args = (args,)
            else:
                raise TypeError(
                    f"Too {'many' if len(args) > len(parameters) else 'few'} arguments for {self}; "
                    f"actual {len(args)}, expected {len(parameters)}")
        values = dict(zip(parameters, args))
        return self.copy_with(tuple(_substituted(arg, values) for arg in self.__args__))

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        if self._name:
            name = "typing." + self._name
        else:
            name = _type_repr(self.__origin__)
        args = ", ".join([_type_repr(arg) for arg in self.__args__]) if self.__args__ else "()"
        return f"{name}[{args}]"

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            place = bases.index(self)
            for base in bases[place + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


def _substituted(arg, values):
    """An argument with type variables replaced."""
    if isinstance(arg, (TypeVar, ParamSpec)):
        return values.get(arg, arg)
    if isinstance(arg, tuple):
        return tuple(_substituted(item, values) for item in arg)
    inner = getattr(arg, "__parameters__", ())
    if inner and not isinstance(arg, type):
        return arg[tuple(values.get(p, p) for p in inner)]
    return arg


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """`typing.List` and the like: another name of a type that can be subscripted."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        self._defaults = defaults

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_checked(p, "Parameters to generic types must be types.") for p in params)
        if self._defaults and len(params) < self._nparams:
            params += self._defaults[len(params) - self._nparams:]
        if self._nparams >= 0 and len(params) != self._nparams:
            raise TypeError(
                f"Too {'many' if len(params) > self._nparams else 'few'} arguments for {self}; "
                f"actual {len(params)}, expected {self._nparams}")
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _CallableGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias))):
            return super().__repr__()
        given = "..." if args[0] is ... else "[" + ", ".join(_type_repr(a) for a in args[:-1]) + "]"
        return f"typing.Callable[{given}, {_type_repr(args[-1])}]"


class _CallableType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if args is ... or isinstance(args, (ParamSpec, _ConcatenateGenericAlias)):
            given = (args,)
        elif isinstance(args, (list, tuple)):
            given = tuple(_checked(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in args)
        else:
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
        return _CallableGenericAlias(self.__origin__, given + (result,), name=self._name, inst=self._inst)


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            return self.copy_with(tuple(_checked(p, message) for p in params[:-1]) + (...,))
        return self.copy_with(tuple(_checked(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params))


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f"typing.Optional[{_type_repr(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_type_repr(args[0])}]"
        return f"typing.Union[{', '.join(map(_type_repr, args))}]"

    def __instancecheck__(self, obj):
        return any(isinstance(obj, arg) for arg in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(v, type(v)) for v in self.__args__} == {(v, type(v)) for v in other.__args__}

    def __hash__(self):
        return hash(frozenset((v, type(v)) for v in self.__args__))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    pass


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]" if not isinstance(
            self.__args__[0], GenericAlias) else "*" + repr(self.__args__[0])


class _AnnotatedAlias(_GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return "typing.Annotated[{}, {}]".format(
            _type_repr(self.__origin__), ", ".join(repr(a) for a in self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _TypingEllipsis:
    """Stands for `...` among the arguments."""


# Generic classes and protocols


def _generic_class_getitem(cls, args):
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple(_checked(a, "Parameters to generic types must be types.") if not isinstance(a, list) else tuple(a)
                 for a in args)
    if cls in (Generic, Protocol):
        if not args:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if not all(isinstance(a, (TypeVar, ParamSpec, TypeVarTuple, _UnpackGenericAlias)) for a in args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification "
                            "variables.")
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    else:
        parameters = getattr(cls, "__parameters__", ())
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        if len(parameters) == 1 and isinstance(parameters[0], ParamSpec) and not (
            len(args) == 1 and isinstance(args[0], (tuple, ParamSpec))
        ):
            args = (args,)
        if not any(isinstance(p, TypeVarTuple) for p in parameters):
            missing = parameters[len(args):]
            if missing and all(p.has_default() for p in missing):
                args += tuple(p.__default__ for p in missing)
            if len(args) != len(parameters):
                raise TypeError(
                    f"Too {'many' if len(args) > len(parameters) else 'few'} arguments for {cls}; actual {len(args)}, "
                    f"expected {'at least ' if len(args) < len(parameters) else ''}{len(parameters)}")
    return _GenericAlias(cls, args)


class Generic:
    """A base class of classes with type variables."""

    __slots__ = ()
    _is_protocol = False

    __class_getitem__ = classmethod(_generic_class_getitem)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get("__orig_bases__")
        if written is not None:
            error = Generic in written
        else:
            error = Generic in cls.__bases__ and cls.__name__ != "Protocol" and type(cls) is not _TypedDictMeta
        if error:
            raise TypeError("Cannot inherit from plain Generic")
        if written is None:
            if "__parameters__" not in cls.__dict__:
                cls.__parameters__ = ()
            return
        parameters = _parameters([b for b in written if isinstance(b, (_BaseGenericAlias, GenericAlias))])
        for base in written:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                missing = [str(p) for p in parameters if p not in base.__parameters__]
                if missing and base.__origin__ is Generic:
                    raise TypeError(
                        f"Some type variables ({', '.join(missing)}) are not listed in "
                        f"Generic[{', '.join(str(g) for g in base.__parameters__)}]")
                parameters = base.__parameters__
                break
        cls.__parameters__ = tuple(parameters)


_protocol_internal = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
    "__protocol_attrs__", "__non_callable_proto_members__", "__type_params__", "_abc_impl", "__dataclass_fields__",
    "__abc_tpflags__",
}


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *base.__dict__.get("__annotations__", {})):
            if not name.startswith("_abc_") and name not in _protocol_internal:
                names.add(name)
    return names


class _ProtocolMeta(ABCMeta):
    def __init__(cls, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not getattr(cls, "_is_runtime_protocol", False):
            if not _is_internal_caller():
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if getattr(cls, "_is_protocol", False):
            data = sorted(n for n in cls.__protocol_attrs__ if not callable(getattr(cls, n, None)))
            if data and not _is_internal_caller():
                raise TypeError("Protocols with non-method members don't support issubclass(). Non-method members: "
                                f"{str(data)[1:-1]}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if cls in type(instance).__mro__:
            return True
        missing = object()
        for name in cls.__protocol_attrs__:
            value = getattr(instance, name, missing)
            if value is missing or value is None and callable(getattr(cls, name, None)):
                return ABCMeta.__instancecheck__(cls, instance) if _is_registered(cls, instance) else False
        return True


def _is_registered(cls, instance):
    return any(issubclass(type(instance), known()) for known in cls._abc_impl.registry if known() is not None)


def _is_internal_caller():
    return sys._getframe(2).f_globals.get("__name__") in ("abc", "functools", "typing")


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in base.__dict__.get("__annotations__", {}) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _no_init_or_replace_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in type(self).__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            init(self, *args, **kwargs)
            return
    object.__init__(self)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """A base class of protocols: classes that stand for all that have the same members."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (
                base in (object, Generic) or getattr(base, "_is_protocol", False)
                or base.__module__ in ("collections.abc", "contextlib", "typing")
            ):
                raise TypeError("Protocols can only inherit from other protocols, got %r" % base)


def runtime_checkable(cls):
    """Lets a protocol be asked by `isinstance`."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime_protocol = True
    return cls


# Other names of containers

_alias = _SpecialGenericAlias
_abc = collections.abc
Hashable = _alias(_abc.Hashable, 0)
Awaitable = _alias(_abc.Awaitable, 1)
Coroutine = _alias(_abc.Coroutine, 3)
AsyncIterable = _alias(_abc.AsyncIterable, 1)
AsyncIterator = _alias(_abc.AsyncIterator, 1)
Iterable = _alias(_abc.Iterable, 1)
Iterator = _alias(_abc.Iterator, 1)
Reversible = _alias(_abc.Reversible, 1)
Sized = _alias(_abc.Sized, 0)
Container = _alias(_abc.Container, 1)
Collection = _alias(_abc.Collection, 1)
Callable = _CallableType(_abc.Callable, 2)
AbstractSet = _alias(_abc.Set, 1, name="AbstractSet")
MutableSet = _alias(_abc.MutableSet, 1)
Mapping = _alias(_abc.Mapping, 2)
MutableMapping = _alias(_abc.MutableMapping, 2)
Sequence = _alias(_abc.Sequence, 1)
MutableSequence = _alias(_abc.MutableSequence, 1)
ByteString = _alias(_abc.ByteString, 0, name="ByteString")
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _alias(list, 1, inst=False, name="List")
Deque = _alias(collections.deque, 1, name="Deque")
Set = _alias(set, 1, inst=False, name="Set")
FrozenSet = _alias(frozenset, 1, inst=False, name="FrozenSet")
MappingView = _alias(_abc.MappingView, 1)
KeysView = _alias(_abc.KeysView, 1)
ItemsView = _alias(_abc.ItemsView, 2)
ValuesView = _alias(_abc.ValuesView, 1)
ContextManager = _alias(
    contextlib.AbstractContextManager, 2, name="ContextManager", defaults=(bool | None,))
AsyncContextManager = _alias(
    contextlib.AbstractAsyncContextManager, 2, name="AsyncContextManager", defaults=(bool | None,))
Dict = _alias(dict, 2, inst=False, name="Dict")
DefaultDict = _alias(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(_abc.Generator, 3, defaults=(type(None), type(None)))
AsyncGenerator = _alias(_abc.AsyncGenerator, 2, defaults=(type(None),))
Type = _alias(type, 1, inst=False, name="Type")

T = TypeVar("T")
KT, VT = TypeVar("KT"), TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


class IO(Generic[AnyStr]):
    """A stream."""

    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


# Asking


def _evaluated(t, globalns, localns):
    """A type with its forward references replaced."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns)
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        args = tuple(
            _evaluated(ForwardRef(a) if isinstance(a, str) and isinstance(t, GenericAlias) else a, globalns, localns)
            for a in t.__args__)
        if args == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, args)
        if isinstance(t, types.UnionType):
            return functools.reduce(lambda a, b: a | b, args)
        return t.copy_with(args)
    return t


def _without_annotations(t):
    """A type without what Annotated, Required and NotRequired add."""
    if isinstance(t, _AnnotatedAlias):
        return _without_annotations(t.__origin__)
    if hasattr(t, "__origin__") and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _without_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias)):
        args = tuple(_without_annotations(a) for a in t.__args__)
        if args == t.__args__:
            return t
        return t.copy_with(args) if isinstance(t, _GenericAlias) else GenericAlias(t.__origin__, args)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module as types, those of base classes included."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = globalns
            if names is None:
                names = getattr(sys.modules.get(base.__module__), "__dict__", {})
            for name, value in base.__dict__.get("__annotations__", {}).items():
                value = type(None) if value is None else value
                if isinstance(value, str):
                    value = ForwardRef(value, is_argument=False, is_class=True)
                hints[name] = _evaluated(value, names, dict(vars(base)) if localns is None else localns)
    else:
        names = globalns
        if names is None:
            if isinstance(obj, types.ModuleType):
                names = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                names = getattr(inner, "__globals__", {})
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType)):
                return {}
            raise TypeError("{!r} is not a module, class, method, or function.".format(obj))
        for name, value in annotations.items():
            value = type(None) if value is None else value
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType))
            hints[name] = _evaluated(value, names, localns)
    return hints if include_extras else {name: _without_annotations(t) for name, t in hints.items()}


def get_origin(tp):
    """What a type was subscripted from: `list` of `list[int]`."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """What a type was subscripted with."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (
            len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias)))
        ):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


# Functions that do nothing


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def no_type_check_decorator(decorator):
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def dataclass_transform(**kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": True, "order_default": False, "kw_only_default": False, "frozen_default": False,
            "field_specifiers": (), "kwargs": {}, **kwargs}
        return cls_or_fn

    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """Marks one of several signatures of a function."""
    f = getattr(func, "__func__", func)
    _overloads.setdefault((f.__module__, f.__qualname__), {})[f.__code__.co_firstlineno] = func
    return _overload_dummy


def get_overloads(func):
    f = getattr(func, "__func__", func)
    return list(_overloads.get((f.__module__, f.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


# Classes that are made


class NewType:
    """A type of its own for a checker; a call gives back its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
        if module != "typing":
            self.__module__ = module

    def __mro_entries__(self, bases):
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: `{self.__name__} = "
            f"NewType({self.__name__!r}, {self.__name__})`")

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __call__(self, x, /):
        return x

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


_prohibited = frozenset({
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
    "_replace", "_asdict", "_source"})
_special = frozenset({"__module__", "__name__", "__annotations__", "__static_attributes__", "__firstlineno__"})


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        hints = ns.get("__annotations__", {})
        defaults = []
        for name in hints:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field"
                    f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _named_tuple(typename, hints, [ns[name] for name in defaults], ns["__module__"])
        made.__bases__ = bases if Generic in bases else made.__bases__
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _prohibited:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _special and key not in made._fields:
                setattr(made, key, value)
        if Generic in bases:
            made.__init_subclass__()
        return made


def _named_tuple(name, hints, defaults=(), module=None):
    made = collections.namedtuple(name, hints, defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = {
        key: _checked(value, f"field {key} annotation must be a type") for key, value in hints.items()}
    return made


def NamedTuple(typename, fields=(), /, **kwargs):
    """A class of tuples whose items have names and types."""
    return _named_tuple(typename, dict(fields) if fields else kwargs, module=sys._getframe(1).f_globals.get("__name__"))


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        has_generic = any(issubclass(base, Generic) for base in bases)
        own = ns.get("__annotations__", {})
        made = type.__new__(_TypedDictMeta, name, (*((Generic,) if has_generic else ()), dict), ns)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", frozenset())
            optional |= base.__dict__.get("__optional_keys__", frozenset())
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        for key, value in own.items():
            value = _checked(value, message, allow_special_forms=True)
            annotations[key] = value
            inner = value.__origin__ if isinstance(value, _AnnotatedAlias) else value
            form = get_origin(inner)
            is_required = True if form is Required else False if form is NotRequired else total
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset()
        made.__mutable_keys__ = frozenset(annotations)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A class of dicts with these keys: a call gives a plain dict."""
    ns = {"__annotations__": dict(fields if fields is not None else kwargs)}
    module = sys._getframe(1).f_globals.get("__name__")
    if module is not None:
        ns["__module__"] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)

__all__ = [name for name in globals() if not name.startswith("_") and name not in (
    "collections", "contextlib", "functools", "sys", "types", "ABCMeta", "abstractmethod", "GenericAlias",
    "NamedTupleMeta", "T", "KT", "VT", "T_co", "T_contra")]
