import HeapEngine
import PythonObjects

/// What `sys.settrace` and `sys.setprofile` ask for.
struct Tracer {
    /// The functions, owned; `.none` without one.
    var traceFunction = ObjectID.none, profileFunction = ObjectID.none
    /// Whether one of them runs now: what it does is not traced.
    var isInside = false
    /// The frames that are traced, outermost first.
    var frames: [TracedFrame] = []

    var isOn: Bool { !traceFunction.isNone || !profileFunction.isNone }
}

extension Interpreter {
    // MARK: Switching

    /// `sys.settrace(function)`; nil ends it.
    func setTrace(_ function: ObjectID?) {
        let old = tracer.traceFunction
        tracer.traceFunction = function.map { runtime.retained($0) } ?? .none
        switchTracing()
        if !old.isNone { heap.release(old) }
    }

    /// `sys.setprofile(function)`; nil ends it.
    func setProfile(_ function: ObjectID?) {
        let old = tracer.profileFunction
        tracer.profileFunction = function.map { runtime.retained($0) } ?? .none
        switchTracing()
        if !old.isNone { heap.release(old) }
    }

    /// Makes the frames that run tell of what they do, or leaves them alone again.
    private func switchTracing() {
        isTracing = tracer.isOn
        if isTracing {
            for index in 0..<frameCount where !frames[index].isLeft { trace(frames + index, isNew: false) }
        } else {
            for traced in tracer.frames where traced.depth < frameCount {
                let frame = frames + traced.depth
                // Others are of frames that were left.
                guard frame.pointee.facts == traced.facts else { continue }
                traced.uncoverAll()
                frame.pointee.facts = traced.original
            }
            // Their instructions stay: the inner loop may be in the middle of them.
            for traced in tracer.frames { dropCallee(of: traced) }
        }
        mustReload = true
    }

    /// Makes a frame tell of what it does.
    ///
    /// - Parameter isNew: whether it has just been entered: then those that were at its depth and above are gone.
    func trace(_ frame: UnsafeMutablePointer<Frame>, isNew: Bool) {
        let depth = frame - frames
        if !isNew, self.traced(frame) != nil { return }
        while isNew, let last = tracer.frames.last, last.depth >= depth {
            dropCallee(of: last)
            tracer.frames.removeLast()
        }
        let lines = frame.pointee.body.takeUnretainedValue().lines
        let made = TracedFrame(depth: depth, frame.pointee.facts, lines)
        made.isStarted = frame.pointee.next > 0
        made.previous = frame.pointee.next - 1
        let place = tracer.frames.firstIndex { $0.depth > depth } ?? tracer.frames.count
        tracer.frames.insert(made, at: place)
        frame.pointee.facts = made.facts
    }

    private func dropCallee(of traced: TracedFrame) {
        let callee = traced.callee
        traced.callee = .none
        if !callee.isNone { heap.release(callee) }
    }

    private func traced(_ frame: UnsafeMutablePointer<Frame>) -> TracedFrame? {
        let depth = frame - frames
        return tracer.frames.last { $0.depth == depth && $0.facts == frame.pointee.facts }
    }

    // MARK: Instructions

    /// Executes `traced`: tells of the instruction in its place, which runs next.
    func performTraced(_ frame: UnsafeMutablePointer<Frame>) throws {
        executed &-= 1
        let index = frame.pointee.next - 1
        guard let traced = self.traced(frame) else {
            preconditionFailure("an instruction of no traced frame")
        }
        traced.cover()
        if isTracing, !tracer.isInside { try tell(index, traced, frame) }
        let instruction = traced.instruction(index)
        if isTracing, instruction.opcode == .jumpBackward, Int(instruction.argument) == index {
            // It leads to itself: nothing else would cover it again.
            traced.previous = index
            try passCheckpoint()
            heap.collectIfDue()
        } else if isTracing {
            traced.uncover(index)
        }
        frame.pointee.next = index
    }

    /// Tells of what an instruction that is about to run means.
    private func tell(_ index: Int, _ traced: TracedFrame, _ frame: UnsafeMutablePointer<Frame>) throws {
        let instruction = traced.instruction(index)
        if !traced.callee.isNone { try tellReturn(ofBuiltin: traced, "c_return", index, frame) }
        if instruction.opcode == .resume { return try tellStart(traced, frame) }
        if hasLocalTrace(frame) {
            try tellLine(index, traced, frame)
            if traced.tellsInstructions, hasLocalTrace(frame), record(of: frame).tracesOpcodes {
                try tellTrace(frame, "opcode", runtime.none)
            }
        }
        switch instruction.opcode {
        case .returnValue, .yieldValue: try tellReturn(frame, frame.peek())
        case .returnConst: try tellReturn(frame, frame.pointee.constants[Int(instruction.argument)])
        case .call, .callKw, .callFunctionEx: try tellCall(instruction, traced, frame)
        case .endSend: try tellEnd(frame)
        default: break
        }
    }

    private func tellStart(_ traced: TracedFrame, _ frame: UnsafeMutablePointer<Frame>) throws {
        traced.isStarted = true
        traced.tellsInstructions = traced.lines.tellsInstructions
        if !tracer.traceFunction.isNone { try tellTrace(frame, "call", runtime.none) }
        if !tracer.profileFunction.isNone { try tellProfile(frame, "call", runtime.none) }
    }

    private func tellLine(_ index: Int, _ traced: TracedFrame, _ frame: UnsafeMutablePointer<Frame>) throws {
        let (line, previous) = (traced.lines.lines[index], traced.previous)
        guard line >= 0, previous >= 0, record(of: frame).tracesLines else { return }
        let last = traced.instruction(previous).opcode
        let isSame = traced.lines.lines[previous] == line
        let isJump = last == .jumpBackward
        let begins = traced.lines.starts[index] && (!isSame || last == .resume)
        guard begins || isJump && isSame && index <= previous else { return }
        try tellTrace(frame, "line", runtime.none)
    }

    private func tellReturn(_ frame: UnsafeMutablePointer<Frame>, _ value: ObjectID) throws {
        if !tracer.traceFunction.isNone { try tellTrace(frame, "return", value) }
        if !tracer.profileFunction.isNone { try tellProfile(frame, "return", value) }
    }

    private func tellCall(
        _ instruction: Instruction, _ traced: TracedFrame, _ frame: UnsafeMutablePointer<Frame>
    ) throws {
        guard !tracer.profileFunction.isNone else { return }
        let argument = Int(instruction.argument)
        let place: Int
        switch instruction.opcode {
        case .call: place = argument + 1
        case .callKw: place = argument + 2
        default: place = argument & 1 != 0 ? 3 : 2
        }
        let callable = frame.peek(place)
        guard let builtin = self.builtin(callable, frame, below: place, argument, instruction.opcode)
        else { return }
        traced.callee = builtin
        try tellProfile(frame, "c_call", builtin)
    }

    /// The builtin function or method that a call calls, the caller's; nil if it is anything else.
    private func builtin(
        _ callable: ObjectID, _ frame: UnsafeMutablePointer<Frame>, below place: Int, _ count: Int,
        _ opcode: Opcode
    ) -> ObjectID? {
        switch runtime.kind(of: callable) {
        case .builtinFunction: return runtime.retained(callable)
        case .methodDescriptor where opcode != .callFunctionEx:
            let receiver = frame.peek(place - 1)
            if !receiver.isNone {
                return orNil { try bound(callable, to: receiver, of: heap.type(of: receiver)) }
            }
            guard count > 0 else { return nil }
            let first = frame.peek(place - 2)
            return orNil { try bound(callable, to: first, of: heap.type(of: first)) }
        default: return nil
        }
    }

    private func tellReturn(
        ofBuiltin traced: TracedFrame, _ event: String, _ index: Int, _ frame: UnsafeMutablePointer<Frame>
    ) throws {
        let callee = traced.callee
        traced.callee = .none
        defer { heap.release(callee) }
        guard !tracer.profileFunction.isNone else { return }
        // The frame still stands at the call.
        if index >= 0 { frame.pointee.next = traced.previous + 1 }
        defer { if index >= 0 { frame.pointee.next = index + 1 } }
        try tellProfile(frame, event, callee)
    }

    // MARK: Exceptions

    /// Tells of an exception that came to a frame.
    ///
    /// - Returns: the exception that goes on: another one if the trace function raised it. Takes over the caller's unit and gives one.
    func traceException(_ exception: ObjectID, _ frame: UnsafeMutablePointer<Frame>) -> ObjectID {
        guard !tracer.isInside else { return exception }
        return telling(exception) {
            if let traced = self.traced(frame) {
                if !traced.callee.isNone { try tellReturn(ofBuiltin: traced, "c_exception", -1, frame) }
                // A generator that goes on with an exception.
                if !traced.isStarted { try tellStart(traced, frame) }
            }
            guard !tracer.traceFunction.isNone, hasLocalTrace(frame) else { return }
            let traceback = runtime.part(.traceback, of: exception) ?? runtime.none
            let argument = runtime.makeTuple([heap.type(of: exception), exception, traceback])
            defer { heap.release(argument) }
            try tellTrace(frame, "exception", argument)
        }
    }

    /// Tells of a StopIteration that ends a `for` loop; as `traceException`.
    func traceEnd(_ exception: ObjectID) -> ObjectID {
        guard !tracer.isInside, let frame = visibleFrame() else { return exception }
        let unit = frame.pointee.body.takeUnretainedValue().unit
        guard unit.instructions[frame.pointee.current].opcode == .forIter else { return exception }
        return traceException(exception, frame)
    }

    /// Tells of the StopIteration that ends a `for` loop over a generator which returned something.
    ///
    /// - Parameter value: what it returned; released if the trace function raises something.
    func traceEnd(ofGenerator value: ObjectID) throws {
        guard value != runtime.none else { return }
        let stop = runtime.newException(exceptionType("StopIteration"), [value])
        let told = traceEnd(stop)
        guard told == stop else {
            heap.release(value)
            throw raise(told)
        }
        heap.release(stop)
    }

    /// Tells of the StopIteration that ends a `yield from` a generator.
    private func tellEnd(_ frame: UnsafeMutablePointer<Frame>) throws {
        let generator = frame.peek(1)
        guard runtime.kind(of: generator) == .generator || runtime.kind(of: generator) == .coroutine else {
            return
        }
        let value = frame.peek()
        let stop = runtime.newException(
            exceptionType("StopIteration"), value == runtime.none ? [] : [value])
        let told = traceException(stop, frame)
        guard told == stop else { throw raise(told) }
        heap.release(stop)
    }

    /// Tells of a frame that an exception leaves; as `traceException`.
    func traceUnwinding(_ exception: ObjectID, _ frame: UnsafeMutablePointer<Frame>) -> ObjectID {
        guard !tracer.isInside else { return exception }
        return telling(exception) { try tellReturn(frame, runtime.none) }
    }

    private func telling(_ exception: ObjectID, _ body: () throws -> Void) -> ObjectID {
        do {
            try body()
            return exception
        } catch {
            let other = self.exception(of: error)
            heap.release(exception)
            return other
        }
    }

    // MARK: Functions

    private func record(of frame: UnsafeMutablePointer<Frame>) -> FrameRecord {
        runtime.frameRecords[heap.payload(frameObject(of: frame))]
    }

    /// Whether the frame has a function that is told of its lines.
    private func hasLocalTrace(_ frame: UnsafeMutablePointer<Frame>) -> Bool {
        if tracer.traceFunction.isNone { return false }
        let object =
            frame.pointee.generator.isNone
            ? frame.pointee.object : runtime.frameObject(ofGenerator: frame.pointee.generator) ?? .none
        return !object.isNone && !heap.slot(object, FrameObjectSlot.trace).isNone
    }

    /// Calls the trace function for a frame that begins, else the frame's own; what it returns is the frame's own from then on.
    private func tellTrace(_ frame: UnsafeMutablePointer<Frame>, _ event: String, _ argument: ObjectID) throws
    {
        let object = frameObject(of: frame)
        let function = event == "call" ? tracer.traceFunction : heap.slot(object, FrameObjectSlot.trace)
        if function.isNone { return }
        heap.retain(object)
        defer { heap.release(object) }
        do {
            let result = try call(tracing: function, object, event, argument)
            if result != runtime.none { setTrace(ofFrame: object, result) }
            heap.release(result)
        } catch {
            setTrace(nil)
            setTrace(ofFrame: object, nil)
            throw error
        }
    }

    private func tellProfile(_ frame: UnsafeMutablePointer<Frame>, _ event: String, _ argument: ObjectID)
        throws
    {
        let object = frameObject(of: frame)
        do {
            heap.release(try call(tracing: tracer.profileFunction, object, event, argument))
        } catch {
            setProfile(nil)
            throw error
        }
    }

    private func call(tracing function: ObjectID, _ frame: ObjectID, _ event: String, _ argument: ObjectID)
        throws
        -> ObjectID
    {
        heap.retain(function)
        tracer.isInside = true
        // What the function does is its own: an exception that is under way waits.
        let (outer, outerPlace) = (raised, reraisedAt)
        (raised, reraisedAt) = (.none, -1)
        defer {
            tracer.isInside = false
            heap.release(function)
            if raised.isNone { raised = outer }
            reraisedAt = outerPlace
        }
        let arguments = [frame, runtime.staticName(event), argument]
        guard !language.localsAreProxies, let unit = body(ofFrame: frame)?.unit,
            unit.flags.contains(.optimized)
        else { return try call(function, arguments) }
        heap.release(try refreshLocals(LocalsPlace(place(ofFrame: frame), of: frame), unit))
        let result = try call(function, arguments)
        do {
            try writeBackLocals(LocalsPlace(place(ofFrame: frame), of: frame), unit)
        } catch {
            heap.release(result)
            throw error
        }
        return result
    }
}
