/// What programs see of a version's language: its syntax, frames, tracing and words, as data of a `Profile`.
///
/// The newest version's values are the defaults; an older one says only what was different then.
public struct Language: Hashable, Sendable {
    // MARK: Source

    /// Whether `def f[T]`, `class C[T]` and `type X = ...` are syntax (PEP 695).
    public var hasTypeParameters = true
    /// Whether type parameters may have defaults (PEP 696).
    public var hasTypeParameterDefaults = true
    /// Whether f-strings are part of the grammar (PEP 701), and no strings that are looked through afterwards.
    public var nestsFStrings = true
    /// Whether `x[a:b]` makes its slice, and ends it, within one instruction.
    public var slicesInOneStep = true
    /// Whether list, set and dict comprehensions run in the frame around them (PEP 709), and not in one of their own.
    public var inlinesComprehensions = true
    /// Whether the warning about `x is 1` says what kind of literal it is.
    public var namesLiteralsInWarnings = true
    /// What an escape sequence that is none raises in a literal: a SyntaxWarning or, unseen as a rule, a DeprecationWarning.
    public var invalidEscapeWarning = "SyntaxWarning"
    /// Whether docstrings are stored without their indentation.
    public var cleansDocstrings = true

    /// Whether a class has `__firstlineno__` and `__static_attributes__`.
    public var classesTellSource = true

    // MARK: Frames

    /// Whether `f_locals` of a function is a proxy of its variables (PEP 667), and not a dict that is brought up to date when asked for.
    public var localsAreProxies = true
    /// Whether `frame.clear()` of a suspended generator's frame closes the generator.
    public var clearsSuspendedFrames = false
    /// Whether `__getattr__` is called as a method that was bound for it.
    public var bindsAttributeHooks = false
    /// What `f_lineno = ...` outside of a trace function is told.
    public var lineSettingMessage = "f_lineno can only be set in a trace function"

    // MARK: Library

    /// Functions and methods that came later, as `module.name` or `type.name`.
    public var missingNames: Set<String> = []

    /// Methods and functions that read their arguments by a format: their messages count as `f() takes at most 2 arguments (3 given)`.
    public var formatReaders: Set<String> = []
    /// What `gc.get_freeze_count()` says at the start.
    public var frozenAtStart = 0
    /// Whether `print` makes the tuple of its parameters' names when it is first called, and keeps it.
    public var parsersNameParametersLate = false
    /// Whether sorting looks for runs of equal items, too.
    public var sortsRunsOfEquals = true

    // MARK: Words

    /// What an AttributeError about an object without `__dict__` ends in, if the attribute was to be set.
    public var noDictReason = " and no __dict__ for setting new attributes"
    /// Whether `super(type, obj)` says what the object is that is no instance.
    public var describesSuperMismatch = true
    /// Whether classes with abstract methods say what is missing as in `without an implementation for abstract method 'm'`.
    public var quotesAbstractMethods = true
    /// What `%` says of a float and zero.
    public var floatModuloMessage = "float modulo by zero"
    /// What `~True` is warned of; nil if of nothing.
    public var boolInversionWarning: String? =
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the "
        + "bitwise inversion of the underlying int object and is usually not what you expect from negating "
        + "a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise "
        + "inversion of the underlying int."
    /// Whether a function in C says `f() got an unexpected keyword argument 'x'`, and not `'x' is an invalid keyword argument for f()`.
    public var namesFunctionOfKeyword = true
    /// Whether the repr of a proxy tells that its referent is dead.
    public var tellsDeadProxies = true
    /// Whether a NameError in a method suggests `self.name`.
    public var suggestsSelf = true
    /// Whether tracebacks mark the whole of a line's code, and the brackets of calls.
    public var marksWholeLines = true

    /// CPython 3.13's.
    public static let python313 = Language()

}
