import Dispatch
import HistoryStore
import Locking
import Testing

@testable import Sessions

struct SessionTests {
    @Test func aRevisionGuardsAWrite() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        _ = try session.performSynchronously(.create(.list([]), name: "a"), expectedRevision: 0)
        #expect(throws: SessionError.revisionMismatch(expected: 0, actual: 1)) {
            try session.performSynchronously(.create(.list([]), name: "b"), expectedRevision: 0)
        }
        let outcome = try session.performSynchronously(.create(.list([]), name: "b"), expectedRevision: 1)
        #expect(outcome.revision == 2)
        #expect(try session.readSynchronously { $0.names().map(\.name) }.value.suffix(2) == ["a", "b"])
    }

    @Test func aRepeatedWriteIsAnsweredOnce() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        func write(_ operation: Sessions.Operation, _ session: Session) throws(SessionError) -> Performed {
            try waiting {
                session.perform(
                    operation, idempotencyKey: "k",
                    render: { Answer(code: 201, location: "there", body: Array("\($0.revision)".utf8)) },
                    completion: $0)
            }
        }
        let first = try write(.create(.list([]), name: nil), session)
        let second = try write(.create(.list([]), name: nil), session)
        #expect(!first.isRepeat && second.isRepeat)
        #expect(first.answer == second.answer && first.revision == second.revision)
        #expect(session.description.revision == 1)
        #expect(throws: SessionError.idempotencyKeyReused("k")) {
            try write(.create(.tuple([]), name: nil), session)
        }
        let revived = try scratch.restarted().registry.session(session.id)
        #expect(try write(.create(.list([]), name: nil), revived).answer == first.answer)
        #expect(revived.description.revision == 1)
    }

    @Test func aRefusedWriteFreesItsKey() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        #expect(throws: SessionError.unknownName("a")) {
            try session.performSynchronously(.unbind(name: "a"), idempotencyKey: "k")
        }
        _ = try session.performSynchronously(.create(.list([]), name: "a"))
        _ = try session.performSynchronously(.unbind(name: "a"), idempotencyKey: "k")
    }

    @Test func idleSessionsMakeRoomAndComeBack() throws {
        var limits = SessionLimits()
        limits.residents = 3
        let scratch = try Scratch(limits)
        let sessions = try (0..<10).map { _ in try scratch.session() }
        for round in 1...3 {
            for (index, session) in sessions.enumerated() {
                let outcome = try session.performSynchronously(.create(.list([]), name: "a\(round)"))
                #expect(outcome.revision == UInt64(round), "session \(index)")
            }
        }
        // Evictions run on the sessions' queues; a read of each session comes behind them.
        for session in sessions { #expect(try session.readSynchronously { $0.revision }.value == 3) }
        #expect(scratch.registry.statistics.evictions > 10)
        #expect(scratch.registry.statistics.revivals > 20)
    }

    @Test func manySessionsWorkAtOnce() throws {
        let scratch = try Scratch()
        let sessions = try (0..<16).map { _ in try scratch.session() }
        let group = DispatchGroup()
        let failures = Locked<[SessionError]>([])
        for _ in 0..<100 {
            for session in sessions {
                group.enter()
                session.perform(.create(.list([]), name: nil), render: { _ in Answer(code: 201) }) { result in
                    if case .failure(let error) = result { failures.withLock { $0.append(error) } }
                    group.leave()
                }
                group.enter()
                session.read({ $0.revision }) { result in
                    // What a read has seen is committed by the time that it is answered.
                    if case .success(let reading) = result, reading.revision > session.description.revision {
                        failures.withLock { $0.append(.commitFailed("seen before its commit")) }
                    }
                    group.leave()
                }
            }
        }
        group.wait()
        #expect(failures.withLock { $0 }.isEmpty)
        for session in sessions { #expect(session.description.revision == 100) }
        let again = try scratch.restarted()
        for session in sessions {
            #expect(difference(try session.dump(), try again.registry.session(session.id).dump()) == nil)
        }
    }

    /// Somebody else's entries take the place of the session's next ones: their commits fail, and the heap is made anew.
    @Test func aFailedCommitTakesTheOperationBack() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        _ = try session.performSynchronously(.create(.list([]), name: "a"))
        for seq in 2...4 {
            let operation = #"{"op":"create","name":"b\#(seq)","object":{"type":"list"}}"#
            try scratch.scratch.store.append(
                Entry(seq: Int64(seq), at: 1, operation: Array(operation.utf8), effects: [], outcome: ""),
                to: session.id)
        }

        let group = DispatchGroup()
        let results = Locked<[Result<UInt64, SessionError>]>([])
        for name in ["c", "d", "e"] {
            group.enter()
            session.perform(.create(.list([]), name: name), render: { _ in Answer(code: 201) }) { result in
                results.withLock { $0.append(result.map(\.revision)) }
                group.leave()
            }
        }
        group.wait()
        var failed = 0
        for case .failure(.commitFailed) in results.withLock({ $0 }) { failed += 1 }
        #expect(failed >= 1)
        let names = try session.readSynchronously { $0.names().map(\.name) }.value
        #expect(names.contains("a") && names.contains("b2") && names.contains("b4"))
        // Whatever was acknowledged is there, whatever failed is not.
        #expect(session.description.revision == 4 + UInt64(3 - failed))
        #expect(names.filter { ["c", "d", "e"].contains($0) }.count == 3 - failed)
        #expect(
            difference(try session.dump(), try scratch.restarted().registry.session(session.id).dump()) == nil
        )
        #expect(scratch.registry.statistics.commitFailures >= 1)
    }

    @Test func aDamagedHistoryIsReported() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        _ = try session.performSynchronously(.create(.list([]), name: "a"))
        try scratch.scratch.store.append(
            Entry(
                seq: 2, at: 1, operation: Array(#"{"op":"unbind","name":"zz"}"#.utf8), effects: [],
                outcome: ""),
            to: session.id)
        let revived = try scratch.restarted().registry.session(session.id)
        #expect(throws: SessionError.self) { try revived.readSynchronously { $0.revision } }
        do {
            _ = try revived.readSynchronously { $0.revision }
        } catch .unreadableHistory(let entry, _) {
            #expect(entry == 2)
        }
    }

    @Test func theHistoryHasEveryEntryWithItsEffects() throws {
        let scratch = try Scratch()
        let session = try scratch.session()
        for name in ["a", "b", "c"] { _ = try session.performSynchronously(.create(.list([]), name: name)) }
        _ = try session.performSynchronously(.unbind(name: "b"))
        var page = try waiting { session.history(limit: 3, completion: $0) }
        #expect(page.items.map(\.seq) == [1, 2, 3])
        #expect(page.nextCursor == "3")
        page = try waiting { session.history(after: 3, limit: 3, completion: $0) }
        #expect(page.items.map(\.seq) == [4] && page.nextCursor == nil)
        let entry = try #require(page.items.first)
        #expect(String(decoding: entry.operation, as: UTF8.self) == #"{"op":"unbind","name":"b"}"#)
        #expect(String(decoding: entry.effects, as: UTF8.self).contains(#""kind":"freed","object":"o2""#))
    }

    @Test func quotasStopGrowthAndNothingElse() throws {
        let scratch = try Scratch()
        let probe = try scratch.session()
        let start = try probe.readSynchronously { $0.memory().objects }.value
        var new = NewSession()
        new.quotas = try .of(#"{"objects":\#(start + 12),"entries":9}"#)
        let session = try scratch.session(new)
        var made = 0
        var refusal: SessionError?
        while refusal == nil {
            let result = Result { () throws(SessionError) in
                try session.performSynchronously(.create(.list([]), name: nil))
            }
            switch result {
            case .success: made += 1
            case .failure(let error): refusal = error
            }
        }
        #expect(
            refusal == .quotaExceeded(.objects, limit: UInt64(start + 12))
                || refusal == .quotaExceeded(.entries, limit: 9))
        #expect((5...12).contains(made))
        _ = try scratch.registry.updateSynchronously(
            session.id, SessionChange(quotas: try .of(#"{"objects":1}"#)))
        // Entries that were accepted once are replayed under any quota.
        let revived = try scratch.restarted().registry.session(session.id)
        #expect(try revived.readSynchronously { $0.revision }.value == UInt64(made))
        #expect(throws: SessionError.quotaExceeded(.objects, limit: 1)) {
            try revived.performSynchronously(.create(.list([]), name: nil))
        }
        _ = try revived.performSynchronously(.release(Handle(number: 1)))
    }
}
