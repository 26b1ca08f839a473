/// When, by which entry and why an object was freed.
public struct Gone: Sendable, Equatable {
    /// What took the last reference away.
    public enum Cause: String, Sendable {
        /// A reference held outside the heap was the last.
        case released
        /// The last reference was removed from an object.
        case unlinked
        /// The cyclic collector found the object unreachable.
        case collected
    }

    /// The object's handle.
    public var handle: Handle
    /// The name of its type.
    public var type: String
    /// The entry whose operation freed it.
    public var entry: UInt64
    /// When that entry was accepted, in milliseconds since 1970.
    public var at: Int64
    /// The cause.
    public var cause: Cause
    /// The object that held the last reference, if one did.
    public var source: Handle?
    /// The label of the last reference, `['a']`.
    public var label: String?
    /// The collection that freed it, `c3`.
    public var collection: String?
    /// Whether its finalizer ran.
    public var finalized: Bool

    /// Makes the record of one death.
    public init(
        handle: Handle, type: String, entry: UInt64, at: Int64, cause: Cause, source: Handle? = nil,
        label: String? = nil,
        collection: String? = nil, finalized: Bool
    ) {
        self.handle = handle
        self.type = type
        self.entry = entry
        self.at = at
        self.cause = cause
        self.source = source
        self.label = label
        self.collection = collection
        self.finalized = finalized
    }

    /// The death in one English sentence.
    public var explanation: String {
        let how =
            switch cause {
            case .released: "its last reference, held outside the heap, was dropped"
            case .unlinked:
                "its last reference, \(label ?? "unlabelled")\(source.map { " of \($0)" } ?? ""), was removed"
            case .collected:
                "the cyclic collector\(collection.map { ", in \($0)," } ?? "") found it unreachable"
            }
        let finalization = finalized ? " Its finalizer ran." : ""
        return "Object \(handle), of type \(type), was freed by entry \(entry): \(how).\(finalization)"
    }
}
