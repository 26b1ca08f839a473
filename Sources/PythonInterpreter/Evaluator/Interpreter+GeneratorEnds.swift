import HeapEngine
import PythonObjects

/// Throwing into generators, closing them, and what becomes of those that die.
extension Interpreter {
    /// The exception that `throw(type, value, traceback)` means; the caller owns it.
    func thrown(_ arguments: CallArguments) throws -> ObjectID {
        let none = runtime.none
        guard (2...4).contains(arguments.count) else {
            let given = arguments.count - 1
            throw typeError(
                "throw expected at \(given < 1 ? "least 1 argument" : "most 3 arguments"), got \(given)")
        }
        let (type, value) = (arguments[1], arguments.count > 2 ? arguments[2] : none)
        let traceback = arguments.count > 3 ? arguments[3] : none
        guard traceback == none || runtime.kind(of: traceback) == .traceback else {
            throw typeError("throw() third argument must be a traceback object")
        }
        let base = exceptionType("BaseException")
        let exception: ObjectID
        if runtime.kind(of: type) == .type, runtime.isSubclass(type, of: base) {
            if runtime.isInstance(value, of: type) {
                exception = runtime.retained(value)
            } else if value == none {
                exception = try call(type, [])
            } else {
                let given = runtime.kind(of: value) == .tuple ? runtime.items(of: value) : [value]
                exception = try call(type, given)
            }
        } else if runtime.isInstance(type, of: base) {
            guard value == none else {
                throw typeError("instance exception may not have a separate value")
            }
            exception = runtime.retained(type)
        } else {
            throw typeError(
                "exceptions must be classes or instances deriving from BaseException, not \(runtime.typeName(type))"
            )
        }
        if traceback != none { runtime.setPart(.traceback, of: exception, traceback) }
        return exception
    }

    /// `generator.throw(exception)`, which goes to what it delegates to first; takes over the caller's unit.
    func `throw`(_ exception: ObjectID, into generator: ObjectID) throws -> GeneratorStep {
        guard let delegate = delegate(of: generator) else {
            return try resume(generator, sending: runtime.none, raising: exception)
        }
        heap.retain(delegate)
        defer { heap.release(delegate) }
        do {
            if runtime.isInstance(exception, of: exceptionType("GeneratorExit")) {
                try closeIterator(delegate)
            } else if runtime.kind(of: delegate).isGenerator {
                let step = try nativelyNested {
                    try self.throw(runtime.retained(exception), into: delegate)
                }
                if case .yielded = step {
                    heap.release(exception)
                    return step
                }
                heap.release(try stopping(step))
            } else if let method = try optionalAttribute(delegate, runtime.staticName("throw")) {
                defer { heap.release(method) }
                let value = try call(method, [exception])
                heap.release(exception)
                return .yielded(value)
            }
        } catch {
            if error is RunInterruption { throw error }
            let failure = self.exception(of: error)
            heap.release(exception)
            return try resume(generator, sending: runtime.none, raising: failure)
        }
        return try resume(generator, sending: runtime.none, raising: exception)
    }

    /// `iterator.close()`, if it has such a method.
    private func closeIterator(_ iterator: ObjectID) throws {
        if runtime.kind(of: iterator).isGenerator {
            return heap.release(try nativelyNested { try close(iterator) })
        }
        guard let method = try optionalAttribute(iterator, runtime.staticName("close")) else { return }
        defer { heap.release(method) }
        heap.release(try call(method, []))
    }

    /// `generator.close()`: what its body returned; the caller owns it.
    @discardableResult
    func close(_ generator: ObjectID) throws -> ObjectID {
        switch runtime.state(ofGenerator: generator) {
        case .created:
            runtime.closeQuietly(generator)
            return runtime.none
        case .completed, .cleared: return runtime.none
        case .running:
            throw PythonException(
                "ValueError", "\(name(of: runtime.kind(of: generator))) already executing")
        case .suspended: break
        }
        var exit = ObjectID.none
        if let delegate = delegate(of: generator) {
            heap.retain(delegate)
            defer { heap.release(delegate) }
            do {
                try closeIterator(delegate)
            } catch {
                if error is RunInterruption { throw error }
                exit = exception(of: error)
            }
        } else if !hasHandler(generator) {
            runtime.closeQuietly(generator)
            return runtime.none
        }
        if exit.isNone { exit = runtime.newException(exceptionType("GeneratorExit"), []) }
        do {
            switch try resume(generator, sending: runtime.none, raising: exit, isClosing: true) {
            case .yielded(let value):
                heap.release(value)
                throw PythonException(
                    "RuntimeError", "\(name(of: runtime.kind(of: generator))) ignored GeneratorExit")
            case .returned(let value): return value
            }
        } catch {
            if error is RunInterruption { throw error }
            let failure = exception(of: error)
            let ends = ["GeneratorExit", "StopIteration"]
            guard ends.contains(where: { runtime.isInstance(failure, of: exceptionType($0)) }) else {
                throw raise(failure)
            }
            heap.release(failure)
            return runtime.none
        }
    }

    /// Whether anything but the body's own handler is around the place where a suspended generator stands.
    private func hasHandler(_ generator: ObjectID) -> Bool {
        guard let resumption = resumption(of: generator) else { return true }
        return resumption.argument & 4 == 0
    }

    /// The instruction that a suspended generator goes on with.
    private func resumption(of generator: ObjectID) -> Instruction? {
        guard runtime.state(ofGenerator: generator) == .suspended,
            let body = body(ofGenerator: generator)
        else { return nil }
        let (instructions, next) = (body.unit.instructions, runtime.next(ofGenerator: generator))
        guard instructions.indices.contains(next), instructions[next].opcode == .resume else { return nil }
        return instructions[next]
    }

    /// Whether a suspended asynchronous generator stands at a `yield` of its own, and not at an `await`.
    func standsAtYield(_ generator: ObjectID) -> Bool {
        resumption(of: generator).map { $0.argument & 3 == 1 } ?? false
    }

    /// What a suspended generator delegates to (`gi_yieldfrom`), borrowed; nil if to nothing.
    func delegate(of generator: ObjectID) -> ObjectID? {
        guard let resumption = resumption(of: generator), resumption.argument & 3 >= 2 else { return nil }
        return runtime.values(ofGenerator: generator).last
    }

    /// Closes a generator that dies or was found unreachable.
    func finalizeGenerator(_ generator: ObjectID) {
        guard meter.interruption == nil else { return }
        let state = runtime.state(ofGenerator: generator)
        if state == .created, runtime.kind(of: generator) == .coroutine {
            return ignoring(generator) {
                let name = try attribute(generator, runtime.staticName("__qualname__"))
                defer { heap.release(name) }
                try warn(
                    "RuntimeWarning", "coroutine '\(text(name))' was never awaited", source: generator)
            }
        }
        guard state == .suspended else { return }
        if delegate(of: generator) == nil, !hasHandler(generator) { return runtime.closeQuietly(generator) }
        ignoring(generator) { heap.release(try close(generator)) }
    }
}
