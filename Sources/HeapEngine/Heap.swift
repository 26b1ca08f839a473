/// A heap that lives by CPython's memory management: counted references, generations, cyclic collection, weak references,
/// finalizers, and a simulated allocator that gives addresses.
///
/// A heap is confined: it must be used from one queue or thread at a time. The counts work as in C: a new object has one *unit*,
/// which its maker owns; a slot owns a unit of what it holds; every unit is given up once, with `release` or by moving it into a slot.
///
/// Misuse (a slot that does not exist, a unit released twice) is a broken invariant and traps.
public final class Heap {
    var state: HeapState
    private let configuration: HeapConfiguration

    /// Who is told what happens. Set it before the first object can die.
    public unowned(unsafe) var observer: (any HeapObserver)? {
        didSet { state.teardown.announcesDeaths = observer != nil }
    }

    /// How many of the levels that deallocations may nest running code takes.
    public var nativeDepth: Int {
        get { state.teardown.nativeDepth }
        set { state.teardown.nativeDepth = newValue }
    }

    /// An empty heap.
    public init(configuration: HeapConfiguration = HeapConfiguration()) {
        self.configuration = configuration
        state = HeapState(configuration)
    }

    /// Makes objects of the interpreter's own later than at start: they are numbered as those, and do not count towards a collection.
    public func asInterpreter<Result>(_ body: () throws -> Result) rethrows -> Result {
        let (wasStarting, counts) = (state.isStarting, state.collector.counts)
        state.isStarting = true
        defer {
            state.isStarting = wasStarting
            state.collector.counts = counts
        }
        return try body()
    }

    /// Freezes what is tracked of the interpreter's own objects from a serial on.
    ///
    /// - Complexity: O(n) in the tracked objects.
    public func freezeBuiltins(from first: Serial) {
        for generation in 0..<TrackedLists.generationCount {
            for object in objects(inGeneration: generation) {
                let serial = serial(of: object)
                if serial.isBuiltin, serial.number >= first.number { freeze(object) }
            }
        }
    }

    /// Moves one tracked object to the permanent generation, where the collector does not see it.
    public func freeze(_ object: ObjectID) {
        if isTracked(object) { untrack(object) }
        state.tracked.append(object.rawValue, to: TrackedLists.permanent, state.objects)
    }

    // MARK: Objects

    /// Registers a layout; at most 255.
    public func register(_ layout: Layout) -> LayoutID { state.register(layout) }

    /// How many more layouts can be registered.
    public var freeLayouts: Int { HeapState.maximumLayouts - state.layoutCount }

    /// Ends the making of the interpreter's own objects: from here on serials count the user's. What is tracked by then is frozen, but for
    /// `visible`, which are the oldest generation.
    ///
    /// After this: counts are zero, and no collection was counted.
    public func finishStart(keeping visible: [ObjectID] = []) {
        freeze()
        for object in visible {
            if isTracked(object) { untrack(object) }
            state.tracked.append(object.rawValue, to: 2, state.objects)
        }
        state.collector.longLivedTotal = visible.count
        state.memory.settle()
        state.isStarting = false
    }

    /// Makes an untracked object with one unit, owned by the caller, and `slots` empty slots.
    ///
    /// - Parameters:
    ///   - type: what `type(of:)` returns; not a counted reference.
    ///   - bytes: the size of the object's memory block, GC head and pre-header included.
    ///   - header: the bytes of the block in front of the object's address: 0, 16 or 32.
    ///   - slots: how many slots it starts with; no fewer than the layout's head.
    /// - Complexity: O(slots).
    public func allocate(_ layout: LayoutID, type: ObjectID, bytes: Int, header: Int, slots: Int) -> ObjectID
    {
        begun(state.allocate(layout, type: type.rawValue, bytes: bytes, header: header, slots: slots))
    }

    /// As `allocate`, but in a new block even if one waits in the layout's free list (`PyType_GenericAlloc`).
    public func allocateAnew(_ layout: LayoutID, type: ObjectID, bytes: Int, header: Int, slots: Int)
        -> ObjectID
    {
        begun(state.allocateAnew(layout, type: type.rawValue, bytes: bytes, header: header, slots: slots))
    }

    /// A new object, after the collection that was due with it.
    @inline(__always)
    private func begun(_ object: UInt32) -> ObjectID {
        if state.collector.isDue, configuration.trigger == .atAllocation, !state.isStarting { collectIfDue() }
        return ObjectID(rawValue: object)
    }

    /// Makes an object that is never freed and whose count never changes, in the interpreter's static memory.
    public func allocateImmortal(_ layout: LayoutID, type: ObjectID, bytes: Int, slots: Int) -> ObjectID {
        ObjectID(
            rawValue: state.allocateImmortal(layout, type: type.rawValue, bytes: bytes, slots: slots))
    }

    /// Adds a unit.
    @inline(__always)
    public func retain(_ object: ObjectID) { state.retain(object.rawValue) }

    /// Gives a unit up. The last one destroys the object, with everything that only it holds, in CPython's order and without
    /// native recursion: finalizer, weak references and their callbacks, then its slots in the layout's order.
    ///
    /// - Parameter cause: why, should this be the last unit.
    @inline(__always)
    public func release(_ object: ObjectID, because cause: DeathCause = .released) {
        if state.decrement(object.rawValue) { destroy(object, cause) }
    }

    private func destroy(_ object: ObjectID, _ cause: DeathCause) {
        if state.isLeaf(object.rawValue) {
            observer?.willFree(object, cause: cause)
            state.deallocate(object.rawValue, slotsAtDeath: 0)
            return
        }
        let base = state.teardown.stack.count
        switch cause {
        case .released, .collected: state.beginTeardown(object.rawValue, source: 0, slot: 0)
        case .unlinked(let source, let slot):
            state.beginTeardown(
                object.rawValue, source: source.rawValue, slot: UInt32(truncatingIfNeeded: slot))
        }
        drain(to: base)
    }

    /// Empties every slot that the collector's clearing would, with the same order of deaths; for `list.clear()` and the like.
    public func clear(_ object: ObjectID) {
        retain(object)
        clearContents(object.rawValue)
        release(object)
    }

    func clearContents(_ object: UInt32) {
        let base = state.teardown.stack.count
        guard state.beginClearing(object) else { return }
        if state.layout(of: object).truncates { observer?.didTruncate(ObjectID(rawValue: object)) }
        drain(to: base)
    }

    /// Goes on with teardown until the stack is down to `base`, delivering what comes up.
    private func drain(to base: Int) {
        while let event = state.advance(above: base) {
            switch event {
            case .finalize(let object): observer?.finalize(ObjectID(rawValue: object))
            case .resurrected(let object): observer?.didResurrect(ObjectID(rawValue: object))
            case .announce(let object, let cause):
                observer?.willFree(ObjectID(rawValue: object), cause: cause)
            case .clearWeakReferences(let object): clearWeakReferences(to: object)
            }
        }
    }

    private func clearWeakReferences(to target: UInt32) {
        let (cleared, calls) = state.takeCallbacks(of: target)
        for reference in cleared {
            observer?.didClear(ObjectID(rawValue: reference), referent: ObjectID(rawValue: target))
        }
        for (reference, callback) in calls {
            observer?.callBack(ObjectID(rawValue: reference), callback: ObjectID(rawValue: callback))
        }
        // CPython keeps them in a tuple until all were called, and a tuple frees its items last to first.
        for (reference, callback) in calls.reversed() {
            release(ObjectID(rawValue: callback))
            release(ObjectID(rawValue: reference))
        }
    }
}
