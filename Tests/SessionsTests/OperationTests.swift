import BigInt
import Testing

@testable import Sessions

/// A session and short ways to use it.
struct Workbench {
    let scratch: Scratch
    let session: Session

    init(_ new: NewSession = .init(gc: .init(enabled: false))) throws {
        scratch = try Scratch()
        session = try scratch.session(new)
    }

    /// Creates an object from the JSON that a client would send.
    @discardableResult
    func make(_ json: String) throws -> ObjectDescription {
        let creation = try ObjectCreation(json: try .of(json))
        return try object(.create(creation.specification, name: creation.name))
    }

    @discardableResult
    func object(_ operation: Sessions.Operation) throws -> ObjectDescription {
        guard case .object(let object) = try session.performSynchronously(operation).result else {
            throw SessionError.unknownObject("no object", field: nil)
        }
        return object
    }

    @discardableResult
    func link(_ handle: Handle, _ json: String) throws -> ObjectDescription {
        try object(.link(handle, try LinkSpecification(json: try .of(json))))
    }

    @discardableResult
    func run(_ operation: Sessions.Operation) throws -> Outcome {
        try session.performSynchronously(operation)
    }

    func collect(_ generation: Int = 2) throws -> CollectionReport {
        guard case .collection(let report) = try run(.collect(generation: generation)).result else {
            throw SessionError.unknownCollection("none")
        }
        return report
    }

    func show(_ handle: Handle) throws -> ObjectDescription {
        try session.readSynchronously { (heap) throws(SessionError) in try heap.object(handle) }.value
    }

    func named(_ name: String) throws -> ObjectDescription {
        try session.readSynchronously { (heap) throws(SessionError) in try heap.name(name) }.value.object
    }

    func referrers(_ handle: Handle) throws -> ReferrersReport {
        try session.readSynchronously { (heap) throws(SessionError) in try heap.referrers(of: handle) }.value
    }

    func referents(_ handle: Handle) throws -> ReferentsReport {
        try session.readSynchronously { (heap) throws(SessionError) in try heap.referents(of: handle) }.value
    }

    func compare(_ left: ValueSpecification, _ right: ValueSpecification) throws -> Comparison {
        try #require(
            try session.readSynchronously { (heap) throws(SessionError) in try heap.compare(left, right) }
                .value)
    }
}

/// Each operation against what CPython 3.13 prints for its statement.
struct OperationTests {
    @Test func aliasingAndEquality() throws {
        let bench = try Workbench()
        let a = try bench.make(#"{"type":"list","items":[1,2,3],"name":"a"}"#)
        let b = try bench.make(#"{"type":"list","items":[1,2,3],"name":"b"}"#)
        let c = try bench.object(.bind(name: "c", .name("a")))
        #expect(a.id == c.id && a.id != b.id && a.address != b.address)
        #expect(try bench.compare(.name("a"), .name("b")) == Comparison(is: false, equals: true))
        #expect(try bench.compare(.name("a"), .reference(c.id)) == Comparison(is: true, equals: true))
        try bench.link(c.id, #"{"kind":"item","target":4}"#)
        #expect(try bench.named("a").repr == "[1, 2, 3, 4]")
        #expect(try bench.compare(.name("a"), .name("b")).equals == false)
    }

    @Test func smallIntsAndStringsAreInterned() throws {
        let bench = try Workbench()
        for (name, value) in [("x", "256"), ("y", "256"), ("p", "257"), ("q", "257")] {
            try bench.make(#"{"type":"int","value":\#(value),"name":"\#(name)"}"#)
        }
        #expect(try bench.compare(.name("x"), .name("y")).is)
        #expect(try bench.compare(.name("p"), .name("q")) == Comparison(is: false, equals: true))
        #expect(try bench.named("x").getrefcount == 4_294_967_295)
        for (name, value) in [("s", "hello"), ("t", "hello"), ("u", "hello world"), ("v", "hello world")] {
            try bench.make(#"{"type":"str","value":"\#(value)","name":"\#(name)"}"#)
        }
        #expect(try bench.compare(.name("s"), .name("t")).is)
        #expect(try bench.compare(.name("u"), .name("v")) == Comparison(is: false, equals: true))
        let one = try bench.object(.intern(.string("hello world"), name: "i"))
        let two = try bench.object(.intern(.string("hello world"), name: "j"))
        #expect(one.id == two.id)
    }

    @Test(arguments: [
        (#"{"type":"int","value":0}"#, 28), (#"{"type":"int","value":1073741824}"#, 32),
        (#"{"type":"int","value":"1267650600228229401496703205376"}"#, 40),
        (#"{"type":"float","value":3.14}"#, 24),
        (#"{"type":"bool","value":true}"#, 28), (#"{"type":"NoneType"}"#, 16),
        (#"{"type":"str","value":""}"#, 41),
        (#"{"type":"str","value":"hello"}"#, 46), (#"{"type":"list"}"#, 56),
        (#"{"type":"list","items":[1,2,3]}"#, 88),
        (#"{"type":"tuple"}"#, 40), (#"{"type":"tuple","items":[1,2,3]}"#, 64), (#"{"type":"dict"}"#, 64),
        (#"{"type":"dict","entries":{"a":1}}"#, 184), (#"{"type":"set"}"#, 216), (#"{"type":"object"}"#, 16),
        (#"{"type":"complex","real":1}"#, 32), (#"{"type":"range","stop":10}"#, 48),
        (#"{"type":"slice"}"#, 56),
        (#"{"type":"bytes","value":"abc"}"#, 36), (#"{"type":"bytearray","value":"abc"}"#, 60),
        (#"{"type":"cell"}"#, 40), (#"{"type":"function","functionName":"f"}"#, 160),
    ])
    func sizesAreCPythons(_ json: String, _ size: Int) throws {
        #expect(try Workbench().make(json).size == size)
    }

    @Test func aListOfNamesHasExactCapacity() throws {
        let bench = try Workbench()
        try bench.make(#"{"type":"object","name":"x"}"#)
        let exact = try bench.make(#"{"type":"list","items":[{"name":"x"},{"name":"x"},{"name":"x"}]}"#)
        #expect(exact.size == 80)
    }

    @Test func theRefcountStepsOfTheChapter() throws {
        let bench = try Workbench()
        let a = try bench.make(#"{"type":"list","items":[1,2,3],"name":"a"}"#)
        var steps = [a.getrefcount]
        steps.append(try bench.object(.bind(name: "b", .name("a"))).getrefcount)
        steps.append(try bench.object(.bind(name: "c", .name("a"))).getrefcount)
        try bench.run(.unbind(name: "b"))
        steps.append(try bench.show(a.id).getrefcount)
        try bench.run(.unbind(name: "c"))
        steps.append(try bench.show(a.id).getrefcount)
        #expect(steps == [2, 3, 4, 3, 2])
        #expect(try bench.named("a").refcount == 1)
    }

    @Test func aHeldObjectLivesUntilItIsReleased() throws {
        let bench = try Workbench()
        let list = try bench.make(#"{"type":"list"}"#)
        #expect(list.held && list.refcount == 1)
        try bench.run(.hold(list.id))
        #expect(try bench.show(list.id).refcount == 2)
        try bench.run(.release(list.id))
        #expect(try bench.show(list.id).held)
        let outcome = try bench.run(.release(list.id))
        #expect(outcome.effects.map(\.kind) == ["freed"])
        #expect(throws: SessionError.self) { try bench.show(list.id) }
        do {
            _ = try bench.run(.release(list.id))
        } catch SessionError.gone(let gone, field: nil) {
            #expect(gone.entry == 4 && gone.type == "list" && gone.finalized == false && gone.at != nil)
        }
    }

    @Test func theSelfReferringListIsCollected() throws {
        let bench = try Workbench()
        let cycle = try bench.make(#"{"type":"list","items":[1,2,3],"name":"cycle"}"#)
        try bench.link(cycle.id, #"{"kind":"item","target":{"name":"cycle"}}"#)
        try bench.run(.unbind(name: "cycle"))
        #expect(try bench.show(cycle.id).repr == "[1, 2, 3, [...]]")
        let report = try bench.collect()
        #expect(
            report.id == "c1" && report.collected == 1 && report.trigger == "request"
                && report.generation == 2)
        #expect(report.effects.contains { $0.kind == "freed" && $0.object == cycle.id.description })
        do {
            _ = try bench.show(cycle.id)
            Issue.record("it is still there")
        } catch SessionError.gone(let gone, _) {
            #expect(gone.cause == .collected && gone.collection == "c1" && gone.entry == 4)
        }
    }

    @Test func twoNodesAreCollectedTogether() throws {
        let bench = try Workbench()
        try bench.make(#"{"type":"class","name":"Node"}"#)
        let a = try bench.make(
            #"{"type":"instance","class":{"name":"Node"},"attributes":{"name":"A"},"name":"a"}"#)
        let b = try bench.make(
            #"{"type":"instance","class":{"name":"Node"},"attributes":{"name":"B"},"name":"b"}"#)
        try bench.link(a.id, #"{"attribute":"partner","target":{"name":"b"}}"#)
        try bench.link(b.id, #"{"attribute":"partner","target":{"name":"a"}}"#)
        #expect(try bench.show(a.id).refcount == 2)
        try bench.run(.unbind(name: "a"))
        try bench.run(.unbind(name: "b"))
        #expect(try bench.collect().collected == 2)
    }

    @Test func referrersAndReferentsComeInCPythonsOrder() throws {
        let bench = try Workbench()
        let target = try bench.make(#"{"type":"list","items":[10,20,30],"name":"target"}"#)
        let container = try bench.make(
            #"{"type":"dict","entries":{"data":{"name":"target"}},"name":"container"}"#)
        try bench.object(.bind(name: "alias", .name("target")))
        let referrers = try bench.referrers(target.id)
        #expect(referrers.items.count == 2 && referrers.roots.isEmpty)
        #expect(
            referrers.items.contains {
                $0.object.id == container.id
                    && $0.references == [ReferenceLabel(kind: "value", label: "['data']")]
            })
        #expect(try bench.referents(target.id).items.map(\.object.repr) == ["30", "20", "10"])
        #expect(try bench.referents(container.id).items.map(\.object.id) == [target.id])
        let refcount = try bench.session.readSynchronously { (heap) throws(SessionError) in
            try heap.refcount(of: target.id)
        }.value
        #expect(refcount.refcount == 3 && refcount.units.count == 3)
    }

    @Test func unlinkingDoesWhatDelDoes() throws {
        let bench = try Workbench()
        let list = try bench.make(#"{"type":"list","items":[[],"b",null],"name":"l"}"#)
        let outcome = try bench.run(.unlink(list.id, label: "[0]"))
        #expect(outcome.effects.map(\.kind) == ["freed"])
        #expect(try bench.show(list.id).repr == "['b', None]")
        #expect(throws: SessionError.unknownReference(list.id, label: "[7]")) {
            try bench.run(.unlink(list.id, label: "[7]"))
        }
        let dict = try bench.make(#"{"type":"dict","entries":{"a":[]},"name":"d"}"#)
        try bench.run(.unlink(dict.id, label: "['a']"))
        #expect(try bench.show(dict.id).repr == "{}")
        try bench.make(#"{"type":"class","name":"C"}"#)
        let instance = try bench.make(#"{"type":"instance","class":{"name":"C"},"attributes":{"x":[]}}"#)
        let freed = try bench.run(.unlink(instance.id, label: ".x")).effects
        #expect(freed.count == 1)
        do {
            _ = try bench.show(try #require(freed.first.flatMap { Handle($0.object) }))
        } catch SessionError.gone(let gone, _) {
            #expect(gone.cause == .unlinked && gone.source == instance.id && gone.label == ".x")
        }
    }

    @Test func aWeakReferenceDiesWithItsTarget() throws {
        let bench = try Workbench()
        try bench.make(#"{"type":"class","name":"C","finalizer":{"action":"record"}}"#)
        let target = try bench.make(#"{"type":"instance","class":{"name":"C"},"name":"o"}"#)
        let outcome = try bench.run(
            .createWeakReference(.init(target: .name("o"), callback: .recording(label: "cb")), name: "w"))
        guard case .weakReference(let weak) = outcome.result else {
            Issue.record("no weak reference")
            return
        }
        #expect(weak.target?.id == target.id && weak.callback?.type == "function")
        #expect(try bench.show(target.id).weakrefs == 1 && bench.show(target.id).refcount == 1)
        let effects = try bench.run(.unbind(name: "o")).effects
        // The dead reference drops its callback, a function and its code, before the object itself is freed.
        #expect(
            effects.map { "\($0.kind) \($0.type)" } == [
                "finalized C", "weakrefCleared ReferenceType", "callback ReferenceType", "freed function",
                "freed code",
                "freed C",
            ])
        let dead = try bench.session.readSynchronously { (heap) throws(SessionError) in
            try heap.weakReference(weak.object.id)
        }.value
        #expect(dead.target == nil)
        #expect(throws: SessionError.notWeakReference(try bench.named("C").id)) {
            let handle = try bench.named("C").id
            _ = try bench.session.readSynchronously { (heap) throws(SessionError) in
                try heap.weakReference(handle)
            }
        }
    }

    @Test func aFinalizerCanResurrect() throws {
        let bench = try Workbench()
        try bench.make(#"{"type":"class","name":"C","finalizer":{"action":"resurrect","name":"back"}}"#)
        let object = try bench.make(#"{"type":"instance","class":{"name":"C"},"name":"o"}"#)
        let kinds = try bench.run(.unbind(name: "o")).effects.map(\.kind)
        #expect(kinds.contains("finalized") && kinds.contains("resurrected"))
        #expect(try bench.named("back").id == object.id)
        #expect(try bench.show(object.id).finalized)
        #expect(try bench.run(.unbind(name: "back")).effects.map(\.kind).contains("freed"))
    }

    @Test func framesHoldTheirLocals() throws {
        let bench = try Workbench()
        let list = try bench.make(#"{"type":"list","name":"l"}"#)
        let frame = FrameSpecification(
            .made(name: "f", locals: [NamedValue(name: "x", value: .name("l"))]), line: 7)
        guard case .frame(let pushed) = try bench.run(.pushFrame(frame)).result else {
            Issue.record("no frame")
            return
        }
        #expect(pushed.function == "f" && pushed.line == 7 && pushed.locals == ["x"])
        #expect(try bench.show(list.id).refcount == 2)
        #expect(
            try bench.referrers(list.id).roots
                == [RootDescription(kind: "local", object: nil, frame: pushed.id, name: "x")])
        try bench.object(.setLocal(frame: pushed.id, name: "y", .name("l")))
        #expect(try bench.show(list.id).refcount == 3)
        let locals = try bench.session.readSynchronously { (heap) throws(SessionError) in
            try heap.locals(of: pushed.id)
        }.value
        #expect(locals.items.map(\.name) == ["x", "y"])
        try bench.run(.deleteLocal(frame: pushed.id, name: "y"))
        #expect(throws: SessionError.unknownLocal(frame: pushed.id, name: "y")) {
            try bench.run(.deleteLocal(frame: pushed.id, name: "y"))
        }
        try bench.run(.popFrame(pushed.id))
        #expect(try bench.show(list.id).refcount == 1)
        #expect(throws: SessionError.frameReturned(pushed.id, entry: 5)) {
            try bench.run(.popFrame(pushed.id))
        }
        #expect(throws: SessionError.unknownFrame("f99")) { try bench.run(.popFrame("f99")) }
    }

    @Test func modulesHaveSpecs() throws {
        let bench = try Workbench()
        let module = try ModuleSpecification(
            name: "pkg.sub",
            json: try .of(#"{"spec":{"origin":"orig","submoduleSearchLocations":[]},"attributes":{"x":[]}}"#))
        guard case .module(let made) = try bench.run(.createModule(module)).result else {
            Issue.record("no module")
            return
        }
        #expect(made.attributes.contains("x"))
        let spec = try #require(made.spec)
        #expect(
            String(decoding: spec.json, as: UTF8.self).contains(
                #""name":"pkg.sub","loader":null,"origin":"orig""#))
        let names = try bench.session.readSynchronously { (heap) throws(SessionError) in
            try heap.modules().map(\.name)
        }.value
        #expect(names.contains("sys") && names.contains("__main__") && names.contains("pkg.sub"))
    }

    @Test func theCollectorIsSetAndShown() throws {
        let bench = try Workbench(NewSession())
        var change = CollectorChange()
        change.enabled = false
        change.thresholds = [5, 6, 7]
        change.debug = 32
        guard case .collector(let collector) = try bench.run(.setCollector(change)).result else {
            Issue.record("no collector")
            return
        }
        #expect(!collector.enabled && collector.thresholds == [5, 6, 7] && collector.debug == 32)
        let list = try bench.make(#"{"type":"list","name":"l"}"#)
        try bench.link(list.id, #"{"kind":"item","target":{"name":"l"}}"#)
        try bench.run(.unbind(name: "l"))
        _ = try bench.collect()
        let saved = try bench.session.readSynchronously { $0.collector() }.value
        #expect(saved.garbage.map(\.id) == [list.id])
        var clearing = CollectorChange()
        clearing.clearsGarbage = true
        clearing.debug = 0
        try bench.run(.setCollector(clearing))
        #expect(try bench.collect().collected == 1)
        var freezing = CollectorChange()
        freezing.frozen = true
        guard case .collector(let frozen) = try bench.run(.setCollector(freezing)).result else { return }
        #expect(frozen.frozen > 0)
    }

    @Test func anAutomaticCollectionRunsBetweenStatements() throws {
        let bench = try Workbench(NewSession(gc: .init(enabled: true, thresholds: [10, 5, 5])))
        for _ in 0..<30 { try bench.make(#"{"type":"list"}"#) }
        let page = try bench.session.readSynchronously { (heap) throws(SessionError) in try heap.collections()
        }.value
        #expect(page.items.count >= 2)
        #expect(page.items.allSatisfy { $0.trigger == "automatic" && $0.generation == 0 })
    }

    @Test func objectsAreListedPageByPage() throws {
        let bench = try Workbench()
        var made: [Handle] = []
        for _ in 0..<25 { made.append(try bench.make(#"{"type":"set"}"#).id) }
        var listed: [Handle] = []
        var cursor: String?
        repeat {
            let from = cursor
            let page = try bench.session.readSynchronously { (heap) throws(SessionError) in
                try heap.objects(.init(type: "set"), after: from, limit: 10)
            }.value
            listed += page.items.map(\.id)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(listed == made)
        #expect(throws: SessionError.invalidCursor("o999")) {
            try bench.session.readSynchronously { (heap) throws(SessionError) in
                try heap.objects(after: "o999", limit: 10)
            }
        }
    }
}
