import Dispatch
import Foundation
import HistoryStore
import Testing

/// A killed process loses nothing that it acknowledged, and leaves nothing half done.
struct CrashTests {
    private static let sessions = ["a", "b", "c", "d"]

    @Test("Every acknowledged entry survives SIGKILL", arguments: [1, 2, 40, 333, 900, 1_501])
    func survivesKill(after acknowledgements: Int) async throws {
        let scratch = try Scratch()
        let path: String = scratch.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, acknowledgements = acknowledgements as Int] in
            try Self.writeUntilKilled(path, after: acknowledgements)
        }
        var acknowledged: [String: Int64] = [:]
        for line in try String(contentsOfFile: path + ".log", encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: " ")
            acknowledged[String(fields[0])] = Int64(String(fields[1])) ?? .max
        }
        #expect(acknowledged.values.reduce(0, +) >= Int64(acknowledgements))
        try scratch.withStore { store throws in
            for id in Self.sessions {
                let revision = try store.replay(id) { operation in
                    #expect(operation.bytes.elementsEqual(Entry.sample(id, operation.seq).operation))
                }
                #expect(revision >= acknowledged[id] ?? 0)
                let entries = try store.entries(of: id, limit: .max)
                #expect(entries == (0..<revision).map { Entry.sample(id, $0 + 1) })
                for seq in 1...(revision + 1) {
                    let key = IdempotencyKey(scope: .session(id), key: "\(seq)")
                    let isExpected = seq % 5 == 0 && seq <= revision
                    #expect(try store.answer(to: key) == (isExpected ? .sample(key, seq: seq) : nil))
                }
                // The history goes on where it ended.
                try store.append(.sample(id, revision + 1), to: id)
            }
        }
        #expect(
            try scratch.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'")
                == 1)
    }

    /// Four queues append; each acknowledgement goes to a file before anything else. A fifth thread kills the
    /// process when there are enough of them, whatever the others are at.
    private static func writeUntilKilled(_ path: String, after acknowledgements: Int) throws {
        let store = try HistoryStore(path: path, configuration: .init(durability: .processCrash))
        for id in sessions { try store.create(.plain(id)) }
        let log = open(path + ".log", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        let enough = DispatchSemaphore(value: 0)
        let remaining = Countdown(acknowledgements)
        Thread.detachNewThread {
            enough.wait()
            kill(getpid(), SIGKILL)
        }
        DispatchQueue.concurrentPerform(iterations: sessions.count) { index in
            let id = sessions[index]
            let window = DispatchSemaphore(value: 8)
            var seq: Int64 = 0
            while true {
                window.wait()
                seq += 1
                let number = seq
                let key = IdempotencyKey(scope: .session(id), key: "\(number)")
                store.append(
                    .sample(id, number), to: id, answer: number % 5 == 0 ? .sample(key, seq: number) : nil
                ) {
                    guard case .success = $0 else { abort() }
                    let line = Array("\(id) \(number)\n".utf8)
                    guard write(log, line, line.count) == line.count else { abort() }
                    if remaining.reachesZero() { enough.signal() }
                    window.signal()
                }
            }
        }
    }

    private final class Countdown: @unchecked Sendable {
        private let lock = NSLock()
        private var count: Int

        init(_ count: Int) {
            self.count = count
        }

        func reachesZero() -> Bool {
            lock.withLock {
                count -= 1
                return count == 0
            }
        }
    }
}
