import HeapEngine

/// A frame's number: `f1` is the first function called, `f0` is `<module>`.
public struct FrameID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number, never reused.
    public var ordinal: Int

    /// The frame with a number.
    public init(ordinal: Int) { self.ordinal = ordinal }

    /// Reads `f1`.
    public init?(_ text: String) {
        guard text.hasPrefix("f"), text.utf8.count <= 10, let ordinal = Int(text.dropFirst()), ordinal >= 0,
            text == "f\(ordinal)"
        else { return nil }
        self.ordinal = ordinal
    }

    /// `f1`
    public var description: String { "f\(ordinal)" }

    /// Orders by calling.
    public static func < (left: FrameID, right: FrameID) -> Bool { left.ordinal < right.ordinal }
}

/// A running frame, as an inspector sees it.
public struct FrameInfo: Sendable {
    /// The frame's number.
    public var id: FrameID
    /// `f_code.co_name`
    public var function: String
    /// `f_code.co_filename`
    public var filename: String
    /// `f_lineno`
    public var line: Int
    /// `f_back`
    public var back: FrameID?
    /// `f_locals` of a function, in the order of its variables, borrowed; unbound ones are absent.
    public var locals: [(name: String, value: ObjectID)]
    /// `f_code`, borrowed.
    public var code: ObjectID
    /// `f_globals`, borrowed.
    public var globals: ObjectID
}

/// Slots of a running frame's root object.
package enum FrameSlot {
    package static let function = 0, object = 1, code = 2, locals = 3
}

extension Runtime {
    func startModuleFrame() {
        let code = makeCode(FunctionDefinition(name: "<module>"), qualifiedName: "<module>")
        let frame = pushRoot(
            FrameRecord(name: "<module>", filename: "<client>", line: 1, localNames: []),
            function: .none, code: code)
        heap.release(code)
        frameStack = [frame]
    }

    private func pushRoot(_ record: FrameRecord, function: ObjectID, code: ObjectID) -> ObjectID {
        let frame = heap.allocate(
            layouts.opaque, type: .none, bytes: 16, header: 0,
            slots: FrameSlot.locals + record.localNames.count)
        heap.setPayload(frame, frameRecords.insert(record))
        if !function.isNone { fill(frame, FrameSlot.function, function) }
        fill(frame, FrameSlot.code, code)
        heap.append(roots.interpreter, owned: frame)
        return frame
    }

    /// Calls a function made for the purpose, which then stands where `line` says, with these local variables.
    public func pushFrame(
        function name: String, locals: [(name: String, value: ObjectID)], line: Int = 1,
        filename: String = "<client>"
    ) throws -> FrameID {
        let function = try makeFunction(
            FunctionDefinition(name: name, parameters: locals.map(\.name), filename: filename, line: line))
        defer { heap.release(function) }
        return try pushFrame(calling: function, arguments: locals.map(\.value), line: line)
    }

    /// Calls a function object: a new frame whose parameters are bound to the arguments and to defaults.
    public func pushFrame(calling function: ObjectID, arguments: [ObjectID], line: Int? = nil) throws
        -> FrameID
    {
        guard kind(of: function) == .function else {
            throw PythonException("TypeError", "'\(typeName(function))' object is not callable")
        }
        guard frameStack.count < 1000 else {
            throw PythonException("RecursionError", "maximum recursion depth exceeded")
        }
        let codeObject = heap.slot(function, Layouts.FunctionSlot.code)
        let code = codes[heap.payload(codeObject)]
        let defaultsTuple = heap.slot(function, Layouts.FunctionSlot.defaults)
        let defaults =
            defaultsTuple.isNone
            ? [] : (0..<heap.slotCount(defaultsTuple)).map { heap.slot(defaultsTuple, $0) }
        let missing = code.parameters.count - arguments.count
        guard missing >= 0 else {
            let count = code.parameters.count
            throw PythonException(
                "TypeError",
                "\(code.name)() takes \(count) positional argument\(count == 1 ? "" : "s") but \(arguments.count) \(arguments.count == 1 ? "was" : "were") given"
            )
        }
        guard missing <= defaults.count else {
            let names = code.parameters[arguments.count..<(code.parameters.count - defaults.count)]
            let list = names.map { "'\($0)'" }
            let text =
                list.count == 1
                ? list[0]
                : list.count == 2
                    ? "\(list[0]) and \(list[1])"
                    : "\(list.dropLast().joined(separator: ", ")), and \(list[list.count - 1])"
            throw PythonException(
                "TypeError",
                "\(code.name)() missing \(names.count) required positional argument\(names.count == 1 ? "" : "s"): \(text)"
            )
        }
        var record = FrameRecord(
            name: code.name, filename: code.filename, line: line ?? code.line,
            localNames: code.parameters + code.freeNames)
        record.ordinal = newFrameOrdinal()
        let frame = pushRoot(record, function: function, code: codeObject)
        for (index, value) in (arguments + defaults.suffix(missing)).enumerated() {
            fill(frame, FrameSlot.locals + index, value)
        }
        let closure = heap.slot(function, Layouts.FunctionSlot.closure)
        for index in code.freeNames.indices {
            fill(frame, FrameSlot.locals + code.parameters.count + index, heap.slot(closure, index))
        }
        frameStack.append(frame)
        return FrameID(ordinal: record.ordinal)
    }

    /// Lets the innermost function return: its frame's references are dropped in order, unless somebody has its frame object.
    public func popFrame(_ id: FrameID) throws {
        guard let frame = running(id) else { throw missing(id) }
        guard frame == frameStack.last, frameStack.count > 1 else {
            throw PythonException("RuntimeError", "only the innermost function can return")
        }
        frameStack.removeLast()
        let object = heap.setSlot(frame, FrameSlot.object, owned: .none)
        if !object.isNone, heap.refcount(object) > 1 {
            finish(object, taking: frame)
            heap.release(object)
        } else {
            if !object.isNone { heap.release(object) }
            let record = frameRecords[heap.payload(frame)]
            for slot in FrameSlot.locals..<heap.slotCount(frame) {
                let old = heap.setSlot(frame, slot, owned: .none)
                drop(old, from: frame) {
                    EdgeDescription(.local, record.localNames[slot - FrameSlot.locals])
                }
            }
        }
        dropFrameRoot(frame)
    }

    private func dropFrameRoot(_ frame: ObjectID) {
        for slot in [FrameSlot.function, FrameSlot.code] {
            let old = heap.setSlot(frame, slot, owned: .none)
            if !old.isNone { heap.release(old) }
        }
        for slot in (0..<heap.slotCount(roots.interpreter)).reversed()
        where heap.slot(roots.interpreter, slot) == frame {
            heap.release(heap.remove(roots.interpreter, at: slot))
            return
        }
    }

    /// Binds a local variable; one that the function did not have yet becomes one of its variables.
    public func setLocal(_ id: FrameID, _ name: String, _ value: ObjectID) throws {
        guard let frame = running(id) else { throw missing(id) }
        if id.ordinal == 0 { return bind(name, value) }
        let payload = heap.payload(frame)
        if let index = frameRecords[payload].localNames.firstIndex(of: name) {
            let old = heap.setSlot(frame, FrameSlot.locals + index, owned: retained(value))
            drop(old, from: frame) { EdgeDescription(.local, name) }
        } else {
            guard PythonString(name).isIdentifier else {
                throw PythonException("SyntaxError", "invalid syntax")
            }
            frameRecords[payload].localNames.append(name)
            heap.append(frame, owned: retained(value))
        }
    }

    /// Unbinds a local variable.
    public func deleteLocal(_ id: FrameID, _ name: String) throws {
        guard let frame = running(id) else { throw missing(id) }
        if id.ordinal == 0 { return try unbind(name) }
        guard let index = frameRecords[heap.payload(frame)].localNames.firstIndex(of: name),
            !heap.slot(frame, FrameSlot.locals + index).isNone
        else {
            throw PythonException(
                "UnboundLocalError",
                "cannot access local variable '\(name)' where it is not associated with a value")
        }
        let old = heap.setSlot(frame, FrameSlot.locals + index, owned: .none)
        drop(old, from: frame) { EdgeDescription(.local, name) }
    }

    /// Moves a running frame to a line.
    public func setLine(_ id: FrameID, _ line: Int) throws {
        guard let frame = running(id) else { throw missing(id) }
        frameRecords[heap.payload(frame)].line = line
    }

    private func missing(_ id: FrameID) -> PythonException {
        evaluatedFrame(id) == nil
            ? PythonException("ValueError", "there is no running frame \(id)")
            : PythonException("RuntimeError", "the frame \(id) belongs to a run")
    }

    // MARK: Asking

    /// The running frames, outermost (`<module>`) first: those that the client called, then those of a run that is paused.
    public var frames: [FrameID] {
        frameStack.map { FrameID(ordinal: frameRecords[heap.payload($0)].ordinal) }
            + runningFrames.map { FrameID(ordinal: $0.ordinal) }
    }

    /// A running frame; nil if it has returned or never was.
    public func frame(_ id: FrameID) -> FrameInfo? {
        guard let frame = running(id), let index = frameStack.firstIndex(of: frame) else {
            return evaluatedFrame(id)
        }
        let record = frameRecords[heap.payload(frame)]
        var locals: [(name: String, value: ObjectID)] = []
        if id.ordinal == 0 {
            locals = entries(of: globals).compactMap { pair in
                strValue(pair.key).map { ($0.text, pair.value) }
            }
        }
        for (index, name) in record.localNames.enumerated() {
            let value = heap.slot(frame, FrameSlot.locals + index)
            if !value.isNone { locals.append((name, value)) }
        }
        return FrameInfo(
            id: id, function: record.name, filename: record.filename, line: record.line,
            back: index > 0 ? frames[index - 1] : nil, locals: locals, code: heap.slot(frame, FrameSlot.code),
            globals: globals)
    }

    func running(_ id: FrameID) -> ObjectID? {
        frameStack.first { frameRecords[heap.payload($0)].ordinal == id.ordinal }
    }

    /// The frame object that `sys._getframe()` gives in the frame: one for each running frame, made when first asked for.
    public func frameObject(_ id: FrameID) throws -> ObjectID {
        guard let frame = running(id) else { throw missing(id) }
        return retained(frameObject(ofRoot: frame))
    }

    private func frameObject(ofRoot frame: ObjectID) -> ObjectID {
        let known = heap.slot(frame, FrameSlot.object)
        if !known.isNone { return known }
        let record = frameRecords[heap.payload(frame)]
        let object = allocate(
            layouts.runningFrame, types.frame, .frame(places: record.places), slots: FrameObjectSlot.locals,
            payload: frameRecords.insert(record))
        _ = heap.setSlot(frame, FrameSlot.object, owned: object)
        return object
    }

    /// Gives a frame object what its frame held, as the frame ends (`take_ownership`).
    private func finish(_ object: ObjectID, taking frame: ObjectID) {
        var record = frameRecords[heap.payload(frame)]
        record.state = .finished
        frameRecords[heap.payload(object)] = record
        heap.setLayout(object, layouts.finishedFrame)
        if let back = frameStack.last { fill(object, FrameObjectSlot.back, frameObject(ofRoot: back)) }
        for (slot, from) in [
            (FrameObjectSlot.function, FrameSlot.function), (FrameObjectSlot.code, FrameSlot.code),
        ] {
            _ = heap.setSlot(object, slot, owned: heap.setSlot(frame, from, owned: .none))
        }
        for slot in FrameSlot.locals..<heap.slotCount(frame) {
            heap.append(object, owned: heap.setSlot(frame, slot, owned: .none))
        }
        track(object)
    }
}
