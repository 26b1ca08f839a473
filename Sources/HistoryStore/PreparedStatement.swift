import GRDB
import GRDBSQLite

/// A statement that is compiled once and bound, stepped and reset by hand.
///
/// GRDB's own execution boxes every argument and looks after observers; the committer's statements run ten thousand
/// times a second and need neither. Confined to the queue of its connection, as the connection is.
struct PreparedStatement {
    private let handle: OpaquePointer
    /// GRDB's statement, when it is one of its cache: keeps `handle` alive.
    private let cached: Statement?

    /// A statement that lives until `finalize()`.
    init(_ sql: String, on db: Database) throws(HistoryError) {
        var handle: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        guard sqlite3_prepare_v3(db.sqliteConnection, sql, -1, flags, &handle, nil) == SQLITE_OK, let handle
        else {
            throw .storage(StorageFailure(db.sqliteConnection, during: "prepare a statement"))
        }
        self.handle = handle
        cached = nil
    }

    /// A statement that `db` compiles at most once and keeps.
    init(cached sql: String, on db: Database) throws {
        let statement = try db.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        cached = statement
    }

    /// Ends the statement, which must not be used any more.
    func finalize() {
        sqlite3_finalize(handle)
    }

    func bind(_ value: Int64, at index: Int32) {
        sqlite3_bind_int64(handle, index, value)
    }

    func bind(_ value: Int64?, at index: Int32) {
        if let value { bind(value, at: index) } else { sqlite3_bind_null(handle, index) }
    }

    func bind(_ value: String, at index: Int32) {
        var copy = value
        copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // SAFETY: SQLite copies the text before the call returns; the length is the buffer's. An empty
                // string needs a pointer, or it would be NULL.
                _ = sqlite3_bind_text(
                    handle, index, characters.baseAddress ?? Self.empty, Int32(bytes.count), Self.transient)
            }
        }
    }

    func bind(_ value: String?, at index: Int32) {
        if let value { bind(value, at: index) } else { sqlite3_bind_null(handle, index) }
    }

    func bind(_ bytes: [UInt8], at index: Int32) {
        bytes.withUnsafeBytes { buffer in
            guard let address = buffer.baseAddress, buffer.count > 0 else {
                sqlite3_bind_zeroblob(handle, index, 0)
                return
            }
            // SAFETY: SQLite copies the bytes before the call returns; the length is the buffer's.
            sqlite3_bind_blob64(handle, index, address, UInt64(buffer.count), Self.transient)
        }
    }

    /// Steps once; true when there is a row.
    func step(_ operation: String) throws(HistoryError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw .storage(StorageFailure(sqlite3_db_handle(handle), during: operation))
        }
    }

    /// Runs a statement that gives no rows, and makes it ready for the next time.
    func run(_ operation: String) throws(HistoryError) {
        defer { reset() }
        _ = try step(operation)
    }

    /// Makes the statement ready for the next time, and drops what is bound.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Columns of the current row

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func optionalInteger(_ column: Int32) -> Int64? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
    }

    func text(_ column: Int32) -> String {
        guard let characters = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        // SAFETY: SQLite says that `count` bytes are there, until the next step.
        return String(decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : text(column)
    }

    /// The bytes of a column, valid until the next step.
    func borrowedBytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let address = sqlite3_column_blob(handle, column)
        // SAFETY: SQLite says that so many bytes are there, until the next step; none when the address is nil.
        return UnsafeRawBufferPointer(
            start: address, count: address == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    func bytes(_ column: Int32) -> [UInt8] {
        [UInt8](borrowedBytes(column))
    }

    /// Rows that the last statement of the connection changed.
    var changes: Int { Int(sqlite3_changes(sqlite3_db_handle(handle))) }

    /// The rowid of the last insertion on the connection.
    var insertedID: Int64 { sqlite3_last_insert_rowid(sqlite3_db_handle(handle)) }

    /// Asks SQLite to copy what is bound.
    private static var transient: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
    private static var empty: UnsafePointer<CChar> {
        // SAFETY: a static string's storage lives as long as the program.
        UnsafeRawPointer(("" as StaticString).utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
