import HeapEngine
import Testing

@testable import PythonObjects

/// What CPython 3.13 said of objects of many kinds (`record_kinds.py`).
struct KindRecording: Decodable, Sendable {
    struct Fact: Decodable {
        var type: String
        var size: Int
        var tracked: Bool
        var referents: [String]
        var repr: String
        var hint: Int?
        var items: [String]?
    }

    var facts: [String: Fact]
    /// In which order the parts that an object held died with it.
    var deaths: [String: String]
    /// Of each built-in exception: its name, its resolution order, and the size of an instance.
    var exceptions: [String: ExceptionType]
    /// Random operations on a deque, each with its argument, the size afterwards, and the first and the last item.
    var deque: [[Item]]

    struct ExceptionType: Decodable {
        var name: String
        var order: [String]
        var size: Int

        init(from decoder: any Decoder) throws {
            var fields = try decoder.unkeyedContainer()
            name = try fields.decode(String.self)
            order = try fields.decode([String].self)
            size = try fields.decode(Int.self)
        }
    }

    static let all: KindRecording? = try? Recording.object("kinds.3.13.json", as: KindRecording.self)

    /// Compares an object with what was recorded under a name.
    static func check(_ object: ObjectID, _ name: String, in runtime: Runtime) throws {
        let fact = try #require(all?.facts[name], "nothing was recorded of \(name)")
        #expect(runtime.shortTypeName(object) == fact.type, "\(name)")
        #expect(runtime.sizeOf(object) == fact.size, "\(name)")
        #expect(runtime.heap.isTracked(object) == fact.tracked, "\(name)")
        #expect(
            try runtime.referents(of: object).map { plain(try runtime.repr($0.object)) } == fact.referents,
            "\(name)")
        #expect(plain(try runtime.repr(object)) == fact.repr, "\(name)")
        for reference in runtime.referents(of: object) {
            #expect(reference.references.allSatisfy { !$0.label.isEmpty || $0.kind != .part }, "\(name)")
        }
    }

    /// A repr without addresses.
    static func plain(_ repr: String) -> String {
        repr.replacing(#/ at 0x[0-9a-f]+|, file "[^"]*", line [0-9]+/#, with: "")
    }

    /// Checks in which order parts die with what `make` makes of them, and that the heap is sound.
    static func checkDeaths(
        _ name: String, _ make: (Runtime, [ObjectID]) throws -> ObjectID
    ) throws {
        let runtime = Runtime()
        let part = try runtime.define("Part", slots: [], finalizer: .record)
        let parts = try (0..<3).map { _ in try runtime.instantiate(part) }
        let handles = parts.map { runtime.handle(of: $0) }
        let object = try make(runtime, parts)
        for part in parts { runtime.heap.release(part) }
        _ = runtime.takeEffects()
        runtime.heap.release(object)
        let order = runtime.takeEffects().filter { $0.kind == .finalized }.compactMap { effect in
            handles.firstIndex { $0 == effect.handle }.map { ["a", "b", "c"][$0] }
        }
        let expected = try #require(all?.deaths[name], "nothing was recorded of \(name)")
        #expect(order.joined() == expected, "\(name)")
        try runtime.heap.validate()
    }
}

extension Runtime {
    /// A list, tuple, … of ints made at run time.
    func integers(_ values: [Int], _ make: ([ObjectID]) throws -> ObjectID) rethrows -> ObjectID {
        let numbers = values.map { makeInt($0) }
        defer { for number in numbers { heap.release(number) } }
        return try make(numbers)
    }

    /// An iterator over a new object, which it alone holds afterwards.
    func iterator(over object: ObjectID, reversed: Bool = false) throws -> ObjectID {
        defer { heap.release(object) }
        return try #require(reversed ? makeReverseIterator(of: object) : makeIterator(of: object))
    }
}
