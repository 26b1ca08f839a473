import Foundation
import HeapEngine
import Synchronization
import Testing

@testable import PythonObjects

/// Structures that are deep, shared or come back to themselves, on a stack as small as Dispatch's threads have.
struct HostileStructuresTests {
    /// Runs `body` on a thread of 512 KB.
    private func onSmallStack(_ body: @escaping @Sendable () throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            do { try body() } catch { failure.withLock { $0 = error } }
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// `for _ in range(depth): o = wrap(o)`
    private static func nest(
        _ runtime: Runtime, _ depth: Int, from start: ObjectID, _ wrap: (ObjectID) throws -> ObjectID
    ) rethrows -> ObjectID {
        var object = start
        runtime.heap.retain(start)
        for _ in 0..<depth {
            let outer = try wrap(object)
            runtime.heap.release(object)
            object = outer
        }
        return object
    }

    @Test func comparisonsGoAsDeepAsCPythons() throws {
        try onSmallStack {
            let runtime = Runtime()
            for wrap: (ObjectID) throws -> ObjectID in [
                { runtime.makeList([$0]) }, { runtime.makeTuple([$0]) },
                { try runtime.makeDict([(runtime.none, $0)]) },
            ] {
                let a = try Self.nest(runtime, 9_999, from: runtime.none, wrap)
                let b = try Self.nest(runtime, 9_999, from: runtime.none, wrap)
                #expect(try runtime.equals(a, b))
                let (c, d) = (try wrap(a), try wrap(b))
                #expect(throws: RecursionFault.comparison) { try runtime.equals(c, d) }
                for object in [a, b, c, d] { runtime.heap.release(object) }
            }
            try runtime.heap.validate(atRest: false)
        }
    }

    @Test func setsInSetsEndInARecursionError() throws {
        try onSmallStack {
            let runtime = Runtime()
            let wrap = { (object: ObjectID) in try runtime.makeFrozenSet([object]) }
            let a = try Self.nest(runtime, 3_000, from: runtime.none, wrap)
            let b = try Self.nest(runtime, 3_000, from: runtime.none, wrap)
            #expect(try runtime.hash(a) == runtime.hash(b))
            #expect(throws: RecursionFault.comparison) { try runtime.equals(a, b) }
        }
    }

    @Test func hashesOfDeepTuplesAreCPythons() throws {
        try onSmallStack {
            let runtime = Runtime()
            // hash(t) behind `t = (); for _ in range(1000): t = (t,)`, and 100,000 around 1.
            let thousand = Self.nest(runtime, 1000, from: runtime.makeTuple([])) { runtime.makeTuple([$0]) }
            let hash = try runtime.hash(thousand)
            #expect(hash == 7_274_986_465_327_559_225)
            let many = Self.nest(runtime, 100_000, from: runtime.constantInt(1)) { runtime.makeTuple([$0]) }
            let hashOfMany = try runtime.hash(many)
            #expect(hashOfMany == -890_634_034_372_467_113)
        }
    }

    @Test func reprsGoAsDeepAsCPythons() throws {
        let runtime = Runtime()
        let deep = Self.nest(runtime, 9_997, from: runtime.none) { runtime.makeList([$0]) }
        #expect(try runtime.repr(deep).utf8.count == 2 * 9_997 + 4)
        let deeper = runtime.makeList([deep])
        #expect(throws: RecursionFault.repr) { try runtime.repr(deeper) }
        #expect(runtime.summary(deeper, limit: 5) == "[[[[[…")
    }

    @Test func doublingStructuresRunOutOfSteps() throws {
        let runtime = Runtime()
        runtime.stepLimit = 10_000
        let twice = { (object: ObjectID) in runtime.makeTuple([object, object]) }
        let start = runtime.makeTuple([runtime.none])
        let other = runtime.makeTuple([runtime.none])
        let a = Self.nest(runtime, 60, from: start, twice)
        let b = Self.nest(runtime, 60, from: other, twice)
        #expect(throws: stepFault(10_000)) { try runtime.equals(a, b) }
        runtime.resetSteps()
        #expect(throws: stepFault(10_000)) { try runtime.hash(a) }
        #expect(runtime.summary(a).utf8.count < 300)
        // The next statement has all steps again.
        runtime.resetSteps()
        #expect(try runtime.equals(start, other))
        try runtime.heap.validate(atRest: false)
    }

    @Test func methodsOfMethodsAreShownAndHashed() throws {
        try onSmallStack {
            let runtime = Runtime()
            let function = try runtime.makeFunction(FunctionDefinition(name: "f"))
            let method = try Self.nest(runtime, 50_000, from: function) {
                try runtime.makeMethod(function: $0, receiver: function)
            }
            let reference = try runtime.makeWeakReference(to: method)
            #expect(runtime.summary(reference).hasSuffix("(f)>"))
            _ = try runtime.hash(method)
            let same = try runtime.makeMethod(
                function: runtime.heap.slot(method, 0), receiver: function)
            #expect(try runtime.equals(method, same))
        }
    }

    @Test func modulesAndSpecsThatComeBackToThemselvesAreShown() throws {
        try onSmallStack {
            let runtime = Runtime()
            let module = try runtime.makeModule(
                name: "m", spec: ModuleSpecDefinition(name: "m", loader: nil, origin: nil))
            let spec = try #require(runtime.spec(of: module))
            try runtime.setAttribute(spec, "loader", module)
            #expect(runtime.summary(module) == "<module 'm' (…")
            #expect(throws: PythonException.self) { try runtime.repr(module) }
            try runtime.setAttribute(spec, "name", spec)
            #expect(runtime.summary(spec) == "ModuleSpec(name=…")
            #expect(!runtime.specAttributes(spec).isEmpty)
            // CPython 3.13: <module 'm' ([<module 'm' ([...])>])>
            let list = runtime.makeList([module])
            try runtime.setAttribute(spec, "loader", list)
            #expect(try runtime.repr(list) == "[<module 'm' ([...])>]")
        }
    }

    @Test func weakContainersWhoseInsidesWereExchanged() throws {
        try onSmallStack {
            let runtime = Runtime()
            let target = try runtime.makeClass(ClassDefinition(name: "C"))
            let set = runtime.makeWeakSet()
            let values = runtime.makeWeakValueDictionary()
            let keys = runtime.makeWeakKeyDictionary()
            for data in [runtime.none, set, runtime.makeList([])] {
                for container in [set, values, keys] { try runtime.setAttribute(container, "data", data) }
                #expect(throws: PythonException.self) { try runtime.add(set, target) }
                #expect(throws: PythonException.self) { try runtime.setItem(values, target, target) }
                #expect(throws: PythonException.self) { try runtime.setItem(keys, target, target) }
                #expect(throws: PythonException.self) { try runtime.discard(set, target) }
                #expect(runtime.knownLength(set) == nil || data != set)
                _ = runtime.summary(set)
            }
            try runtime.setAttribute(set, "data", set)
            #expect(runtime.summary(set) == "…")
            try runtime.heap.validate(atRest: false)
        }
    }

    @Test func aFinalizeWhoseEntryWasExchangedIsDead() throws {
        let runtime = Runtime()
        let target = try runtime.makeClass(ClassDefinition(name: "C"))
        let finalize = try runtime.makeFinalize(target, label: "bye")
        #expect(runtime.summary(finalize).contains("for 'type'"))
        let info = try #require(runtime.entries(of: runtime.library.finalizeRegistry).first?.value)
        let reference = try runtime.getAttribute(info, "weakref")
        try runtime.deleteAttribute(info, "weakref")
        #expect(runtime.summary(finalize).hasSuffix("; dead>"))
        try runtime.setAttribute(info, "weakref", reference)
        try runtime.setItem(runtime.library.finalizeRegistry, finalize, runtime.none)
        #expect(runtime.summary(finalize).hasSuffix("; dead>"))
        runtime.heap.release(target)
        _ = try runtime.collect()
        try runtime.heap.validate(atRest: false)
    }

    @Test func theInterpretersOwnNamesNeedNoSteps() throws {
        let runtime = Runtime()
        runtime.steps = runtime.stepLimit
        runtime.bind("a", runtime.none)
        runtime.bind("a", runtime.trueObject)
        #expect(throws: stepFault()) { try runtime.hash(runtime.none) }
    }

    @Test func aQuestionDoesNotMakeAReferenceRememberItsHash() throws {
        let runtime = Runtime()
        let target = try runtime.makeClass(ClassDefinition(name: "C"))
        let reference = try runtime.makeWeakReference(to: target)
        _ = try runtime.hash(reference, remembers: false)
        #expect(runtime.weakHashes.isEmpty)
        _ = try runtime.hash(reference)
        #expect(!runtime.weakHashes.isEmpty)
    }
}

/// Which exception is expected.
private enum RecursionFault {
    static let comparison = PythonException(
        "RecursionError", "maximum recursion depth exceeded in comparison")
    static let repr = PythonException(
        "RecursionError", "maximum recursion depth exceeded while getting the repr of an object")
}

private func stepFault(_ limit: Int = 5_000_000) -> PythonException {
    PythonException("RuntimeError", "the statement needs more than \(limit) comparisons and hashes")
}
