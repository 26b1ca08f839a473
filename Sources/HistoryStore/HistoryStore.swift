import Foundation
import GRDB
import Locking

/// Sessions and their histories in one SQLite database. Whoever opens it has to `close()` it.
///
/// Every write goes through one committer, which writes in one transaction what arrives while the one before is
/// being committed, and then calls each request's completion. Reads have connections of their own and wait for
/// nobody. The store reads no clock and looks into no JSON.
public final class HistoryStore: Sendable {
    /// What an acknowledged write survives.
    public enum Durability: String, Sendable, CaseIterable {
        /// The loss of power: every commit is synced to the disk (`PRAGMA synchronous = FULL`).
        case powerLoss
        /// The end of the process, however violent, but not that of the machine (`synchronous = NORMAL`): after a
        /// power loss the last moments can be missing, never a part of an entry.
        case processCrash
    }

    /// How a store is opened.
    public struct Configuration: Sendable {
        /// What an acknowledged write survives.
        public var durability: Durability
        /// How many reads may go on at once.
        public var maximumReaders: Int
        /// The most pages of 4,096 bytes that the database may have; nil for SQLite's own limit.
        public var maximumPages: Int?
        /// Asked before each commit, on the writer's queue: what it answers makes the transaction fail.
        @_spi(Testing) public var commitFailure: (@Sendable () -> StorageFailure?)?

        /// A configuration.
        public init(durability: Durability = .powerLoss, maximumReaders: Int = 4, maximumPages: Int? = nil) {
            self.durability = durability
            self.maximumReaders = maximumReaders
            self.maximumPages = maximumPages
        }
    }

    /// Called once, after the commit or the failure, on the writer's queue: do little there.
    public typealias Completion = @Sendable (Result<Void, HistoryError>) -> Void

    let pool: DatabasePool
    let committer: Committer
    /// The idempotency keys of requests that are being worked on.
    let reserved = Locked<Set<IdempotencyKey>>([])
    private let checkpointer: Checkpointer
    private let writer: Writer
    private let claim: FileClaim

    /// Opens the database at `path`, or creates it, and brings its schema up to date.
    ///
    /// - Throws: `HistoryError`: `.inUse`, `.notADatabase`, `.foreignFile`, `.newerSchema`, or `.storage`.
    public init(path: String, configuration: Configuration = Configuration()) throws(HistoryError) {
        let claim = try FileClaim(path: path)
        do {
            try Self.check(path)
            let pool = try DatabasePool(path: path, configuration: Self.connections(configuration))
            try Schema.migrator.migrate(pool)
            writer = try pool.writeWithoutTransaction { db in
                // GRDB has chosen NORMAL when it switched the WAL mode on.
                let mode = configuration.durability == .powerLoss ? "FULL" : "NORMAL"
                try db.execute(sql: "PRAGMA synchronous = \(mode)")
                if let pages = configuration.maximumPages {
                    // The pragma answers with the limit in force, so it is a query.
                    _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
                }
                return try Writer(db, commitFailure: configuration.commitFailure)
            }
            checkpointer = Checkpointer(
                connection: try DatabaseQueue(path: path, configuration: Self.connections(configuration)))
            self.pool = pool
        } catch {
            claim.release()
            throw HistoryError(error, during: "open \(path)")
        }
        self.claim = claim
        committer = Committer(pool: pool, writer: writer, checkpointer: checkpointer)
        committer.resumePurging()
    }

    /// Refuses further writes, waits for those handed in, copies the log into the database and closes it.
    ///
    /// Reads that are under way are waited for. Closing again does nothing.
    ///
    /// - Throws: `HistoryError.storage` when the checkpoint or the closing failed. What was acknowledged is safe in
    ///   the log even so.
    public func close() throws(HistoryError) {
        guard committer.refuseFurther() else { return }
        defer { claim.release() }
        do {
            pool.writeWithoutTransaction { _ in
                committer.run()
                writer.close()
            }
            try checkpointer.close()
            try pool.writeWithoutTransaction(Self.emptyLog)
            try pool.close()
        } catch {
            throw HistoryError(error, during: "close the database")
        }
    }

    /// Copies all of the log into the database. A reader in the way only means that the next opening has to.
    private static func emptyLog(_ db: Database) throws {
        do {
            try db.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return
        }
    }

    /// What the store has done since it was opened.
    public var statistics: HistoryStatistics {
        committer.statistics
    }

    /// Looks at a database before anything in it is changed.
    private static func check(_ path: String) throws {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            let (application, version, tables) = try queue.read { db in
                (
                    try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
                )
            }
            // A database without anything is a new one, or one whose first migration did not get through.
            if application == 0, version == 0, tables == 0 { return }
            guard application == Schema.applicationID else {
                throw HistoryError.foreignFile(path: path, applicationID: application)
            }
            guard version <= Schema.version else {
                throw HistoryError.newerSchema(path: path, found: version, supported: Schema.version)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw HistoryError.notADatabase(path: path)
        }
    }

    private static func connections(_ configuration: Configuration) -> GRDB.Configuration {
        var connections = GRDB.Configuration()
        connections.label = "holdfast.history"
        connections.busyMode = .timeout(5)
        connections.maximumReaderCount = configuration.maximumReaders
        connections.persistentReadOnlyConnections = true
        // Nothing references anything by foreign keys; see Schema.
        connections.foreignKeysEnabled = false
        connections.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -16000")
            // Some builds of SQLite overwrite deleted content, at the price of more writing.
            _ = try Int.fetchOne(db, sql: "PRAGMA secure_delete = OFF")
        }
        return connections
    }
}
