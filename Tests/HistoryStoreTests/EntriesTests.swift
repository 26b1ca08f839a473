import Foundation
import HistoryStore
import Testing

/// Entries come back as they were appended, in order, and only in order.
struct EntriesTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("Entries are read back with their effects, also after reopening")
    func reopens() throws {
        let expected = (1...10).map { Entry.sample("a", $0) }
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            #expect(try store.revision(of: "a") == 0)
            try store.appendSamples(1...10, to: "a")
            #expect(try store.entries(of: "a", limit: 100) == expected)
        }
        try scratch.withStore { store throws in
            #expect(try store.entries(of: "a", limit: 100) == expected)
            #expect(try store.entries(of: "a", after: 4, limit: 3) == Array(expected[4..<7]))
            #expect(try store.entries(of: "a", after: 10, limit: 3) == [])
            #expect(try store.entry(7, of: "a") == expected[6])
            #expect(try store.entry(0, of: "a") == nil)
            #expect(try store.entry(11, of: "a") == nil)
            #expect(try store.revision(of: "a") == 10)
            try store.append(.sample("a", 11), to: "a")
        }
        #expect(try scratch.number("SELECT count(*) FROM effects") == 11 - 3)
    }

    @Test("An entry that does not follow is refused, and so is everything behind it")
    func refusesGaps() throws {
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.append(.sample("a", 1), to: "a")
            for seq in [1, 3, 0, -1] as [Int64] {
                #expect(throws: HistoryError.wrongSequence(session: "a", expected: 2, found: seq)) {
                    try store.append(.sample("a", seq), to: "a")
                }
            }
            #expect(throws: HistoryError.noSession("b")) { try store.append(.sample("b", 1), to: "b") }
            #expect(try store.entries(of: "a", limit: 10).map(\.seq) == [1])
        }
    }

    @Test("Replay gives every operation in order, in pieces")
    func replays() throws {
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.create(.plain("b"))
            for seq in 1...2_600 as ClosedRange<Int64> {
                store.append(.sample("b", seq), to: "b") { _ in }
                store.append(.sample("a", seq), to: "a") { _ in }
            }
            let large = Entry(
                seq: 2_601, at: 5, operation: [UInt8](repeating: 0x20, count: 3 << 20), effects: [],
                outcome: "ok")
            try store.append(large, to: "a")
            try store.append(.sample("a", 2_602), to: "a")
            var expected: Int64 = 0
            let last = try store.replay("a") { operation in
                expected += 1
                let entry = expected == 2_601 ? large : Entry.sample("a", expected)
                #expect(operation.seq == expected)
                #expect(operation.at == entry.at)
                #expect(operation.outcome == entry.outcome)
                #expect(operation.bytes.elementsEqual(entry.operation))
            }
            #expect(last == 2_602)
            var seen: [Int64] = []
            #expect(try store.replay("b", after: 2_598) { seen.append($0.seq) } == 2_600)
            #expect(seen == [2_599, 2_600])
            #expect(try store.replay("b", after: 2_600) { _ in } == 2_600)
        }
    }

    @Test("Replay ends with what its body throws, and when the session is deleted meanwhile")
    func replayStops() throws {
        struct Enough: Error {}
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.appendSamples(1...2_000, to: "a")
            #expect(throws: Enough.self) {
                try store.replay("a") { if $0.seq == 5 { throw Enough() } }
            }
            #expect(throws: HistoryError.sessionDeleted("a", at: 9)) {
                try store.replay("a") { if $0.seq == 1 { try store.delete("a", at: 9) } }
            }
            #expect(throws: HistoryError.noSession("x")) { try store.replay("x") { _ in } }
        }
    }

    @Test("A missing entry is noticed")
    func noticesGaps() throws {
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.appendSamples(1...5, to: "a")
        }
        try scratch.execute("DELETE FROM entries WHERE seq = 3")
        try scratch.withStore { store throws in
            #expect(throws: HistoryError.wrongSequence(session: "a", expected: 3, found: 4)) {
                try store.replay("a") { _ in }
            }
        }
    }
}
