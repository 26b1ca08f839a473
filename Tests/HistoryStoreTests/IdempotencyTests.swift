import HistoryStore
import Testing

/// A request with a key is done once, and its answer is kept.
struct IdempotencyTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("A key is held by one request until its answer is committed")
    func reserves() throws {
        let key = IdempotencyKey(scope: .session("a"), key: "k")
        let answer = StoredAnswer.sample(key, seq: 1)
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            #expect(try store.reserve(key) == .granted)
            #expect(try store.reserve(key) == .inProgress)
            #expect(try store.reserve(IdempotencyKey(scope: .server, key: "k")) == .granted)
            store.abandon(key)
            #expect(try store.reserve(key) == .granted)
            try store.append(.sample("a", 1), to: "a", answer: answer)
            #expect(try store.reserve(key) == .answered(answer))
            #expect(try store.reserve(key) == .answered(answer))
        }
        try scratch.withStore { store throws in
            #expect(try store.reserve(key) == .answered(answer))
            #expect(try store.reserve(IdempotencyKey(scope: .session("nobody"), key: "k")) == .granted)
        }
    }

    @Test("A failed request lets go of its key")
    func releasesOnFailure() throws {
        let key = IdempotencyKey(scope: .session("a"), key: "k")
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            #expect(try store.reserve(key) == .granted)
            #expect(throws: HistoryError.self) {
                try store.append(.sample("a", 2), to: "a", answer: .sample(key))
            }
            #expect(try store.reserve(key) == .granted)
        }
    }

    @Test("An answer is stored once, and with it or not at all what it answers")
    func refusesSecondAnswers() throws {
        let key = IdempotencyKey(scope: .session("a"), key: "k")
        let serverKey = IdempotencyKey(scope: .server, key: "k")
        try scratch.withStore { store throws in
            try store.create(.plain("a"), answer: .sample(serverKey))
            try store.record(.sample(key))
            #expect(throws: HistoryError.answerExists(key)) {
                try store.append(.sample("a", 1), to: "a", answer: .sample(key))
            }
            #expect(try store.revision(of: "a") == 0)
            #expect(throws: HistoryError.answerExists(serverKey)) {
                try store.create(.plain("b"), answer: .sample(serverKey))
            }
            #expect(try store.session("b") == nil)
            #expect(throws: HistoryError.answerExists(key)) {
                try store.update("a", name: "x", settings: [], answer: .sample(key))
            }
            #expect(try store.session("a")?.name == nil)
            #expect(throws: HistoryError.answerExists(key)) {
                try store.delete("a", at: 1, answer: .sample(key))
            }
            #expect(try store.session("a")?.deletedAt == nil)
            try store.append(.sample("a", 1), to: "a")
        }
    }

    @Test("Old answers are forgotten")
    func forgets() throws {
        try scratch.withStore { store throws in
            for time in 1...5 as ClosedRange<Int64> {
                var answer = StoredAnswer.sample(IdempotencyKey(scope: .server, key: "\(time)"))
                answer.at = time
                try store.record(answer)
            }
            try store.forgetAnswers(before: 4)
            let left = try (1...5).filter {
                try store.answer(to: IdempotencyKey(scope: .server, key: "\($0)")) != nil
            }
            #expect(left == [4, 5])
        }
    }
}
