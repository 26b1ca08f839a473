extension HeapState {
    /// Points `reference` at `target` without counting.
    mutating func linkWeak(_ reference: UInt32, to target: UInt32, _ kind: WeakReferenceKind) {
        precondition(weakReferences.target(of: reference) == 0, "the weak reference has a target already")
        objects.flags[reference].insert(.isWeakReference)
        if weakReferences.insert(reference, to: target, kind) {
            objects.flags[target].insert(.hasWeakReferences)
        }
    }

    /// Makes `reference` dead, without a callback.
    mutating func unlinkWeakReference(_ reference: UInt32) {
        if let target = weakReferences.remove(reference) {
            objects.flags[target].remove(.hasWeakReferences)
        }
    }

    /// Clears every weak reference to an object that dies by its count and hands out the callbacks to call, each with one unit
    /// of the reference and of the callback, in CPython's order (`PyObject_ClearWeakRefs`).
    mutating func takeCallbacks(of target: UInt32) -> (
        cleared: [UInt32], calls: [(reference: UInt32, callback: UInt32)]
    ) {
        let cleared = weakReferences.references(to: target)
        var calls: [(reference: UInt32, callback: UInt32)] = []
        for reference in cleared {
            unlinkWeakReference(reference)
            // A reference that is dying itself never calls back.
            guard objects.refcounts[reference] > 0, !objects.flags[reference].contains(.dying) else {
                continue
            }
            let callback = setSlot(reference, 0, 0)
            if callback != 0 {
                retain(reference)
                calls.append((reference, callback))
            }
        }
        return (cleared, calls)
    }
}
