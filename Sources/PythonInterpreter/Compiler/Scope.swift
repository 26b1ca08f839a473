import PythonSyntax

/// What the compiler knows of one block of names: a module, class, function, lambda or comprehension.
final class Scope {
    /// What kind of block it is.
    enum Kind: Hashable {
        case module, classBody, function, lambda
        case listComprehension, setComprehension, dictComprehension, generatorExpression
        /// The names of an annotation that is not evaluated; nobody asks for it again.
        case annotation
        /// The type parameters of a function or class.
        case typeParameters
        /// The bound or the default of a type parameter.
        case typeVariableBound, typeVariableDefault
        /// The value of a `type` statement.
        case typeAlias
    }

    /// A block's place in the tree.
    struct Key: Hashable {
        var kind: Kind
        var range: SourceRange
    }

    let name: String
    let key: Key
    /// In the order in which they were met.
    private(set) var names: [String] = []
    private var symbols: [String: Symbol] = [:]
    /// The parameters, in the order of the locals.
    var parameters: [String] = []
    var children: [Scope] = []
    /// Inside a function.
    var isNested = false
    var isGenerator = false
    var isCoroutine = false
    var hasVariadic = false
    var hasVariadicKeywords = false
    /// A method uses `__class__` or `super`.
    var needsClassCell = false
    /// An annotation scope looks names up in the class's namespace.
    var needsClassDictionary = false
    /// A comprehension that runs in the frame around it.
    var isInlined = false
    /// While the targets of a comprehension are met.
    var isVisitingTarget = false
    /// How many iterables of comprehensions are around what is being met.
    var iterableDepth = 0
    /// An annotation scope immediately inside a class sees the class's names.
    var seesClassScope = false
    /// What part of a type parameter it is, for the faults in it.
    var place = ""
    /// The statements that declare names global or nonlocal.
    var directives: [(name: String, range: SourceRange)] = []

    init(name: String, key: Key, isNested: Bool) {
        self.name = name
        self.key = key
        self.isNested = isNested
    }

    var kind: Kind { key.kind }

    /// Whether its locals are in the frame.
    var isFunctionLike: Bool { kind != .module && kind != .classBody }

    var isComprehension: Bool {
        switch kind {
        case .listComprehension, .setComprehension, .dictComprehension, .generatorExpression: true
        default: false
        }
    }

    /// What is known of a name; nothing at all of one that the block does not mention.
    subscript(name: String) -> Symbol {
        get { symbols[name] ?? Symbol() }
        set {
            if symbols.updateValue(newValue, forKey: name) == nil { names.append(name) }
        }
    }

    func contains(_ name: String) -> Bool { symbols[name] != nil }

    func remove(_ name: String) {
        if symbols.removeValue(forKey: name) != nil { names.removeAll { $0 == name } }
    }

    /// Names of some kind, in the order of their code points.
    func sortedNames(where matches: (Symbol) -> Bool) -> [String] {
        names.filter { matches(symbols[$0] ?? Symbol()) }.sorted(by: Scope.precedes)
    }

    /// Orders names by code points.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    }
}

/// What is known of a name in a scope.
struct Symbol: Hashable {
    var uses: Uses = []
    var resolution: Resolution = .unknown

    /// How the block mentions the name.
    struct Uses: OptionSet, Hashable {
        let rawValue: UInt16

        static let global = Uses(rawValue: 1)
        static let assigned = Uses(rawValue: 2)
        static let parameter = Uses(rawValue: 4)
        static let nonlocal = Uses(rawValue: 8)
        static let used = Uses(rawValue: 16)
        /// Free in a method, and a name of the class as well.
        static let freeInClass = Uses(rawValue: 32)
        static let imported = Uses(rawValue: 64)
        static let annotated = Uses(rawValue: 128)
        /// Target of a comprehension's `for`.
        static let iterationTarget = Uses(rawValue: 256)
        static let typeParameter = Uses(rawValue: 512)
        /// A cell because of an inlined comprehension.
        static let comprehensionCell = Uses(rawValue: 1024)
        /// All that bind a name in the block.
        static let bound: Uses = [.assigned, .parameter, .imported]
    }

    /// Where the name lives.
    enum Resolution: Hashable {
        case unknown, local, globalExplicit, globalImplicit, free, cell
    }
}
