/// Why the history could not be opened, read or written.
public enum HistoryError: Error, Sendable, Equatable {
    /// The store is closed, or closing.
    case closed
    /// Another process has the database open as its history.
    case inUse(path: String)
    /// The file is something else than an SQLite database.
    case notADatabase(path: String)
    /// The database belongs to another application.
    case foreignFile(path: String, applicationID: Int32)
    /// The database was written by a newer version, whose schema this one does not know.
    case newerSchema(path: String, found: Int, supported: Int)
    /// There is a session with this id, or there was one.
    case sessionExists(String)
    /// There is no session with this id and there never was.
    case noSession(String)
    /// The session is deleted.
    case sessionDeleted(String, at: Int64)
    /// An entry does not follow the last one of its session.
    case wrongSequence(session: String, expected: Int64, found: Int64)
    /// An answer is stored under this key already.
    case answerExists(IdempotencyKey)
    /// SQLite or the operating system refused.
    case storage(StorageFailure)
}

/// What SQLite reported, with the operation during which it did.
public struct StorageFailure: Error, Sendable, Equatable {
    /// The kinds of failure that an operator meets differently.
    public enum Kind: String, Sendable, Equatable {
        /// No space is left, or the database has the most pages it may have.
        case full
        /// The file or its directory cannot be written.
        case readOnly
        /// Somebody else held a lock for longer than the store waits.
        case busy
        /// The file is damaged.
        case corrupt
        /// The file cannot be opened or created.
        case cannotOpen
        /// Reading, writing or syncing failed.
        case inputOutput
        /// A value is larger than SQLite takes.
        case tooBig
        /// Anything else.
        case other
    }

    /// The kind.
    public let kind: Kind
    /// What the store was doing, such as "append an entry".
    public let operation: String
    /// SQLite's extended result code, or `errno` for what the operating system refused.
    public let code: Int32
    /// SQLite's message, or the operating system's.
    public let message: String

    /// A failure.
    public init(kind: Kind, operation: String, code: Int32, message: String) {
        self.kind = kind
        self.operation = operation
        self.code = code
        self.message = message
    }
}

extension HistoryError: CustomStringConvertible {
    /// The error in a sentence, for logs.
    public var description: String {
        switch self {
        case .closed: "the history is closed"
        case .inUse(let path): "\(path) is in use by another process"
        case .notADatabase(let path): "\(path) is not an SQLite database"
        case .foreignFile(let path, let applicationID):
            "\(path) is a database of another application (application_id \(applicationID))"
        case .newerSchema(let path, let found, let supported):
            "\(path) has schema version \(found); this version knows versions up to \(supported)"
        case .sessionExists(let id): "session \(id) exists"
        case .noSession(let id): "there is no session \(id)"
        case .sessionDeleted(let id, _): "session \(id) is deleted"
        case .wrongSequence(let session, let expected, let found):
            "entry \(found) of session \(session) does not follow: \(expected) is next"
        case .answerExists(let key): "an answer is stored under the idempotency key \(key.key)"
        case .storage(let failure):
            "cannot \(failure.operation): \(failure.message) (\(failure.kind.rawValue), code \(failure.code))"
        }
    }
}
