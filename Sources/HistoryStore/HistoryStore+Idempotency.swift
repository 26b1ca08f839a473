import GRDB

extension HistoryStore {
    /// Asks for an idempotency key on behalf of a request.
    ///
    /// `.granted` holds the key until the answer that is handed in with a write is committed or fails, or until
    /// `abandon`. Compare the fingerprint of an answer: the key may have been given to another request.
    ///
    /// - Throws: `HistoryError.storage` or `.closed`; then nothing is held.
    public func reserve(_ key: IdempotencyKey) throws(HistoryError) -> Reservation {
        guard reserved.withLock({ $0.insert(key).inserted }) else { return .inProgress }
        // Whoever held the key before let go of it after the commit, so the answer is seen here if there is one.
        do throws(HistoryError) {
            guard let answer = try answer(to: key) else { return .granted }
            abandon(key)
            return .answered(answer)
        } catch {
            abandon(key)
            throw error
        }
    }

    /// Lets go of a key whose request ended without an answer to keep.
    public func abandon(_ key: IdempotencyKey) {
        reserved.withLock { _ = $0.remove(key) }
    }

    /// The committed answer under a key; nil when there is none.
    ///
    /// - Throws: `HistoryError.storage` or `.closed`.
    public func answer(to key: IdempotencyKey) throws(HistoryError) -> StoredAnswer? {
        try read("look up an answer") { db in
            var scope = Schema.serverKey
            if case .session(let id) = key.scope {
                guard let session = try Self.key(of: id, db) else { return nil }
                scope = session.key
            }
            let statement = try PreparedStatement(
                cached: """
                    SELECT fingerprint, status, headers, body, seq, at FROM answers WHERE session = ?1 AND key = ?2
                    """, on: db)
            defer { statement.reset() }
            statement.bind(scope, at: 1)
            statement.bind(key.key, at: 2)
            guard try statement.step("look up an answer") else { return nil }
            return StoredAnswer(
                key: key, fingerprint: statement.bytes(0), status: Int(statement.integer(1)),
                headers: statement.bytes(2), body: statement.bytes(3), seq: statement.optionalInteger(4),
                at: statement.integer(5))
        }
    }
}
