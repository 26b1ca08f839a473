extension HeapState {
    /// Puts an object whose count has reached zero on the stack.
    @inline(__always)
    mutating func beginTeardown(_ object: UInt32, source: UInt32, slot: UInt32) {
        var dying = Dying(
            object: object, phase: .begun,
            isCollected: isGarbage(object), source: source, slot: slot, sourceSerial: objects.serials[source])
        if layout(of: object).usesTrashcan {
            if teardown.level >= teardown.trashcan.depositDepth {
                if objects.generations[object] != TrackedLists.untracked {
                    tracked.remove(object, objects)
                    dying.wasTracked = true
                }
                teardown.postponed.push(dying)
                return
            }
            teardown.depth += 1
        }
        teardown.stack.push(dying)
    }

    /// Whether an object's death comes to nothing but the return of its memory: it has no slots, no finalizer and no weak references, the
    /// collector does not know it, and nothing that was put aside waits for the nesting to fall.
    @inline(__always)
    func isLeaf(_ object: UInt32) -> Bool {
        objects.slotCounts[object] == 0 && objects.generations[object] == TrackedLists.untracked
            && objects.flags[object].isDisjoint(with: [.hasFinalizer, .hasWeakReferences, .isWeakReference])
            && teardown.postponed.count == 0 && !layout(of: object).usesTrashcan
    }

    /// Whether the running collection is deleting the object.
    @inline(__always)
    private func isGarbage(_ object: UInt32) -> Bool {
        collector.isDeleting && objects.generations[object] == TrackedLists.unreachable
    }

    /// Goes on with the teardown until the stack is down to `base` (then nil) or something must happen outside.
    ///
    /// Mimics `subtype_dealloc`, `list_dealloc` and their kin: finalizer, weak references, then every slot in the layout's order,
    /// each with all that dies of it before the next.
    mutating func advance(above base: Int) -> TeardownEvent? {
        while teardown.stack.count > base {
            let top = teardown.stack.count - 1
            var dying = teardown.stack[top]
            let object = dying.object
            switch dying.phase {
            case .resuming:
                if teardown.postponed.count > 0 {
                    teardown.depth += 1
                    teardown.stack.push(teardown.postponed.pop())
                } else {
                    _ = teardown.stack.pop()
                    teardown.depth -= 1
                }
                continue
            case .begun:
                if let event = begin(&dying) {
                    teardown.stack[top] = dying
                    return event
                }
            case .finalized:
                if !decrement(object) {
                    finish(dying)
                    resumePostponed()
                    return .resurrected(object)
                }
                dying.isCollected = isGarbage(object)
                if let event = beginUnreferencing(&dying) {
                    teardown.stack[top] = dying
                    return event
                }
            case .unreferenced:
                break
            case .dropping, .clearing:
                if let child = dropNext(&dying) {
                    // The child dies first: it goes on top of the stack, or is postponed.
                    teardown.stack[top] = dying
                    beginTeardown(child.target, source: object, slot: child.slot)
                } else {
                    end(dying)
                }
                continue
            }
            // Weak references are gone: the object is lost.
            if objects.generations[object] != TrackedLists.untracked { tracked.remove(object, objects) }
            objects.flags[object].insert(.dying)
            dying.phase = .dropping
            teardown.stack[top] = dying
            if teardown.announcesDeaths { return .announce(object, cause(of: dying)) }
        }
        return nil
    }

    /// The first phase; nil if the object goes straight on to be dropped.
    @inline(__always)
    private mutating func begin(_ dying: inout Dying) -> TeardownEvent? {
        let flags = objects.flags[dying.object]
        if flags.isDisjoint(with: [.hasFinalizer, .hasWeakReferences, .isWeakReference]) { return nil }
        if flags.contains(.hasFinalizer), !flags.contains(.finalized) {
            if flags.contains(.hasWeakReferences), layout(of: dying.object).unreferencesFirst {
                if objects.generations[dying.object] != TrackedLists.untracked {
                    tracked.remove(dying.object, objects)
                    dying.wasTracked = true
                }
                // Without them, it begins anew.
                return .clearWeakReferences(dying.object)
            }
            // CPython untracks at the start and tracks again for the finalizer: the object is the youngest now.
            let isTracked = objects.generations[dying.object] != TrackedLists.untracked
            if isTracked { tracked.remove(dying.object, objects) }
            if isTracked || dying.wasTracked { tracked.append(dying.object, to: 0, objects) }
            objects.flags[dying.object].insert(.finalized)
            objects.refcounts[dying.object] = 1
            dying.phase = .finalized
            return .finalize(dying.object)
        }
        return beginUnreferencing(&dying)
    }

    @inline(__always)
    private mutating func beginUnreferencing(_ dying: inout Dying) -> TeardownEvent? {
        let flags = objects.flags[dying.object]
        if flags.contains(.isWeakReference) { unlinkWeakReference(dying.object) }
        guard flags.contains(.hasWeakReferences) else { return nil }
        if objects.generations[dying.object] != TrackedLists.untracked {
            tracked.remove(dying.object, objects)
        }
        dying.phase = .unreferenced
        return .clearWeakReferences(dying.object)
    }

    /// Drops references until one was the last to its object, and returns that one; nil when none is left.
    @inline(__always)
    private mutating func dropNext(_ dying: inout Dying) -> Orphan? {
        if dying.phase == .clearing {
            while dying.cursor < dying.end {
                let orphan = teardown.orphans[Int(dying.cursor)]
                dying.cursor &+= 1
                if decrement(orphan.target) { return orphan }
            }
            return nil
        }
        let layout = layout(of: dying.object)
        let count = objects.slotCounts[dying.object]
        let start = objects.slotStarts[dying.object]
        while dying.cursor < count {
            let slot = layout.droppedSlot(atStep: dying.cursor, of: count)
            dying.cursor &+= 1
            let edge = start &+ slot
            if references.targets[edge] == 0 { continue }
            let target = take(edge)
            if decrement(target) { return Orphan(target: target, slot: slot) }
        }
        return nil
    }

    private func cause(of dying: Dying) -> DeathCause {
        if dying.isCollected { return .collected(ordinal: collector.ordinal) }
        // The source may be gone by now: the object's finalizer can have freed it.
        if dying.source == 0 || objects.serials[dying.source] != dying.sourceSerial { return .released }
        return .unlinked(source: ObjectID(rawValue: dying.source), slot: Int(dying.slot))
    }

    /// The last phase: memory goes back, or the orphans are forgotten.
    private mutating func end(_ dying: Dying) {
        if dying.phase == .clearing {
            while teardown.orphans.count > Int(dying.start) { _ = teardown.orphans.pop() }
            _ = teardown.stack.pop()
        } else {
            finish(dying)
            deallocate(dying.object, slotsAtDeath: Int(objects.slotCounts[dying.object]))
            resumePostponed()
        }
    }

    /// Takes the entry off the stack.
    private mutating func finish(_ dying: Dying) {
        _ = teardown.stack.pop()
        if layout(of: dying.object).usesTrashcan { teardown.depth -= 1 }
    }

    /// Begins to free what was put aside once the nesting has fallen (`_PyTrash_thread_destroy_chain`).
    ///
    /// The loop that frees them nests too: it takes a level of its own.
    private mutating func resumePostponed() {
        guard teardown.postponed.count > 0,
            teardown.level <= teardown.trashcan.resumeDepth
        else { return }
        teardown.depth += 1
        teardown.stack.push(
            Dying(object: 0, phase: .resuming, isCollected: false, source: 0, slot: 0, sourceSerial: 0))
    }

    /// Takes the references that clearing drops (`tp_clear`) out of their slots; `advance` then drops them.
    ///
    /// Returns false if there was nothing to clear.
    mutating func beginClearing(_ object: UInt32) -> Bool {
        let layout = layout(of: object)
        if layout.clearing == .nothing { return false }
        let count = objects.slotCounts[object]
        let start = objects.slotStarts[object]
        let first = UInt32(teardown.orphans.count)
        for step in 0..<count {
            let slot = layout.clearedSlot(atStep: step, of: count)
            if !layout.isCleared(slot) || references.targets[start &+ slot] == 0 { continue }
            teardown.orphans.push(Orphan(target: take(start &+ slot), slot: slot))
        }
        if layout.truncates, count > UInt32(layout.head) { resize(object, to: Int(layout.head)) }
        let end = UInt32(teardown.orphans.count)
        if end == first { return layout.truncates }
        teardown.stack.push(
            Dying(
                object: object, phase: .clearing, isCollected: false, source: 0, slot: 0, sourceSerial: 0,
                cursor: first,
                start: first, end: end))
        return true
    }
}
