/// When, by which entry and why an object was freed.
public struct Gone: Sendable, Equatable {
    /// What took the last reference away.
    public enum Cause: String, Sendable {
        /// A reference held outside the heap was the last.
        case released
        /// The last reference was removed from an object, a name, a frame or a client's hold.
        case unlinked
        /// The cyclic collector found the object unreachable.
        case collected
        /// So many objects have died since that the record was dropped; the history still tells.
        case forgotten
    }

    /// The object's handle.
    public var handle: Handle
    /// The name of its type.
    public var type: String?
    /// The entry whose operation freed it.
    public var entry: UInt64?
    /// When that entry was accepted, in milliseconds since 1970.
    public var at: Int64?
    /// The cause.
    public var cause: Cause
    /// The object that held the last reference, if an object did.
    public var source: Handle?
    /// The kind of the last reference.
    public var kind: String?
    /// The label of the last reference, `['a']`.
    public var label: String?
    /// The collection that freed it, `c3`.
    public var collection: String?
    /// Whether its finalizer ran.
    public var finalized: Bool?

    /// Makes the record of one death.
    public init(handle: Handle, cause: Cause) {
        self.handle = handle
        self.cause = cause
    }

    /// The death in English.
    public var explanation: String {
        let reference = "the \(kind ?? "reference")\(label.map { $0.isEmpty ? "" : " " + $0 } ?? "")"
        let how =
            switch cause {
            case .released: "its last reference, held outside the heap, was dropped"
            case .unlinked: "its last reference, \(reference)\(source.map { " of \($0)" } ?? ""), was removed"
            case .collected:
                "the cyclic collector\(collection.map { ", in \($0)," } ?? "") found it unreachable"
            case .forgotten: "the record of how is no longer kept"
            }
        let subject = "Object \(handle)\(type.map { ", of type \($0)," } ?? "")"
        let finalization = finalized == true ? " Its finalizer ran." : ""
        return "\(subject) was freed\(entry.map { " by entry \($0)" } ?? ""): \(how).\(finalization)"
    }
}
