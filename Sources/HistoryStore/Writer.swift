import GRDB
import GRDBSQLite

/// The statements of the one connection that writes, and what it knows of the sessions.
///
/// Confined to the writer's queue of the pool: only the committer calls it, and only there.
final class Writer: @unchecked Sendable {
    private struct Session {
        let key: Int64
        var lastSeq: Int64
        var deletedAt: Int64?
    }

    /// Sessions as the open transaction leaves them. Emptied when a transaction fails, read again when asked for.
    private var sessions: [String: Session] = [:]
    /// Deleted sessions whose entries are still there.
    private var purging: [Int64] = []
    /// Pages in the write-ahead log, set by SQLite at each commit.
    private let logPages: UnsafeMutablePointer<Int32>
    private let connection: OpaquePointer?
    private let commitFailure: (@Sendable () -> StorageFailure?)?

    private let begin: PreparedStatement
    private let commitTransaction: PreparedStatement
    private let rollback: PreparedStatement
    private let findSession: PreparedStatement
    private let insertSession: PreparedStatement
    private let updateSession: PreparedStatement
    private let markSession: PreparedStatement
    private let insertEntry: PreparedStatement
    private let insertEffects: PreparedStatement
    private let insertAnswer: PreparedStatement
    private let deleteAnswers: PreparedStatement
    private let purgeEffects: PreparedStatement
    private let purgeEntries: PreparedStatement
    private let purgeAnswers: PreparedStatement
    private let markPurged: PreparedStatement

    /// How many cached sessions are too many.
    private static let sessionLimit = 100_000
    /// How many entries of a deleted session go with one group.
    private static let purgeStep: Int64 = 256

    init(_ db: Database, commitFailure: (@Sendable () -> StorageFailure?)?) throws {
        self.commitFailure = commitFailure
        connection = db.sqliteConnection
        // First, because it meets a damaged page: a connection with statements left over is never closed.
        purging = try Int64.fetchAll(
            db, sql: "SELECT key FROM sessions WHERE deleted_at IS NOT NULL AND is_purged = 0")
        begin = try PreparedStatement("BEGIN IMMEDIATE", on: db)
        commitTransaction = try PreparedStatement("COMMIT", on: db)
        rollback = try PreparedStatement("ROLLBACK", on: db)
        findSession = try PreparedStatement(
            """
            SELECT key, deleted_at, (SELECT max(seq) FROM entries WHERE session = sessions.key)
            FROM sessions WHERE id = ?1
            """, on: db)
        insertSession = try PreparedStatement(
            """
            INSERT INTO sessions (id, name, profile, settings, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
            """, on: db)
        updateSession = try PreparedStatement(
            "UPDATE sessions SET name = ?2, settings = ?3 WHERE key = ?1", on: db)
        markSession = try PreparedStatement("UPDATE sessions SET deleted_at = ?2 WHERE key = ?1", on: db)
        insertEntry = try PreparedStatement(
            "INSERT INTO entries (session, seq, at, operation, outcome) VALUES (?1, ?2, ?3, ?4, ?5)", on: db)
        insertEffects = try PreparedStatement("INSERT INTO effects (entry, effects) VALUES (?1, ?2)", on: db)
        insertAnswer = try PreparedStatement(
            """
            INSERT INTO answers (session, key, fingerprint, status, headers, body, seq, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """, on: db)
        deleteAnswers = try PreparedStatement("DELETE FROM answers WHERE at < ?1", on: db)
        let doomed = "(SELECT id FROM entries WHERE session = ?1 ORDER BY seq LIMIT ?2)"
        purgeEffects = try PreparedStatement("DELETE FROM effects WHERE entry IN \(doomed)", on: db)
        purgeEntries = try PreparedStatement("DELETE FROM entries WHERE id IN \(doomed)", on: db)
        purgeAnswers = try PreparedStatement("DELETE FROM answers WHERE session = ?1", on: db)
        markPurged = try PreparedStatement("UPDATE sessions SET is_purged = 1 WHERE key = ?1", on: db)

        // Last, because nothing frees it when a statement before cannot be prepared.
        logPages = .allocate(capacity: 1)
        logPages.initialize(to: 0)
        // SAFETY: the pages' cell lives until close(), which takes the hook back before the cell goes.
        sqlite3_wal_hook(
            connection,
            { cell, _, _, pages in
                cell?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            }, logPages)
    }

    /// Ends the use of the connection, which could not be closed otherwise. Nothing else may follow.
    func close() {
        sqlite3_wal_hook(connection, nil, nil)
        for statement in [
            begin, commitTransaction, rollback, findSession, insertSession, updateSession, markSession,
            insertEntry,
            insertEffects, insertAnswer, deleteAnswers, purgeEffects, purgeEntries, purgeAnswers, markPurged,
        ] {
            statement.finalize()
        }
    }

    deinit {
        logPages.deallocate()
    }

    var pagesInLog: Int { Int(logPages.pointee) }
    var hasMoreToPurge: Bool { !purging.isEmpty }

    /// Writes `group` in one transaction, if asked for with a piece of what is to be purged.
    ///
    /// - Returns: What became of each request: what is wrong with a request itself leaves the others alone.
    /// - Throws: When the transaction failed; then nothing of it is in the database.
    func commit(
        _ group: ArraySlice<WriteRequest>, purging purges: Bool
    ) throws(HistoryError) -> [Result<Void, HistoryError>] {
        try begin.run("begin a transaction")
        let purgingBefore = purging
        do throws(HistoryError) {
            var results: [Result<Void, HistoryError>] = []
            results.reserveCapacity(group.count)
            for request in group { results.append(try apply(request)) }
            if purges { try purgeSome() }
            if let failure = commitFailure?() { throw HistoryError.storage(failure) }
            try commitTransaction.run("commit")
            if sessions.count > Self.sessionLimit { sessions.removeAll() }
            return results
        } catch {
            purging = purgingBefore
            undo()
            throw error
        }
    }

    private func undo() {
        sessions.removeAll()
        // SQLite has rolled back by itself after some errors, such as a full disk.
        if sqlite3_get_autocommit(connection) == 0 { try? rollback.run("roll back") }
    }

    /// Does one request inside the transaction.
    ///
    /// What can be wrong with the request is found before its first change, so a refused request leaves no trace.
    private func apply(_ request: WriteRequest) throws(HistoryError) -> Result<Void, HistoryError> {
        let refusal: HistoryError? =
            switch request.work {
            case .create(let session): try create(session, request.answer)
            case .update(let id, let name, let settings): try update(id, name, settings, request.answer)
            case .delete(let id, let at): try delete(id, at, request.answer)
            case .append(let entry, let id): try append(entry, id, request.answer)
            case .record: try insert(request.answer)
            case .forgetAnswers(let time): try forgetAnswers(time)
            }
        return refusal.map { .failure($0) } ?? .success(())
    }

    // MARK: Sessions

    private func session(_ id: String) throws(HistoryError) -> Session? {
        if let known = sessions[id] { return known }
        defer { findSession.reset() }
        findSession.bind(id, at: 1)
        guard try findSession.step("look up a session") else { return nil }
        let found = Session(
            key: findSession.integer(0), lastSeq: findSession.integer(2),
            deletedAt: findSession.optionalInteger(1))
        sessions[id] = found
        return found
    }

    private func liveSession(_ id: String) throws(HistoryError) -> Result<Session, HistoryError> {
        guard let session = try session(id) else { return .failure(.noSession(id)) }
        if let deletedAt = session.deletedAt { return .failure(.sessionDeleted(id, at: deletedAt)) }
        return .success(session)
    }

    private func create(_ session: StoredSession, _ answer: StoredAnswer?) throws(HistoryError)
        -> HistoryError?
    {
        if try self.session(session.id) != nil { return .sessionExists(session.id) }
        if let refusal = try insert(answer) { return refusal }
        insertSession.bind(session.id, at: 1)
        insertSession.bind(session.name, at: 2)
        insertSession.bind(session.profile, at: 3)
        insertSession.bind(session.settings, at: 4)
        insertSession.bind(session.createdAt, at: 5)
        try insertSession.run("create a session")
        sessions[session.id] = Session(key: insertSession.insertedID, lastSeq: 0)
        return nil
    }

    private func update(
        _ id: String, _ name: String?, _ settings: [UInt8], _ answer: StoredAnswer?
    ) throws(HistoryError) -> HistoryError? {
        switch try liveSession(id) {
        case .failure(let refusal): return refusal
        case .success(let session):
            if let refusal = try insert(answer) { return refusal }
            updateSession.bind(session.key, at: 1)
            updateSession.bind(name, at: 2)
            updateSession.bind(settings, at: 3)
            try updateSession.run("update a session")
            return nil
        }
    }

    private func delete(_ id: String, _ at: Int64, _ answer: StoredAnswer?) throws(HistoryError)
        -> HistoryError?
    {
        switch try liveSession(id) {
        case .failure(let refusal): return refusal
        case .success(let session):
            if let refusal = try insert(answer) { return refusal }
            markSession.bind(session.key, at: 1)
            markSession.bind(at, at: 2)
            try markSession.run("delete a session")
            sessions[id]?.deletedAt = at
            purging.append(session.key)
            return nil
        }
    }

    // MARK: Entries

    private func append(_ entry: Entry, _ id: String, _ answer: StoredAnswer?) throws(HistoryError)
        -> HistoryError?
    {
        switch try liveSession(id) {
        case .failure(let refusal): return refusal
        case .success(let session):
            guard entry.seq == session.lastSeq + 1 else {
                return .wrongSequence(session: id, expected: session.lastSeq + 1, found: entry.seq)
            }
            if let refusal = try insert(answer) { return refusal }
            try insert(entry, sessionKey: session.key)
            sessions[id]?.lastSeq = entry.seq
            return nil
        }
    }

    private func insert(_ entry: Entry, sessionKey: Int64) throws(HistoryError) {
        insertEntry.bind(sessionKey, at: 1)
        insertEntry.bind(entry.seq, at: 2)
        insertEntry.bind(entry.at, at: 3)
        insertEntry.bind(entry.operation, at: 4)
        insertEntry.bind(entry.outcome, at: 5)
        try insertEntry.run("append an entry")
        guard !entry.effects.isEmpty else { return }
        insertEffects.bind(insertEntry.insertedID, at: 1)
        insertEffects.bind(entry.effects, at: 2)
        try insertEffects.run("append an entry's effects")
    }

    // MARK: Answers

    private func insert(_ answer: StoredAnswer?) throws(HistoryError) -> HistoryError? {
        guard let answer else { return nil }
        let scope: Int64
        switch answer.key.scope {
        case .server: scope = Schema.serverKey
        case .session(let id):
            switch try liveSession(id) {
            case .failure(let refusal): return refusal
            case .success(let session): scope = session.key
            }
        }
        insertAnswer.bind(scope, at: 1)
        insertAnswer.bind(answer.key.key, at: 2)
        insertAnswer.bind(answer.fingerprint, at: 3)
        insertAnswer.bind(Int64(answer.status), at: 4)
        insertAnswer.bind(answer.headers, at: 5)
        insertAnswer.bind(answer.body, at: 6)
        insertAnswer.bind(answer.seq, at: 7)
        insertAnswer.bind(answer.at, at: 8)
        try insertAnswer.run("store an answer")
        return insertAnswer.changes == 0 ? .answerExists(answer.key) : nil
    }

    private func forgetAnswers(_ time: Int64) throws(HistoryError) -> HistoryError? {
        deleteAnswers.bind(time, at: 1)
        try deleteAnswers.run("forget answers")
        return nil
    }

    // MARK: Purging

    /// Leaves what is to be purged to the next time the database is opened.
    func postponePurging() {
        purging.removeAll()
    }

    private func purgeSome() throws(HistoryError) {
        guard let key = purging.last else { return }
        for statement in [purgeEffects, purgeEntries] {
            statement.bind(key, at: 1)
            statement.bind(Self.purgeStep, at: 2)
            try statement.run("purge a deleted session")
        }
        guard purgeEntries.changes == 0 else { return }
        purgeAnswers.bind(key, at: 1)
        try purgeAnswers.run("purge a deleted session")
        markPurged.bind(key, at: 1)
        try markPurged.run("purge a deleted session")
        purging.removeLast()
    }
}
