import HeapEngine
import PythonObjects

extension Builtins {
    /// The attributes and methods of frame objects.
    static let frames: [Builtin] = [
        .attribute("f_back") { $0.orNone($0.back(ofFrame: $1)) },
        .attribute("f_code") { $0.orNone($0.surroundings(ofFrame: $1)?.code) },
        .attribute("f_globals") { $0.orNone($0.surroundings(ofFrame: $1)?.globals) },
        .attribute("f_builtins") { $0.orNone($0.surroundings(ofFrame: $1)?.builtins) },
        .attribute("f_locals") { try $0.locals(ofFrame: $1) },
        .attribute("f_lasti") { interpreter, frame in
            interpreter.runtime.makeInt(
                interpreter.offset(
                    of: interpreter.instruction(ofFrame: frame), in: interpreter.body(ofFrame: frame)))
        },
        .attribute("f_lineno") { interpreter, frame in
            interpreter.line(ofFrame: frame).map { interpreter.runtime.makeInt($0) }
                ?? interpreter.runtime.none
        } set: { interpreter, frame, value in
            try interpreter.setLine(ofFrame: frame, value)
        },
        .attribute("f_trace") { interpreter, frame in
            let function = interpreter.heap.slot(frame, FrameObjectSlot.trace)
            return interpreter.orNone(function.isNone ? nil : function)
        } set: { interpreter, frame, value in
            interpreter.setTrace(ofFrame: frame, value == interpreter.runtime.none ? nil : value)
        },
        .attribute("f_trace_lines") { interpreter, frame in
            let record = interpreter.runtime.frameRecords[interpreter.heap.payload(frame)]
            return interpreter.runtime.boolean(record.tracesLines)
        } set: { interpreter, frame, value in
            let isOn = try interpreter.flag(value)
            interpreter.runtime.frameRecords[interpreter.heap.payload(frame)].tracesLines = isOn
        },
        .attribute("f_trace_opcodes") { interpreter, frame in
            let record = interpreter.runtime.frameRecords[interpreter.heap.payload(frame)]
            return interpreter.runtime.boolean(record.tracesOpcodes)
        } set: { interpreter, frame, value in
            let isOn = try interpreter.flag(value)
            interpreter.runtime.frameRecords[interpreter.heap.payload(frame)].tracesOpcodes = isOn
            if isOn { interpreter.body(ofFrame: frame)?.lines.tellsInstructions = true }
        },
        .method("clear", 0...0) { interpreter, arguments in
            try interpreter.clear(frame: arguments[0])
            return interpreter.runtime.none
        },
    ]

    /// What generators and coroutines show of their frames.
    static let generatorFrames = frameAttributes(prefix: "gi")
    static let coroutineFrames = frameAttributes(prefix: "cr")

    private static func frameAttributes(prefix: String) -> [Builtin] {
        [
            .attribute("\(prefix)_frame") { $0.orNone($0.frameObject(ofGenerator: $1)) },
            .attribute("\(prefix)_code") { interpreter, generator in
                let code = interpreter.runtime.code(ofGenerator: generator)
                return interpreter.orNone(code.isNone ? nil : code)
            },
            .attribute("\(prefix)_running") {
                $0.runtime.boolean($0.runtime.state(ofGenerator: $1) == .running)
            },
            .attribute("\(prefix)_suspended") {
                $0.runtime.boolean($0.runtime.state(ofGenerator: $1) == .suspended)
            },
        ]
    }

    /// The attributes of traceback entries.
    static let tracebacks: [Builtin] = [
        .attribute("tb_frame") { $0.orNone($0.runtime.frame(ofTraceback: $1)) },
        .attribute("tb_lasti") { interpreter, traceback in
            let place = interpreter.runtime.place(ofTraceback: traceback)
            let body = interpreter.runtime.frame(ofTraceback: traceback).flatMap {
                interpreter.body(ofFrame: $0)
            }
            return interpreter.runtime.makeInt(
                place.lasti ?? interpreter.offset(of: place.instruction, in: body))
        },
        .attribute("tb_lineno") { $0.runtime.makeInt($0.runtime.place(ofTraceback: $1).line) },
        .attribute("tb_next") {
            $0.orNone($0.runtime.next(ofTraceback: $1))
        } set: {
            interpreter, traceback, value in
            try interpreter.setNext(ofTraceback: traceback, value)
        },
    ]

    /// What every exception has beside its own fields.
    static let exceptions: [Builtin] = [
        .attribute("args") {
            $0.orNone($0.runtime.part(.arguments, of: $1))
        } set: {
            interpreter, exception, value in
            guard let value else { throw interpreter.typeError("args may not be deleted") }
            let items = try interpreter.items(of: value)
            let tuple = interpreter.runtime.makeTuple(items)
            for item in items { interpreter.heap.release(item) }
            interpreter.runtime.setPart(.arguments, of: exception, tuple)
            interpreter.heap.release(tuple)
        },
        .attribute("__traceback__") {
            $0.orNone($0.runtime.part(.traceback, of: $1))
        } set: {
            interpreter, exception, value in
            guard let value else { throw interpreter.typeError("__traceback__ may not be deleted") }
            try interpreter.setTraceback(of: exception, value)
        },
        .attribute("__context__") {
            $0.orNone($0.runtime.part(.context, of: $1))
        } set: {
            interpreter, exception, value in
            let context = try interpreter.chained(value, "context")
            interpreter.runtime.setPart(.context, of: exception, context)
        },
        .attribute("__cause__") {
            $0.orNone($0.runtime.part(.cause, of: $1))
        } set: {
            interpreter, exception, value in
            let cause = try interpreter.chained(value, "cause")
            interpreter.runtime.setPart(.cause, of: exception, cause)
        },
        .attribute("__suppress_context__") {
            $0.runtime.boolean($0.runtime.suppressesContext($1))
        } set: {
            interpreter, exception, value in
            interpreter.runtime.setSuppressesContext(exception, try interpreter.flag(value))
        },
        .method("with_traceback", 1...1) { interpreter, arguments in
            try interpreter.setTraceback(of: arguments[0], arguments[1])
            return interpreter.runtime.retained(arguments[0])
        },
        .method("add_note", 1...1) { interpreter, arguments in
            try interpreter.addNote(arguments[1], to: arguments[0])
            return interpreter.runtime.none
        },
    ]
}

extension Interpreter {
    /// An object for the caller, or None.
    func orNone(_ object: ObjectID?) -> ObjectID { runtime.retained(object ?? runtime.none) }

    /// The value of an attribute that is a C bool.
    func flag(_ value: ObjectID?) throws -> Bool {
        guard let value else { throw typeError("can't delete numeric/char attribute") }
        guard runtime.kind(of: value) == .bool else { throw typeError("attribute value type must be bool") }
        return value == runtime.trueObject
    }

    /// Sets or deletes `f_trace`.
    func setTrace(ofFrame frame: ObjectID, _ function: ObjectID?) {
        let old = heap.setSlot(
            frame, FrameObjectSlot.trace, owned: function.map { runtime.retained($0) } ?? .none)
        if !old.isNone { heap.release(old) }
    }

    /// `frame.f_lineno = line`: jumps are for trace functions alone.
    func setLine(ofFrame frame: ObjectID, _ value: ObjectID?) throws {
        guard let value else { throw PythonException("AttributeError", "cannot delete attribute") }
        guard runtime.isExactly(value, runtime.types.int) else {
            throw PythonException("ValueError", "lineno must be an integer")
        }
        guard runtime.frameRecords[heap.payload(frame)].tracedLine > 0 else {
            throw PythonException("ValueError", language.lineSettingMessage)
        }
        throw PythonException("NotImplementedError", "jumping to another line is not possible here")
    }

    /// `frame.clear()`
    func clear(frame: ObjectID) throws {
        switch place(ofFrame: frame) {
        case .running, .client:
            throw PythonException("RuntimeError", "cannot clear an executing frame")
        case .suspended(let generator):
            // It only ends the generator then: the frame object keeps what its variables hold.
            if language.clearsSuspendedFrames { return heap.release(try close(generator)) }
            guard runtime.state(ofGenerator: generator) == .created else {
                throw PythonException("RuntimeError", "cannot clear a suspended frame")
            }
            // It is closed, and lets its frame object have what is left of it.
            runtime.complete(generator)
        case .finished: break
        }
        for slot in [FrameObjectSlot.trace, FrameObjectSlot.extraLocals] { drop(slot, of: frame) }
        if heap.slotCount(frame) > FrameObjectSlot.locals {
            for slot in FrameObjectSlot.locals..<heap.slotCount(frame) { drop(slot, of: frame) }
        }
        // A dict of the frame's own goes on showing what it last did.
        if language.localsAreProxies { drop(FrameObjectSlot.namespace, of: frame) }
    }

    private func drop(_ slot: Int, of object: ObjectID) {
        guard slot < heap.slotCount(object) else { return }
        let old = heap.setSlot(object, slot, owned: .none)
        if !old.isNone { heap.release(old, because: .unlinked(source: object, slot: slot)) }
    }

    // MARK: Tracebacks and exceptions

    /// `traceback.tb_next = value`
    func setNext(ofTraceback traceback: ObjectID, _ value: ObjectID?) throws {
        guard let value else { throw typeError("can't delete tb_next attribute") }
        if value == runtime.none { return runtime.setNext(ofTraceback: traceback, nil) }
        guard runtime.kind(of: value) == .traceback else {
            throw typeError("expected traceback object, got '\(runtime.typeName(value))'")
        }
        var link: ObjectID? = value
        while let next = link {
            if next == traceback { throw PythonException("ValueError", "traceback loop detected") }
            link = runtime.next(ofTraceback: next)
        }
        runtime.setNext(ofTraceback: traceback, value)
    }

    /// `types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)`
    func makeTraceback(_ arguments: CallArguments) throws -> ObjectID {
        let reader = try ArgumentReader(
            "traceback(tb_next, tb_frame, tb_lasti, tb_lineno)", arguments, self)
        guard let next = reader[0], let frame = reader[1], let lasti = reader[2], let line = reader[3] else {
            throw typeError("traceback() missing required argument")
        }
        guard runtime.kind(of: frame) == .frame else {
            throw typeError(
                "traceback() argument 'tb_frame' must be frame, not \(runtime.typeName(frame))")
        }
        func number(_ object: ObjectID) throws -> Int {
            guard let value = runtime.index(object) else {
                throw typeError("'\(runtime.typeName(object))' object cannot be interpreted as an integer")
            }
            return value
        }
        let (offset, lineNumber) = (try number(lasti), try number(line))
        let offsets = body(ofFrame: frame)?.encodedOffsets ?? []
        let instruction = offsets.firstIndex { 2 * $0 >= offset } ?? max(0, offsets.count - 1)
        guard next == runtime.none || runtime.kind(of: next) == .traceback else {
            throw typeError("expected traceback object or None, got '\(runtime.typeName(next))'")
        }
        let traceback = runtime.makeTraceback(
            next: next == runtime.none ? nil : next, frame: frame, instruction: instruction, line: lineNumber)
        runtime.tracebacks[heap.payload(traceback)].lasti = offset
        return traceback
    }

    /// `exception.__traceback__ = value`
    func setTraceback(of exception: ObjectID, _ value: ObjectID) throws {
        guard value == runtime.none || runtime.kind(of: value) == .traceback else {
            throw typeError("__traceback__ must be a traceback or None")
        }
        runtime.setTraceback(of: exception, value == runtime.none ? nil : value)
    }

    /// What is to be an exception's `__cause__` or `__context__`; nil for None.
    func chained(_ value: ObjectID?, _ what: String) throws -> ObjectID? {
        guard let value else { throw typeError("__\(what)__ may not be deleted") }
        if value == runtime.none { return nil }
        guard runtime.isInstance(value, of: exceptionType("BaseException")) else {
            throw typeError("exception \(what) must be None or derive from BaseException")
        }
        return value
    }

    /// `exception.add_note(note)`
    func addNote(_ note: ObjectID, to exception: ObjectID) throws {
        guard runtime.kind(of: note) == .str else {
            throw typeError("note must be a str, not '\(runtime.typeName(note))'")
        }
        let name = runtime.staticName("__notes__")
        if let notes = runtime.instanceAttribute(exception, "__notes__") {
            guard runtime.kind(of: notes) == .list else {
                throw typeError("Cannot add note: __notes__ is not a list")
            }
            return runtime.appendItem(notes, note)
        }
        let list = runtime.makeList([])
        defer { heap.release(list) }
        try setAttribute(exception, name, list)
        runtime.appendItem(list, note)
    }
}
