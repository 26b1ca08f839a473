import HeapEngine
import Testing

@testable import PythonObjects

/// What histories depend on: the first objects of a session are where they always were.
struct FreshSessionTests {
    @Test func addressesOfTheFirstObjects() throws {
        let runtime = Runtime()
        let none = runtime.none
        let node = try runtime.makeClass(ClassDefinition(name: "Node"))
        let objects = [
            runtime.globals, runtime.makeList([none]), try runtime.makeDict([]), runtime.makeStr("a b"), node,
            try runtime.instantiate(node), runtime.makeTuple(Array(repeating: none, count: 100)),
            try runtime.makeSet([]), runtime.makeObject(),
            try runtime.makeClass(ClassDefinition(name: "Other")),
        ]
        #expect(
            objects.map { runtime.hexAddress(of: $0) } == [
                "0x7f3dffe0a700", "0x7f3dffe7bdc0", "0x7f3dffe2fe80", "0x7f3dffe8ab50", "0x7f3e00003f90",
                "0x7f3dfff36ba0", "0x7f3e00004370", "0x7f3dffe858c0", "0x7f3dfff801f0", "0x7f3e000046c0",
            ])
        #expect(
            objects.map { runtime.handle(of: $0).description } == [
                "b1843", "o11", "o12", "o13", "o5", "o14", "o15", "o16", "o17", "o22",
            ])
        #expect(runtime.hexAddress(of: runtime.types.list) == "0x558100001560")
        #expect(runtime.handle(of: runtime.types.list).description == "b14")
    }
}
