import HeapEngine
import PythonObjects

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
        case .getYieldFromIter: try performYieldFrom(frame)
        case .send:
            switch try send(frame.peek(), to: frame.peek(1)) {
            case .yielded(let value): heap.release(frame.replace(with: value))
            case .returned(let value):
                heap.release(frame.replace(with: value))
                frame.pointee.next = argument
            }
        case .endSend:
            let result = frame.pop()
            heap.release(frame.replace(with: result))
        default: try performAsynchronous(opcode, argument, frame)
        }
    }

    /// What `yield from` goes over: a generator itself, or an iterator of anything else.
    private func performYieldFrom(_ frame: UnsafeMutablePointer<Frame>) throws {
        let iterable = frame.peek()
        switch runtime.kind(of: iterable) {
        case .generator: return
        case .coroutine:
            let flags = frame.pointee.body.takeUnretainedValue().unit.flags
            guard flags.contains(.coroutine) || flags.contains(.iterableCoroutine) else {
                throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator")
            }
        default:
            let iterator = try iterator(of: iterable)
            dropOperands(1, frame)
            frame.push(iterator)
        }
    }

    /// Goes on with what a generator delegates to.
    private func send(_ value: ObjectID, to iterator: ObjectID) throws -> GeneratorStep {
        let kind = runtime.kind(of: iterator)
        if kind == .generator || kind == .coroutine { return try resume(iterator, sending: value) }
        do {
            if value != runtime.none { return .yielded(try callMethod(iterator, "send", [value])) }
            // The StopIteration that ends it carries a value.
            if isOverriding(iterator), let item = try callHook(iterator, "__next__", []) {
                return .yielded(item)
            }
            return try advance(iterator).map { .yielded($0) } ?? .returned(runtime.none)
        } catch {
            return .returned(try stopValue(of: error))
        }
    }

    /// The value of a StopIteration, which the caller owns; throws any other error on.
    func stopValue(of error: any Error) throws -> ObjectID {
        if error is RunInterruption { throw error }
        let failure = exception(of: error)
        guard runtime.isInstance(failure, of: exceptionType("StopIteration")) else { throw raise(failure) }
        defer { heap.release(failure) }
        return runtime.retained(runtime.field("value", of: failure) ?? runtime.none)
    }

    /// Executes `cleanupThrow`: a StopIteration that was thrown into a generator ends its delegation.
    func cleanUpThrow(_ frame: UnsafeMutablePointer<Frame>) throws {
        let exception = frame.peek()
        guard runtime.isInstance(exception, of: exceptionType("StopIteration")) else {
            reraisedAt = frame.pointee.current
            throw raise(frame.pop())
        }
        let value = runtime.retained(runtime.field("value", of: exception) ?? runtime.none)
        dropOperands(3, frame)
        frame.push(runtime.none)
        frame.push(value)
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
        let flags = body.unit.flags
        let type =
            flags.contains(.asyncGenerator)
            ? runtime.types.asyncGenerator
            : flags.contains(.coroutine) ? runtime.types.coroutine : runtime.types.generator
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
        let maker = performPrefix(of: body, function, &variables)
        return runtime.makeGenerator(
            type, function: function, owned: Array(variables.prefix(body.localCount)),
            places: body.localCount + body.unit.stackSize,
            shown: body.localCount + stackSize(of: body.unit), next: maker + 1)
    }

    /// Does what a generator's code does before it makes the generator: free variables and cells take their places.
    ///
    /// - Returns: the instruction that makes it.
    private func performPrefix(of body: CodeBody, _ function: ObjectID, _ variables: inout [ObjectID]) -> Int
    {
        let instructions = body.unit.instructions
        var index = 0
        while index < instructions.count, instructions[index].opcode != .returnGenerator {
            let argument = Int(instructions[index].argument)
            if instructions[index].opcode == .makeCell {
                let content = variables[argument]
                variables[argument] = runtime.makeCell(content.isNone ? nil : content)
                if !content.isNone { heap.release(content) }
            } else if instructions[index].opcode == .copyFreeVars {
                let closure = heap.slot(function, Layouts.FunctionSlot.closure)
                for free in 0..<argument {
                    variables[body.localCount - argument + free] = runtime.retained(heap.slot(closure, free))
                }
            }
            index += 1
        }
        return index
    }

    /// `co_stacksize`, which counts in the sizes of frames and generators.
    func stackSize(of unit: CodeUnit) -> Int {
        switch runtime.profile.rules.stackSizes {
        case .leastOne: unit.stackSize
        case .depth: unit.depth
        case .depthOfBody: max(1, unit.bodyDepth)
        }
    }

    /// Goes on with a generator until it yields or ends.
    ///
    /// - Parameters:
    ///   - value: what its `yield` gives, borrowed.
    ///   - exception: what its `yield` raises instead; takes over the caller's unit.
    ///   - isClosing: whether it is to end.
    func resume(
        _ generator: ObjectID, sending value: ObjectID, raising exception: ObjectID? = nil,
        isClosing: Bool = false
    ) throws -> GeneratorStep {
        let state = runtime.state(ofGenerator: generator)
        let kind = runtime.kind(of: generator)
        switch state {
        case .running:
            if let exception { heap.release(exception) }
            throw PythonException("ValueError", "\(name(of: kind)) already executing")
        case .completed, .cleared:
            if kind == .coroutine, !isClosing {
                if let exception { heap.release(exception) }
                throw PythonException("RuntimeError", "cannot reuse already awaited coroutine")
            }
            if let exception { throw raise(exception) }
            return .returned(runtime.none)
        case .created where value != runtime.none:
            throw typeError("can't send non-None value to a just-started \(name(of: kind))")
        case .created, .suspended: break
        }
        let isEarly = state == .created && exception != nil
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
            if isEarly, !runtime.profile.rules.earlyStopsAreErrors { throw error }
            throw stopIterationBecomesRuntimeError(error, of: generator)
        }
        if runtime.state(ofGenerator: generator) == .suspended { return .yielded(result) }
        dropHandled()
        runtime.finish(generator)
        return .returned(result)
    }

    /// Pushes the frame of a generator that is about to run or suspended: its values move onto the data stack.
    private func takeUp(_ generator: ObjectID, sending value: ObjectID, isEntry: Bool) {
        let code = heap.slot(generator, Runtime.GeneratorSlot.code)
        guard let facts = runtime.codeFacts(ofCode: code) else {
            preconditionFailure("a generator whose code was not compiled from source")
        }
        let floor = stackTop
        let (count, handling) = runtime.resume(generator, into: floor)
        let function = heap.slot(generator, Runtime.GeneratorSlot.function)
        enterFrame(
            facts.assumingMemoryBound(to: CodeFacts.self), code: runtime.retained(code),
            function: runtime.retained(function),
            globals: heap.slot(function, Layouts.FunctionSlot.globals),
            builtins: heap.slot(function, Layouts.FunctionSlot.builtins), namespace: .none, floor: floor,
            locals: floor, filled: count, isEntry: isEntry)
        frame.pointee.next = runtime.next(ofGenerator: generator)
        frame.pointee.generator = generator
        frame.pointee.top = floor + count
        // The first time the value is None, which the instruction that made the generator leaves.
        frame.push(runtime.retained(value))
        handled.append(handling)
    }

    // MARK: Loops over generators

    /// Enters the frame of a generator that a `for` loop of the running frame goes on with, without a native call.
    ///
    /// - Returns: false if it has ended or runs already; then nothing has changed.
    func enterGenerator(_ generator: ObjectID) throws -> Bool {
        switch runtime.state(ofGenerator: generator) {
        case .created, .suspended: break
        case .running, .completed, .cleared: return false
        }
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
    /// - Returns: the error that goes on in place of the given one.
    func failEntered(_ generator: ObjectID, _ error: any Error) -> any Error {
        heap.retain(generator)
        defer { heap.release(generator) }
        settingExceptionAside { finishEntered(generator) }
        return stopIterationBecomesRuntimeError(error, of: generator)
    }

    private func dropHandled() {
        let last = handled.removeLast()
        if !last.isNone { heap.release(last) }
    }

    /// What a generator's kind is called in messages.
    func name(of kind: Kind) -> String {
        switch kind {
        case .coroutine: "coroutine"
        case .asyncGenerator: "async generator"
        default: "generator"
        }
    }

    /// A StopIteration that leaves a generator's body is a mistake of the body's (PEP 479).
    private func stopIterationBecomesRuntimeError(_ error: any Error, of generator: ObjectID) -> any Error {
        if error is RunInterruption { return error }
        let kind = runtime.kind(of: generator)
        let wrong =
            ["StopIteration"] + (kind == .asyncGenerator ? ["StopAsyncIteration"] : [])
        let exception = travelling(error)
        guard let type = wrong.first(where: { isInstance(exception, of: [$0]) }) else {
            return raise(exception)
        }
        let failure = object(exception)
        let message = runtime.makeStr("\(name(of: kind)) raised \(type)")
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
        let handling = handled.removeLast()
        frameCount -= 1
        runtime.suspend(
            generator, from: locals, count: frame.pointee.top - locals, exception: handling,
            next: frame.pointee.next)
        heap.release(function)
        heap.release(code)
        return value
    }
}
