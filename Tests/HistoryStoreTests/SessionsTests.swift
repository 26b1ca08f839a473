import HistoryStore
import Testing

/// Sessions are kept, changed, listed and deleted with their histories.
struct SessionsTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("A session is kept and changed")
    func keepsSessions() throws {
        var session = StoredSession(
            id: "s1", name: "tour é\u{0}x", profile: "3.12", settings: Array("{\"a\":1}".utf8), createdAt: 123
        )
        try scratch.withStore { store throws in
            try store.create(session)
            #expect(try store.session("s1") == session)
            #expect(throws: HistoryError.sessionExists("s1")) { try store.create(.plain("s1")) }
            try store.update("s1", name: nil, settings: Array("{}".utf8))
            #expect(throws: HistoryError.noSession("s2")) { try store.update("s2", name: nil, settings: []) }
        }
        session.name = nil
        session.settings = Array("{}".utf8)
        try scratch.withStore { store throws in
            #expect(try store.session("s1") == session)
            #expect(try store.session("s2") == nil)
            #expect(throws: HistoryError.sessionExists("s1")) { try store.create(.plain("s1")) }
        }
    }

    @Test("Pages follow the order of creation, also from a deleted session on")
    func lists() throws {
        try scratch.withStore { store throws in
            for number in (1...7).reversed() { try store.create(.plain("s\(number)")) }
            try store.append(.sample("s5", 1), to: "s5")
            try store.delete("s4", at: 1)
            let first = try store.sessions(limit: 3)
            #expect(first.map(\.id) == ["s7", "s6", "s5"])
            #expect(first.map(\.revision) == [0, 0, 1])
            #expect(try store.sessions(after: "s5", limit: 3).map(\.id) == ["s3", "s2", "s1"])
            #expect(try store.sessions(after: "s4", limit: 1).map(\.id) == ["s3"])
            #expect(try store.sessions(after: "s1", limit: 3) == [])
            #expect(throws: HistoryError.noSession("s9")) { try store.sessions(after: "s9", limit: 3) }
        }
    }

    @Test("A deleted session is gone at once, its history is purged, and its id stays taken")
    func deletes() throws {
        let key = IdempotencyKey(scope: .session("a"), key: "k")
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.create(.plain("b"))
            try store.appendSamples(1...1_000, to: "a")
            try store.append(.sample("b", 1), to: "b")
            try store.record(.sample(key))
            try store.delete("a", at: 77)
            #expect(try store.session("a")?.deletedAt == 77)
            let gone = HistoryError.sessionDeleted("a", at: 77)
            #expect(throws: gone) { try store.delete("a", at: 78) }
            #expect(throws: gone) { try store.update("a", name: nil, settings: []) }
            #expect(throws: gone) { try store.append(.sample("a", 1_001), to: "a") }
            #expect(throws: gone) { try store.entries(of: "a", limit: 1) }
            #expect(throws: gone) { try store.revision(of: "a") }
            #expect(throws: gone) {
                try store.record(.sample(IdempotencyKey(scope: .session("a"), key: "l")))
            }
            #expect(throws: HistoryError.sessionExists("a")) { try store.create(.plain("a")) }
            // Each group purges a piece, so these leave nothing.
            try store.waitForPurges()
        }
        #expect(try scratch.number("SELECT count(*) FROM entries") == 1)
        #expect(try scratch.number("SELECT count(*) FROM effects") == 1)
        #expect(try scratch.number("SELECT count(*) FROM answers") == 0)
        #expect(try scratch.number("SELECT count(*) FROM sessions WHERE is_purged") == 1)
    }

    @Test("Purging goes on after reopening")
    func resumesPurging() throws {
        try scratch.withStore { store throws in
            try store.create(.plain("a"))
            try store.create(.plain("b"))
            try store.appendSamples(1...3_000, to: "a")
        }
        // As a server leaves it that is killed right after the deletion.
        try scratch.execute("UPDATE sessions SET deleted_at = 5 WHERE id = 'a'")
        try scratch.withStore { store throws in
            try store.waitForPurges()
        }
        #expect(try scratch.number("SELECT count(*) FROM entries") == 0)
        #expect(try scratch.number("SELECT is_purged FROM sessions WHERE id = 'a'") == 1)
    }
}

extension HistoryStore {
    /// Commits more groups than any test here leaves pieces to purge.
    fileprivate func waitForPurges() throws {
        for number in 0..<16 { try update("b", name: "\(number)", settings: []) }
    }
}
