import Foundation
import HistoryStore
import Locking
import OrderedJSON

@testable import Sessions

/// A database in a folder of its own that goes away with the test.
final class ScratchStore: Sendable {
    let folder: URL
    let store: HistoryStore

    init(_ configuration: HistoryStore.Configuration = .init(durability: .processCrash)) throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "holdfast-sessions-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try HistoryStore(
            path: folder.appending(path: "history.sqlite").path, configuration: configuration)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// A registry on a scratch database, with a clock that ticks once a question.
final class Scratch: Sendable {
    let scratch: ScratchStore
    let registry: SessionRegistry

    init(_ limits: SessionLimits = .init(), store: ScratchStore? = nil) throws {
        scratch = try store ?? ScratchStore()
        let time = Locked<Int64>(1_760_000_000_000)
        registry = try SessionRegistry(
            store: scratch.store, limits: limits,
            clock: WallClock {
                time.withLock {
                    $0 += 1
                    return $0
                }
            })
    }

    /// A new session.
    func session(_ new: NewSession = .init()) throws -> Session {
        try registry.session(try registry.createSynchronously(new).id)
    }

    /// A registry that knows only what is stored.
    func restarted(_ limits: SessionLimits = .init()) throws -> Scratch {
        try Scratch(limits, store: scratch)
    }
}

extension SessionRegistry {
    /// Creates a session and waits for it.
    func createSynchronously(
        _ new: NewSession = .init(), idempotencyKey: String? = nil
    ) throws(SessionError) -> (id: String, performed: Performed) {
        let id = Locked("")
        let performed = try waiting { completion in
            create(
                new, idempotencyKey: idempotencyKey,
                render: { description in
                    id.withLock { $0 = description.id }
                    return Answer(code: 201, location: description.id, body: description.json)
                }, completion: completion)
        }
        return (performed.answer.location ?? "", performed)
    }

    func updateSynchronously(
        _ id: String, _ change: SessionChange, expectedRevision: UInt64? = nil
    ) throws(SessionError) -> SessionDescription {
        try waiting { update(id, change, expectedRevision: expectedRevision, completion: $0) }
    }

    func deleteSynchronously(_ id: String, expectedRevision: UInt64? = nil) throws(SessionError) {
        try waiting { delete(id, expectedRevision: expectedRevision, completion: $0) }
    }

    func closeSynchronously() {
        let done = DispatchSemaphore(value: 0)
        close { done.signal() }
        done.wait()
    }
}

/// A generator of the same numbers for the same seed (Steele, Lea, Flood: splitmix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension JSONValue {
    /// The value of a JSON text that the test wrote.
    static func of(_ text: String) throws -> JSONValue { try JSONValue(parsing: text) }
}
