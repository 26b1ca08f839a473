import GRDB

/// Copies the write-ahead log into the database beside the writer.
///
/// SQLite's automatic checkpoint runs inside a commit and makes everybody wait for two fsyncs. Here a connection of
/// its own does the bulk while the writer goes on. Since the writer never pauses under load, the log would never
/// start over from its beginning: when it has grown to `foregroundThreshold`, the writer copies the little rest.
final class Checkpointer: Sendable {
    /// From how many pages in the log on a checkpoint is started beside the writer.
    static let backgroundThreshold = 4_000
    /// From how many pages on the writer itself finishes the checkpoint.
    static let foregroundThreshold = 12_000

    private struct State {
        var isRunning = false
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

    /// Starts a checkpoint on the own connection, unless one is running.
    func start() {
        let mustStart = state.withLock { state in
            if state.isRunning { return false }
            state.isRunning = true
            return true
        }
        guard mustStart else { return }
        connection.asyncWriteWithoutTransaction { db in
            self.checkpoint(db, .passive)
            self.state.withLock { $0.isRunning = false }
        }
    }

    /// Copies what it can at once, on the connection given.
    func checkpoint(_ db: Database, _ mode: Database.CheckpointMode) {
        do {
            try db.checkpoint(mode)
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
