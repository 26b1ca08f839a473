import GRDB

extension HistoryStore {
    /// The session with this id, deleted ones too; nil when there never was one.
    ///
    /// - Throws: `HistoryError.storage` or `.closed`.
    public func session(_ id: String) throws(HistoryError) -> StoredSession? {
        try read("look up a session") { db in
            try Self.sessions(db, where: "id = ?1") { $0.bind(id, at: 1) }.first
        }
    }

    /// Living sessions in the order of their creation, from behind the session `id` on.
    ///
    /// - Throws: `HistoryError.noSession` for a cursor that never was a session, `.storage` or `.closed`.
    public func sessions(after id: String? = nil, limit: Int) throws(HistoryError) -> [StoredSession] {
        try read("list sessions") { db in
            var start: Int64 = 0
            if let id {
                guard let key = try Self.key(of: id, db)?.key else { throw HistoryError.noSession(id) }
                start = key
            }
            return try Self.sessions(db, where: "key > ?1 AND deleted_at IS NULL ORDER BY key LIMIT ?2") {
                statement in
                statement.bind(start, at: 1)
                statement.bind(Int64(limit), at: 2)
            }
        }
    }

    /// The number of the last committed entry, 0 before the first.
    ///
    /// - Throws: `HistoryError.noSession`, `.sessionDeleted`, `.storage` or `.closed`.
    public func revision(of session: String) throws(HistoryError) -> Int64 {
        try read("read a revision") { db in
            let key = try Self.liveKey(of: session, db)
            let statement = try PreparedStatement(
                cached: "SELECT max(seq) FROM entries WHERE session = ?1", on: db)
            defer { statement.reset() }
            statement.bind(key, at: 1)
            return try statement.step("read a revision") ? statement.integer(0) : 0
        }
    }

    /// At most `limit` entries behind `seq`, with their effects.
    ///
    /// - Parameter bytes: no more entries are read when they have this size together; the first one always is.
    /// - Throws: `HistoryError.noSession`, `.sessionDeleted`, `.storage` or `.closed`.
    public func entries(
        of session: String, after seq: Int64 = 0, limit: Int, bytes: Int = .max
    ) throws(HistoryError) -> [Entry] {
        try read("read entries") { db in
            let statement = try PreparedStatement(
                cached: """
                    SELECT entries.seq, entries.at, entries.operation, effects.effects, entries.outcome
                    FROM entries LEFT JOIN effects ON effects.entry = entries.id
                    WHERE entries.session = ?1 AND entries.seq > ?2 ORDER BY entries.seq LIMIT ?3
                    """, on: db)
            defer { statement.reset() }
            statement.bind(try Self.liveKey(of: session, db), at: 1)
            statement.bind(seq, at: 2)
            statement.bind(Int64(limit), at: 3)
            var entries: [Entry] = []
            var size = 0
            while size < bytes, try statement.step("read entries") {
                let entry = Entry(
                    seq: statement.integer(0), at: statement.integer(1), operation: statement.bytes(2),
                    effects: statement.bytes(3), outcome: statement.text(4))
                size += entry.operation.count + entry.effects.count
                entries.append(entry)
            }
            return entries
        }
    }

    /// The entry with this number, or nil.
    ///
    /// - Throws: `HistoryError.noSession`, `.sessionDeleted`, `.storage` or `.closed`.
    public func entry(_ seq: Int64, of session: String) throws(HistoryError) -> Entry? {
        guard seq > 0 else { return nil }
        return try entries(of: session, after: seq - 1, limit: 1).first { $0.seq == seq }
    }

    // MARK: Inside a read

    func read<Value>(
        _ operation: String, _ body: (Database) throws -> Value
    ) throws(HistoryError) -> Value {
        do {
            return try pool.read(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
            // GRDB's word for a closed pool.
            throw .closed
        } catch {
            throw HistoryError(error, during: operation)
        }
    }

    static func key(of id: String, _ db: Database) throws -> (key: Int64, deletedAt: Int64?)? {
        let statement = try PreparedStatement(
            cached: "SELECT key, deleted_at FROM sessions WHERE id = ?1", on: db)
        defer { statement.reset() }
        statement.bind(id, at: 1)
        guard try statement.step("look up a session") else { return nil }
        return (statement.integer(0), statement.optionalInteger(1))
    }

    static func liveKey(of id: String, _ db: Database) throws -> Int64 {
        guard let (key, deletedAt) = try key(of: id, db) else { throw HistoryError.noSession(id) }
        if let deletedAt { throw HistoryError.sessionDeleted(id, at: deletedAt) }
        return key
    }

    private static func sessions(
        _ db: Database, where condition: String, bind: (PreparedStatement) -> Void
    ) throws -> [StoredSession] {
        let statement = try PreparedStatement(
            cached: """
                SELECT id, name, profile, settings, created_at, deleted_at,
                    (SELECT max(seq) FROM entries WHERE session = sessions.key)
                FROM sessions WHERE \(condition)
                """, on: db)
        defer { statement.reset() }
        bind(statement)
        var sessions: [StoredSession] = []
        while try statement.step("read sessions") {
            var session = StoredSession(
                id: statement.text(0), name: statement.optionalText(1), profile: statement.text(2),
                settings: statement.bytes(3), createdAt: statement.integer(4))
            session.deletedAt = statement.optionalInteger(5)
            session.revision = statement.integer(6)
            sessions.append(session)
        }
        return sessions
    }
}
