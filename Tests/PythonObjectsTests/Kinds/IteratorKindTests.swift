import BigInt
import HeapEngine
import Testing

@testable import PythonObjects

/// Iterators, against recordings of CPython 3.13.
struct IteratorKindTests {
    static let containers = [
        "list", "tuple", "range", "long range", "str", "wide str", "bytes", "bytearray", "set", "frozenset",
        "dict keys", "dict values", "dict items",
    ]
    static let reversible = [
        "list", "range", "long range", "dict keys", "dict values", "dict items",
    ]

    @Test(arguments: containers.map { ($0, false) } + reversible.map { ($0, true) })
    func walks(_ name: String, _ isReversed: Bool) throws {
        let recorded = isReversed ? "reversed " + name : name
        let runtime = Runtime()
        let fresh = try make(name, isReversed, runtime)
        try check(fresh, recorded, runtime)
        runtime.heap.release(fresh)
        let iterator = try make(name, isReversed, runtime)
        var items: [String] = []
        func advance() throws -> Bool {
            guard let item = try runtime.next(iterator) else { return false }
            items.append(try runtime.repr(item))
            runtime.heap.release(item)
            return true
        }
        #expect(try advance())
        try check(iterator, recorded + " +1", runtime)
        while try advance() {}
        try check(iterator, recorded + " end", runtime)
        #expect(items == KindRecording.all?.facts[recorded + " end"]?.items)
        #expect(try runtime.next(iterator) == nil)
        runtime.heap.release(iterator)
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    private func check(_ iterator: ObjectID, _ name: String, _ runtime: Runtime) throws {
        try KindRecording.check(iterator, name, in: runtime)
        #expect(
            runtime.lengthHint(iterator).flatMap { Int(exactly: $0) } == KindRecording.all?.facts[name]?.hint,
            "\(name)")
    }

    private func make(_ name: String, _ isReversed: Bool, _ runtime: Runtime) throws -> ObjectID {
        func iterator(_ object: ObjectID) throws -> ObjectID {
            try runtime.iterator(over: object, reversed: isReversed)
        }
        func range(_ start: BigInt, _ stop: BigInt, _ step: BigInt) throws -> ObjectID {
            try iterator(runtime.makeRange(start: start, stop: stop, step: step))
        }
        let big = BigInt(10).power(20)
        switch name {
        case "list": return try iterator(runtime.integers([257, 258]) { runtime.makeList($0) })
        case "tuple": return try iterator(runtime.integers([257, 258]) { runtime.makeTuple($0) })
        case "range": return try range(300, 306, 3)
        case "long range":
            return try isReversed ? range(big, big + 4, 2) : range(big, big + 2, 1)
        case "str": return try iterator(runtime.makeStr("ab"))
        case "wide str": return try iterator(runtime.makeStr("a€"))
        case "bytes": return try iterator(runtime.makeBytes(Array("ab".utf8)))
        case "bytearray": return try iterator(runtime.makeByteArray(Array("ab".utf8)))
        case "set": return try iterator(runtime.integers([1000, 1001]) { try runtime.makeSet($0) })
        case "frozenset": return try iterator(runtime.integers([1000]) { try runtime.makeFrozenSet($0) })
        default:
            let dict = try Self.makeDict(runtime)
            defer { runtime.heap.release(dict) }
            let types = runtime.types.iterators
            let type =
                switch name {
                case "dict keys": isReversed ? types.dictReverseKey : types.dictKey
                case "dict values": isReversed ? types.dictReverseValue : types.dictValue
                default: isReversed ? types.dictReverseItem : types.dictItem
                }
            return runtime.makeDictIterator(type, of: dict)
        }
    }

    /// `{'a': 257, 5: 258}`
    static func makeDict(_ runtime: Runtime) throws -> ObjectID {
        try runtime.integers([257, 258]) {
            try runtime.makeDict([(runtime.constantStr("a"), $0[0]), (runtime.makeInt(5), $0[1])])
        }
    }

    @Test func iteratorsOverIterators() throws {
        let runtime = Runtime()
        func list(_ values: [Int]) throws -> ObjectID {
            try runtime.iterator(over: runtime.integers(values) { runtime.makeList($0) })
        }
        func pair(_ index: Int) throws -> ObjectID {
            index == 0
                ? try list([257])
                : try runtime.iterator(over: runtime.integers([258]) { runtime.makeTuple($0) })
        }
        func check(_ name: String, _ object: ObjectID) throws {
            try KindRecording.check(object, name, in: runtime)
            runtime.heap.release(object)
        }
        func enumerated(_ start: BigInt, advance: Bool) throws -> ObjectID {
            let source = try list([257, 258])
            let enumerate = runtime.makeEnumerate(start: start) { source }
            if advance, let item = try runtime.next(source) {
                runtime.heap.release(runtime.advanceEnumerate(enumerate, owned: item))
            }
            return enumerate
        }
        let five = runtime.makeInt(5)
        try check("callable", runtime.makeCallableIterator(runtime.types.list, sentinel: five))
        try check("enumerate", enumerated(0, advance: false))
        try check("enumerate +1", enumerated(7, advance: true))
        try check("enumerate big +1", enumerated(BigInt(Int.max), advance: true))
        try check("enumerate bigger", enumerated(BigInt(2).power(70), advance: false))
        try check("zip", runtime.makeZip(count: 2, iterator: pair))
        let zip = try runtime.makeZip(count: 2, iterator: pair)
        let result = runtime.takeZipResult(zip)
        for index in 0..<2 {
            let source = try #require(runtime.iterated(by: zip).map { runtime.heap.slot($0, index) })
            runtime.replaceItem(result, at: index, owned: try #require(try runtime.next(source)))
        }
        runtime.heap.release(result)
        try check("zip +1", zip)
        try check("empty zip", runtime.makeZip(count: 0) { _ in runtime.none })
        try check("map", runtime.makeMap(function: runtime.types.list, count: 2, iterator: pair))
        try check("filter", runtime.makeFilter(function: runtime.none, owned: list([257])))
        let tuple = runtime.integers([257, 258]) { runtime.makeTuple($0) }
        let reversed = runtime.makeReversed(tuple, count: 2)
        runtime.heap.release(tuple)
        try check("reversed", reversed)
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    @Test func partsDieInOrder() throws {
        try KindRecording.checkDeaths("callable") { $0.makeCallableIterator($1[0], sentinel: $1[1]) }
        try KindRecording.checkDeaths("enumerate") { runtime, parts in
            runtime.makeEnumerate(start: 0) { runtime.retained(parts[0]) }
        }
        try KindRecording.checkDeaths("zip") { runtime, parts in
            runtime.makeZip(count: 3) { runtime.retained(parts[$0]) }
        }
        try KindRecording.checkDeaths("map") { runtime, parts in
            runtime.makeMap(function: parts[0], count: 2) { runtime.retained(parts[$0 + 1]) }
        }
        try KindRecording.checkDeaths("filter") { runtime, parts in
            runtime.makeFilter(function: parts[0], owned: runtime.retained(parts[1]))
        }
    }

    @Test func changesAreNoticed() throws {
        let runtime = Runtime()
        let dict = try Self.makeDict(runtime)
        let iterator = runtime.makeDictIterator(runtime.types.iterators.dictKey, of: dict)
        _ = try runtime.next(iterator)
        try runtime.set(dict, key: "b", runtime.none)
        let changed = PythonException("RuntimeError", "dictionary changed size during iteration")
        #expect(throws: changed) { try runtime.next(iterator) }
        try runtime.deleteItem(dict, runtime.constantStr("b"))
        // It stays broken, although the size is right again, and goes on to hold the dict.
        #expect(throws: changed) { try runtime.next(iterator) }
        #expect(runtime.iterated(by: iterator) == dict)
        let second = runtime.makeDictIterator(runtime.types.iterators.dictItem, of: dict)
        for _ in 0..<2 { runtime.heap.release(try #require(try runtime.next(second))) }
        try runtime.deleteItem(dict, runtime.constantStr("a"))
        try runtime.set(dict, key: "c", runtime.none)
        #expect(throws: PythonException("RuntimeError", "dictionary keys changed during iteration")) {
            try runtime.next(second)
        }
        #expect(try runtime.next(second) == nil)
        let set = try runtime.integers([1000, 1001]) { try runtime.makeSet($0) }
        let third = try #require(runtime.makeIterator(of: set))
        try runtime.add(set, runtime.none)
        #expect(throws: PythonException("RuntimeError", "Set changed size during iteration")) {
            try runtime.next(third)
        }
        for object in [iterator, second, third, dict, set] { runtime.heap.release(object) }
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    /// The pair is filled anew while nobody else has it, and tracked again if a collection had stopped that.
    @Test func theResultTupleIsUsedAgain() throws {
        let runtime = Runtime()
        let dict = try Self.makeDict(runtime)
        let iterator = runtime.makeDictIterator(runtime.types.iterators.dictItem, of: dict)
        let own = runtime.heap.slot(iterator, 1)
        #expect(runtime.heap.isTracked(own))
        try runtime.collect()
        #expect(!runtime.heap.isTracked(own))
        let first = try #require(try runtime.next(iterator))
        #expect(first == own && runtime.heap.isTracked(own))
        let second = try #require(try runtime.next(iterator))
        #expect(second != own)
        for object in [first, second, iterator, dict] { runtime.heap.release(object) }
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    /// Iterating over the `__dict__` that shows an instance's values.
    @Test func inlineValuesAreIterated() throws {
        let runtime = Runtime()
        let object = try runtime.new("o", runtime.define("C"))
        try runtime.setAttribute(object, "b", runtime.none)
        try runtime.setAttribute(object, "a", runtime.ellipsis)
        let dict = try runtime.getAttribute(object, "__dict__")
        for (type, expected) in [
            (runtime.types.iterators.dictItem, ["('b', None)", "('a', Ellipsis)"]),
            (runtime.types.iterators.dictReverseKey, ["'a'", "'b'"]),
        ] {
            let iterator = runtime.makeDictIterator(type, of: dict)
            var found: [String] = []
            while let item = try runtime.next(iterator) {
                found.append(try runtime.repr(item))
                runtime.heap.release(item)
            }
            #expect(found == expected)
            runtime.heap.release(iterator)
        }
        runtime.heap.release(dict)
        try runtime.heap.validate()
    }
}
