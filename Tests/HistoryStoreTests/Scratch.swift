import Foundation
import GRDB
import HistoryStore

/// A directory of one test's own, gone with it.
final class Scratch: Sendable {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "holdfast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// Where the database goes.
    var path: String { directory.appending(path: "history.sqlite").path }

    /// Runs `body` on a store that is closed afterwards.
    @discardableResult
    func withStore<Value>(
        _ configuration: HistoryStore.Configuration = .init(durability: .processCrash),
        _ body: (HistoryStore) throws -> Value
    ) throws -> Value {
        let store = try HistoryStore(path: path, configuration: configuration)
        do {
            let value = try body(store)
            try store.close()
            return value
        } catch {
            try? store.close()
            throw error
        }
    }

    /// The number that a query gives, asked beside the store.
    func number(_ query: String) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: query) ?? 0 }
    }

    func execute(_ statements: String) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        try queue.write { try $0.execute(sql: statements) }
    }
}

extension StoredSession {
    /// A session with nothing special about it.
    static func plain(_ id: String) -> StoredSession {
        StoredSession(id: id, name: nil, profile: "3.13", settings: Array("{}".utf8), createdAt: 1_000)
    }
}

extension Entry {
    /// An entry whose contents follow from its session and number.
    static func sample(_ session: String, _ seq: Int64) -> Entry {
        Entry(
            seq: seq, at: 1_000 + seq, operation: Array("{\"op\":\"\(session).\(seq)\"}".utf8),
            effects: seq % 3 == 0 ? [] : Array("[\"\(session).\(seq)\"]".utf8),
            outcome: seq % 2 == 0 ? "ok" : "")
    }
}

extension StoredAnswer {
    /// An answer whose contents follow from its key.
    static func sample(_ key: IdempotencyKey, seq: Int64? = nil) -> StoredAnswer {
        StoredAnswer(
            key: key, fingerprint: Array("print \(key.key)".utf8), status: 201, headers: Array("{}".utf8),
            body: Array("body \(key.key)".utf8), seq: seq, at: 2_000)
    }
}

extension HistoryStore {
    /// Appends the entries of `range`, waiting for the last one only.
    func appendSamples(_ range: ClosedRange<Int64>, to session: String) throws {
        for seq in range.dropLast() {
            append(.sample(session, seq), to: session) { _ in }
        }
        try append(.sample(session, range.upperBound), to: session)
    }
}
