import HeapEngine
import Testing

@testable import PythonObjects

/// Generators, coroutines and tracebacks, against recordings of CPython 3.13.
struct GeneratorKindTests {
    /// A generator of a function with this name and these arguments, which are borrowed.
    private func generator(
        _ runtime: Runtime, _ name: String, _ arguments: [ObjectID], places: Int, type: ObjectID? = nil
    ) throws -> ObjectID {
        let function = try runtime.makeFunction(FunctionDefinition(name: name))
        defer { runtime.heap.release(function) }
        return runtime.makeGenerator(
            type ?? runtime.types.generator, function: function,
            owned: arguments.map { runtime.retained($0) },
            places: places)
    }

    private func check(_ name: String, _ make: (Runtime) throws -> ObjectID) throws {
        let runtime = Runtime()
        let object = try make(runtime)
        try KindRecording.check(object, name, in: runtime)
        runtime.heap.release(object)
        runtime.finishStatement()
        try runtime.heap.validate()
    }

    @Test func whatTheyReferTo() throws {
        // One variable, and two places on the value stack.
        try check("created generator") {
            try generator($0, "function", [$0.staticName("argument")], places: 3)
        }
        try check("suspended generator") { runtime in
            let made = try generator(runtime, "function", [runtime.staticName("argument")], places: 3)
            let (values, exception) = runtime.resume(made)
            #expect(values.count == 1 && exception == nil && runtime.state(ofGenerator: made) == .running)
            runtime.suspend(made, owned: values)
            return made
        }
        try check("ended generator") { runtime in
            let made = try generator(runtime, "function", [runtime.staticName("argument")], places: 3)
            for value in runtime.resume(made).values { runtime.heap.release(value) }
            runtime.finish(made)
            return made
        }
        try check("closed generator") { runtime in
            let made = try generator(runtime, "function", [runtime.staticName("argument")], places: 3)
            runtime.finalizeGenerator(made)
            #expect(runtime.state(ofGenerator: made) == .completed)
            return made
        }
        try check("generator in a loop") { runtime in
            let number = runtime.makeInt(258)
            let made = try generator(
                runtime, "with_stack", [runtime.staticName("a"), number], places: 5)
            runtime.heap.release(number)
            let item = runtime.makeInt(257)
            let iterator = try runtime.iterator(over: runtime.makeTuple([item]))
            runtime.suspend(made, owned: runtime.resume(made).values + [item, iterator])
            return made
        }
        try check("coroutine") {
            try generator($0, "coroutine", [$0.staticName("argument")], places: 3, type: $0.types.coroutine)
        }
        try check("async generator") {
            try generator(
                $0, "asynchronous", [$0.staticName("argument")], places: 3, type: $0.types.asyncGenerator)
        }
    }

    @Test func whatItIsHandling() throws {
        let runtime = Runtime()
        let made = try generator(runtime, "function", [], places: 2)
        let exception = try runtime.makeException(type: "ValueError", arguments: [])
        _ = runtime.resume(made)
        runtime.suspend(made, owned: [.none, runtime.none], exception: exception)
        let references = runtime.referents(of: made)
        #expect(references.last?.object == exception)
        #expect(references.last?.references == [EdgeDescription(.context, "exception")])
        #expect(runtime.values(ofGenerator: made) == [.none, runtime.none])
        runtime.heap.release(made)
        try runtime.heap.validate()
    }

    @Test func partsDieInOrder() throws {
        try KindRecording.checkDeaths("created generator") { runtime, parts in
            try generator(runtime, "held", Array(parts[..<2]), places: 3)
        }
        try KindRecording.checkDeaths("suspended generator") { runtime, parts in
            let made = try generator(runtime, "held", Array(parts[..<2]), places: 3)
            runtime.suspend(made, owned: runtime.resume(made).values)
            return made
        }
    }

    /// A suspended generator that holds itself dies as it is closed, and is not counted; one that never ran is.
    @Test(arguments: [(true, 0), (false, 3)])
    func cyclesThroughGenerators(isSuspended: Bool, collected: Int) throws {
        let runtime = Runtime()
        let list = runtime.makeList([])
        let made = try generator(runtime, "held", [list], places: 3)
        try runtime.append(list, made)
        if isSuspended { runtime.suspend(made, owned: runtime.resume(made).values) }
        runtime.heap.release(list)
        runtime.heap.release(made)
        runtime.finishStatement()
        #expect(try runtime.collect().collected == collected)
        try runtime.heap.validate()
    }

    @Test func tracebacks() throws {
        let runtime = Runtime()
        let frame = try runtime.frameObject(FrameID(ordinal: 0))
        let first = runtime.makeTraceback(next: nil, frame: frame, instruction: 0, line: 1)
        let second = runtime.makeTraceback(next: first, frame: frame, instruction: 2, line: 3)
        let fact = try #require(KindRecording.all?.facts["traceback"])
        #expect(runtime.sizeOf(second) == fact.size && runtime.heap.isTracked(second) == fact.tracked)
        #expect(runtime.referents(of: second).map(\.object) == [first, frame])
        #expect(runtime.place(ofTraceback: second).line == 3 && runtime.next(ofTraceback: second) == first)
        runtime.setNext(ofTraceback: first, second)
        for object in [frame, first, second] { runtime.heap.release(object) }
        runtime.finishStatement()
        #expect(try runtime.collect().collected == 2)
        try runtime.heap.validate()
    }
}
