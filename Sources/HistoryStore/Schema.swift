import GRDB

/// The database's tables and the migrations that lead to them.
///
/// Entries lie in the order of their arrival, not by session: a group of entries of 64 sessions then fills a few
/// new pages instead of changing 128 scattered ones, which costs a third of the time (measured). The index on
/// (session, seq) leads replay through them. Effects have a table of their own, so that replay reads none of their
/// pages. Entries do not reference sessions as foreign keys: deleting a session marks its row, and the committer
/// purges the rest piece by piece.
enum Schema {
    /// "HOLD", in every database's header.
    static let applicationID: Int32 = 0x484F_4C44
    /// The version that this code reads and writes, in every database's header.
    static let version = 1

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: version1)
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        return migrator
    }

    private static let version1 = """
        CREATE TABLE sessions (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT,
            profile TEXT NOT NULL,
            settings BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            deleted_at INTEGER,
            is_purged INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX sessions_to_purge ON sessions (key) WHERE deleted_at IS NOT NULL AND is_purged = 0;

        CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            session INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            operation BLOB NOT NULL,
            outcome TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX entries_by_session ON entries (session, seq);

        CREATE TABLE effects (
            entry INTEGER PRIMARY KEY,
            effects BLOB NOT NULL
        ) STRICT;

        CREATE TABLE answers (
            session INTEGER NOT NULL,
            key TEXT NOT NULL,
            fingerprint BLOB NOT NULL,
            status INTEGER NOT NULL,
            headers BLOB NOT NULL,
            body BLOB NOT NULL,
            seq INTEGER,
            at INTEGER NOT NULL,
            PRIMARY KEY (session, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answers_by_time ON answers (at);
        """

    /// The place of `answers.session` for answers that belong to no session.
    static let serverKey: Int64 = 0
}
