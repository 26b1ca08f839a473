/// The second half of a collection, in steps between which the heap's owner calls callbacks and finalizers.
extension HeapState {
    /// Phase 1: finds the unreachable objects and promotes the others.
    ///
    /// After this: the unreachable list holds the garbage in CPython's order.
    mutating func findUnreachable(_ generation: Int) {
        if generation + 1 < TrackedLists.generationCount { collector.counts[generation + 1] += 1 }
        for younger in 0...generation { collector.counts[younger] = 0 }
        mergeYounger(into: generation)
        let young = UInt8(generation)
        deduceUnreachable(young)
        untrack(.tuple, in: young)
        if generation < 2 {
            if generation == 1 { collector.longLivedPending += tracked[young].live }
            tracked.merge(young, into: young + 1, objects)
        } else {
            untrack(.dict, in: young)
            collector.longLivedPending = 0
            collector.longLivedTotal =
                tracked[young].live + (collector.isBesideFrozen ? 0 : collector.longLivedBeside)
        }
    }

    /// Phase 2: clears the weak references to garbage (`handle_weakrefs`).
    ///
    /// Returns the references cleared, and puts those whose callback is to be called on the pending list, each with one unit more.
    /// A weak reference that is garbage itself is cleared too and never calls back.
    mutating func clearWeakReferencesToGarbage() -> [(reference: UInt32, referent: UInt32)] {
        var cleared: [(reference: UInt32, referent: UInt32)] = []
        if weakReferences.count == 0 { return cleared }
        let garbage = tracked[TrackedLists.unreachable]
        for index in 0..<garbage.end {
            let object = garbage.base[index]
            if object == 0 { continue }
            let flags = objects.flags[object]
            if flags.contains(.isWeakReference) {
                let referent = weakReferences.target(of: object)
                if referent != 0 {
                    cleared.append((object, referent))
                    unlinkWeakReference(object)
                }
            }
            guard flags.contains(.hasWeakReferences) else { continue }
            for reference in weakReferences.references(to: object) {
                unlinkWeakReference(reference)
                cleared.append((reference, object))
                if objects.generations[reference] == TrackedLists.unreachable { continue }
                if references.targets[edge(reference, 0)] == 0 { continue }
                retain(reference)
                if objects.generations[reference] != TrackedLists.untracked {
                    tracked.remove(reference, objects)
                }
                tracked.append(reference, to: TrackedLists.pending, objects)
            }
        }
        return cleared
    }

    /// Moves an object to the end of the list in which survivors of this collection are.
    func moveToOld(_ object: UInt32, _ generation: Int) {
        tracked.remove(object, objects)
        tracked.append(object, to: UInt8(min(generation + 1, 2)), objects)
    }

    /// The next unreachable object at or after `cursor` whose finalizer is still to be called, marked as finalized and with a unit more.
    func nextToFinalize(_ cursor: inout Int) -> UInt32? {
        while cursor < tracked[TrackedLists.unreachable].end {
            let object = tracked[TrackedLists.unreachable].base[cursor]
            cursor += 1
            if object == 0 { continue }
            let flags = objects.flags[object]
            if flags.contains(.hasFinalizer), !flags.contains(.finalized) {
                objects.flags[object].insert(.finalized)
                retain(object)
                return object
            }
        }
        return nil
    }

    /// Phase 4: looks again at what is unreachable, after callbacks and finalizers ran (`handle_resurrected_objects`).
    ///
    /// After this: what is reachable again has joined the older generation; returns those objects.
    mutating func handleResurrected(_ generation: Int) -> [UInt32] {
        tracked.merge(TrackedLists.unreachable, into: TrackedLists.pending, objects)
        deduceUnreachable(TrackedLists.pending)
        var resurrected: [UInt32] = []
        let entry = tracked[TrackedLists.pending]
        for index in 0..<entry.end { resurrected.append(entry.base[index]) }
        tracked.merge(TrackedLists.pending, into: UInt8(min(generation + 1, 2)), objects)
        return resurrected
    }

    /// The end of a full collection empties the free lists (`clear_all_freelists`).
    mutating func clearFreeLists() {
        // The count of allocations goes down by what waited there, never below zero.
        for _ in 0..<memory.clearFreeLists() { collector.didDeallocate() }
    }
}
