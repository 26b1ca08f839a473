import HeapEngine

/// What an operation did to the heap.
public struct Effect: Sendable, Equatable {
    /// The kinds of effects.
    public enum Kind: String, Sendable, Equatable {
        case created, freed, finalized, weakrefCleared, callback, resurrected, collected, unraisable
    }

    /// What happened.
    public var kind: Kind
    /// The object that it happened to; nil for a collection.
    public var handle: Handle?
    /// The object's class.
    public var type: String
    /// What the client named: a callback's label, a collection's number.
    public var label: String?
    /// The rest in words, such as why an object died.
    public var detail: String?

    /// The object's handle as text; empty for a collection.
    public var object: String { handle?.description ?? "" }
}

/// Why an object died.
public enum DeathExplanation: Sendable, Equatable {
    /// The last reference was held outside of the heap's objects: a name of a statement, a temporary.
    case released
    /// The last reference, in another object, a name, a frame or a client's hold, was removed.
    case unlinked(source: Handle?, sourceType: String, edge: EdgeDescription)
    /// A collection found it unreachable.
    case collected(ordinal: Int)

    /// The explanation in words.
    public var text: String {
        switch self {
        case .released: "the last reference to it was dropped"
        case .unlinked(nil, _, let edge):
            edge.label.isEmpty
                ? "its last reference, a \(edge.kind.rawValue), was removed"
                : "its last reference, the \(edge.kind.rawValue) \(edge.label), was removed"
        case .unlinked(let source?, let type, let edge):
            "its last reference, the \(edge.kind.rawValue)\(edge.label.isEmpty ? "" : " " + edge.label) of the \(type) \(source), was removed"
        case .collected(let ordinal): "collection c\(ordinal) found it unreachable"
        }
    }
}

/// How an object that is no more came to its end.
public struct Death: Sendable, Equatable {
    /// The object's handle.
    public var handle: Handle
    /// The name of its class.
    public var typeName: String
    /// The history entry under way when it died.
    public var entry: UInt64
    /// Why it died.
    public var cause: DeathExplanation
    /// Whether its finalizer had been called.
    public var isFinalized: Bool
}
