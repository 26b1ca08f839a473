import HeapEngine

/// What a generator, coroutine or async generator has beside its references.
package struct GeneratorRecord {
    /// Where its frame stands (`gi_frame_state`).
    package enum State: UInt8, Sendable {
        /// Nothing of the body has run.
        case created
        case suspended
        /// The body runs now: its variables are the evaluator's.
        case running
        /// It was closed where nothing had to run: function and code are still held.
        case completed
        /// The body has ended.
        case cleared
    }

    package var state = State.created
    /// Places for variables and the value stack: `co_nlocalsplus + co_stacksize`.
    package var places: Int
    /// How many of them its size shows.
    package var shown: Int
    /// How many of them are in use.
    package var used = 0
    /// The instruction that the evaluator goes on with.
    package var next = 0

    /// - Returns: how many places were in use.
    fileprivate mutating func run() -> Int {
        state = .running
        defer { used = 0 }
        return used
    }

    fileprivate mutating func suspend(using count: Int, next instruction: Int) {
        precondition(count <= places, "a frame has not so many places")
        used = count
        state = .suspended
        next = instruction
    }
}

extension Kind {
    /// Whether the object holds a suspended frame.
    package var isGenerator: Bool { self == .generator || self == .coroutine || self == .asyncGenerator }
}

/// Objects that hold a suspended frame: generators, coroutines and async generators.
extension Runtime {
    /// Slots in front of the variables; the exception being handled lies behind them. The order of `gen_traverse`.
    package enum GeneratorSlot {
        ///
        /// The first is the code as versions hold it that show it before everything else, and for ever.
        package static let ownCode = 0, name = 1, qualifiedName = 2, frame = 3
        /// The dict that `f_locals` gave, where it is no proxy.
        package static let localsDict = 4
        package static let function = 5, code = 6
        /// The code of a generator that has ended: it holds it still, and does not show it.
        package static let endedCode = 7
        package static let head = 8
    }

    func makeGeneratorTypes() {
        func make(_ name: String, _ kind: Kind) -> ObjectID {
            makeStaticType(
                name, kind, fixedLayouts.generator, hasWeakReferences: true, isBase: false, isNamed: false)
        }
        types.generator = make("generator", .generator)
        types.coroutine = make("coroutine", .coroutine)
        types.asyncGenerator = make("async_generator", .asyncGenerator)
        types.traceback = makeStaticType(
            "traceback", .traceback, fixedLayouts.traceback, isBase: false, isNamed: false)
    }

    /// What calling a generator function makes: nothing of the body has run.
    ///
    /// - Parameters:
    ///   - type: `generator`, `coroutine` or `async_generator`.
    ///   - function: the function called; its code, name and qualified name are the generator's.
    ///   - variables: arguments, cells and free variables in their places, whose units are taken over; `.none` for what is unbound.
    ///   - places: `co_nlocalsplus + co_stacksize`.
    package func makeGenerator(
        _ type: ObjectID, function: ObjectID, owned variables: [ObjectID], places: Int, shown: Int? = nil,
        next: Int = 0
    ) -> ObjectID {
        typealias Function = Layouts.FunctionSlot
        let form: Form =
            type == types.coroutine
            ? .coroutine(places: shown ?? places) : .generator(places: shown ?? places)
        let generator = allocate(
            fixedLayouts.generator, type, form, slots: GeneratorSlot.head + places + 1,
            payload: generators.insert(
                GeneratorRecord(places: places, shown: shown ?? places, used: variables.count, next: next)))
        heap.setFinalizer(generator, true)
        if profile.rules.generatorsShowCode {
            fill(generator, GeneratorSlot.ownCode, heap.slot(function, Function.code))
        }
        fill(generator, GeneratorSlot.name, heap.slot(function, Function.name))
        fill(generator, GeneratorSlot.qualifiedName, heap.slot(function, Function.qualifiedName))
        fill(generator, GeneratorSlot.function, function)
        fill(generator, GeneratorSlot.code, heap.slot(function, Function.code))
        put(variables, into: generator)
        track(generator)
        return generator
    }

    private func put(_ values: [ObjectID], into generator: ObjectID) {
        precondition(
            values.count <= generators[heap.payload(generator)].places, "a frame has not so many places")
        for (index, value) in values.enumerated() where !value.isNone {
            _ = heap.setSlot(generator, GeneratorSlot.head + index, owned: value)
        }
        generators[heap.payload(generator)].used = values.count
    }

    /// Where a generator stands.
    package func state(ofGenerator generator: ObjectID) -> GeneratorRecord.State {
        generators[heap.payload(generator)].state
    }

    /// The code of a generator, ended or not, borrowed.
    package func code(ofGenerator generator: ObjectID) -> ObjectID {
        let code = heap.slot(generator, GeneratorSlot.code)
        if !code.isNone { return code }
        return heap.slot(
            generator, profile.rules.generatorsShowCode ? GeneratorSlot.ownCode : GeneratorSlot.endedCode)
    }

    /// The instruction that the evaluator goes on with in a generator.
    package func next(ofGenerator generator: ObjectID) -> Int {
        generators[heap.payload(generator)].next
    }

    /// Stops a running generator: variables and value stack move into it, with their units.
    ///
    /// - Parameters:
    ///   - values: as many as are in use, `.none` for what is unbound.
    ///   - exception: the exception that the body is handling, owned, or `.none`.
    ///   - next: the instruction to go on with.
    package func suspend(
        _ generator: ObjectID, from values: UnsafeMutablePointer<ObjectID>, count: Int, exception: ObjectID,
        next: Int = 0
    ) {
        generators[heap.payload(generator)].suspend(using: count, next: next)
        for index in 0..<count where !values[index].isNone {
            _ = heap.setSlot(generator, GeneratorSlot.head + index, owned: values[index])
        }
        if !exception.isNone { _ = heap.setSlot(generator, exceptionSlot(generator), owned: exception) }
    }

    /// Lets a generator run: variables and value stack move out of it, with their units, and so does the exception that it was handling.
    ///
    /// - Returns: how many values there are, and the exception, owned, or `.none`.
    package func resume(_ generator: ObjectID, into values: UnsafeMutablePointer<ObjectID>) -> (
        count: Int, exception: ObjectID
    ) {
        let count = generators[heap.payload(generator)].run()
        for index in 0..<count {
            (values + index).initialize(
                to: heap.setSlot(generator, GeneratorSlot.head + index, owned: .none))
        }
        return (count, heap.setSlot(generator, exceptionSlot(generator), owned: .none))
    }

    private func exceptionSlot(_ generator: ObjectID) -> Int { heap.slotCount(generator) - 1 }

    /// What a suspended generator's variables and value stack hold, borrowed: `gi_frame.f_locals`, and what it delegates to.
    package func values(ofGenerator generator: ObjectID) -> [ObjectID] {
        (0..<generators[heap.payload(generator)].used).map { heap.slot(generator, GeneratorSlot.head + $0) }
    }

    /// Closes a generator whose body has nothing to do for it.
    package func closeQuietly(_ generator: ObjectID) {
        let isStarted = state(ofGenerator: generator) != .created
        switch profile.rules.generatorClosing {
        case .inPlace where isStarted: complete(generator)
        case .inPlace: generators[heap.payload(generator)].state = .completed
        case .inPlaceUnlessStarted where !isStarted:
            generators[heap.payload(generator)].state = .completed
        default:
            // GeneratorExit goes through the frame, which its traceback keeps until the end: then the function goes first.
            surrenderFrame(of: generator)
            generators[heap.payload(generator)].state = .cleared
            dropSlot(GeneratorSlot.function, of: generator)
            finish(generator)
        }
    }

    /// Closes a generator where it stands: variables are dropped, first to last; function and code stay.
    package func complete(_ generator: ObjectID) {
        generators[heap.payload(generator)].state = .completed
        dropVariables(of: generator)
    }

    /// Ends a generator: it drops what is left of its frame. Its code stays with it.
    package func finish(_ generator: ObjectID) {
        surrenderFrame(of: generator)
        generators[heap.payload(generator)].state = .cleared
        dropVariables(of: generator)
        for slot in [
            GeneratorSlot.frame, GeneratorSlot.localsDict, GeneratorSlot.function, exceptionSlot(generator),
        ] {
            dropSlot(slot, of: generator)
        }
        let code = heap.setSlot(generator, GeneratorSlot.code, owned: .none)
        if profile.rules.generatorsShowCode {
            if !code.isNone { heap.release(code) }
        } else if !code.isNone {
            _ = heap.setSlot(generator, GeneratorSlot.endedCode, owned: code)
        }
    }

    private func dropVariables(of generator: ObjectID) {
        let used = generators[heap.payload(generator)].used
        generators[heap.payload(generator)].used = 0
        for index in 0..<used { dropSlot(GeneratorSlot.head + index, of: generator) }
    }

    /// Empties a slot, and lets go of what it held.
    func dropSlot(_ slot: Int, of object: ObjectID) {
        let old = heap.setSlot(object, slot, owned: .none)
        if !old.isNone { heap.release(old, because: .unlinked(source: object, slot: slot)) }
    }

    /// The frame object of a suspended generator once it was asked for, borrowed.
    package func frameObject(ofGenerator generator: ObjectID) -> ObjectID? {
        let frame = heap.slot(generator, GeneratorSlot.frame)
        return frame.isNone ? nil : frame
    }

    /// Remembers the frame object of a generator; takes over the caller's unit.
    package func setFrameObject(ofGenerator generator: ObjectID, owned frame: ObjectID) {
        let old = heap.setSlot(generator, GeneratorSlot.frame, owned: frame)
        if !old.isNone { heap.release(old) }
    }

    /// Closes a generator that dies or was found unreachable, as far as that needs no Python code (`gen_close`).
    func finalizeGenerator(_ generator: ObjectID) {
        switch state(ofGenerator: generator) {
        case .created where kind(of: generator) == .coroutine:
            generators[heap.payload(generator)].state = .completed
        case .created, .suspended: closeQuietly(generator)
        case .running, .completed, .cleared: break
        }
    }

    /// What a slot of a generator is.
    func describeGenerator(_ generator: ObjectID, _ slot: Int) -> EdgeDescription {
        switch slot {
        case GeneratorSlot.name: return EdgeDescription(.name, ".__name__")
        case GeneratorSlot.qualifiedName: return EdgeDescription(.name, ".__qualname__")
        case GeneratorSlot.frame: return EdgeDescription(.frame, ".gi_frame")
        case GeneratorSlot.localsDict: return EdgeDescription(.dictionary, ".gi_frame.f_locals")
        case GeneratorSlot.function: return EdgeDescription(.function, "function")
        case GeneratorSlot.ownCode, GeneratorSlot.code, GeneratorSlot.endedCode:
            return EdgeDescription(.code, ".gi_code")
        case exceptionSlot(generator): return EdgeDescription(.context, "exception")
        default: break
        }
        let code = heap.slot(generator, GeneratorSlot.code)
        let names = code.isNone ? [] : codes[heap.payload(code)].variableNames
        let index = slot - GeneratorSlot.head
        return EdgeDescription(.local, index < names.count ? names[index] : "")
    }
}
