extension Heap {
    /// Puts an untracked object at the end of generation 0.
    public func track(_ object: ObjectID) { state.track(object.rawValue) }

    /// Takes a tracked object out of its generation.
    public func untrack(_ object: ObjectID) { state.tracked.remove(object.rawValue, state.objects) }

    /// Whether the object is in a generation (`gc.is_tracked`).
    public func isTracked(_ object: ObjectID) -> Bool {
        state.objects.generations[object.rawValue] != TrackedLists.untracked
    }

    /// The generation that holds the object: 0, 1, 2, or 3 if it is frozen; nil if it is untracked, or being collected.
    public func generation(of object: ObjectID) -> Int? {
        let generation = state.objects.generations[object.rawValue]
        return generation <= TrackedLists.permanent ? Int(generation) : nil
    }

    /// The objects of a generation (0, 1, 2; 3 for the frozen ones), in list order.
    ///
    /// - Complexity: O(n) in the objects of the generation.
    public func objects(inGeneration generation: Int) -> [ObjectID] {
        precondition((0...Int(TrackedLists.permanent)).contains(generation), "no such generation")
        let list = state.tracked[UInt8(generation)]
        var found: [ObjectID] = []
        found.reserveCapacity(list.live)
        for index in 0..<list.end where list.base[index] != 0 {
            found.append(ObjectID(rawValue: list.base[index]))
        }
        return found
    }

    /// How many objects a generation (0, 1, 2; 3 for the frozen ones) holds.
    public func objectCount(inGeneration generation: Int) -> Int {
        precondition((0...Int(TrackedLists.permanent)).contains(generation), "no such generation")
        return state.tracked[UInt8(generation)].live
    }

    /// Moves every tracked object to the permanent generation (`gc.freeze`).
    public func freeze() {
        for generation in 0..<UInt8(TrackedLists.generationCount) {
            state.tracked.merge(generation, into: TrackedLists.permanent, state.objects)
        }
        state.collector.counts = Thresholds(0, 0, 0)
        state.collector.isBesideFrozen = true
    }

    /// How many long-lived objects count beside those of the heap when the time of a full collection is told.
    public var longLivedBeside: Int {
        get { state.collector.longLivedBeside }
        set { (state.collector.longLivedBeside, state.collector.isBesideFrozen) = (newValue, false) }
    }

    /// Moves the permanent generation to the end of the oldest one (`gc.unfreeze`).
    ///
    /// The interpreter's own objects stay where they are: nobody but the interpreter froze them.
    public func unfreeze() {
        state.collector.isBesideFrozen = false
        for object in objects(inGeneration: Int(TrackedLists.permanent)) where !serial(of: object).isBuiltin {
            state.tracked.remove(object.rawValue, state.objects)
            state.tracked.append(object.rawValue, to: 2, state.objects)
        }
    }

    /// How many objects are frozen that are not the interpreter's own (`gc.get_freeze_count`).
    ///
    /// - Complexity: O(n) in the frozen objects.
    public var frozenByUserCount: Int {
        objects(inGeneration: Int(TrackedLists.permanent)).count { !serial(of: $0).isBuiltin }
    }

    /// How many objects are frozen (`gc.get_freeze_count`).
    public var frozenCount: Int { objectCount(inGeneration: Int(TrackedLists.permanent)) }

    // MARK: Settings and counters

    /// Whether automatic collection is on.
    public var isCollectorEnabled: Bool {
        get { state.collector.isEnabled }
        set { state.collector.isEnabled = newValue }
    }

    /// The thresholds of automatic collection; 0 for generation 0 switches it off.
    public var thresholds: Thresholds {
        get { state.collector.thresholds }
        set { state.collector.thresholds = newValue }
    }

    /// The counters that thresholds are compared with (`gc.get_count`).
    public var counts: Thresholds {
        get { state.collector.counts }
        set { state.collector.counts = newValue }
    }

    /// Sums over past collections, by generation (`gc.get_stats`).
    public var statistics: [GenerationStatistics] {
        [state.collector.statistics.0, state.collector.statistics.1, state.collector.statistics.2]
    }

    /// The debug flags (`gc.get_debug`).
    public var debugFlags: DebugFlags {
        get { state.collector.debugFlags }
        set { state.collector.debugFlags = newValue }
    }

    /// Whether a collection is under way, as inside its callbacks.
    public var isCollecting: Bool { state.collector.isCollecting }
}

extension Heap {
    /// Points the weak reference `reference`, an object whose slot 0 holds its callback or nothing, at `target`.
    public func linkWeak(_ reference: ObjectID, to target: ObjectID, kind: WeakReferenceKind) {
        state.linkWeak(reference.rawValue, to: target.rawValue, kind)
    }

    /// Makes a weak reference dead without calling back.
    public func unlinkWeak(_ reference: ObjectID) { state.unlinkWeakReference(reference.rawValue) }

    /// What a weak reference points to; `.none` if it is dead or no weak reference.
    ///
    /// - Complexity: O(1).
    public func weakTarget(of reference: ObjectID) -> ObjectID {
        ObjectID(rawValue: state.weakReferences.target(of: reference.rawValue))
    }

    /// The weak references to an object in CPython's order (`weakref.getweakrefs`).
    public func weakReferences(to target: ObjectID) -> [ObjectID] {
        state.weakReferences.references(to: target.rawValue).map { ObjectID(rawValue: $0) }
    }

    /// The one weak reference (or proxy) without a callback to an object; `.none` if there is none yet.
    public func sharedWeakReference(to target: ObjectID, kind: WeakReferenceKind) -> ObjectID {
        ObjectID(rawValue: state.weakReferences.shared(kind, to: target.rawValue))
    }
}
