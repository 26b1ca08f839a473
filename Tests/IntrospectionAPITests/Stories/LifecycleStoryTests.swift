import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// Weak references, finalizers and their order, as the seed notebook tells them.
@Suite struct LifecycleStoryTests {
    /// A class whose finalizer is recorded, and one named instance of it for each name.
    private func instances(of cls: String, _ names: [String], in session: Conversation) throws {
        try session.make(["type": "class", "name": .string(cls), "finalizer": ["action": "record"]])
        for name in names {
            try session.make(["type": "instance", "class": ["name": .string(cls)], "name": .string(name)])
        }
    }

    @Test func aWeakReferenceIsAliveAndThenDead() throws {
        let session = try Service().session()
        try instances(of: "ExpensiveResource", ["obj"], in: session)
        let object = try session.handle(of: "obj")
        let weak = try session.ask(
            "POST", "/weakrefs", ["target": ["name": "obj"], "name": "weak"], status: 201)
        let id = try #require(weak.text("id"))
        #expect(weak["alive"] == true)
        #expect(weak["target"]?.text("id") == object)
        #expect(try session.ask("GET", "/objects/\(object)").number("weakrefs") == 1)
        #expect(try session.ask("GET", "/objects/\(object)").number("getrefcount") == 2)

        let deleted = try session.unbind("obj")
        #expect(
            deleted.effectKinds.map { $0.prefix { $0 != " " } } == ["finalized", "weakrefCleared", "freed"])
        let dead = try session.ask("GET", "/weakrefs/\(id)")
        #expect(dead["alive"] == false)
        #expect(dead["target"] == .null)

        let gone = try session.ask("GET", "/objects/\(object)", status: 410)
        #expect(gone["finalized"] == true)
        #expect(gone.number("entry") == deleted.number("revision"))
        #expect(gone.text("objectType") == "ExpensiveResource")
        #expect(gone["cause"]?.text("kind") == "unlinked")
    }

    @Test func entriesOfAWeakValueDictionaryVanish() throws {
        let session = try Service().session()
        try session.make(["type": "class", "name": "CachedItem"])
        try session.make(["type": "WeakValueDictionary", "name": "cache"])
        let cache = try session.handle(of: "cache")
        for number in 1...3 {
            try session.make([
                "type": "instance", "class": ["name": "CachedItem"], "name": .string("item\(number)"),
            ])
            try session.ask(
                "POST", "/objects/\(cache)/references",
                ["key": .integer(Int64(number)), "target": ["name": .string("item\(number)")]], status: 201)
        }
        func keys() throws -> [String] {
            let referents = try session.ask("GET", "/objects/\(cache)/referents")
            let data = try #require(
                referents["items"]?.arrayValue?.first { $0["object"]?.text("type") == "dict" }?["object"]?
                    .text("id"))
            let entries = try session.ask("GET", "/objects/\(data)/referents")
            return zip(entries.items("object", "type"), entries.items("object", "repr")).filter {
                $0.0 == "int"
            }.map(\.1)
        }
        #expect(try keys() == ["1", "2", "3"])
        try session.unbind("item2")
        #expect(try keys() == ["1", "3"])
        try session.unbind("item1")
        #expect(try keys() == ["3"])
    }

    @Test func finalizersRunWhenTheLastNameGoes() throws {
        let session = try Service().session()
        try instances(of: "TrackedObject", ["obj_a", "obj_b", "obj_c"], in: session)
        let ids = try ["obj_a", "obj_b", "obj_c"].map { try session.handle(of: $0) }
        var finalized: [String] = []
        for name in ["obj_b", "obj_a", "obj_c"] {
            let effects = try session.unbind(name)["effects"]?.arrayValue ?? []
            finalized += effects.filter { $0.text("kind") == "finalized" }.compactMap { $0.text("object") }
        }
        #expect(finalized == [ids[1], ids[0], ids[2]])
    }

    @Test func finalizersOfACycleRunInTheOrderOfCreation() throws {
        let session = try Service().session()
        try instances(of: "N", ["x", "y", "z"], in: session)
        let ids = try ["x", "y", "z"].map { try session.handle(of: $0) }
        for (from, to) in [(0, 1), (1, 2), (2, 0)] {
            try session.ask(
                "POST", "/objects/\(ids[from])/references",
                ["attribute": "next", "target": ["ref": .string(ids[to])]], status: 201)
        }
        for name in ["z", "y", "x"] { try session.unbind(name) }
        let report = try session.collect()
        #expect(report.number("collected") == 3)
        let effects = report["effects"]?.arrayValue ?? []
        #expect(effects.filter { $0.text("kind") == "finalized" }.compactMap { $0.text("object") } == ids)
    }

    @Test func finalizerThenWeakReferenceThenCallback() throws {
        let session = try Service().session()
        try instances(of: "LifecycleDemo", ["obj"], in: session)
        let weak = try session.ask(
            "POST", "/weakrefs",
            ["target": ["name": "obj"], "callback": ["label": "weak_callback"], "name": "weak"],
            status: 201)
        #expect(try session.object(named: "obj").number("getrefcount") == 2)

        let effects = try session.unbind("obj")
        let kinds = effects.effectKinds.map { String($0.prefix { $0 != " " }) }
        #expect(Array(kinds.prefix(4)) == ["finalized", "weakrefCleared", "callback", "freed"])
        #expect(effects.effectKinds.contains("callback weak_callback"))
        #expect(try session.ask("GET", "/weakrefs/\(try #require(weak.text("id")))")["alive"] == false)
    }

    @Test func aFinalizerCanBringItsObjectBackOnce() throws {
        let session = try Service().session()
        try session.make([
            "type": "class", "name": "P", "finalizer": ["action": "resurrect", "name": "again"],
        ])
        try session.make(["type": "instance", "class": ["name": "P"], "name": "p"])
        let id = try session.handle(of: "p")
        #expect(try session.unbind("p").effectKinds.contains { $0.hasPrefix("resurrected") })
        #expect(try session.handle(of: "again") == id)
        #expect(try session.object(named: "again")["finalized"] == true)
        let end = try session.unbind("again")
        #expect(!end.effectKinds.contains { $0.hasPrefix("finalized") })
        try session.ask("GET", "/objects/\(id)", status: 410)
    }
}
