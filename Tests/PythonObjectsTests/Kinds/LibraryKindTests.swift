import HeapEngine
import Testing

@testable import PythonObjects

/// `collections.deque`, `collections.defaultdict` and `functools.partial`, against recordings of CPython 3.13.
struct LibraryKindTests {
    private func deque(_ runtime: Runtime, _ numbers: [Int], limit: Int? = nil) -> ObjectID {
        let deque = runtime.makeDeque(limit: limit)
        for number in numbers { runtime.appendLast(deque, owned: runtime.makeInt(number)) }
        return deque
    }

    private func check(_ name: String, _ make: (Runtime) throws -> ObjectID) throws {
        let runtime = Runtime()
        let object = try make(runtime)
        try KindRecording.check(object, name, in: runtime)
        runtime.heap.release(object)
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    @Test func facts() throws {
        try check("empty deque") { deque($0, []) }
        try check("deque") { deque($0, [257, 258]) }
        try check("bounded deque") { deque($0, [257, 258, 259], limit: 2) }
        for isReversed in [false, true] {
            try check(isReversed ? "reversed deque iterator" : "deque iterator") {
                try $0.iterator(over: deque($0, [257, 258]), reversed: isReversed)
            }
            try check(isReversed ? "reversed deque iterator end" : "deque iterator end") { runtime in
                let iterator = try runtime.iterator(over: deque(runtime, [257, 258]), reversed: isReversed)
                var items: [String] = []
                while let item = try runtime.next(iterator) {
                    items.append(try runtime.repr(item))
                    runtime.heap.release(item)
                }
                #expect(items == (isReversed ? ["258", "257"] : ["257", "258"]))
                return iterator
            }
        }
        try check("empty defaultdict") { $0.makeDefaultDict() }
        for name in ["defaultdict of names", "defaultdict"] {
            try check(name) { runtime in
                let dict = runtime.makeDefaultDict(factory: runtime.types.list)
                return try runtime.integers([257, 258]) { numbers in
                    try runtime.set(dict, key: "a", numbers[0])
                    if name == "defaultdict" { try runtime.setItem(dict, runtime.makeInt(5), numbers[1]) }
                    return dict
                }
            }
        }
        try check("partial") { runtime in
            let keywords = try runtime.makeDict([(runtime.staticName("key"), runtime.staticName("x"))])
            defer { runtime.heap.release(keywords) }
            return runtime.integers([257]) {
                runtime.makePartial(runtime.types.list, items: $0, copying: keywords)
            }
        }
    }

    @Test func partsDieInOrder() throws {
        try KindRecording.checkDeaths("deque") { runtime, parts in
            let deque = runtime.makeDeque()
            for part in parts { runtime.appendLast(deque, owned: runtime.retained(part)) }
            return deque
        }
        try KindRecording.checkDeaths("defaultdict") { runtime, parts in
            let dict = runtime.makeDefaultDict(factory: parts[0])
            try runtime.setItem(dict, runtime.makeInt(5), parts[1])
            try runtime.setItem(dict, runtime.makeInt(6), parts[2])
            return dict
        }
        try KindRecording.checkDeaths("partial") { runtime, parts in
            let keywords = try runtime.makeDict([(runtime.staticName("k"), parts[2])])
            defer { runtime.heap.release(keywords) }
            return runtime.makePartial(parts[0], items: [parts[1]], copying: keywords)
        }
    }

    @Test func randomOperationsOnADeque() throws {
        let runtime = Runtime()
        let made = runtime.assign("d", owned: runtime.makeDeque())
        let steps = try #require(KindRecording.all?.deque)
        for (number, step) in steps.enumerated() {
            switch step[0].text {
            case "append": runtime.appendLast(made, owned: runtime.makeInt(number))
            case "appendleft": runtime.appendFirst(made, owned: runtime.makeInt(number))
            case "pop": _ = runtime.removeLast(made).map { runtime.heap.release($0) }
            case "popleft": _ = runtime.removeFirst(made).map { runtime.heap.release($0) }
            case "rotate": runtime.rotate(made, by: step[1].number)
            default: runtime.clearDeque(made)
            }
            let items = runtime.items(ofDeque: made)
            func value(_ object: ObjectID?) -> Int {
                object.flatMap { runtime.intValue($0) }.flatMap { Int(exactly: $0) } ?? -1
            }
            let found = [runtime.sizeOf(made), value(items.first), value(items.last)]
            guard found == step[2...].map(\.number) else {
                Issue.record("step \(number), \(step[0].text): \(found)")
                return
            }
            if number % 100 == 0 { try runtime.heap.validate() }
        }
        try runtime.append(runtime.assign("l", owned: runtime.makeList([])), made)
        runtime.appendFirst(made, owned: runtime.retained(try runtime.lookUp("l")))
        try runtime.heap.validate(atRest: false)
    }

    @Test func changesAndCycles() throws {
        let runtime = Runtime()
        let made = deque(runtime, [257, 258])
        let iterator = try #require(runtime.makeIterator(of: made))
        runtime.appendFirst(made, owned: runtime.none)
        #expect(throws: PythonException("RuntimeError", "deque mutated during iteration")) {
            try runtime.next(iterator)
        }
        runtime.heap.release(iterator)
        runtime.appendLast(made, owned: runtime.retained(made))
        #expect(try runtime.repr(made) == "deque([None, 257, 258, [...]])")
        #expect(runtime.referents(of: made).last?.references == [EdgeDescription(.item, "[3]")])
        runtime.heap.release(made)
        runtime.finishStatement()
        #expect(try runtime.collect().collected == 1)
        let dict = runtime.makeDefaultDict()
        runtime.setDefaultFactory(of: dict, dict)
        runtime.heap.release(dict)
        #expect(try runtime.collect().collected == 1)
        runtime.finishStatement()
        try runtime.heap.validate()
    }
}
