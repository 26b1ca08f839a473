/// How a version makes, keeps and ends single kinds of objects, as data of a `Profile`.
///
/// The newest version's values are the defaults; an older one says only what was different then.
package struct ObjectRules: Sendable {
    /// What becomes of the frame of a generator that is closed where its body has nothing to do.
    enum GeneratorClosing: Sendable {
        /// It stays, without its variables if the body had begun.
        case inPlace
        /// It stays if the body had not begun; else an exception goes through it, as through any other.
        case inPlaceUnlessStarted
        /// An exception goes through it.
        case byUnwinding
    }

    /// What counts as the depth of a code's stack.
    package enum StackSizes: Sendable {
        /// How deep it gets, but at least 1.
        case leastOne
        /// How deep it gets.
        case depth
        /// How deep it gets without a handler around the bodies of generators, but at least 1.
        case depthOfBody
    }

    /// What `__dictoffset__` and `__weakrefoffset__` say of a class that a program makes.
    package enum AttributeOffsets: Sendable {
        /// Both are in front of the object: -1 and -32.
        case inFront
        /// The list of weak references is a field at the end; the dict is in front, counted from that end, or the last field
        /// of an object with items.
        case fromEnd
    }

    /// What counts as the depth of a code's stack.
    package var stackSizes = StackSizes.leastOne
    /// What becomes of the frame of a generator that is closed where its body has nothing to do.
    var generatorClosing = GeneratorClosing.inPlace
    /// Whether the frame of a generator that has ended knows who had gone on with it.
    package var generatorFramesKeepCaller = true
    /// Whether a generator holds its code beside its frame, and shows it first.
    var generatorsShowCode = false
    /// The modules whose types written in C are static, so that instances do not hold them.
    var modulesOfStaticTypes: Set<String> = []
    /// Whether a property whose getter has no docstring holds None as its own.
    package var propertiesTakeNone = false
    /// Whether `list.pop()` of the only item gives the list's room back, however little that is.
    var poppedListsAreCleared = true
    /// Whether instances of classes derived from int, tuple and bytes share the keys of their `__dict__`.
    var sharesKeysBehindItems = true
    /// Whether an exception whose `__traceback__` was set to None refers to None.
    package var refersToMissingTraceback = false
    /// Whether `str.split` estimates from the length how many pieces there may be, and does not always begin with room for twelve.
    package var splitEstimatesPieces = true
    /// Whether an exception that a C function raises with a text is made only when something handles it, behind its tracebacks.
    package var exceptionsAreMadeWhenCaught = false
    /// Where the list of weak references of a class's instances and their dict are said to be.
    package var attributeOffsets = AttributeOffsets.inFront
    /// The structs of built-in types that other profiles have otherwise: their sizes.
    package var structSizes: [Substring: Int] = [:]
    /// The structs of built-in types that other profiles have otherwise: where the list of weak references is.
    package var structWeakReferences: [Substring: Int] = [:]

    /// The characters that are names of the interpreter's own: asked for as a name they are other objects than what `chr` gives.
    var namedCharacters = ""
    /// Whether a StopIteration that is thrown into a generator before it has begun becomes a RuntimeError, as later.
    package var earlyStopsAreErrors = false
    /// Whether the frame of a generator that waits stands at the instruction that comes next, and not at the last one.
    package var waitingFramesStandAhead = true

    /// CPython 3.13's.
    static let python313 = ObjectRules()

    /// CPython 3.12's.
    static let python312 = {
        var rules = python313
        rules.stackSizes = .depth
        rules.generatorClosing = .inPlaceUnlessStarted
        rules.namedCharacters = "_abcdenprsx"
        rules.waitingFramesStandAhead = false
        rules.structSizes = ["code": 192, "frame": 120, "type": 920]
        return rules
    }()

    /// CPython 3.11's.
    static let python311 = {
        var rules = python312
        rules.stackSizes = .depthOfBody
        rules.generatorClosing = .byUnwinding
        rules.generatorFramesKeepCaller = false
        rules.namedCharacters = "BCLST_abcdefhijklmnopqrstvwxy"
        rules.earlyStopsAreErrors = true
        rules.generatorsShowCode = true
        rules.modulesOfStaticTypes = ["collections", "itertools"]
        rules.propertiesTakeNone = true
        rules.poppedListsAreCleared = false
        rules.refersToMissingTraceback = true
        rules.sharesKeysBehindItems = false
        rules.splitEstimatesPieces = false
        rules.exceptionsAreMadeWhenCaught = true
        rules.attributeOffsets = .fromEnd
        rules.structSizes = [
            "ImportError": 96, "async_generator": 152, "bool": 32, "code": 184, "coroutine": 152,
            "frame": 120, "function": 136,
            "generator": 152, "longrange_iterator": 48, "range_iterator": 48, "str": 80, "type": 904,
        ]
        rules.structWeakReferences = ["async_generator": 24, "coroutine": 24, "generator": 24]
        return rules
    }()
}
