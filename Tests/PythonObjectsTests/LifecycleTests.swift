import HeapEngine
import Testing

@testable import PythonObjects

/// The order in which things die, and what is known of it afterwards.
struct LifecycleTests {
    private func kinds(_ runtime: Runtime) -> [Effect.Kind] { runtime.takeEffects().map(\.kind) }

    @Test func onlyTheLastDeathsAreKnown() {
        var log = EventLog()
        log.deathLimit = 3
        for number in 1...7 {
            log.bury(
                Death(
                    handle: Handle(Serial(number: UInt64(number))), typeName: "list", entry: 0,
                    cause: .released, isFinalized: false))
        }
        let known = (1...8).filter { log.death(of: Serial(number: UInt64($0))) != nil }
        #expect(known == [5, 6, 7])
    }

    @Test func finalizerThenWeakReferenceThenCallback() throws {
        let runtime = Runtime()
        let type = try runtime.define("Demo", finalizer: .record)
        let object = try runtime.new("obj", type)
        let callback = runtime.makeCallback(label: "gone")
        let reference = runtime.assign(
            "weak", owned: try runtime.makeWeakReference(to: object, callback: callback))
        runtime.heap.release(callback)
        #expect(runtime.getRefcount(object) == 2)
        _ = runtime.takeEffects()
        try runtime.unbind("obj")
        #expect(Array(kinds(runtime).prefix(3)) == [.finalized, .weakrefCleared, .callback])
        #expect(runtime.referent(of: reference) == nil)
        try runtime.heap.validate()
    }

    @Test func callbacksNewestFirst() throws {
        let runtime = Runtime()
        let type = try runtime.define("C")
        let object = try runtime.new("o", type)
        for name in ["a", "b", "c"] {
            let callback = runtime.makeCallback(label: name)
            runtime.assign(name, owned: try runtime.makeWeakReference(to: object, callback: callback))
            runtime.heap.release(callback)
        }
        _ = runtime.takeEffects()
        try runtime.unbind("o")
        #expect(runtime.takeEffects().filter { $0.kind == .callback }.map(\.label) == ["c", "b", "a"])
    }

    @Test func anExplainedDeath() throws {
        let runtime = Runtime()
        let key = runtime.constantStr("data")
        let list = runtime.makeList([])
        let dict = runtime.assign("d", owned: try runtime.makeDict([(key, list)]))
        let handle = runtime.handle(of: list)
        runtime.heap.release(list)
        runtime.currentEntry = 7
        try runtime.deleteReference(dict, label: "['data']")
        guard case .freed(let death) = runtime.lookUp(handle: handle) else {
            Issue.record("the list is not freed")
            return
        }
        #expect(death.entry == 7)
        #expect(death.typeName == "list")
        #expect(!death.isFinalized)
        #expect(
            death.cause
                == .unlinked(
                    source: runtime.handle(of: dict), sourceType: "dict",
                    edge: EdgeDescription(.value, "['data']")))
    }

    @Test func aResurrectionThenTheEnd() throws {
        let runtime = Runtime()
        let type = try runtime.define("P", finalizer: .resurrect(name: "saved"))
        let object = try runtime.new("p", type)
        let handle = runtime.handle(of: object)
        _ = runtime.takeEffects()
        try runtime.unbind("p")
        #expect(kinds(runtime).filter { $0 != .created } == [.finalized, .resurrected])
        #expect(runtime.global("saved") == object)
        #expect(runtime.heap.isFinalized(object))
        try runtime.unbind("saved")
        guard case .freed(let death) = runtime.lookUp(handle: handle) else {
            Issue.record("the object is not freed")
            return
        }
        #expect(death.isFinalized)
        #expect(!kinds(runtime).contains(.finalized))
        try runtime.heap.validate()
    }

    @Test func itemsDieLastToFirst() throws {
        let runtime = Runtime()
        let type = try runtime.define("D", finalizer: .record)
        let items = try (0..<3).map { _ in try runtime.instantiate(type) }
        let handles = items.map { runtime.handle(of: $0) }
        runtime.assign("l", owned: runtime.makeList(items))
        for item in items { runtime.heap.release(item) }
        _ = runtime.takeEffects()
        try runtime.unbind("l")
        let finalized = runtime.takeEffects().filter { $0.kind == .finalized }.compactMap(\.handle)
        #expect(finalized == handles.reversed())
    }

    @Test func aLongChainDies() throws {
        let runtime = Runtime()
        runtime.effectLimit = 100
        var list = runtime.makeList([])
        for _ in 0..<100_000 {
            let outer = runtime.makeList([list])
            runtime.heap.release(list)
            list = outer
        }
        let before = runtime.heap.liveObjectCount
        #expect(runtime.summary(list).hasSuffix("…"))
        runtime.heap.release(list)
        #expect(runtime.heap.liveObjectCount == before - 100_001)
        #expect(runtime.omittedEffects > 100_000)
    }

    @Test func entriesVanish() throws {
        let runtime = Runtime()
        let type = try runtime.define("CachedItem")
        let cache = runtime.assign("cache", owned: runtime.makeWeakValueDictionary())
        for number in 1...3 {
            let item = try runtime.new("item\(number)", type)
            try runtime.setItem(cache, runtime.makeInt(number), item)
        }
        func keys() throws -> [String] { try runtime.weakEntries(of: cache).map { try runtime.repr($0.key) } }
        #expect(try keys() == ["1", "2", "3"])
        try runtime.unbind("item2")
        #expect(try keys() == ["1", "3"])
        #expect(try runtime.length(cache) == 2)
        try runtime.unbind("item1")
        #expect(try keys() == ["3"])
        #expect(throws: PythonException("KeyError", "1")) { try runtime.getItem(cache, runtime.makeInt(1)) }
        try runtime.heap.validate()
    }
}
