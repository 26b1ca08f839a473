import Foundation
import GRDB
import Testing

@testable import HistoryStore

/// What may be opened, what is brought up to date, and what is refused.
struct OpeningTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("A new file is marked as ours", arguments: HistoryStore.Durability.allCases)
    func marksNewFiles(_ durability: HistoryStore.Durability) throws {
        try scratch.withStore(.init(durability: durability)) { store throws in
            let mode = try store.pool.writeWithoutTransaction {
                try Int.fetchOne($0, sql: "PRAGMA synchronous")
            }
            #expect(mode == (durability == .powerLoss ? 2 : 1))
        }
        #expect(try scratch.number("PRAGMA application_id") == 0x484F_4C44)
        #expect(try scratch.number("PRAGMA user_version") == Schema.version)
        #expect(
            try scratch.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'")
                == 1)
    }

    @Test("An empty file is a new one")
    func takesEmptyFiles() throws {
        try Data().write(to: URL(filePath: scratch.path))
        try scratch.withStore { try $0.create(.plain("a")) }
    }

    @Test("A file of schema version 1 keeps its content")
    func opensVersion1() throws {
        try scratch.execute(Self.version1)
        try scratch.withStore { store throws in
            #expect(try store.session("s1")?.name == "tour")
            #expect(
                try store.entries(of: "s1", limit: 9) == [
                    Entry(
                        seq: 1, at: 1001, operation: Array("{\"op\":1}".utf8), effects: Array("[]".utf8),
                        outcome: "ok"),
                    Entry(
                        seq: 2, at: 1002, operation: Array("{\"op\":2}".utf8), effects: [], outcome: "raised"),
                ])
            let key = IdempotencyKey(scope: .session("s1"), key: "k1")
            #expect(try store.answer(to: key)?.status == 201)
            try store.append(.sample("s1", 3), to: "s1")
        }
        #expect(try scratch.number("PRAGMA user_version") == Schema.version)
    }

    @Test("A file of a newer version is refused and left alone")
    func refusesNewerFiles() throws {
        try scratch.withStore { try $0.create(.plain("a")) }
        try scratch.execute("PRAGMA user_version = 99")
        #expect(throws: HistoryError.newerSchema(path: scratch.path, found: 99, supported: Schema.version)) {
            try HistoryStore(path: scratch.path)
        }
        #expect(try scratch.number("SELECT count(*) FROM sessions") == 1)
    }

    @Test("A database of somebody else is refused and left alone")
    func refusesForeignFiles() throws {
        try scratch.execute("CREATE TABLE songs (title TEXT)")
        #expect(throws: HistoryError.foreignFile(path: scratch.path, applicationID: 0)) {
            try HistoryStore(path: scratch.path)
        }
        try scratch.execute("PRAGMA application_id = 7")
        #expect(throws: HistoryError.foreignFile(path: scratch.path, applicationID: 7)) {
            try HistoryStore(path: scratch.path)
        }
        #expect(try scratch.number("SELECT count(*) FROM sqlite_schema") == 1)
    }

    @Test("What is no database is refused and left alone")
    func refusesOtherFiles() throws {
        let text = Data(String(repeating: "no database ", count: 1_000).utf8)
        try text.write(to: URL(filePath: scratch.path))
        #expect(throws: HistoryError.notADatabase(path: scratch.path)) {
            try HistoryStore(path: scratch.path)
        }
        #expect(try Data(contentsOf: URL(filePath: scratch.path)) == text)
    }

    @Test("A path that cannot be opened is an error with the system's words")
    func reportsBadPaths() throws {
        for path in [scratch.directory.path, scratch.directory.path + "/none/history.sqlite"] {
            let error = #expect(throws: HistoryError.self) { try HistoryStore(path: path) }
            guard case .storage(let failure) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(failure.kind == .cannotOpen)
            #expect(failure.operation == "open \(path)")
        }
    }

    @Test(
        "A directory that cannot be written is an error",
        .enabled(if: geteuid() != 0, "root may write anywhere"))
    func reportsReadOnlyDirectories() throws {
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.directory.path)
        defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.directory.path) }
        let error = #expect(throws: HistoryError.self) { try HistoryStore(path: scratch.path) }
        guard case .storage(let failure) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failure.kind == .readOnly)
    }

    @Test("A database is opened once at a time, and again after closing")
    func claimsFiles() throws {
        try scratch.withStore { _ in
            #expect(throws: HistoryError.inUse(path: scratch.path)) { try HistoryStore(path: scratch.path) }
        }
        try scratch.withStore { try $0.create(.plain("a")) }
    }

    @Test("A damaged page is an error where it is met")
    func reportsDamage() throws {
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.appendSamples(1...2_000, to: "a")
        }
        let file = try FileHandle(forUpdating: URL(filePath: scratch.path))
        let size = try file.seekToEnd()
        for page in 2..<(size / 4_096) {
            try file.seek(toOffset: page * 4_096)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        }
        try file.close()
        let error = #expect(throws: HistoryError.self) {
            _ = try scratch.withStore { try $0.replay("a") { _ in } }
        }
        guard case .storage(let failure) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failure.kind == .corrupt)
    }

    @Test("A full database refuses, keeps what it has, and goes on when there is room")
    func reportsFullDisks() throws {
        var last: Int64 = 0
        try scratch.withStore(.init(durability: .processCrash, maximumPages: 64)) { store throws in
            try store.create(.plain("a"))
            let error = #expect(throws: HistoryError.self) {
                for seq in 1...100_000 as ClosedRange<Int64> {
                    try store.append(.sample("a", seq), to: "a")
                    last = seq
                }
            }
            guard case .storage(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.kind == .full)
            #expect(last > 100)
            #expect(try store.revision(of: "a") == last)
            #expect(throws: HistoryError.wrongSequence(session: "a", expected: last + 1, found: last + 2)) {
                try store.append(.sample("a", last + 2), to: "a")
            }
        }
        try scratch.withStore { store throws in
            try store.append(.sample("a", last + 1), to: "a")
            let reached = try store.replay("a") { operation in
                #expect(operation.bytes.elementsEqual(Entry.sample("a", operation.seq).operation))
            }
            #expect(reached == last + 1)
        }
    }

    /// A file as the first version left it. Never to be changed: later versions have to open it.
    private static let version1 = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1');
        CREATE TABLE sessions (key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT,
            profile TEXT NOT NULL, settings BLOB NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER,
            is_purged INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX sessions_to_purge ON sessions (key) WHERE deleted_at IS NOT NULL AND is_purged = 0;
        CREATE TABLE entries (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, seq INTEGER NOT NULL,
            at INTEGER NOT NULL, operation BLOB NOT NULL, outcome TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX entries_by_session ON entries (session, seq);
        CREATE TABLE effects (entry INTEGER PRIMARY KEY, effects BLOB NOT NULL) STRICT;
        CREATE TABLE answers (session INTEGER NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL,
            status INTEGER NOT NULL, headers BLOB NOT NULL, body BLOB NOT NULL, seq INTEGER, at INTEGER NOT NULL,
            PRIMARY KEY (session, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX answers_by_time ON answers (at);
        PRAGMA application_id = 1213156420;
        PRAGMA user_version = 1;
        INSERT INTO sessions VALUES (1, 's1', 'tour', '3.13', CAST('{}' AS BLOB), 1000, NULL, 0);
        INSERT INTO entries VALUES (1, 1, 1, 1001, CAST('{"op":1}' AS BLOB), 'ok');
        INSERT INTO entries VALUES (2, 1, 2, 1002, CAST('{"op":2}' AS BLOB), 'raised');
        INSERT INTO effects VALUES (1, CAST('[]' AS BLOB));
        INSERT INTO answers VALUES (1, 'k1', X'00', 201, X'7B7D', X'7B7D', 1, 1001);
        """
}
