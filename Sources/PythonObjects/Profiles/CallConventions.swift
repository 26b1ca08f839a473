/// How a version's callables take their arguments, as data of a `Profile`.
///
/// Where CPython makes a tuple for a call, the tuple counts as an object that was made, and takes one from the free list or leaves one there.
package struct CallConventions: Sendable {
    /// When an instruction that runs again and again becomes one that is made for what it met.
    package enum WarmUp: Sendable {
        /// When it is executed the second time.
        case secondExecution
        /// When its code was entered, or has jumped backwards, this often.
        case entries(UInt32)
    }

    /// The builtin types that are called with the arguments as they lie (`tp_vectorcall`); all others get a tuple.
    var vectorcallTypes: Set<String> = [
        "bool", "dict", "enumerate", "filter", "float", "frozenset", "int", "list", "map", "range",
        "reversed", "set", "str", "super", "tuple", "type",
    ]
    /// Functions and methods that get a tuple (`METH_VARARGS`), as `module.name` or `type.name`.
    package var tupleFunctions: Set<String> = [
        "_functools.reduce", "builtins.dir", "builtins.vars", "gc.set_threshold", "sys.getsizeof",
        "sys.set_asyncgen_hooks", "dict.update", "OrderedDict.update", "str.format", "property.__set_name__",
        "memoryview.__exit__", "async_generator.athrow", "Match.group", "_lru_cache_wrapper.__copy__",
        "_lru_cache_wrapper.__deepcopy__", "SimpleNamespace.__replace__",
    ]
    /// Functions and methods that put their arguments into a tuple themselves.
    package var gatheringFunctions: Set<String> = [
        "gc.get_referrers", "gc.get_referents", "set.update", "set.union", "set.difference",
        "set.difference_update", "set.intersection", "set.intersection_update", "frozenset.union",
        "frozenset.difference", "frozenset.intersection",
    ]
    /// Builtin types whose instances are called with a tuple; an object of a class of the program's own always is.
    package var tupleCallables: Set<String> = [
        "classmethod_descriptor", "method-wrapper", "wrapper_descriptor", "staticmethod", "KeyWrapper",
        "_lru_cache_wrapper", "CallableProxyType", "weakproxy",
    ]
    /// Whether `str(x)` is made for what it met, so that it needs no tuple any more.
    package var specializesStr = false
    /// Whether the call of a class that has an `__init__` in Python is made for it: the arguments move into its frame.
    package var specializesInitializers = true
    /// Whether the tuple and the dict of `function(*arguments, **keywords)` live as long as the call.
    package var holdsUnpackedArguments = false
    /// Whether the AttributeError is made before `__getattr__` is asked.
    package var raisesBeforeAttributeHooks = false
    /// Whether the AttributeError is made for a name that `classmethod` or `staticmethod` would take over.
    package var raisesForMissingNames = false
    /// When an instruction is made for what it met.
    package var warmUp = WarmUp.secondExecution

    /// The methods that look for something in a text or in bytes.
    static let searches = Set(
        ["bytes", "bytearray", "str"].flatMap { type in
            ["count", "endswith", "find", "index", "rfind", "rindex", "startswith"].map { "\(type).\($0)" }
        })

    static let python313 = CallConventions()

    static let python312 = {
        var conventions = python313
        conventions.vectorcallTypes.subtract(["int", "str"])
        conventions.tupleFunctions.formUnion(conventions.gatheringFunctions)
        conventions.gatheringFunctions = []
        conventions.tupleFunctions.subtract(["builtins.dir", "builtins.vars"])
        conventions.tupleFunctions.formUnion([
            "object.__subclasshook__", "builtins.max", "builtins.min", "range.__reduce__",
            "BaseExceptionGroup.derive", "BaseExceptionGroup.split", "BaseExceptionGroup.subgroup",
        ])
        conventions.tupleFunctions.formUnion(searches)
        conventions.tupleCallables.insert("methodcaller")
        conventions.raisesForMissingNames = true
        conventions.specializesStr = true
        conventions.specializesInitializers = false
        return conventions
    }()

    static let python311 = {
        var conventions = python312
        conventions.tupleFunctions.formUnion([
            "_functools.cmp_to_key", "math.log", "builtins.dir", "builtins.vars",
        ])
        conventions.holdsUnpackedArguments = true
        conventions.raisesBeforeAttributeHooks = true
        conventions.warmUp = .entries(8)
        return conventions
    }()
}
