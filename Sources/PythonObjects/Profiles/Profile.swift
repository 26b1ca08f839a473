import HeapEngine

/// The CPython version that a runtime follows: all that differs between versions, as data.
///
/// A field names what is done, never who does it. Each version is one value in a file of its own beside this one.
public final class Profile: Sendable {
    /// Where the attributes of an instance of a plain class are kept.
    public enum InstanceAttributes: Sendable {
        /// In the instance's own block, even while `__dict__` is looked at.
        case inlineValues
        /// In values beside the instance until `__dict__` is touched, then in a dict.
        case values
    }

    /// What is said to refer to an object that lives for ever.
    enum ImmortalCounts: Sendable {
        /// Always as many.
        case fixed(Int)
        /// What does, of the session; for the small ints and the static strings, bytes and tuples, that many more.
        case counted(fromNames: Int)
    }

    /// The release that is followed.
    public let release: Release
    /// Every object's size and block.
    let sizes: SizeTable
    /// The collector's settings at start.
    let thresholds: Thresholds
    /// How many tracked objects of the interpreter's own a process has that runs a script.
    package let objectsAtStart: Int
    /// How often the parser holds a bytes constant while the script runs that it is in.
    package let parsedBytesUnits: Int
    /// When an automatic collection runs.
    let trigger: HeapConfiguration.Trigger
    /// How deallocation nests.
    let trashcan: HeapConfiguration.Trashcan
    /// What `sys.getrefcount` prints for an object that lives for ever.
    let immortalCounts: ImmortalCounts
    /// Whether the parser makes the strings of identifiers immortal.
    public let keepsIdentifiers: Bool
    /// Whether every interned string is immortal, and not only the static ones and identifiers.
    let internsForEver: Bool
    /// The free lists of dead objects.
    let freeLists: FreeLists
    /// What the memory is like when a program begins. It is long data, read when the first session of the profile is made.
    let startingMemory: @Sendable () -> StartingMemory
    /// How instances keep their attributes.
    let instanceAttributes: InstanceAttributes
    /// Whether a module's dict is tracked from birth.
    package let tracksModuleDicts: Bool
    /// Whether an iterator that went through a list backwards still holds it.
    let keepsReversedLists: Bool
    /// How single kinds of objects are made, kept and ended.
    package let rules: ObjectRules
    /// How callables take their arguments.
    package let conventions: CallConventions
    /// What programs see of the language.
    public let language: Language
    /// The immortal static strings.
    let staticNames: [Substring]
    let staticLiterals: [String]
    /// The docstrings of the builtin types.
    let docs: TypeDocs

    init(
        release: Release, sizes: SizeTable, thresholds: Thresholds, objectsAtStart: Int,
        parsedBytesUnits: Int,
        trigger: HeapConfiguration.Trigger, trashcan: HeapConfiguration.Trashcan,
        immortalCounts: ImmortalCounts,
        keepsIdentifiers: Bool, internsForEver: Bool, freeLists: FreeLists,
        startingMemory: @autoclosure @escaping @Sendable () -> StartingMemory,
        instanceAttributes: InstanceAttributes, tracksModuleDicts: Bool, keepsReversedLists: Bool,
        rules: ObjectRules, conventions: CallConventions, language: Language, staticNames: [Substring],
        staticLiterals: [String],
        docs: TypeDocs
    ) {
        self.release = release
        self.sizes = sizes
        self.thresholds = thresholds
        self.objectsAtStart = objectsAtStart
        self.parsedBytesUnits = parsedBytesUnits
        self.trigger = trigger
        self.trashcan = trashcan
        self.immortalCounts = immortalCounts
        self.keepsIdentifiers = keepsIdentifiers
        self.internsForEver = internsForEver
        self.freeLists = freeLists
        self.startingMemory = startingMemory
        self.instanceAttributes = instanceAttributes
        self.tracksModuleDicts = tracksModuleDicts
        self.keepsReversedLists = keepsReversedLists
        self.rules = rules
        self.conventions = conventions
        self.language = language
        self.staticNames = staticNames
        self.staticLiterals = staticLiterals
        self.docs = docs
    }

    /// Whether `sys.getrefcount` counts what refers to an object that lives for ever.
    package var countsImmortals: Bool {
        if case .counted = immortalCounts { true } else { false }
    }

    /// Whether a class's namespace holds `__firstlineno__` and `__static_attributes__`.
    var classNamespaceHasLine: Bool { language.classesTellSource }

    /// The version's name, such as `3.13`.
    public var name: String { release.series }

    /// The profile that is followed where none is asked for.
    public static var standard: Profile { .python313 }

    /// The profiles that can be asked for, newest first.
    public static let all: [Profile] = [.python313, .python312, .python311]

    /// The names of the profiles that can be asked for.
    public static var names: [String] { all.map(\.name) }

    /// The profile of a version, or nil if there is none.
    public static func named(_ name: String) -> Profile? { all.first { $0.name == name } }
}

/// A release of CPython.
public struct Release: Sendable, Hashable {
    /// The three numbers of a version such as 3.13.0.
    public let major: Int, minor: Int, micro: Int

    /// A final release.
    public init(_ major: Int, _ minor: Int, _ micro: Int) {
        (self.major, self.minor, self.micro) = (major, minor, micro)
    }

    /// Such as `3.13`.
    public var series: String { "\(major).\(minor)" }
    /// Such as `3.13.0`.
    public var text: String { "\(series).\(micro)" }
    /// `sys.implementation.cache_tag`.
    public var cacheTag: String { "cpython-\(major)\(minor)" }
    /// `sys.hexversion`.
    public var hexversion: Int { major << 24 | minor << 16 | micro << 8 | 0xf0 }
}

/// What a client may choose about a runtime's collector.
public struct CollectorSettings: Sendable {
    /// Whether automatic collection is on.
    public var isEnabled: Bool
    /// The thresholds, or nil for the profile's.
    public var thresholds: Thresholds?

    /// Settings; by default CPython's.
    public init(isEnabled: Bool = true, thresholds: Thresholds? = nil) {
        self.isEnabled = isEnabled
        self.thresholds = thresholds
    }
}
