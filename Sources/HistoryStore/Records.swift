/// A session as the history keeps it.
public struct StoredSession: Sendable, Equatable {
    /// The id, which is never given again.
    public var id: String
    /// The name that the client gave it.
    public var name: String?
    /// The profile that it follows, such as "3.13".
    public var profile: String
    /// Its settings as JSON.
    public var settings: [UInt8]
    /// When it was created, in milliseconds since 1970.
    public var createdAt: Int64
    /// The number of the last committed entry, 0 before the first.
    public internal(set) var revision: Int64 = 0
    /// When it was deleted, in milliseconds since 1970; nil while it lives.
    public internal(set) var deletedAt: Int64?

    /// A session to create.
    public init(id: String, name: String?, profile: String, settings: [UInt8], createdAt: Int64) {
        self.id = id
        self.name = name
        self.profile = profile
        self.settings = settings
        self.createdAt = createdAt
    }
}

/// One accepted operation of a session, with its effects.
public struct Entry: Sendable, Equatable {
    /// The entry's number in its session: 1, 2, 3 and so on without gaps.
    public var seq: Int64
    /// When it was accepted, in milliseconds since 1970.
    public var at: Int64
    /// The operation as JSON.
    public var operation: [UInt8]
    /// The effects as JSON; empty when there are none to keep.
    public var effects: [UInt8]
    /// How it ended, in a word of the caller's.
    public var outcome: String

    /// An entry.
    public init(seq: Int64, at: Int64, operation: [UInt8], effects: [UInt8], outcome: String) {
        self.seq = seq
        self.at = at
        self.operation = operation
        self.effects = effects
        self.outcome = outcome
    }
}

/// An entry as replay sees it: without effects, and the operation's bytes borrowed.
public struct StoredOperation {
    /// The entry's number in its session.
    public let seq: Int64
    /// When it was accepted, in milliseconds since 1970.
    public let at: Int64
    /// The operation as JSON. Valid during the call only.
    public let bytes: UnsafeRawBufferPointer
    /// How it ended.
    public let outcome: String
}

/// The key that a client gives a request so that repeating it is safe.
public struct IdempotencyKey: Sendable, Hashable {
    /// Where a key is unique.
    public enum Scope: Sendable, Hashable {
        /// Among the requests that belong to no session.
        case server
        /// Among the requests of the session with this id.
        case session(String)
    }

    /// Where the key is unique.
    public var scope: Scope
    /// The key.
    public var key: String

    /// A key.
    public init(scope: Scope, key: String) {
        self.scope = scope
        self.key = key
    }
}

/// The answer to a request with an idempotency key, to be given again when the request is repeated.
public struct StoredAnswer: Sendable, Equatable {
    /// The request's key.
    public var key: IdempotencyKey
    /// What tells the request from another one with the same key.
    public var fingerprint: [UInt8]
    /// The HTTP status.
    public var status: Int
    /// The headers, encoded by the caller.
    public var headers: [UInt8]
    /// The body.
    public var body: [UInt8]
    /// The entry that the request made, if any.
    public var seq: Int64?
    /// When the answer was given, in milliseconds since 1970.
    public var at: Int64

    /// An answer.
    public init(
        key: IdempotencyKey, fingerprint: [UInt8], status: Int, headers: [UInt8], body: [UInt8], seq: Int64?,
        at: Int64
    ) {
        self.key = key
        self.fingerprint = fingerprint
        self.status = status
        self.headers = headers
        self.body = body
        self.seq = seq
        self.at = at
    }
}

/// What became of asking for an idempotency key.
public enum Reservation: Sendable, Equatable {
    /// The request is the first with its key, and holds it until its answer is stored or abandoned.
    case granted
    /// A request with this key is being worked on.
    case inProgress
    /// A request with this key was answered.
    case answered(StoredAnswer)
}

/// What the store has done since it was opened.
public struct HistoryStatistics: Sendable, Equatable {
    /// Entries committed.
    public internal(set) var entries = 0
    /// Transactions committed. Entries divided by groups says how well commits are shared.
    public internal(set) var groups = 0
    /// The most requests that one transaction held.
    public internal(set) var largestGroup = 0
    /// Transactions that failed and were tried again request by request.
    public internal(set) var failedGroups = 0
    /// Pages in the write-ahead log after the last commit.
    public internal(set) var logPages = 0
    /// Checkpoints that were finished.
    public internal(set) var checkpoints = 0
    /// The last failure of a checkpoint. The log grows until one succeeds.
    public internal(set) var checkpointFailure: HistoryError?
}
