/// The first half of a collection: which objects are reachable. Phases have the names of CPython's `gc.c`.
extension HeapState {
    /// Joins the younger generations to the end of list `generation`, in order.
    ///
    /// After this: the lists below `generation` are empty.
    mutating func mergeYounger(into generation: Int) {
        for younger in 0..<generation { tracked.merge(UInt8(younger), into: UInt8(generation), objects) }
    }

    /// Divides a list into what is reachable from outside of it, which stays, and what is not, which goes to the unreachable list.
    ///
    /// Requires: the unreachable list is empty and no mark is set.
    /// After this: both lists are in the order in which CPython leaves them, and no mark is set.
    /// - Complexity: O(n + m) for the n objects of the list and their m references.
    mutating func deduceUnreachable(_ list: UInt8) {
        tracked.compact(list, objects)
        updateRefs(list)
        subtractRefs(list)
        moveUnreachable(list)
    }

    /// After this: each object's mark is its reference count.
    private func updateRefs(_ list: UInt8) {
        let entry = tracked[list]
        let marks = objects.marks.base
        let refcounts = objects.refcounts.base
        // SAFETY: a compact list holds only live objects, whose columns exist.
        for index in 0..<entry.end {
            let object = Int(entry.base[index])
            marks[object] = min(refcounts[object], CollectorMark.tentative - 1)
        }
    }

    /// After this: each mark counts the references from outside the list.
    private func subtractRefs(_ list: UInt8) {
        let entry = tracked[list]
        let marks = objects.marks.base
        let targets = references.targets.base
        let starts = objects.slotStarts.base
        let counts = objects.slotCounts.base
        let layoutNumbers = objects.layouts.base
        // SAFETY: as in `updateRefs`; an object's slots are within the columns of references. Slot 0's edge 0 is never in use.
        for index in 0..<entry.end {
            let object = Int(entry.base[index])
            let layout = layouts[UInt32(layoutNumbers[object])]
            let start = Int(starts[object])
            let count = Int(counts[object])
            if layout.showsAll {
                for edge in start..<(start &+ count) { Self.subtract(targets[edge], marks) }
            } else {
                for slot in 0..<count where layout.isVisible(UInt32(truncatingIfNeeded: slot)) {
                    Self.subtract(targets[start &+ slot], marks)
                }
            }
        }
    }

    @inline(__always)
    private static func subtract(_ target: UInt32, _ marks: UnsafeMutablePointer<UInt32>) {
        // Entry 0, which empty slots hold, is marked outside.
        let mark = marks[Int(target)]
        if mark != CollectorMark.outside {
            assert(mark != 0, "an object has more references than its count")
            marks[Int(target)] = mark &- 1
        }
    }

    /// Walks the list once. An object with references from outside is reachable, and so is all it refers to; the others go to the
    /// unreachable list and come back to the end of this one when something reachable turns out to refer to them.
    private mutating func moveUnreachable(_ list: UInt8) {
        let entry = tracked[list]
        // The list is a queue: read at the front, grown at the back by objects that come back. Both fit in it, because an object comes
        // back at most once, after its place was read.
        var queue = Column<UInt32>(capacity: 64)
        var returned: UInt32 = 0
        let marks = objects.marks.base
        let positions = objects.positions.base
        let generations = objects.generations.base
        let targets = references.targets.base
        var kept = 0
        var read = 0
        var readReturned: UInt32 = 0
        // SAFETY: as in `subtractRefs`; `kept` never passes the number of objects read.
        while true {
            let object: Int
            if read < entry.end {
                object = Int(entry.base[read])
                read &+= 1
            } else if readReturned < returned {
                object = Int(queue[readReturned])
                readReturned &+= 1
            } else {
                break
            }
            if marks[object] == 0 {
                marks[object] = CollectorMark.tentative
                tracked.append(UInt32(truncatingIfNeeded: object), to: TrackedLists.unreachable, objects)
                continue
            }
            marks[object] = CollectorMark.outside
            entry.base[kept] = UInt32(truncatingIfNeeded: object)
            positions[object] = UInt32(truncatingIfNeeded: kept)
            kept &+= 1
            let layout = layouts[UInt32(objects.layouts[UInt32(truncatingIfNeeded: object)])]
            let start = Int(objects.slotStarts[UInt32(truncatingIfNeeded: object)])
            let count = objects.slotCounts[UInt32(truncatingIfNeeded: object)]
            let isStraight = layout.visitsForward || layout.visitsBackward
            let last = count &- 1
            for step in 0..<count {
                var slot = layout.visitsBackward ? last &- step : step
                if !isStraight {
                    slot = layout.visitedSlot(atStep: step, of: count)
                    if !layout.isVisible(slot) { continue }
                }
                let target = targets[start &+ Int(slot)]
                let mark = marks[Int(target)]
                if mark == 0 {
                    marks[Int(target)] = 1
                } else if mark == CollectorMark.tentative {
                    marks[Int(target)] = 1
                    tracked.remove(target, objects)
                    generations[Int(target)] = list
                    queue.ensure(Int(returned) + 1)
                    queue[returned] = target
                    returned &+= 1
                }
            }
        }
        var result = tracked[list]
        result.end = kept
        result.live = kept
        tracked[list] = result
        clearUnreachableMarks()
    }

    /// After this: no mark is set.
    private func clearUnreachableMarks() {
        let entry = tracked[TrackedLists.unreachable]
        for index in 0..<entry.end where entry.base[index] != 0 {
            objects.marks[entry.base[index]] = CollectorMark.outside
        }
    }

    /// Whether an object that refers to this one must stay tracked (`_PyObject_GC_MAY_BE_TRACKED`).
    @inline(__always)
    private func mayBeTracked(_ object: UInt32) -> Bool {
        let layout = layout(of: object)
        return layout.isCollectable
            && (layout.untracking != .tuple || objects.generations[object] != TrackedLists.untracked)
    }

    /// Stops tracking the tuples (or dicts) of a list that refer to nothing that may be tracked, in list order.
    ///
    /// Mimics `untrack_tuples` and `untrack_dicts`.
    func untrack(_ kind: Layout.Untracking, in list: UInt8) {
        let entry = tracked[list]
        for index in 0..<entry.end {
            let object = entry.base[index]
            if object == 0 { continue }
            let layout = layout(of: object)
            if layout.untracking != kind { continue }
            let start = objects.slotStarts[object]
            var keeps = false
            for slot in 0..<objects.slotCounts[object] where layout.isVisible(slot) {
                let target = references.targets[start &+ slot]
                if target != 0, mayBeTracked(target) {
                    keeps = true
                    break
                }
            }
            if !keeps { tracked.remove(object, objects) }
        }
    }
}
