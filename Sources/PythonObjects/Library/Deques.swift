import HeapEngine

/// What a deque has beside its items.
package struct DequeRecord {
    /// The slot of the first item, counted behind the type. Slots in front of it are empty.
    package var first = 0
    package var count = 0
    /// Where the first item is in its block of 64 (`leftindex`).
    package var leftIndex = DequeRecord.centre
    /// `maxlen`
    package var limit: Int?
    /// Changes with the items, so that iterators notice.
    package var version = 0

    static let blockLength = 64
    static let centre = 32

    /// How many blocks the items take: at least one.
    var blocks: Int { count == 0 ? 1 : (leftIndex + count - 1) / DequeRecord.blockLength + 1 }

    mutating func addedFirst() {
        leftIndex = leftIndex == 0 ? DequeRecord.blockLength - 1 : leftIndex - 1
        count += 1
        version += 1
    }

    mutating func addedLast() {
        count += 1
        version += 1
    }

    mutating func removedFirst() {
        leftIndex += 1
        count -= 1
        version += 1
        if leftIndex == DequeRecord.blockLength { leftIndex = count == 0 ? DequeRecord.centre : 0 }
    }

    mutating func removedLast() {
        count -= 1
        version += 1
        if count == 0, leftIndex == 0 { leftIndex = DequeRecord.centre }
    }
}

/// `collections.deque`: items in slots behind the type, with room in front of them.
extension Runtime {
    /// `collections.deque((), maxlen)`.
    package func makeDeque(limit: Int? = nil) -> ObjectID {
        let deque = allocate(
            fixedLayouts.deque, types.deque, .deque(blocks: 1), slots: 1,
            payload: deques.insert(DequeRecord(limit: limit)))
        fillType(deque, types.deque)
        heap.resizeBuffer(deque, bytes: profile.sizes.ownedBytes(.deque(blocks: 1)))
        track(deque)
        return deque
    }

    /// `len(deque)`
    package func count(ofDeque deque: ObjectID) -> Int { deques[heap.payload(deque)].count }

    /// `deque.maxlen`
    package func limit(ofDeque deque: ObjectID) -> Int? { deques[heap.payload(deque)].limit }

    /// The items, borrowed.
    package func items(ofDeque deque: ObjectID) -> [ObjectID] {
        (0..<count(ofDeque: deque)).map { item(ofDeque: deque, at: $0) }
    }

    /// An item at a valid index, borrowed.
    package func item(ofDeque deque: ObjectID, at index: Int) -> ObjectID {
        heap.slot(deque, slot(ofDeque: deque, index))
    }

    private func slot(ofDeque deque: ObjectID, _ index: Int) -> Int {
        head(of: deque) + deques[heap.payload(deque)].first + index
    }

    /// `deque[index] = item` at a valid index; takes over the caller's unit.
    package func setItem(ofDeque deque: ObjectID, at index: Int, owned item: ObjectID) {
        let slot = slot(ofDeque: deque, index)
        heap.release(heap.setSlot(deque, slot, owned: item), because: .unlinked(source: deque, slot: slot))
    }

    /// `deque.append(item)`; takes over the caller's unit. A full deque drops its first item.
    package func appendLast(_ deque: ObjectID, owned item: ObjectID) {
        let payload = heap.payload(deque)
        heap.append(deque, owned: item)
        change(deque) { $0.addedLast() }
        if let limit = deques[payload].limit, deques[payload].count > limit {
            if let old = removeFirst(deque) { heap.release(old, because: .released) }
        }
    }

    /// `deque.appendleft(item)`; takes over the caller's unit. A full deque drops its last item.
    package func appendFirst(_ deque: ObjectID, owned item: ObjectID) {
        let payload = heap.payload(deque)
        if deques[payload].first == 0 { makeRoomInFront(of: deque) }
        deques[payload].first -= 1
        _ = heap.setSlot(deque, head(of: deque) + deques[payload].first, owned: item)
        change(deque) { $0.addedFirst() }
        if let limit = deques[payload].limit, deques[payload].count > limit {
            if let old = removeLast(deque) { heap.release(old, because: .released) }
        }
    }

    /// `deque.pop()`: the caller owns the item; nil if there is none.
    package func removeLast(_ deque: ObjectID) -> ObjectID? {
        guard count(ofDeque: deque) > 0 else { return nil }
        let item = heap.removeLast(deque)
        change(deque) { $0.removedLast() }
        return item
    }

    /// `deque.popleft()`: the caller owns the item; nil if there is none.
    package func removeFirst(_ deque: ObjectID) -> ObjectID? {
        guard count(ofDeque: deque) > 0 else { return nil }
        let item = heap.setSlot(deque, slot(ofDeque: deque, 0), owned: .none)
        deques[heap.payload(deque)].first += 1
        change(deque) { $0.removedFirst() }
        return item
    }

    /// `deque.rotate(steps)`, one item after the other; to the right if positive.
    package func rotate(_ deque: ObjectID, by steps: Int) {
        let count = count(ofDeque: deque)
        guard count > 1 else { return }
        deques[heap.payload(deque)].version += 1
        var steps = steps % count
        if steps > count / 2 { steps -= count }
        if steps < -(count / 2) { steps += count }
        let limit = deques[heap.payload(deque)].limit
        deques[heap.payload(deque)].limit = nil
        for _ in 0..<abs(steps) {
            if steps > 0 {
                if let item = removeLast(deque) { appendFirst(deque, owned: item) }
            } else if let item = removeFirst(deque) {
                appendLast(deque, owned: item)
            }
        }
        deques[heap.payload(deque)].limit = limit
    }

    /// `deque.clear()`: items go first to last.
    package func clearDeque(_ deque: ObjectID) { heap.clear(deque) }

    /// The slots are gone already.
    func dequeWasCleared(_ deque: ObjectID) {
        let record = deques[heap.payload(deque)]
        deques[heap.payload(deque)] = DequeRecord(limit: record.limit, version: record.version + 1)
        heap.resizeBuffer(deque, bytes: profile.sizes.ownedBytes(.deque(blocks: 1)))
    }

    /// Changes the record, and the memory with it.
    private func change(_ deque: ObjectID, _ body: (inout DequeRecord) -> Void) {
        let payload = heap.payload(deque)
        let blocks = deques[payload].blocks
        body(&deques[payload])
        let record = deques[payload]
        if record.blocks != blocks {
            heap.resizeBuffer(deque, bytes: profile.sizes.ownedBytes(.deque(blocks: record.blocks)))
        }
        if record.count == 0 {
            heap.resize(deque, slots: head(of: deque))
            deques[payload].first = 0
        } else if record.first > 64, record.first > record.count {
            moveItems(deque, from: record.first, to: 0)
            heap.resize(deque, slots: head(of: deque) + record.count)
        }
    }

    private func makeRoomInFront(of deque: ObjectID) {
        let count = count(ofDeque: deque)
        let room = max(8, count)
        heap.resize(deque, slots: head(of: deque) + room + count)
        moveItems(deque, from: 0, to: room)
    }

    private func moveItems(_ deque: ObjectID, from: Int, to: Int) {
        let count = count(ofDeque: deque)
        let head = head(of: deque)
        let order = from > to ? Array(0..<count) : Array((0..<count).reversed())
        for index in order {
            let item = heap.setSlot(deque, head + from + index, owned: .none)
            _ = heap.setSlot(deque, head + to + index, owned: item)
        }
        deques[heap.payload(deque)].first = to
    }

    // MARK: Iterators

    /// `iter(deque)` or `reversed(deque)`.
    package func makeDequeIterator(of deque: ObjectID, reversed: Bool = false) -> ObjectID {
        let record = deques[heap.payload(deque)]
        let iterator = allocate(
            fixedLayouts.two, reversed ? types.dequeReverseIterator : types.dequeIterator, .dequeIterator,
            slots: 2,
            payload: iterators.insert(
                IteratorRecord(position: 0, expected: record.version, remaining: record.count)))
        fillType(iterator, heap.type(of: iterator))
        fill(iterator, 1, deque)
        track(iterator)
        return iterator
    }

    /// The next item of a deque: a new reference.
    func nextOfDeque(_ iterator: ObjectID) throws(PythonException) -> ObjectID? {
        let payload = heap.payload(iterator)
        let deque = heap.slot(iterator, 1)
        let record = iterators[payload]
        guard record.expected == deques[heap.payload(deque)].version else {
            iterators[payload].remaining = 0
            throw PythonException("RuntimeError", "deque mutated during iteration")
        }
        if record.remaining == 0 { return nil }
        iterators[payload].remaining -= 1
        iterators[payload].position += 1
        let isReversed = heap.type(of: iterator) == types.dequeReverseIterator
        return retained(item(ofDeque: deque, at: isReversed ? record.remaining - 1 : record.position))
    }
}
