import HeapEngine
import PythonObjects

/// What a generator remembers beside its values: where it goes on.
final class GeneratorBody {
    let code: CodeBody
    /// The next instruction.
    var next: Int

    init(code: CodeBody, next: Int) {
        self.code = code
        self.next = next
    }
}

extension Interpreter {
    /// What going on with a generator came to.
    enum GeneratorStep {
        /// It yielded; the caller owns the value.
        case yielded(ObjectID)
        /// Its body returned; the caller owns the value.
        case returned(ObjectID)
    }

    func performGenerator(_ opcode: Opcode, _ argument: Int, _ frame: UnsafeMutablePointer<Frame>) throws {
        switch opcode {
        case .getYieldFromIter:
            let iterable = frame.peek()
            if runtime.kind(of: iterable) == .generator { return }
            let iterator = try iterator(of: iterable)
            dropOperands(1, frame)
            frame.push(iterator)
        case .send:
            let sent = frame.peek()
            let iterator = frame.peek(1)
            let result: ObjectID
            if runtime.kind(of: iterator) == .generator {
                switch try resume(iterator, sending: sent) {
                case .yielded(let value): result = value
                case .returned(let value):
                    result = value
                    frame.pointee.next = argument
                }
            } else if sent != runtime.none {
                result = try callMethod(iterator, "send", [sent])
            } else if let value = try advance(iterator) {
                result = value
            } else {
                result = runtime.none
                frame.pointee.next = argument
            }
            heap.release(frame.replace(with: result))
        case .endSend:
            let result = frame.pop()
            heap.release(frame.replace(with: result))
        default: preconditionFailure("\(opcode) is no instruction of this group")
        }
    }

    /// `object.name(*arguments)`; the caller owns the result.
    func callMethod(_ object: ObjectID, _ name: String, _ arguments: [ObjectID]) throws -> ObjectID {
        let method = try attribute(object, runtime.staticName(name))
        defer { heap.release(method) }
        return try call(method, arguments)
    }

    // MARK: Making, going on, closing

    /// What calling a generator function gives: the arguments are bound, nothing has run.
    ///
    /// - Parameter arguments: bound in place; their units move into the generator.
    func makeGenerator(_ function: ObjectID, _ body: CodeBody, _ arguments: CallArguments) throws -> ObjectID
    {
        guard body.unit.flags.contains(.generator) else {
            throw PythonException(
                "NotImplementedError", "line \(body.unit.firstLine): coroutines cannot be executed yet")
        }
        let given = arguments.all.map { runtime.retained($0) }
        var variables = given
        variables.reserveCapacity(max(given.count, body.localCount) + body.parameterCount)
        while variables.count < body.localCount { variables.append(.none) }
        do {
            try variables.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                _ = try bind(
                    CallArguments(base: base, count: arguments.count, names: arguments.names), to: function,
                    body)
            }
        } catch {
            for object in given { heap.release(object) }
            throw error
        }
        return runtime.makeGenerator(
            runtime.types.generator, function: function, owned: Array(variables.prefix(body.localCount)),
            places: body.localCount + body.unit.stackSize, body: GeneratorBody(code: body, next: 0))
    }

    /// Goes on with a generator until it yields or ends.
    ///
    /// - Parameters:
    ///   - value: what its `yield` gives, borrowed.
    ///   - exception: what its `yield` raises instead; takes over the caller's unit.
    func resume(_ generator: ObjectID, sending value: ObjectID, raising exception: ObjectID? = nil) throws
        -> GeneratorStep
    {
        let state = runtime.state(ofGenerator: generator)
        switch state {
        case .running:
            if let exception { heap.release(exception) }
            throw PythonException("ValueError", "generator already executing")
        case .completed, .cleared:
            if let exception { throw raise(exception) }
            return .returned(runtime.none)
        case .created where value != runtime.none:
            throw typeError("can't send non-None value to a just-started generator")
        case .created, .suspended: break
        }
        if state == .created, let exception {
            runtime.complete(generator)
            throw raise(exception)
        }
        try checkRecursion()
        heap.retain(generator)
        defer { heap.release(generator) }
        takeUp(generator, sending: value, isEntry: true)
        let entry = frameCount - 1
        let result: ObjectID
        do {
            if let exception {
                try handle(raise(exception), entry: entry)
            }
            result = try evaluate(entry: entry)
        } catch {
            dropHandled()
            runtime.finish(generator)
            throw stopIterationBecomesRuntimeError(error)
        }
        if runtime.state(ofGenerator: generator) == .suspended { return .yielded(result) }
        dropHandled()
        runtime.finish(generator)
        return .returned(result)
    }

    /// Pushes the frame of a generator that is about to run or suspended: its values move onto the data stack.
    private func takeUp(_ generator: ObjectID, sending value: ObjectID, isEntry: Bool) {
        let isSuspended = runtime.state(ofGenerator: generator) == .suspended
        guard let body = runtime.body(ofGenerator: generator) else {
            preconditionFailure("a generator without a body")
        }
        // The body is one that `makeGenerator` gave the generator.
        let place = unsafeDowncast(body, to: GeneratorBody.self)
        let floor = stackTop
        let (count, handling) = runtime.resume(generator, into: floor)
        let function = heap.slot(generator, Runtime.GeneratorSlot.function)
        enterFrame(
            place.code.facts, code: runtime.retained(heap.slot(generator, Runtime.GeneratorSlot.code)),
            function: runtime.retained(function),
            globals: heap.slot(function, Layouts.FunctionSlot.globals),
            builtins: heap.slot(function, Layouts.FunctionSlot.builtins), namespace: .none, floor: floor,
            locals: floor, filled: count, isEntry: isEntry)
        frame.pointee.next = place.next
        frame.pointee.generator = generator
        frame.pointee.top = floor + count
        if isSuspended { frame.push(runtime.retained(value)) }
        handled.append(handling)
    }

    // MARK: Loops over generators

    /// Enters the frame of a generator that a `for` loop of the running frame goes on with, without a native call.
    ///
    /// - Returns: false if it has ended or runs already; then nothing has changed.
    func enterGenerator(_ generator: ObjectID) throws -> Bool {
        let state = runtime.state(ofGenerator: generator)
        guard state == .created || state == .suspended else { return false }
        try checkRecursion()
        takeUp(generator, sending: runtime.none, isEntry: false)
        heap.retain(generator)
        return true
    }

    /// Ends a generator whose body has returned to the `for` loop that had entered it.
    func finishEntered(_ generator: ObjectID) {
        dropHandled()
        runtime.finish(generator)
        heap.release(generator)
    }

    /// Ends a generator whose body was left by an exception, on its way to the `for` loop that had entered it.
    ///
    /// - Returns: the exception that goes on; it takes the given one's unit over.
    func failEntered(_ generator: ObjectID, _ exception: ObjectID) -> ObjectID {
        finishEntered(generator)
        return self.exception(of: stopIterationBecomesRuntimeError(raise(exception)))
    }

    private func dropHandled() {
        let last = handled.removeLast()
        if !last.isNone { heap.release(last) }
    }

    /// A StopIteration that leaves a generator's body is a mistake of the body's (PEP 479).
    private func stopIterationBecomesRuntimeError(_ error: any Error) -> any Error {
        let failure = exception(of: error)
        guard runtime.isInstance(failure, of: exceptionType("StopIteration")) else { return raise(failure) }
        let message = runtime.makeStr("generator raised StopIteration")
        defer {
            heap.release(message)
            heap.release(failure)
        }
        let replacement = runtime.newException(exceptionType("RuntimeError"), [message])
        runtime.setPart(.cause, of: replacement, failure)
        runtime.setPart(.context, of: replacement, failure)
        return raise(replacement)
    }

    /// Executes `yieldValue`: the frame's values move into its generator, and the frame is left.
    ///
    /// - Returns: what is yielded; the caller owns it.
    func yieldValue(_ frame: UnsafeMutablePointer<Frame>) -> ObjectID {
        let value = frame.pop()
        let generator = frame.pointee.generator
        let locals = frame.pointee.locals
        let (function, code) = (frame.pointee.function, frame.pointee.code)
        if let body = runtime.body(ofGenerator: generator) {
            // The body is one that `makeGenerator` gave the generator.
            unsafeDowncast(body, to: GeneratorBody.self).next = frame.pointee.next
        }
        let handling = handled.removeLast()
        frameCount -= 1
        runtime.suspend(generator, from: locals, count: frame.pointee.top - locals, exception: handling)
        heap.release(function)
        heap.release(code)
        return value
    }

    /// `generator.close()`
    func close(_ generator: ObjectID) throws {
        guard runtime.state(ofGenerator: generator) == .suspended else {
            if runtime.state(ofGenerator: generator) == .created { runtime.complete(generator) }
            return
        }
        let exit = runtime.newException(exceptionType("GeneratorExit"), [])
        do {
            switch try resume(generator, sending: runtime.none, raising: exit) {
            case .yielded(let value):
                heap.release(value)
                throw PythonException("RuntimeError", "generator ignored GeneratorExit")
            case .returned(let value): heap.release(value)
            }
        } catch {
            let failure = exception(of: error)
            guard
                ["GeneratorExit", "StopIteration"].contains(where: {
                    runtime.isInstance(failure, of: exceptionType($0))
                })
            else { throw raise(failure) }
            heap.release(failure)
        }
    }
}
