import HeapEngine

/// What a running frame has beside its references, and what a frame object remembers of it.
package struct FrameRecord {
    /// Where a frame object's variables are.
    package enum State {
        /// In a root: a client called the function.
        case client
        /// In the evaluator's frame at this depth.
        case running(depth: Int)
        /// In a generator, borrowed, unless it is running.
        case generator(ObjectID)
        /// In the frame object.
        case finished
    }

    /// Its number, if clients can ask for it.
    package var ordinal = 0
    package var name: String
    package var filename: String
    /// The line where a client's frame stands.
    package var line: Int
    /// Names of all variables, cells and free variables in the order of their places.
    package var localNames: [String]
    package var state = State.client
    /// Places for locals and the value stack, as the frame object was made.
    package var places: Int
    /// What the evaluator runs.
    package var body: AnyObject?
    /// The instruction where a finished frame was left.
    package var instruction = 0
    /// The line that a trace function is told, or 0.
    package var tracedLine = 0
    /// `f_trace_lines`
    package var tracesLines = true
    /// `f_trace_opcodes`
    package var tracesOpcodes = false

    package init(name: String, filename: String, line: Int, localNames: [String], places: Int? = nil) {
        self.name = name
        self.filename = filename
        self.line = line
        self.localNames = localNames
        self.places = places ?? localNames.count
    }
}

/// Slots of a frame object. While its frame runs it holds the first three alone, and the collector does not know of it.
package enum FrameObjectSlot {
    package static let back = 0, trace = 1, extraLocals = 2, namespace = 3, function = 4, code = 5, locals = 6
}

/// The frame objects of the evaluator's frames.
extension Runtime {
    /// A frame object for a frame that runs; it does not own anything of it (`_PyFrame_New_NoTrack`). The caller owns it.
    package func makeFrameObject(_ record: FrameRecord) -> ObjectID {
        allocate(
            layouts.runningFrame, types.frame, .frame(places: record.places), slots: FrameObjectSlot.locals,
            payload: frameRecords.insert(record))
    }

    /// Gives a frame object what its frame held when it was left, and lets the collector know of it (`take_ownership`).
    ///
    /// All units move in.
    package func finishFrameObject(
        _ object: ObjectID, back: ObjectID, namespace: ObjectID, function: ObjectID, code: ObjectID,
        instruction: Int, values: some Sequence<ObjectID>
    ) {
        let payload = heap.payload(object)
        frameRecords[payload].state = .finished
        frameRecords[payload].instruction = instruction
        heap.setLayout(object, layouts.finishedFrame)
        _ = heap.setSlot(object, FrameObjectSlot.back, owned: back)
        _ = heap.setSlot(object, FrameObjectSlot.namespace, owned: namespace)
        _ = heap.setSlot(object, FrameObjectSlot.function, owned: function)
        _ = heap.setSlot(object, FrameObjectSlot.code, owned: code)
        for value in values { heap.append(object, owned: value) }
        if !heap.isTracked(object) { track(object) }
    }

    /// What a finished frame's variables hold, borrowed; `.none` for what is unbound.
    package func finishedValue(of object: ObjectID, at place: Int) -> ObjectID {
        let slot = FrameObjectSlot.locals + place
        return slot < heap.slotCount(object) ? heap.slot(object, slot) : .none
    }

    /// What `f_locals` of a function's frame gives: a mapping that shows its variables (PEP 667). The caller owns it.
    package func makeFrameLocals(of frame: ObjectID) -> ObjectID {
        let proxy = allocate(fixedLayouts.clearedOne, types.frameLocals, .cell, slots: 1)
        track(proxy)
        fill(proxy, 0, frame)
        return proxy
    }

    /// The frame object of a FrameLocalsProxy, borrowed.
    package func frame(ofLocals proxy: ObjectID) -> ObjectID { heap.slot(proxy, 0) }

    /// Lets the frame object of a generator that ends keep the variables that are still there, if anybody else has it.
    func surrenderFrame(of generator: ObjectID) {
        let object = heap.slot(generator, GeneratorSlot.frame)
        guard !object.isNone, heap.refcount(object) > 1,
            case .generator = frameRecords[heap.payload(object)].state
        else { return }
        let used = generators[heap.payload(generator)].used
        generators[heap.payload(generator)].used = 0
        func take(_ slot: Int) -> ObjectID { heap.setSlot(generator, slot, owned: .none) }
        let values = (0..<used).map { take(GeneratorSlot.head + $0) }
        finishFrameObject(
            object, back: .none, namespace: take(GeneratorSlot.localsDict),
            function: take(GeneratorSlot.function),
            code: retained(heap.slot(generator, GeneratorSlot.code)),
            instruction: evaluator?.instruction(ofGenerator: generator) ?? 0, values: values)
    }

    /// Keeps a dead frame object's record a little longer, for the deaths of its variables.
    func retireFrame(_ payload: UInt32) {
        frameRecords[payload].body = nil
        retiredFrames.append(payload)
        // Deaths that nest deeper than that lose nothing but a label.
        if retiredFrames.count > 512 { forgetRetiredFrames(keeping: 256) }
    }

    /// Forgets the records of dead frame objects, the newest excepted.
    func forgetRetiredFrames(keeping count: Int) {
        for payload in retiredFrames.dropLast(count) { frameRecords.remove(payload) }
        retiredFrames.removeFirst(max(0, retiredFrames.count - count))
    }

    /// What a slot of a frame object is.
    func describeFrameObject(_ object: ObjectID, _ slot: Int) -> EdgeDescription {
        switch slot {
        case FrameObjectSlot.back: return EdgeDescription(.back, ".f_back")
        case FrameObjectSlot.trace: return EdgeDescription(.attribute, ".f_trace")
        case FrameObjectSlot.extraLocals, FrameObjectSlot.namespace:
            return EdgeDescription(.dictionary, ".f_locals")
        case FrameObjectSlot.function: return EdgeDescription(.function, "")
        case FrameObjectSlot.code: return EdgeDescription(.code, ".f_code")
        default:
            let names = frameRecords.value(at: heap.payload(object))?.localNames ?? []
            let index = slot - FrameObjectSlot.locals
            return index < names.count
                ? EdgeDescription(.local, names[index]) : EdgeDescription(.stack, "[\(index - names.count)]")
        }
    }
}

/// The evaluator's frames, as inspectors see them while a run is paused.
extension Runtime {
    /// A number that no frame had before.
    package func newFrameOrdinal() -> Int {
        defer { nextFrameOrdinal += 1 }
        return nextFrameOrdinal
    }

    /// The frames of the run under way, outermost first.
    package var runningFrames: [RunningFrame] { evaluator?.runningFrames ?? [] }

    /// A frame of the run under way; nil if it has none of that number.
    func evaluatedFrame(_ id: FrameID) -> FrameInfo? {
        let running = runningFrames
        guard let index = running.firstIndex(where: { $0.ordinal == id.ordinal }) else { return nil }
        let frame = running[index]
        let outer = frameStack.last.map { frameRecords[heap.payload($0)].ordinal }
        let back = index > 0 ? running[index - 1].ordinal : outer
        return FrameInfo(
            id: id, function: frame.function, filename: frame.filename, line: frame.line,
            back: back.map { FrameID(ordinal: $0) }, locals: frame.locals, code: frame.code,
            globals: frame.globals)
    }

    /// The units of a refcount that a run under way has, and, so that the count is explained, those that builtins hold for it.
    ///
    /// What a builtin was called with lies on a value stack, but may be borrowed there: there are never more units than the count says.
    func unitsOfRun(of object: ObjectID, beside known: Int) -> [RefcountUnit] {
        guard let evaluator, !heap.isImmortal(object), heap.refcount(object) > known else { return [] }
        func unit(_ edge: EdgeDescription, _ frame: Int?) -> RefcountUnit {
            RefcountUnit(
                edge: edge, source: nil, frame: frame.map { FrameID(ordinal: $0) }, isVisible: false)
        }
        var units: [RefcountUnit] = []
        for frame in evaluator.runningFrames {
            for (edge, held) in frame.held where held == object { units.append(unit(edge, frame.ordinal)) }
        }
        for (edge, held) in evaluator.heldBesideFrames where held == object { units.append(unit(edge, nil)) }
        let rest = heap.refcount(object) - known - units.count
        if rest < 0 { units.removeLast(-rest) }
        for _ in 0..<max(0, rest) { units.append(unit(EdgeDescription(.interpreter, ""), nil)) }
        return units
    }

    /// The units that the frames of a run under way have, and what it holds beside them, object by object.
    package func unitsOfRun() -> [ObjectID: [RefcountUnit]] {
        guard let evaluator, evaluator.isRunning else { return [:] }
        var units: [ObjectID: [RefcountUnit]] = [:]
        func note(_ edge: EdgeDescription, _ object: ObjectID, _ frame: FrameID?) {
            units[object, default: []].append(
                RefcountUnit(edge: edge, source: nil, frame: frame, isVisible: false))
        }
        for frame in evaluator.runningFrames {
            for (edge, object) in frame.held { note(edge, object, FrameID(ordinal: frame.ordinal)) }
        }
        for (edge, object) in evaluator.heldBesideFrames { note(edge, object, nil) }
        return units
    }

    /// Derives every invariant of the heap anew: that each unit of a count is a reference's, or belongs to the run under way.
    ///
    /// While builtins wait for Python code that they called, what they hold is not known; less is checked then.
    /// - Complexity: O(n + m) for n objects and m references.
    package func validate() throws(HeapFault) {
        guard let evaluator, evaluator.isRunning else {
            try heap.validate()
            return try validateBlocks()
        }
        guard !evaluator.isCalledByNativeCode else { return try heap.validateUnderWay() }
        var held: [ObjectID: Int] = [:]
        for frame in evaluator.runningFrames {
            for (_, object) in frame.held { held[object, default: 0] += 1 }
        }
        for (_, object) in evaluator.heldBesideFrames { held[object, default: 0] += 1 }
        try heap.validate(held: held)
        try validateBlocks()
    }
}
