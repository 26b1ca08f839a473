import GRDB
import Locking

/// Copies the write-ahead log into the database beside the writer.
///
/// SQLite's automatic checkpoint runs inside a commit, and everybody waits for all of it. Here a connection of its
/// own does the bulk while the writer goes on. Since the writer never pauses under load, that alone would never let
/// the log start over from its beginning: afterwards the writer stands still while the little rest is copied.
final class Checkpointer: Sendable {
    /// How many new pages in the log start a checkpoint.
    private static let step = 4_000
    /// How many pages make the writer wait for a checkpoint that is under way.
    private static let limit = 40_000

    private enum Phase {
        case idle
        /// The bulk is being copied.
        case copying
        /// The bulk is copied, the rest is not.
        case copied
    }

    private struct State {
        var phase = Phase.idle
        /// Pages in the log that start the next checkpoint.
        var threshold = step
        var pages = 0
        var finished = 0
        var failure: HistoryError?
    }

    private let connection: DatabaseQueue
    private let state = Locked(State())

    init(connection: DatabaseQueue) {
        self.connection = connection
    }

    var report: (finished: Int, failure: HistoryError?) {
        state.withLock { ($0.finished, $0.failure) }
    }

    /// Takes note of the pages in the log after a commit, and starts a checkpoint when there are many new ones.
    ///
    /// - Returns: Whether the writer has to stand still for `finish`.
    func logHas(_ pages: Int) -> Bool {
        let (mustStart, mustFinish) = state.withLock { state in
            if pages < state.pages { state.threshold = Self.step }
            state.pages = pages
            switch state.phase {
            case .idle:
                guard pages >= state.threshold else { return (false, false) }
                // If a reader keeps the log from starting over, the next checkpoint is as far away as this one.
                state.threshold = pages + Self.step
                state.phase = .copying
                return (true, false)
            case .copying:
                return (false, pages >= Self.limit)
            case .copied:
                state.phase = .idle
                return (false, true)
            }
        }
        if mustStart {
            connection.asyncWriteWithoutTransaction { db in
                self.copy(db)
                self.state.withLock { $0.phase = .copied }
            }
        }
        return mustFinish
    }

    /// Copies the rest of the log, once a checkpoint that is under way is through.
    func finish() {
        connection.writeWithoutTransaction(copy)
    }

    private func copy(_ db: Database) {
        do {
            try db.checkpoint(.passive)
            state.withLock { state in
                state.finished += 1
                state.failure = nil
            }
        } catch {
            let failure = HistoryError(error, during: "checkpoint")
            state.withLock { $0.failure = failure }
        }
    }

    func close() throws {
        try connection.close()
    }
}
