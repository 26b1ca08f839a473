extension Heap {
    /// Collects a generation and the younger ones, as `gc.collect(generation)` does.
    ///
    /// During a collection nothing is collected, and the report has ordinal 0.
    /// - Complexity: O(n + m) for the n objects collected and their m references.
    @discardableResult
    public func collect(generation: Int, trigger: CollectionReport.Trigger = .request) -> CollectionReport {
        precondition((0..<TrackedLists.generationCount).contains(generation), "no such generation")
        var report = CollectionReport(
            ordinal: 0, generation: generation, trigger: trigger, collected: 0, uncollectable: 0)
        if state.collector.isCollecting { return report }
        state.collector.isCollecting = true
        state.collector.isDue = false
        state.collector.ordinal += 1
        report.ordinal = state.collector.ordinal
        observer?.collectionWillStart(generation: generation)

        state.findUnreachable(generation)
        observer?.didDivide(generation: generation)
        if state.tracked[TrackedLists.unreachable].live > 0 {
            if state.collector.debugFlags.contains(.collectable) { announceGarbage() }
            let callbacks = handleWeakrefs(generation)
            let finalizers = finalizeGarbage()
            report.collected += callbacks.freed
            if callbacks.called || finalizers { handleResurrected(generation) }
            report.collected += state.tracked[TrackedLists.unreachable].live
            deleteGarbage(generation)
        }

        if generation == TrackedLists.generationCount - 1 { state.clearFreeLists() }
        state.collector.record(report)
        observer?.collectionDidFinish(report)
        state.collector.isCollecting = false
        return report
    }

    /// Runs the automatic collection that allocations have made due, if any: the check that CPython 3.12 and later make
    /// between instructions.
    @discardableResult
    public func collectIfDue() -> CollectionReport? {
        guard state.collector.isDue else { return nil }
        state.collector.isDue = false
        guard state.collector.isEnabled, let generation = state.collector.dueGeneration() else { return nil }
        return collect(generation: generation, trigger: .automatic)
    }

    /// Tells of every unreachable object, in list order.
    private func announceGarbage() {
        var index = 0
        while index < state.tracked[TrackedLists.unreachable].end {
            let object = state.tracked[TrackedLists.unreachable].base[index]
            index += 1
            if object != 0 { observer?.collectorFound(ObjectID(rawValue: object)) }
        }
    }

    /// Phase 2: weak references to garbage are cleared, then callbacks are called.
    ///
    /// Returns how many of the references that called back were freed by it, which `gc.collect()` counts.
    private func handleWeakrefs(_ generation: Int) -> (freed: Int, called: Bool) {
        for (reference, referent) in state.clearWeakReferencesToGarbage() {
            observer?.didClear(ObjectID(rawValue: reference), referent: ObjectID(rawValue: referent))
        }
        var freed = 0
        var called = false
        var cursor = 0
        // Nothing joins the list meanwhile, and what leaves it leaves a hole.
        while cursor < state.tracked[TrackedLists.pending].end {
            let reference = state.tracked[TrackedLists.pending].base[cursor]
            cursor += 1
            if reference == 0 { continue }
            called = true
            let callback = state.references.targets[state.edge(reference, 0)]
            if callback != 0 {
                observer?.callBack(ObjectID(rawValue: reference), callback: ObjectID(rawValue: callback))
            }
            let serial = state.objects.serials[reference]
            release(ObjectID(rawValue: reference))
            if state.objects.serials[reference] == serial,
                state.objects.generations[reference] == TrackedLists.pending
            {
                state.moveToOld(reference, generation)
            } else {
                freed += 1
            }
        }
        return (freed, called)
    }

    /// Phase 3: finalizers of the garbage, in list order, each once in the object's life. Returns whether any was called.
    private func finalizeGarbage() -> Bool {
        var cursor = 0
        var called = false
        while let object = state.nextToFinalize(&cursor) {
            called = true
            observer?.finalize(ObjectID(rawValue: object))
            release(ObjectID(rawValue: object))
        }
        return called
    }

    /// Phase 4: what callbacks and finalizers made reachable again survives.
    private func handleResurrected(_ generation: Int) {
        for object in state.handleResurrected(generation) {
            observer?.didResurrect(ObjectID(rawValue: object))
        }
    }

    /// Phase 5: each unreachable object loses its contents, and dies of that or survives into the older generation.
    private func deleteGarbage(_ generation: Int) {
        state.collector.isDeleting = true
        defer { state.collector.isDeleting = false }
        var cursor = 0
        while cursor < state.tracked[TrackedLists.unreachable].end {
            let object = state.tracked[TrackedLists.unreachable].base[cursor]
            cursor += 1
            if object == 0 { continue }
            if state.collector.debugFlags.contains(.saveAll) {
                observer?.save(garbage: ObjectID(rawValue: object))
            } else {
                state.retain(object)
                clearContents(object)
                release(ObjectID(rawValue: object))
            }
            let garbage = state.tracked[TrackedLists.unreachable]
            if cursor - 1 < garbage.end, garbage.base[cursor - 1] == object {
                state.moveToOld(object, generation)
            }
        }
    }
}
