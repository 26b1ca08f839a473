extension HeapState {
    /// Makes an object with one unit, which the caller owns, and `slots` empty slots.
    ///
    /// - Complexity: O(slots).
    mutating func allocate(_ layoutID: LayoutID, type: UInt32, bytes: Int, header: Int, slots: Int) -> UInt32
    {
        let layout = layouts[UInt32(layoutID.rawValue)]
        if let list = layout.freeList(slots: slots), let reused = memory.freeLists.pop(list) {
            return makeObject(layoutID, type: type, unit: reused, header: header, slots: slots)
        }
        return allocateAnew(layoutID, type: type, bytes: bytes, header: header, slots: slots)
    }

    /// As `allocate`, but leaves what waits in free lists where it is.
    mutating func allocateAnew(
        _ layoutID: LayoutID, type: UInt32, bytes: Int, header: Int, slots: Int
    ) -> UInt32 {
        let unit = memory.space.allocate(bytes: bytes)
        if layouts[UInt32(layoutID.rawValue)].isCollectable { collector.didAllocate() }
        return makeObject(layoutID, type: type, unit: unit, header: header, slots: slots)
    }

    @inline(__always)
    private mutating func makeObject(
        _ layoutID: LayoutID, type: UInt32, unit: UInt32, header: Int, slots: Int
    ) -> UInt32 {
        let object = makeEntry(layoutID, type: type, slots: slots)
        objects.units[object] = unit &+ UInt32(truncatingIfNeeded: header >> 4)
        objects.headers[object] = UInt8(truncatingIfNeeded: header >> 4)
        return object
    }

    /// Makes an object in the interpreter's static memory, which lives as long as the heap.
    mutating func allocateImmortal(_ layoutID: LayoutID, type: UInt32, bytes: Int, slots: Int) -> UInt32 {
        let object = makeEntry(layoutID, type: type, slots: slots)
        objects.units[object] = memory.allocateStatic(bytes: bytes)
        objects.headers[object] = 0
        objects.flags[object] = .isStatic
        objects.refcounts[object] = ObjectColumns.immortalCount
        return object
    }

    @inline(__always)
    private mutating func makeEntry(_ layoutID: LayoutID, type: UInt32, slots: Int) -> UInt32 {
        precondition(
            slots >= Int(layouts[UInt32(layoutID.rawValue)].head) && Int(layoutID.rawValue) < layoutCount)
        let object = objects.allocate()
        objects.refcounts[object] = 1
        objects.marks[object] = CollectorMark.outside
        objects.flags[object] = []
        objects.generations[object] = TrackedLists.untracked
        objects.layouts[object] = layoutID.rawValue
        objects.types[object] = type
        objects.payloads[object] = 0
        objects.buffers[object] = 0
        objects.firstIncoming[object] = 0
        let number = UInt8(truncatingIfNeeded: SlotBlockSize.classNumber(for: slots))
        objects.slotClasses[object] = number
        objects.slotStarts[object] = references.allocateBlock(number, source: object)
        objects.slotCounts[object] = UInt32(truncatingIfNeeded: slots)
        objects.serials[object] =
            isStarting ? builtinSerials.assign(to: object) | Serial.builtinBit : serials.assign(to: object)
        liveCount += 1
        return object
    }

    /// Returns a dead object's memory; its slots are empty and nothing refers to it.
    mutating func deallocate(_ object: UInt32, slotsAtDeath: Int) {
        let layout = layout(of: object)
        if objects.buffers[object] != 0 { freeBuffer(object) }
        let unit = objects.units[object] &- UInt32(objects.headers[object])
        if let list = layout.freeList(slots: slotsAtDeath), memory.freeLists.push(list, unit) {
            // The block waits in the free list, as good as allocated.
        } else {
            memory.space.free(unit)
            if layout.isCollectable { collector.didDeallocate() }
        }
        references.freeBlock(objects.slotStarts[object], objects.slotClasses[object])
        let serial = objects.serials[object]
        if serial & Serial.builtinBit != 0 {
            builtinSerials.remove(serial & ~Serial.builtinBit)
        } else {
            serials.remove(serial)
        }
        objects.free(object)
        liveCount -= 1
    }

    /// Gives the object another buffer of `bytes` bytes, or none for 0, and frees the one that it had then: a table that is
    /// filled anew.
    ///
    /// - Parameter isKept: whether the free list of buffers takes the block later.
    mutating func replaceBuffer(_ object: UInt32, bytes: Int, isKept: Bool) {
        let fresh: UInt32 =
            if bytes == 0 {
                0
            } else if isKept {
                memory.takeKeptBuffer(bytes: bytes)
            } else {
                memory.space.allocate(bytes: bytes)
            }
        if objects.buffers[object] != 0 { freeBuffer(object) }
        objects.buffers[object] = fresh
        if isKept { objects.flags[object].insert(.keepsBuffer) }
    }

    /// Frees the buffer, which the object has.
    private mutating func freeBuffer(_ object: UInt32) {
        if objects.flags[object].contains(.keepsBuffer) {
            objects.flags[object].remove(.keepsBuffer)
            memory.freeKeptBuffer(objects.buffers[object])
        } else {
            memory.space.free(objects.buffers[object])
        }
    }

    /// Gives the object a buffer of `bytes` bytes, or none for 0, as `PyMem_Realloc` does.
    mutating func resizeBuffer(_ object: UInt32, bytes: Int) {
        let old = objects.buffers[object]
        if bytes == 0 {
            if old != 0 { freeBuffer(object) }
            objects.buffers[object] = 0
        } else if old == 0 {
            objects.buffers[object] = memory.space.allocate(bytes: bytes)
        } else {
            precondition(
                !objects.flags[object].contains(.keepsBuffer), "a kept buffer is replaced, not resized")
            objects.buffers[object] = memory.space.reallocate(old, bytes: bytes)
        }
    }

    @inline(__always)
    func retain(_ object: UInt32) {
        let count = objects.refcounts[object]
        if count == ObjectColumns.immortalCount { return }
        precondition(count < ObjectColumns.immortalCount - 1, "a reference count overflows")
        objects.refcounts[object] = count &+ 1
    }

    /// Gives one unit back; true if it was the last.
    @inline(__always)
    func decrement(_ object: UInt32) -> Bool {
        let count = objects.refcounts[object]
        if count == ObjectColumns.immortalCount { return false }
        precondition(count > 0, "a reference is released twice")
        objects.refcounts[object] = count &- 1
        return count == 1
    }

    func track(_ object: UInt32) {
        precondition(objects.generations[object] == TrackedLists.untracked, "the object is tracked already")
        tracked.append(object, to: 0, objects)
    }
}
