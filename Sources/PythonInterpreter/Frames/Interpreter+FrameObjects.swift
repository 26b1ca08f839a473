import HeapEngine
import PythonObjects

/// Frame objects, which are made when somebody asks for them, one for each frame.
extension Interpreter {
    /// Where the variables of a frame object's frame are.
    enum FramePlace {
        case running(UnsafeMutablePointer<Frame>)
        /// In a generator that is not running.
        case suspended(ObjectID)
        case finished
        /// Not the evaluator's: a client called the function.
        case client
    }

    /// The frame object of a frame, borrowed.
    func frameObject(of frame: UnsafeMutablePointer<Frame>) -> ObjectID {
        let generator = frame.pointee.generator
        if !generator.isNone { return frameObject(ofGenerator: generator, frame.pointee.body) }
        if !frame.pointee.object.isNone { return frame.pointee.object }
        var record = frameRecord(frame.pointee.body)
        record.state = .running(depth: frame - frames)
        let object = runtime.makeFrameObject(record)
        frame.pointee.object = object
        return object
    }

    /// The frame object of a generator's frame, borrowed.
    private func frameObject(ofGenerator generator: ObjectID, _ body: Unmanaged<CodeBody>) -> ObjectID {
        if let known = runtime.frameObject(ofGenerator: generator) { return known }
        var record = frameRecord(body)
        record.state = .generator(generator)
        let object = runtime.makeFrameObject(record)
        runtime.setFrameObject(ofGenerator: generator, owned: object)
        return object
    }

    /// `gi_frame`, borrowed; nil once the generator has ended.
    func frameObject(ofGenerator generator: ObjectID) -> ObjectID? {
        switch runtime.state(ofGenerator: generator) {
        case .completed, .cleared: return nil
        case .created, .suspended, .running: break
        }
        guard let body = body(ofGenerator: generator) else { return nil }
        return frameObject(ofGenerator: generator, .passUnretained(body))
    }

    private func frameRecord(_ body: Unmanaged<CodeBody>) -> FrameRecord {
        let body = body.takeUnretainedValue()
        var record = FrameRecord(
            name: body.unit.name, filename: body.unit.filename, line: body.unit.firstLine,
            localNames: body.unit.localNames, places: body.localCount + stackSize(of: body.unit))
        record.body = body
        return record
    }

    /// The frame that called a frame; nil for the outermost. Frames that are being left do not count.
    func caller(of frame: UnsafeMutablePointer<Frame>) -> UnsafeMutablePointer<Frame>? {
        var index = frame - frames - 1
        while index >= 0 {
            if !frames[index].isLeft { return frames + index }
            index -= 1
        }
        return nil
    }

    /// The innermost frame that is not being left, then so many callers up; nil if there are not so many.
    func visibleFrame(up depth: Int = 0) -> UnsafeMutablePointer<Frame>? {
        var found = frameCount == 0 ? nil : frames[frameCount - 1].isLeft ? caller(of: frame) : frame
        var depth = depth
        while depth > 0, let frame = found {
            found = caller(of: frame)
            depth -= 1
        }
        return found
    }

    // MARK: Leaving

    /// Gives a frame's object what the frame held, if somebody else has the object (`_PyFrame_ClearExceptCode`).
    ///
    /// - Returns: whether the frame is gone with all that it held; otherwise there is no frame object any more.
    func surrender(_ frame: UnsafeMutablePointer<Frame>) -> Bool {
        let generator = frame.pointee.generator
        let object: ObjectID
        var namespace = frame.pointee.namespace
        if generator.isNone {
            object = frame.pointee.object
            frame.pointee.object = .none
        } else {
            guard let known = runtime.frameObject(ofGenerator: generator) else { return false }
            object = known
        }
        guard heap.refcount(object) > 1 else {
            if generator.isNone { heap.release(object) }
            return false
        }
        if !generator.isNone {
            namespace = heap.setSlot(generator, Runtime.GeneratorSlot.localsDict, owned: .none)
        }
        let hasBack = generator.isNone || runtime.profile.rules.generatorFramesKeepCaller
        let back = hasBack ? caller(of: frame).map { runtime.retained(frameObject(of: $0)) } ?? .none : .none
        let count = frame.pointee.body.takeUnretainedValue().localCount
        let locals = UnsafeBufferPointer(start: frame.pointee.locals, count: count)
        runtime.finishFrameObject(
            object, back: back, namespace: namespace, function: frame.pointee.function,
            code: frame.pointee.code, instruction: frame.pointee.current, values: locals)
        frameCount -= 1
        if generator.isNone { heap.release(object) }
        return true
    }

    // MARK: Asking

    /// Where the variables of a frame object are.
    func place(ofFrame object: ObjectID) -> FramePlace {
        switch runtime.frameRecords[heap.payload(object)].state {
        case .client: return .client
        case .finished: return .finished
        case .running(let depth): return .running(frames + depth)
        case .generator(let generator):
            guard runtime.state(ofGenerator: generator) == .running else { return .suspended(generator) }
            for index in (0..<frameCount).reversed() where frames[index].generator == generator {
                return .running(frames + index)
            }
            return .suspended(generator)
        }
    }

    /// What a frame object's frame runs; nil if it is none of the evaluator's.
    func body(ofFrame object: ObjectID) -> CodeBody? {
        runtime.frameRecords[heap.payload(object)].body as? CodeBody
    }

    /// The instruction under way in a frame object's frame, or the last one that ran.
    func instruction(ofFrame object: ObjectID) -> Int {
        switch place(ofFrame: object) {
        case .running(let frame): frame.pointee.current
        case .suspended(let generator):
            runtime.profile.rules.waitingFramesStandAhead
                ? runtime.next(ofGenerator: generator) : instruction(ofGenerator: generator)
        case .finished, .client: runtime.frameRecords[heap.payload(object)].instruction
        }
    }

    package func instruction(ofGenerator generator: ObjectID) -> Int {
        max(0, runtime.next(ofGenerator: generator) - 1)
    }

    package func line(ofFrame object: ObjectID) -> Int? {
        guard let body = body(ofFrame: object) else { return nil }
        let traced = runtime.frameRecords[heap.payload(object)].tracedLine
        if traced > 0 { return traced }
        if case .suspended(let generator) = place(ofFrame: object),
            runtime.state(ofGenerator: generator) == .created
        {
            return body.unit.firstLine
        }
        return body.line(at: instruction(ofFrame: object))
    }

    /// `f_code`, `f_globals` and `f_builtins`, borrowed; nil if the frame is a client's.
    func surroundings(ofFrame object: ObjectID) -> (code: ObjectID, globals: ObjectID, builtins: ObjectID)? {
        typealias Function = Layouts.FunctionSlot
        var function = ObjectID.none
        var code = ObjectID.none
        switch place(ofFrame: object) {
        case .running(let frame):
            return (frame.pointee.code, frame.pointee.globals, frame.pointee.builtins)
        case .suspended(let generator):
            function = heap.slot(generator, Runtime.GeneratorSlot.function)
            code = heap.slot(generator, Runtime.GeneratorSlot.code)
        case .finished:
            function = heap.slot(object, FrameObjectSlot.function)
            code = heap.slot(object, FrameObjectSlot.code)
        case .client: break
        }
        guard !code.isNone else { return nil }
        if function.isNone {
            let namespace = heap.slot(object, FrameObjectSlot.namespace)
            return (code, namespace.isNone ? runtime.globals : namespace, runtime.roots.builtins)
        }
        return (code, heap.slot(function, Function.globals), heap.slot(function, Function.builtins))
    }

    /// `f_back`, borrowed.
    func back(ofFrame object: ObjectID) -> ObjectID? {
        switch place(ofFrame: object) {
        case .running(let frame): return caller(of: frame).map { frameObject(of: $0) }
        case .suspended: return nil
        case .finished, .client:
            let back = heap.slot(object, FrameObjectSlot.back)
            return back.isNone ? nil : back
        }
    }
}

extension CodeBody {
    /// The line of an instruction; nil if it stands for nothing in the source.
    func line(at instruction: Int) -> Int? {
        guard instruction < unit.locations.count else { return nil }
        return unit.locations[instruction].map { Int($0.start.line) }
    }
}

extension Interpreter {
    // MARK: For inspectors

    package var runningFrames: [RunningFrame] {
        (0..<frameCount).filter { !frames[$0].isLeft }.map { index in
            let frame = frames + index
            if frame.pointee.ordinal == 0 { frame.pointee.ordinal = Int32(runtime.newFrameOrdinal()) }
            let body = frame.pointee.body.takeUnretainedValue()
            return RunningFrame(
                ordinal: Int(frame.pointee.ordinal), function: body.unit.name, filename: body.unit.filename,
                line: body.line(at: frame.pointee.current) ?? body.unit.firstLine, code: frame.pointee.code,
                globals: frame.pointee.globals, locals: shownLocals(frame), held: held(by: frame))
        }
    }

    /// Gives every running frame its number: to be called when a run pauses, so that numbers do not depend on who looks.
    package func numberFrames() { _ = runningFrames }

    private func shownLocals(_ frame: UnsafeMutablePointer<Frame>) -> [(name: String, value: ObjectID)] {
        let namespace = frame.pointee.namespace
        var shown: [(name: String, value: ObjectID)] = []
        let unit = frame.pointee.body.takeUnretainedValue().unit
        if !unit.flags.contains(.optimized), !namespace.isNone, runtime.kind(of: namespace) == .dict {
            shown = runtime.entries(of: namespace).compactMap { key, value in
                runtime.strValue(key).map { ($0.text, value) }
            }
        }
        for (place, name) in unit.localNames.enumerated() where !unit.localKinds[place].contains(.hidden) {
            let value = content(frame.pointee.locals[place], unit.localKinds[place])
            if !value.isNone { shown.append((name, value)) }
        }
        return shown
    }

    /// What a variable holds, also through its cell, borrowed.
    func content(_ value: ObjectID, _ kind: LocalKind) -> ObjectID {
        guard !value.isNone, !kind.isDisjoint(with: [.cell, .free]), runtime.kind(of: value) == .cell else {
            return value
        }
        return heap.slot(value, 0)
    }

    private func held(by frame: UnsafeMutablePointer<Frame>) -> [(edge: EdgeDescription, object: ObjectID)] {
        let body = frame.pointee.body.takeUnretainedValue()
        var held: [(edge: EdgeDescription, object: ObjectID)] = []
        for (place, name) in body.unit.localNames.enumerated() {
            held.append((EdgeDescription(.local, name), frame.pointee.locals[place]))
        }
        let bottom = frame.pointee.locals + body.localCount
        for index in 0..<max(0, frame.pointee.top - bottom) {
            held.append((EdgeDescription(.stack, "[\(index)]"), bottom[index]))
        }
        held.append((EdgeDescription(.function, ""), frame.pointee.function))
        held.append((EdgeDescription(.code, ""), frame.pointee.code))
        held.append((EdgeDescription(.dictionary, ".f_locals"), frame.pointee.namespace))
        held.append((EdgeDescription(.frame, ""), frame.pointee.object))
        held.append((EdgeDescription(.receiver, "instance"), frame.pointee.instance))
        held.append((EdgeDescription(.arguments, ""), frame.pointee.arguments))
        held.append((EdgeDescription(.receiver, "generator"), frame.pointee.generator))
        return held.filter { !$0.object.isNone }
    }

    package var heldBesideFrames: [(edge: EdgeDescription, object: ObjectID)] {
        let late = self.late.map { [$0.value, $0.traceback] } ?? []
        var held = (handled + [raised] + late).filter { !$0.isNone }
            .map { (EdgeDescription(.context, ""), $0) }
        if !statements.isNone { held.append((EdgeDescription(.interpreter, "statements"), statements)) }
        return held
    }

    package var isCalledByNativeCode: Bool { nesting > 1 || isInBreakpoint }
}
