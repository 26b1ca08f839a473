import Foundation
import HeapEngine
import Testing

@testable import PythonObjects

/// The order in which instances of derived classes are traversed, against recordings of CPython 3.13.
struct ReferentOrderTests {
    struct Case: Decodable, CustomTestStringConvertible {
        var base: String
        /// The `__slots__` of each class, from the base on; nil for a class without.
        var classes: [[String]?]
        var attributes: [String]
        var contents: [String]
        var referents: [String]
        var survivors: [String]

        var testDescription: String {
            "\(base) " + classes.map { $0?.joined(separator: ",") ?? "-" }.joined(separator: "; ")
                + " \(contents)"
        }
    }

    static let recorded: [Case] = {
        let url = Bundle.module.url(forResource: "Recordings/referents.3.13", withExtension: "json")
        let data = url.flatMap { try? Data(contentsOf: $0) }
        return data.flatMap { try? JSONDecoder().decode([Case].self, from: $0) } ?? []
    }()

    @Test func thereAreRecordings() { #expect(Self.recorded.count > 40) }

    @Test(arguments: recorded)
    func asCPython(_ recorded: Case) throws {
        let runtime = Runtime(collector: CollectorSettings(isEnabled: false))
        let plain = try runtime.define("P")
        var type = try #require(runtime.builtin(named: recorded.base))
        runtime.freeze()
        var classes: [ObjectID] = []
        for (index, slots) in recorded.classes.enumerated() {
            type = try runtime.makeClass(ClassDefinition(name: "C\(index)", bases: [type], slots: slots))
            classes.append(type)
        }
        let names = recorded.contents + recorded.attributes
        let parts = Dictionary(uniqueKeysWithValues: try names.map { ($0, try runtime.instantiate(plain)) })
        let keys = ["key 0", "key 1"].map { runtime.constantStr($0) }
        let instance = runtime.assign(
            "o", owned: try runtime.instantiate(type, contents: contents(recorded, parts, keys)))
        for key in keys { runtime.heap.release(key) }
        for name in recorded.attributes {
            try runtime.setAttribute(instance, name, try #require(parts[name]))
        }
        #expect(described(instance, type: type, parts, runtime) == recorded.referents)
        #expect(runtime.referents(of: instance).map(\.object) == runtime.heap.referents(of: instance))

        // Now nothing but the instance holds the parts and the class, and they come before it in the youngest generation.
        for object in classes + parts.values { runtime.heap.release(object) }
        try runtime.collect(generation: 0)
        let survivors = runtime.objects(generation: 1).compactMap { object in
            object == type ? "class" : parts.first { $0.value == object }?.key
        }
        #expect(survivors == recorded.survivors)
        try runtime.heap.validate()
        try runtime.unbind("o")
        try runtime.heap.validate()
    }

    private func contents(_ recorded: Case, _ parts: [String: ObjectID], _ keys: [ObjectID])
        -> Runtime.Contents
    {
        let given = recorded.contents.compactMap { parts[$0] }
        switch recorded.base {
        case "list", "tuple", "set", "frozenset": return .items(given)
        case "dict":
            return .entries(zip([parts["key 0"] ?? keys[0], keys[1]], given.suffix(2)).map { ($0, $1) })
        case "Exception": return .items([keys[0]])
        default: return .nothing
        }
    }

    private func described(
        _ instance: ObjectID, type: ObjectID, _ parts: [String: ObjectID], _ runtime: Runtime
    ) -> [String] {
        runtime.referents(of: instance).map { referent in
            if let part = parts.first(where: { $0.value == referent.object }) { return part.key }
            if referent.object == type { return "class" }
            switch referent.references[0].kind {
            case .dictionary: return "dict"
            case .arguments: return "args"
            case .key: return (try? runtime.repr(referent.object))?.replacing("'", with: "") ?? "?"
            case let kind: return kind.rawValue
            }
        }
    }
}

/// Classes derived from built-in ones that declare many slots.
struct DerivedLayoutTests {
    @Test func aCycleThroughTheLastOfManySlotsIsFreed() throws {
        let runtime = Runtime(collector: CollectorSettings(isEnabled: false))
        let list = try #require(runtime.builtin(named: "list"))
        let names = (0..<100).map { "s\($0)" }
        let type = try runtime.define("L", bases: [list], slots: names)
        let before = runtime.heap.liveObjectCount
        // Names are sorted: s99 has the last slot, s0 the first.
        for name in ["s0", "s63", "s64", "s99"] {
            let object = try runtime.new("a", type)
            try runtime.setAttribute(object, name, object)
            try runtime.unbind("a")
            #expect(try runtime.collect().collected == 1)
            #expect(runtime.heap.liveObjectCount == before)
            try runtime.heap.validate()
        }
    }
}
