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

    /// What counts as the depth of a code's stack.
    package var stackSizes = StackSizes.leastOne
    /// What becomes of the frame of a generator that is closed where its body has nothing to do.
    var generatorClosing = GeneratorClosing.inPlace
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
        return rules
    }()

    /// CPython 3.11's.
    static let python311 = {
        var rules = python312
        rules.stackSizes = .depthOfBody
        rules.generatorClosing = .byUnwinding
        rules.namedCharacters = "BCLST_abcdefhijklmnopqrstvwxy"
        rules.earlyStopsAreErrors = true
        rules.generatorsShowCode = true
        rules.modulesOfStaticTypes = ["collections", "itertools"]
        rules.propertiesTakeNone = true
        rules.poppedListsAreCleared = false
        rules.sharesKeysBehindItems = false
        return rules
    }()
}
