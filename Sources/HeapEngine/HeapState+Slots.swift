extension HeapState {
    /// The edge that is slot `slot` of `object`.
    @inline(__always)
    func edge(_ object: UInt32, _ slot: Int) -> UInt32 {
        precondition(slot >= 0 && slot < Int(objects.slotCounts[object]), "the object has no such slot")
        return objects.slotStarts[object] &+ UInt32(truncatingIfNeeded: slot)
    }

    /// Empties an edge that holds something; the caller owns the unit that it held.
    @inline(__always)
    func take(_ edge: UInt32) -> UInt32 {
        let target = references.targets[edge]
        if let first = references.unlink(edge) { objects.firstIncoming[target] = first }
        return target
    }

    /// Fills an empty edge with an owned unit.
    @inline(__always)
    func put(_ target: UInt32, into edge: UInt32) {
        objects.firstIncoming[target] = references.link(
            edge, to: target, first: objects.firstIncoming[target])
    }

    /// Exchanges what a slot holds; units move in and out with it.
    @inline(__always)
    func setSlot(_ object: UInt32, _ slot: Int, _ target: UInt32) -> UInt32 {
        let edge = edge(object, slot)
        let old = references.targets[edge] == 0 ? 0 : take(edge)
        if target != 0 { put(target, into: edge) }
        return old
    }

    @inline(__always)
    private func moveEdge(_ from: UInt32, to: UInt32) {
        if references.move(from, to: to) { objects.firstIncoming[references.targets[to]] = to }
    }

    /// Gives the object a block for `count` slots and moves its slots there.
    private mutating func reblock(_ object: UInt32, for count: Int) {
        let number = UInt8(truncatingIfNeeded: SlotBlockSize.classNumber(for: count))
        let old = objects.slotClasses[object]
        if number == old { return }
        let oldStart = objects.slotStarts[object]
        let start = references.allocateBlock(number, source: object)
        let moved = min(objects.slotCounts[object], references.size(ofClass: number))
        for offset in 0..<moved { moveEdge(oldStart &+ offset, to: start &+ offset) }
        references.freeBlock(oldStart, old)
        objects.slotStarts[object] = start
        objects.slotClasses[object] = number
    }

    /// Adds an empty slot at the end.
    ///
    /// - Complexity: O(1) amortised.
    @inline(__always)
    mutating func extend(_ object: UInt32) -> UInt32 {
        let count = objects.slotCounts[object]
        if count == references.size(ofClass: objects.slotClasses[object]) {
            reblock(object, for: count < 3 ? 3 : Int(count) + Int(count) / 4 + 1)
        }
        objects.slotCounts[object] = count + 1
        return objects.slotStarts[object] &+ count
    }

    /// Makes room for `count` slots, so that appending them moves nothing.
    mutating func reserve(_ object: UInt32, _ count: Int) {
        if count > Int(references.size(ofClass: objects.slotClasses[object])) { reblock(object, for: count) }
    }

    mutating func append(_ object: UInt32, _ target: UInt32) {
        let edge = extend(object)
        if target != 0 { put(target, into: edge) }
    }

    /// Inserts in front of slot `slot`; later slots shift.
    ///
    /// - Complexity: O(number of slots shifted).
    mutating func insert(_ object: UInt32, _ slot: Int, _ target: UInt32) {
        let count = Int(objects.slotCounts[object])
        precondition(slot >= 0 && slot <= count, "no such place")
        _ = extend(object)
        let start = objects.slotStarts[object]
        var index = count
        while index > slot {
            moveEdge(start &+ UInt32(index - 1), to: start &+ UInt32(index))
            index -= 1
        }
        if target != 0 { put(target, into: start &+ UInt32(slot)) }
    }

    /// Removes slot `slot`; later slots shift. The caller owns what it held.
    ///
    /// - Complexity: O(number of slots shifted).
    mutating func remove(_ object: UInt32, _ slot: Int) -> UInt32 {
        let edge = edge(object, slot)
        let target = references.targets[edge] == 0 ? 0 : take(edge)
        let last = objects.slotStarts[object] &+ objects.slotCounts[object] &- 1
        var index = edge
        while index < last {
            moveEdge(index &+ 1, to: index)
            index &+= 1
        }
        objects.slotCounts[object] -= 1
        shrink(object)
        return target
    }

    /// Adds empty slots at the end, or drops slots there, which must be empty.
    mutating func resize(_ object: UInt32, to count: Int) {
        let old = Int(objects.slotCounts[object])
        if count > old {
            if count > Int(references.size(ofClass: objects.slotClasses[object])) {
                reblock(object, for: count)
            }
            objects.slotCounts[object] = UInt32(count)
        } else if count < old {
            let start = objects.slotStarts[object]
            for index in count..<old {
                precondition(references.targets[start &+ UInt32(index)] == 0, "a dropped slot is not empty")
            }
            objects.slotCounts[object] = UInt32(count)
            shrink(object)
        }
    }

    /// Returns most of a block of which little is in use.
    private mutating func shrink(_ object: UInt32) {
        let count = Int(objects.slotCounts[object])
        if count == 0 || (count * 4 < Int(references.size(ofClass: objects.slotClasses[object])) && count > 8)
        {
            reblock(object, for: count)
        }
    }
}
