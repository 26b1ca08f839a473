import GRDB

extension HistoryStore {
    /// Calls `body` with every operation of a session behind `seq`, in order, on the caller's thread.
    ///
    /// Effects are not read. Operations are read piece by piece, and no connection is held while `body` runs.
    ///
    /// - Returns: The number of the last operation, or `seq` when there is none.
    /// - Throws: What `body` throws, or `HistoryError`: `.noSession`, `.sessionDeleted` (also when that happens
    ///   meanwhile), `.wrongSequence` when an entry is missing, `.storage` or `.closed`.
    @discardableResult
    public func replay(
        _ session: String, after seq: Int64 = 0, _ body: (StoredOperation) throws -> Void
    ) throws -> Int64 {
        var last = seq
        var piece = Piece()
        repeat {
            try fill(&piece, session, after: last)
            try piece.bytes.withUnsafeBytes { bytes in
                for row in piece.rows {
                    guard row.seq == last + 1 else {
                        throw HistoryError.wrongSequence(session: session, expected: last + 1, found: row.seq)
                    }
                    try body(
                        StoredOperation(
                            seq: row.seq, at: row.at,
                            bytes: UnsafeRawBufferPointer(rebasing: bytes[row.bytes]),
                            outcome: row.outcome))
                    last = row.seq
                }
            }
        } while !piece.isLast
        return last
    }

    /// Some operations in a row, their bytes end to end in one buffer.
    private struct Piece {
        struct Row {
            let seq: Int64
            let at: Int64
            let bytes: Range<Int>
            let outcome: String
        }

        static let rowLimit = 1_024
        static let byteLimit = 1 << 20

        var rows: [Row] = []
        var bytes: [UInt8] = []
        var isLast = false
    }

    private func fill(_ piece: inout Piece, _ session: String, after seq: Int64) throws(HistoryError) {
        piece.rows.removeAll(keepingCapacity: true)
        piece.bytes.removeAll(keepingCapacity: true)
        piece.isLast = true
        try read("replay a session") { db in
            let statement = try PreparedStatement(
                cached: """
                    SELECT seq, at, operation, outcome FROM entries
                    WHERE session = ?1 AND seq > ?2 ORDER BY seq
                    """, on: db)
            defer { statement.reset() }
            statement.bind(try Self.liveKey(of: session, db), at: 1)
            statement.bind(seq, at: 2)
            while try statement.step("replay a session") {
                let operation = statement.borrowedBytes(2)
                let start = piece.bytes.count
                piece.bytes.append(contentsOf: operation)
                piece.rows.append(
                    Piece.Row(
                        seq: statement.integer(0), at: statement.integer(1), bytes: start..<piece.bytes.count,
                        outcome: statement.text(3)))
                if piece.rows.count == Piece.rowLimit || piece.bytes.count >= Piece.byteLimit {
                    piece.isLast = false
                    break
                }
            }
        }
    }
}
