import HeapEngine
import TestSupport
import Testing

/// The order in which nested containers die, which CPython's trashcan changes from a depth on.
@Suite("Trashcan")
struct TrashcanTests {
    /// Numbers in the order in which the finalizers of n nested `[D(i), inner]` ran, runs of consecutive ones joined.
    static func order(_ depth: Int, _ trashcan: HeapConfiguration.Trashcan) throws -> String {
        let recording = RecordingHeap(HeapConfiguration(isCollectorEnabled: false, trashcan: trashcan))
        let heap = recording.heap
        // Running code takes two levels.
        heap.nativeDepth = 2
        var log: [Int] = []
        var inner = ObjectID.none
        for number in 0..<depth {
            let list = recording.make(recording.list)
            heap.append(list, owned: recording.makeInstance { _ in log.append(number) })
            if !inner.isNone { heap.append(list, owned: inner) }
            inner = list
        }
        heap.release(inner)
        #expect(heap.liveObjectCount == 1)
        try heap.validate()
        return joined(log)
    }

    static func joined(_ numbers: [Int]) -> String {
        var runs: [(Int, Int)] = []
        for number in numbers {
            if let last = runs.last, last.1 + 1 == number {
                runs[runs.count - 1].1 = number
            } else {
                runs.append((number, number))
            }
        }
        return runs.map { $0 == $1 ? "\($0)" : "\($0)..\($1)" }.joined(separator: ",")
    }

    @Test func at50DeepThe312TrashcanPostponesTheRest() throws {
        #expect(try Self.order(120, .python312) == "71..119,70,22..69,21,0..20")
        #expect(try Self.order(50, .python312) == "1..49,0")
        #expect(try Self.order(51, .python312) == "2..50,1,0")
    }

    @Test func the313TrashcanGoesByCRecursion() throws {
        #expect(try Self.order(120, .python313) == "0..119")
        let deep = try Self.order(25_000, .python313)
        #expect(deep.hasPrefix("15053..15102,15052,15003..15051,15002,14953..15001,"))
        #expect(deep.hasSuffix(",53..101,52,3..51,2,0..1,15103..24999"))
    }

    @Test(arguments: ["3.11", "3.12", "3.13"])
    func isAsInALivePython(version: String) throws {
        guard let python = LivePython.named(version) else { return }
        let program = """
            import gc
            gc.disable()
            log = []
            class D:
                def __init__(s, i): s.i = i
                def __del__(s): log.append(s.i)
            for depth in (49, 50, 51, 120, 1000, 9947, 9948, 9950, 25000):
                t = None
                for i in range(depth): t = [D(i), t]
                t = None
                print(*log); log.clear()
            """
        let trashcan: HeapConfiguration.Trashcan = version == "3.13" ? .python313 : .python312
        let lines = try python.run(program).split(separator: "\n")
        for (line, depth) in zip(lines, [49, 50, 51, 120, 1000, 9947, 9948, 9950, 25_000]) {
            let order = try Self.order(depth, trashcan)
            #expect(order == Self.joined(line.split(separator: " ").compactMap { Int($0) }), "depth \(depth)")
        }
    }

    @Test func anObjectPutAsideIsTrackedAgainForItsFinalizer() throws {
        let recording = RecordingHeap(HeapConfiguration(isCollectorEnabled: false, trashcan: .python312))
        let heap = recording.heap
        var inner = recording.makeInstance { [heap] in heap.retain($0) }
        let kept = inner
        // The lists take the 50 levels, so that the instance is put aside itself.
        for _ in 0..<50 {
            let list = recording.make(recording.list)
            heap.append(list, owned: inner)
            inner = list
        }
        heap.release(inner)
        #expect(heap.objects(inGeneration: 0) == [kept])
        heap.release(kept)
        try heap.validate()
    }

    @Test func whatIsPutAsideDiesWhenTheOutermostObjectIsResurrected() throws {
        let recording = RecordingHeap(HeapConfiguration(isCollectorEnabled: false, trashcan: .python312))
        let heap = recording.heap
        let outer = recording.makeInstance { [heap, unowned recording] object in
            var inner = recording.makeList()
            for _ in 0..<60 {
                let list = recording.make(recording.list)
                heap.append(list, owned: inner)
                inner = list
            }
            heap.release(inner)
            heap.retain(object)
        }
        heap.release(outer)
        #expect(heap.liveObjectCount == 2)
        heap.release(outer)
        try heap.validate()
    }
}
