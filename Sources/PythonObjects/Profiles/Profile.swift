import HeapEngine

/// The CPython version that a runtime follows: all that differs between versions, as data.
public struct Profile: Sendable {
    /// Where the attributes of an instance of a plain class are kept.
    public enum InstanceAttributes: Sendable {
        /// In the instance's own block, even while `__dict__` is looked at (3.13).
        case inlineValues
        /// In values beside the instance until `__dict__` is touched, then in a dict (3.11, 3.12).
        case values
    }

    /// The version's name, such as `3.13`.
    public let name: String
    /// Every object's size and block.
    let sizes: SizeTable
    /// The collector's settings at start.
    let thresholds: Thresholds
    /// When an automatic collection runs.
    let trigger: HeapConfiguration.Trigger
    /// How deallocation nests.
    let trashcan: HeapConfiguration.Trashcan
    /// What `sys.getrefcount` prints for an immortal object, if there are any.
    public let immortalRefcount: Int
    /// Whether every interned string is immortal (3.12), and not only the static ones.
    let internsForEver: Bool
    /// How instances keep their attributes.
    let instanceAttributes: InstanceAttributes
    /// What a class's namespace begins with, beside `__module__` and `__qualname__`.
    let classNamespaceHasLine: Bool
    /// Whether a module's dict is tracked from birth.
    let tracksModuleDicts: Bool
    /// Whether an iterator that went through a list backwards still holds it (3.13).
    let keepsReversedLists: Bool
    /// The immortal static strings.
    let staticNames: [Substring]
    let staticLiterals: [String]

    /// CPython 3.13.
    public static let python313 = Profile(
        name: "3.13", sizes: .python313, thresholds: Thresholds(2000, 10, 10), trigger: .atCheck,
        trashcan: .init(depositDepth: 9950, resumeDepth: 9900), immortalRefcount: 4_294_967_295,
        internsForEver: false, instanceAttributes: .inlineValues, classNamespaceHasLine: true,
        tracksModuleDicts: true, keepsReversedLists: true,
        staticNames: StaticNames.python313, staticLiterals: StaticNames.python313Literals)

    /// The profiles that can be asked for, newest first.
    public static let all: [Profile] = [.python313]

    /// The names of the profiles that can be asked for.
    public static var names: [String] { all.map(\.name) }

    /// The profile of a version, or nil if there is none.
    public static func named(_ name: String) -> Profile? { all.first { $0.name == name } }
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
