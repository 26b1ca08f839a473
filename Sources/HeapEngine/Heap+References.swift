extension Heap {
    // MARK: Slots

    /// How many slots the object has, empty ones among them.
    public func slotCount(_ object: ObjectID) -> Int { Int(state.objects.slotCounts[object.rawValue]) }

    /// What a slot holds, borrowed: `.none` if it is empty.
    public func slot(_ object: ObjectID, _ slot: Int) -> ObjectID {
        ObjectID(rawValue: state.references.targets[state.edge(object.rawValue, slot)])
    }

    /// Exchanges what a slot holds. One unit of `target` moves in, one of the old target moves out to the caller.
    ///
    /// - Complexity: O(1).
    @discardableResult
    public func setSlot(_ object: ObjectID, _ slot: Int, owned target: ObjectID) -> ObjectID {
        ObjectID(rawValue: state.setSlot(object.rawValue, slot, target.rawValue))
    }

    /// Adds a slot at the end; one unit of `target` moves in, if it is not `.none`.
    ///
    /// - Complexity: O(1) amortised.
    public func append(_ object: ObjectID, owned target: ObjectID) {
        state.append(object.rawValue, target.rawValue)
    }

    /// Makes room for so many slots, so that adding them one by one moves nothing.
    ///
    /// - Complexity: O(slots).
    public func reserve(_ object: ObjectID, slots count: Int) { state.reserve(object.rawValue, count) }

    /// Adds a slot in front of slot `slot`; one unit of `target` moves in.
    ///
    /// - Complexity: O(slots behind it).
    public func insert(_ object: ObjectID, at slot: Int, owned target: ObjectID) {
        state.insert(object.rawValue, slot, target.rawValue)
    }

    /// Removes a slot; the unit that it held moves out to the caller.
    ///
    /// - Complexity: O(slots behind it).
    public func remove(_ object: ObjectID, at slot: Int) -> ObjectID {
        ObjectID(rawValue: state.remove(object.rawValue, slot))
    }

    /// Removes the last slot; the unit that it held moves out to the caller.
    ///
    /// - Complexity: O(1) amortised.
    public func removeLast(_ object: ObjectID) -> ObjectID { remove(object, at: slotCount(object) - 1) }

    /// Adds empty slots at the end, or drops empty ones there.
    public func resize(_ object: ObjectID, slots: Int) { state.resize(object.rawValue, to: slots) }

    // MARK: The graph

    /// The references that the collector visits from the object, in the order in which it does (`tp_traverse`).
    ///
    /// - Complexity: O(slots).
    public func visitedReferences(from object: ObjectID) -> [Reference] {
        let layout = state.layout(of: object.rawValue)
        let count = state.objects.slotCounts[object.rawValue]
        var found: [Reference] = []
        for step in 0..<count {
            let slot = layout.visitedSlot(atStep: step, of: count)
            let target = self.slot(object, Int(slot))
            if layout.isVisible(slot), !target.isNone {
                found.append(Reference(source: object, slot: Int(slot), target: target))
            }
        }
        return found
    }

    /// What the collector visits from the object, in order, repeats included (`gc.get_referents`).
    ///
    /// - Complexity: O(slots).
    public func referents(of object: ObjectID) -> [ObjectID] { visitedReferences(from: object).map(\.target) }

    /// Every counted reference from the object, also those that the collector does not see, in slot order.
    ///
    /// - Complexity: O(slots).
    public func references(from object: ObjectID) -> [Reference] {
        (0..<slotCount(object)).compactMap { slot in
            let target = self.slot(object, slot)
            return target.isNone ? nil : Reference(source: object, slot: slot, target: target)
        }
    }

    /// Every counted reference to the object, the newest first.
    ///
    /// - Complexity: O(in-degree).
    public func references(to object: ObjectID) -> [Reference] {
        var found: [Reference] = []
        forEachIncoming(object) { source, slot in
            found.append(Reference(source: ObjectID(rawValue: source), slot: Int(slot), target: object))
        }
        return found
    }

    /// How many slots hold the object.
    ///
    /// - Complexity: O(in-degree).
    public func inDegree(_ object: ObjectID) -> Int {
        var count = 0
        forEachIncoming(object) { _, _ in count += 1 }
        return count
    }

    /// Whether the collector sees slot `slot` of the object.
    public func isVisible(_ object: ObjectID, slot: Int) -> Bool {
        state.layout(of: object.rawValue).isVisible(UInt32(slot))
    }

    /// The tracked objects that refer to one of `targets` and that `gc.get_referrers` finds, in its order: generation by generation,
    /// each in list order, every object once.
    ///
    /// - Complexity: O(d log d) for the in-degree d of the targets.
    public func referrers(of targets: [ObjectID]) -> [ObjectID] {
        var found: [UInt64: UInt32] = [:]
        for target in targets {
            forEachIncoming(target) { source, slot in
                let generation = state.objects.generations[source]
                guard generation < UInt8(TrackedLists.generationCount),
                    state.layout(of: source).isVisible(slot)
                else { return }
                found[UInt64(generation) << 32 | UInt64(state.objects.positions[source])] = source
            }
        }
        return found.sorted { $0.key < $1.key }.map { ObjectID(rawValue: $0.value) }
    }

    private func forEachIncoming(_ object: ObjectID, _ body: (_ source: UInt32, _ slot: UInt32) -> Void) {
        var edge = state.objects.firstIncoming[object.rawValue]
        while edge != 0 {
            let link = state.references.links[edge]
            body(link.source, edge &- state.objects.slotStarts[link.source])
            edge = link.next
        }
    }
}
