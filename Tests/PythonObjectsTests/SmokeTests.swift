import BigInt
import HeapEngine
import Testing

@testable import PythonObjects

struct SmokeTests {
    @Test func aSessionStartsEmpty() throws {
        let runtime = Runtime()
        try runtime.heap.validate()
        #expect(runtime.heap.counts == Thresholds(0, 0, 0))
        #expect(runtime.objects() == [runtime.globals])
        #expect(runtime.heap.generation(of: runtime.globals) == 2)
        #expect(runtime.takeEffects().isEmpty)
        #expect(try runtime.collect().collected == 0)
        try runtime.heap.validate()
    }

    @Test func refcountSteps() throws {
        let runtime = Runtime()
        let one = runtime.constantInt(1)
        let list = runtime.makeList([one, runtime.constantInt(2), runtime.constantInt(3)], constants: true)
        runtime.bind("a", list)
        runtime.heap.release(list)
        #expect(runtime.getRefcount(list) == 2)
        #expect(runtime.sizeOf(list) == 88)
        runtime.bind("b", list)
        runtime.bind("c", list)
        #expect(runtime.getRefcount(list) == 4)
        try runtime.unbind("b")
        try runtime.append(list, list)
        try runtime.unbind("c")
        try runtime.unbind("a")
        try runtime.heap.validate()
        #expect(try runtime.repr(list) == "[1, 2, 3, [...]]")
        #expect(try runtime.collect().collected == 1)
        try runtime.heap.validate()
    }

    @Test func classesAndInstances() throws {
        let runtime = Runtime()
        let node = try runtime.makeClass(ClassDefinition(name: "Node"))
        runtime.bind("Node", node)
        runtime.heap.release(node)
        try runtime.heap.validate()
        #expect(runtime.getRefcount(node) == 5)
        #expect(runtime.sizeOf(node) == 1712)
        let a = try runtime.instantiate(node)
        let b = try runtime.instantiate(node)
        try runtime.setAttribute(a, "partner", b)
        try runtime.setAttribute(b, "partner", a)
        runtime.heap.release(a)
        runtime.heap.release(b)
        try runtime.heap.validate()
        #expect(runtime.sizeOf(a) == 48)
        #expect(try runtime.collect().collected == 2)
        try runtime.heap.validate()
        try runtime.unbind("Node")
        #expect(try runtime.collect().collected == 5)  // the bases tuple is no longer tracked
        try runtime.heap.validate()
        runtime.finishStatement()
        try runtime.heap.validate()
    }
}
