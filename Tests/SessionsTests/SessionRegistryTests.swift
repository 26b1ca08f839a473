import Foundation
import OrderedJSON
import Testing

@testable import Sessions

struct SessionRegistryTests {
    @Test func aSessionIsCreatedListedRenamedAndDeleted() throws {
        let scratch = try Scratch()
        let id = try scratch.registry.createSynchronously(NewSession(name: "first")).id
        #expect(id == "s1")
        #expect(try scratch.registry.describe("s1").name == "first")
        #expect(try scratch.registry.describe("s1").python == "3.13")
        #expect(try scratch.registry.describe("s1").revision == 0)
        #expect(
            try scratch.registry.updateSynchronously("s1", SessionChange(name: "second")).name == "second")
        #expect(try scratch.registry.updateSynchronously("s1", SessionChange(name: .some(nil))).name == nil)
        try scratch.registry.deleteSynchronously("s1")
        #expect(throws: SessionError.unknownSession("s1")) { try scratch.registry.describe("s1") }
        #expect(throws: SessionError.unknownSession("s1")) { try scratch.registry.deleteSynchronously("s1") }
    }

    @Test func aRestartKnowsEverySessionAndNoIdentifierComesTwice() throws {
        let scratch = try Scratch()
        var request = NewSession(name: "kept", gc: .init(enabled: false, thresholds: [5, 6, 7]))
        request.quotas = try .of(#"{"objects":1000}"#)
        _ = try scratch.registry.createSynchronously(request)
        _ = try scratch.registry.createSynchronously()
        _ = try scratch.registry.createSynchronously()
        try scratch.registry.deleteSynchronously("s3")
        let again = try scratch.restarted()
        #expect(try again.registry.list().items.map(\.id) == ["s1", "s2"])
        let kept = try again.registry.describe("s1")
        #expect(try kept == scratch.registry.describe("s1"))
        #expect(kept.gc == .init(enabled: false, thresholds: [5, 6, 7]))
        #expect(kept.quotas.objects == 1000)
        #expect(try again.registry.createSynchronously().id == "s4")
    }

    @Test func pagesGoOnAfterADeletion() throws {
        let scratch = try Scratch()
        for _ in 0..<25 { _ = try scratch.registry.createSynchronously() }
        var page = try scratch.registry.list(limit: 10)
        #expect(page.items.map(\.id) == (1...10).map { "s\($0)" })
        try scratch.registry.deleteSynchronously("s10")
        try scratch.registry.deleteSynchronously("s11")
        page = try scratch.registry.list(after: page.nextCursor, limit: 10)
        #expect(page.items.map(\.id) == (12...21).map { "s\($0)" })
        page = try scratch.registry.list(after: page.nextCursor, limit: 10)
        #expect(page.items.map(\.id) == (22...25).map { "s\($0)" })
        #expect(page.nextCursor == nil)
        #expect(throws: SessionError.invalidCursor("x")) { try scratch.registry.list(after: "x") }
    }

    @Test func aCreationIsRepeatedSafely() throws {
        let scratch = try Scratch()
        let first = try scratch.registry.createSynchronously(NewSession(name: "a"), idempotencyKey: "k")
        let second = try scratch.registry.createSynchronously(NewSession(name: "a"), idempotencyKey: "k")
        #expect(second.performed.answer == first.performed.answer)
        #expect(!first.performed.isRepeat && second.performed.isRepeat)
        #expect(throws: SessionError.idempotencyKeyReused("k")) {
            try scratch.registry.createSynchronously(NewSession(name: "b"), idempotencyKey: "k")
        }
        #expect(try scratch.registry.list().items.count == 1)
    }

    @Test func theNumberOfSessionsIsLimited() throws {
        var limits = SessionLimits()
        limits.sessions = 2
        let scratch = try Scratch(limits)
        _ = try scratch.registry.createSynchronously()
        _ = try scratch.registry.createSynchronously()
        #expect(throws: SessionError.quotaExceeded(.sessions, limit: 2)) {
            try scratch.registry.createSynchronously(idempotencyKey: "k")
        }
        try scratch.registry.deleteSynchronously("s1")
        #expect(try scratch.registry.createSynchronously(idempotencyKey: "k").id == "s3")
    }

    @Test func wrongRequestsArePointedAt() throws {
        let scratch = try Scratch()
        for (text, field) in [
            (#"{"python":"2.7"}"#, "/python"), (#"{"quotas":{"objects":0}}"#, "/quotas/objects"),
            (#"{"quotas":{"objects":99999999999}}"#, "/quotas/objects"),
            (#"{"quotas":{"x":1}}"#, "/quotas/x"),
            (#"{"gc":{"thresholds":[1]}}"#, "/gc/thresholds"), (#"{"name":""}"#, "/name"),
            (#"{"nam":"a"}"#, "/nam"),
        ] {
            do {
                _ = try scratch.registry.createSynchronously(try NewSession(json: try .of(text)))
                Issue.record("\(text) was accepted")
            } catch SessionError.malformed(let found, _) {
                #expect(found == field)
            }
        }
        #expect(try scratch.registry.list().items.isEmpty)
    }

    @Test func aRevisionGuardsChangesOfTheSession() throws {
        let scratch = try Scratch()
        _ = try scratch.registry.createSynchronously()
        #expect(throws: SessionError.revisionMismatch(expected: 4, actual: 0)) {
            try scratch.registry.updateSynchronously("s1", SessionChange(name: "x"), expectedRevision: 4)
        }
        #expect(throws: SessionError.revisionMismatch(expected: 4, actual: 0)) {
            try scratch.registry.deleteSynchronously("s1", expectedRevision: 4)
        }
        try scratch.registry.deleteSynchronously("s1", expectedRevision: 0)
    }

    @Test func aClosedRegistryRefuses() throws {
        let scratch = try Scratch()
        _ = try scratch.registry.createSynchronously()
        scratch.registry.closeSynchronously()
        #expect(throws: SessionError.closing) { try scratch.registry.createSynchronously() }
        #expect(throws: SessionError.closing) { try scratch.registry.deleteSynchronously("s1") }
        let session = try scratch.registry.session("s1")
        #expect(throws: SessionError.closing) { try session.readSynchronously { $0.revision } }
    }
}
