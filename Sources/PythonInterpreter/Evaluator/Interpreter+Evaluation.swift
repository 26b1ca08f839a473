import HeapEngine
import PythonObjects

extension Interpreter {
    /// Runs frames until the one at index `entry` leaves, and returns what it returned; the caller owns it.
    ///
    /// - Throws: `Raised` when the frame is left by an exception.
    func evaluate(entry: Int) throws -> ObjectID {
        nesting += 1
        heap.nativeDepth += 2
        defer {
            nesting -= 1
            heap.nativeDepth -= 2
        }
        while true {
            do {
                return try step(entry: entry)
            } catch {
                try handle(error, entry: entry)
            }
        }
    }

    /// Takes an exception to the innermost handler of the frames from index `entry` on; throws it on if there is none.
    func handle(_ error: any Error, entry: Int) throws {
        if let interruption = meter.interruption { throw abandonFrames(entry: entry, error, interruption) }
        var exception = travelling(error)
        var isNew = reraisedAt < 0
        var place = isNew ? frame.pointee.current : reraisedAt
        reraisedAt = -1
        while true {
            let frame = self.frame
            let body = frame.pointee.body.takeUnretainedValue()
            if isNew {
                addTraceback(&exception, frame)
                if isTracing { exception = .object(traceException(object(exception), frame)) }
            }
            if let handler = body.unit.handler(at: place), !passesBy(exception, handler, in: body.unit) {
                let bottom = frame.pointee.locals + body.localCount
                let depth = bottom + Int(handler.depth)
                dropValues(downTo: depth, frame)
                if handler.pushesLasti { frame.push(runtime.makeInt(frame.pointee.current)) }
                frame.push(object(exception))
                frame.pointee.next = Int(handler.target)
                return
            }
            if isTracing { exception = .object(traceUnwinding(object(exception), frame)) }
            let isEntry = frame.pointee.isEntry
            let left = frame.pointee
            let index = frameCount - 1
            leaveFrame()
            if !left.instance.isNone { dropCall(of: left) }
            if !left.generator.isNone, !isEntry {
                exception = travelling(failEntered(left.generator, raise(exception)))
            }
            if isEntry {
                precondition(index == entry, "an exception left frames that it did not enter")
                throw raise(exception)
            }
            isNew = true
            place = self.frame.pointee.current
        }
    }

    /// Leaves the frames from index `entry` on without a look at their handlers.
    private func abandonFrames(entry: Int, _ error: any Error, _ interruption: RunInterruption)
        -> RunInterruption
    {
        if !(error is RunInterruption) { heap.release(exception(of: error)) }
        while frameCount > entry {
            let left = frame.pointee
            noteAbandoned(left)
            leaveFrame()
            if !left.instance.isNone { dropCall(of: left) }
            if !left.generator.isNone, !left.isEntry { finishEntered(left.generator) }
        }
        return interruption
    }

    /// Lets go of the values above `depth`, last to first.
    private func dropValues(
        downTo depth: UnsafeMutablePointer<ObjectID>, _ frame: UnsafeMutablePointer<Frame>
    ) {
        while frame.pointee.top > depth {
            frame.pointee.top -= 1
            let value = frame.pointee.top.pointee
            if !value.isNone { heap.release(value) }
        }
    }

    /// Leaves the innermost frame: its value stack, its locals in order, then what it ran.
    func leaveFrame() {
        let frame = self.frame
        let localCount = frame.pointee.facts.pointee.localCount
        let locals = frame.pointee.locals
        dropValues(downTo: locals + localCount, frame)
        frame.pointee.isLeft = true
        if !frame.pointee.object.isNone || !frame.pointee.generator.isNone, surrender(frame) { return }
        for local in 0..<localCount {
            let value = locals[local]
            if value.isNone { continue }
            locals[local] = .none
            heap.release(value)
        }
        let (namespace, function, code) = (
            frame.pointee.namespace, frame.pointee.function, frame.pointee.code
        )
        frameCount -= 1
        if !namespace.isNone { heap.release(namespace) }
        if !function.isNone { heap.release(function) }
        heap.release(code)
    }

    // MARK: Entering

    /// Pushes a frame whose arguments already stand in its first locals.
    ///
    /// - Parameters:
    ///   - code: takes over the caller's unit, as with `function` and `namespace`.
    ///   - filled: how many locals hold something.
    func enterFrame(
        _ body: CodeBody, code: ObjectID, function: ObjectID, globals: ObjectID, builtins: ObjectID,
        namespace: ObjectID, floor: UnsafeMutablePointer<ObjectID>, locals: UnsafeMutablePointer<ObjectID>,
        filled: Int, isEntry: Bool
    ) {
        enterFrame(
            body.facts, code: code, function: function, globals: globals, builtins: builtins,
            namespace: namespace, floor: floor, locals: locals, filled: filled, isEntry: isEntry)
    }

    /// Pushes a frame by its code's facts.
    @inline(__always)
    func enterFrame(
        _ facts: UnsafeMutablePointer<CodeFacts>, code: ObjectID, function: ObjectID, globals: ObjectID,
        builtins: ObjectID, namespace: ObjectID, floor: UnsafeMutablePointer<ObjectID>,
        locals: UnsafeMutablePointer<ObjectID>, filled: Int, isEntry: Bool
    ) {
        if frameCount > 0 { frame.pointee.top = floor }
        let localCount = facts.pointee.localCount
        var local = filled
        while local < localCount {
            (locals + local).initialize(to: .none)
            local += 1
        }
        (frames + frameCount).initialize(
            to: Frame(
                facts: facts, code: code, function: function, globals: globals, builtins: builtins,
                namespace: namespace, floor: floor, locals: locals, top: locals + localCount, next: 0,
                isEntry: isEntry))
        frameCount += 1
        if isTracing, !tracer.isInside { trace(frame, isNew: true) }
    }

    /// RecursionError if one more frame is too many.
    func checkRecursion() throws {
        let end = stackTop + 5_000
        if frameCount >= recursionLimit || end > values + Self.valueCapacity
            || frameCount + 1 >= Self.frameCapacity || nesting >= Self.nestingLimit
        {
            throw PythonException("RecursionError", "maximum recursion depth exceeded")
        }
    }
}
