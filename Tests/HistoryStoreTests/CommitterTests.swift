import Dispatch
import Foundation
import Testing

@_spi(Testing) import HistoryStore

/// Writes share transactions, and are acknowledged in order, all of them, once.
struct CommitterTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("Appends from many queues are all acknowledged, in order for each session")
    func groups() throws {
        let acknowledged = Log()
        try scratch.withStore { store throws in
            let ids = (0..<16).map { "s\($0)" }
            for id in ids { try store.create(.plain(id)) }
            DispatchQueue.concurrentPerform(iterations: ids.count) { index in
                for seq in 1...200 as ClosedRange<Int64> {
                    store.append(.sample(ids[index], seq), to: ids[index]) {
                        acknowledged.add(ids[index], seq, $0)
                    }
                }
            }
            try store.update("s0", name: "last", settings: [])
            for id in ids {
                #expect(acknowledged.successes[id] == Array(1...200))
                #expect(try store.revision(of: id) == 200)
            }
            let statistics = store.statistics
            #expect(statistics.entries == 3_200)
            #expect(statistics.groups < 1_600)
            #expect(statistics.largestGroup > 1)
        }
    }

    @Test("What arrives during a commit is one transaction; a refused request leaves its neighbours alone")
    func refusesOne() throws {
        let acknowledged = Log()
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.create(.plain("b"))
            let groups = store.statistics.groups
            store.whileWriterStandsStill {
                for (id, seq) in [("a", 1), ("b", 2), ("a", 2), ("b", 1), ("a", 4), ("a", 3)]
                    as [(String, Int64)]
                {
                    store.append(.sample(id, seq), to: id) { acknowledged.add(id, seq, $0) }
                }
            }
            try store.update("a", name: nil, settings: [])
            #expect(acknowledged.successes == ["a": [1, 2, 3], "b": [1]])
            #expect(
                acknowledged.failures == [
                    .wrongSequence(session: "b", expected: 1, found: 2),
                    .wrongSequence(session: "a", expected: 3, found: 4),
                ])
            // The update that blocks, the group, the last update (which may have come with the group).
            #expect(store.statistics.groups - groups <= 3)
        }
    }

    @Test("When a transaction fails, each of its requests is tried alone")
    func retries() throws {
        let failure = StorageFailure(kind: .inputOutput, operation: "commit", code: 10, message: "made up")
        let injector = Injector()
        var configuration = HistoryStore.Configuration(durability: .processCrash)
        configuration.commitFailure = { injector.next() }
        let acknowledged = Log()
        try scratch.withStore(configuration) { store throws in
            try store.create(.plain("a"))
            try store.create(.plain("b"))
            store.whileWriterStandsStill {
                for seq in 1...5 as ClosedRange<Int64> {
                    store.append(.sample("a", seq), to: "a") { acknowledged.add("a", seq, $0) }
                    store.append(.sample("b", seq), to: "b") { acknowledged.add("b", seq, $0) }
                }
                // The group as a whole, then alone: a1, b1 and a2 get through, b2 does not.
                injector.plan = [failure, nil, nil, nil, failure]
            }
            try store.update("a", name: nil, settings: [])
            #expect(store.statistics.failedGroups == 1)
            #expect(acknowledged.successes == ["a": [1, 2, 3, 4, 5], "b": [1]])
            #expect(
                acknowledged.failures == [
                    .storage(failure), .wrongSequence(session: "b", expected: 2, found: 3),
                    .wrongSequence(session: "b", expected: 2, found: 4),
                    .wrongSequence(session: "b", expected: 2, found: 5),
                ])
            try store.append(.sample("b", 2), to: "b")
        }
        try scratch.withStore { store throws in
            #expect(try store.entries(of: "b", limit: 9) == [.sample("b", 1), .sample("b", 2)])
        }
    }

    @Test("A session whose creation or deletion failed is as it was")
    func undoes() throws {
        let failure = StorageFailure(kind: .full, operation: "commit", code: 13, message: "made up")
        let injector = Injector()
        var configuration = HistoryStore.Configuration(durability: .processCrash)
        configuration.commitFailure = { injector.next() }
        try scratch.withStore(configuration) { store throws in
            injector.plan = [failure, failure]
            #expect(throws: HistoryError.storage(failure)) { try store.create(.plain("a")) }
            #expect(throws: HistoryError.noSession("a")) { try store.append(.sample("a", 1), to: "a") }
            try store.create(.plain("a"))
            try store.append(.sample("a", 1), to: "a")
            injector.plan = [failure, failure]
            #expect(throws: HistoryError.storage(failure)) { try store.delete("a", at: 1) }
            try store.append(.sample("a", 2), to: "a")
            #expect(try store.entries(of: "a", limit: 9).map(\.seq) == [1, 2])
        }
    }

    @Test("Closing writes what was handed in, refuses the rest, and leaves no log behind")
    func closes() throws {
        let acknowledged = Log()
        let store = try HistoryStore(path: scratch.path)
        try store.create(.plain("a"))
        for seq in 1...500 as ClosedRange<Int64> {
            store.append(.sample("a", seq), to: "a") { acknowledged.add("a", seq, $0) }
        }
        try store.close()
        #expect(acknowledged.successes["a"] == Array(1...500))
        #expect(throws: HistoryError.closed) { try store.append(.sample("a", 501), to: "a") }
        #expect(throws: HistoryError.closed) { try store.session("a") }
        #expect(throws: HistoryError.closed) { try store.replay("a") { _ in } }
        try store.close()
        let log = try? FileManager.default.attributesOfItem(atPath: scratch.path + "-wal")[.size] as? Int
        #expect((log ?? 0) == 0)
        try scratch.withStore { store throws in #expect(try store.revision(of: "a") == 500) }
    }

    @Test("Closing while others write leaves no write unanswered")
    func closesAmidWrites() throws {
        for _ in 0..<20 {
            let scratch = try Scratch()
            let store = try HistoryStore(path: scratch.path, configuration: .init(durability: .processCrash))
            let acknowledged = Log()
            for id in ["a", "b", "c"] { try store.create(.plain(id)) }
            DispatchQueue.concurrentPerform(iterations: 4) { index in
                guard index < 3 else {
                    _ = Result { try store.close() }
                    return
                }
                let id = ["a", "b", "c"][index]
                for seq in 1...100 as ClosedRange<Int64> {
                    store.append(.sample(id, seq), to: id) { acknowledged.add(id, seq, $0) }
                }
            }
            #expect(acknowledged.count == 300)
            #expect(acknowledged.failures.allSatisfy { $0 == .closed })
            try scratch.withStore { store throws in
                for id in ["a", "b", "c"] {
                    #expect(try store.revision(of: id) == acknowledged.successes[id]?.last ?? 0)
                }
            }
        }
    }

    @Test("The log is copied into the database while writing goes on")
    func checkpoints() throws {
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            let effects = [UInt8](repeating: 0x20, count: 40_000)
            // How soon the log starts over depends on the threads' turns; at 40,000 pages the writer waits for it.
            var pages = 0
            var hasStartedOver = false
            var seq: Int64 = 0
            while !hasStartedOver, seq < 5_000 {
                for _ in 0..<50 {
                    seq += 1
                    store.append(
                        Entry(seq: seq, at: 1, operation: [0x7B, 0x7D], effects: effects, outcome: ""),
                        to: "a"
                    ) { _ in }
                }
                try store.update("a", name: nil, settings: [])
                let logPages = store.statistics.logPages
                hasStartedOver = logPages < pages
                pages = logPages
            }
            #expect(hasStartedOver)
            let statistics = store.statistics
            #expect(statistics.checkpoints > 0)
            #expect(statistics.checkpointFailure == nil)
        }
    }
}

/// What was acknowledged, in order.
private final class Log: @unchecked Sendable {
    private let lock = NSLock()
    private var seqs: [String: [Int64]] = [:]
    private var errors: [HistoryError] = []

    func add(_ session: String, _ seq: Int64, _ result: Result<Void, HistoryError>) {
        lock.withLock {
            switch result {
            case .success: seqs[session, default: []].append(seq)
            case .failure(let error): errors.append(error)
            }
        }
    }

    var successes: [String: [Int64]] { lock.withLock { seqs } }
    var failures: [HistoryError] { lock.withLock { errors } }
    var count: Int { lock.withLock { seqs.values.map(\.count).reduce(0, +) + errors.count } }
}

/// Failures to come, one for each commit.
private final class Injector: @unchecked Sendable {
    private let lock = NSLock()
    private var failures: [StorageFailure?] = []

    var plan: [StorageFailure?] {
        get { lock.withLock { failures } }
        set { lock.withLock { failures = newValue } }
    }

    func next() -> StorageFailure? {
        lock.withLock { failures.isEmpty ? nil : failures.removeFirst() }
    }
}

extension HistoryStore {
    /// Runs `body` while the writer waits inside a completion, so that what `body` hands in becomes one group.
    fileprivate func whileWriterStandsStill(_ body: () -> Void) {
        let stands = DispatchSemaphore(value: 0)
        let go = DispatchSemaphore(value: 0)
        update("a", name: "blocking", settings: []) { _ in
            stands.signal()
            go.wait()
        }
        stands.wait()
        body()
        go.signal()
    }
}
