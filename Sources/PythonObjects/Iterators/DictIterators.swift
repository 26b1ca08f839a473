import HeapEngine

extension Runtime {
    /// Makes an iterator of one of the six types over a dict; those of items begin with their result tuple (`dictiter_new`).
    package func makeDictIterator(_ type: ObjectID, of dict: ObjectID) -> ObjectID {
        let count = count(ofDict: dict)
        let kind = classes[heap.payload(type)].kind
        let type = iteratorType(type, of: dict)
        var record = IteratorRecord(position: 0, expected: count, remaining: count)
        switch kind {
        case .dictReverseKeyIterator, .dictReverseValueIterator, .dictReverseItemIterator:
            record.position = entryCount(ofDict: dict) - 1
        default: break
        }
        let iterator = allocate(
            fixedLayouts.two, type, .dictIterator, slots: 2, payload: iterators.insert(record))
        fill(iterator, 0, dict)
        if kind == .dictItemIterator || kind == .dictReverseItemIterator {
            _ = heap.setSlot(iterator, 1, owned: makeTuple([none, none]))
        }
        track(iterator)
        return iterator
    }

    /// The number of entries, holes included.
    private func entryCount(ofDict dict: ObjectID) -> Int {
        if viewedInstance(of: dict) != nil { return count(ofDict: dict) }
        return (heap.slotCount(dict) - head(of: dict)) / entrySlots(of: dict)
    }

    /// The next entry of a dict, borrowed (`dictiter_iternext…`).
    func nextEntry(_ iterator: ObjectID) throws(PythonException) -> (key: ObjectID, value: ObjectID)? {
        guard let dict = try unchangedDict(iterator) else { return nil }
        let payload = heap.payload(iterator)
        let count = entryCount(ofDict: dict)
        var position = iterators[payload].position
        while position < count, isHole(dict, position) { position += 1 }
        guard position < count else {
            exhaust(iterator)
            return nil
        }
        guard iterators[payload].remaining != 0 else {
            exhaust(iterator)
            throw PythonException("RuntimeError", "dictionary keys changed during iteration")
        }
        iterators[payload].position = position + 1
        iterators[payload].remaining -= 1
        return entry(dict, at: position)
    }

    /// The entry in front of the last one, borrowed (`dictreviter_iternext`).
    func previousEntry(_ iterator: ObjectID) throws(PythonException) -> (key: ObjectID, value: ObjectID)? {
        guard let dict = try unchangedDict(iterator) else { return nil }
        let payload = heap.payload(iterator)
        var position = min(iterators[payload].position, entryCount(ofDict: dict) - 1)
        while position >= 0, isHole(dict, position) { position -= 1 }
        guard position >= 0 else {
            exhaust(iterator)
            return nil
        }
        iterators[payload].position = position - 1
        iterators[payload].remaining -= 1
        return entry(dict, at: position)
    }

    /// The iterator's dict, unless it has let go of it.
    private func unchangedDict(_ iterator: ObjectID) throws(PythonException) -> ObjectID? {
        let dict = heap.slot(iterator, 0)
        if dict.isNone { return nil }
        let payload = heap.payload(iterator)
        guard iterators[payload].expected == count(ofDict: dict) else {
            iterators[payload].expected = -1
            throw PythonException(
                "RuntimeError",
                isOrdered(dict)
                    ? "OrderedDict mutated during iteration" : "dictionary changed size during iteration")
        }
        return dict
    }

    private func isHole(_ dict: ObjectID, _ position: Int) -> Bool {
        viewedInstance(of: dict) == nil && heap.slot(dict, keySlot(of: dict, position)).isNone
    }

    private func entry(_ dict: ObjectID, at position: Int) -> (key: ObjectID, value: ObjectID) {
        if viewedInstance(of: dict) != nil { return entries(of: dict)[position] }
        let slot = keySlot(of: dict, entry(of: dict, at: position))
        return (heap.slot(dict, slot), heap.slot(dict, slot + 1))
    }

    /// What an iterator over a dict makes of an entry: a new reference.
    func yield(
        _ entry: (key: ObjectID, value: ObjectID), from iterator: ObjectID, _ kind: Kind
    ) -> ObjectID {
        switch kind {
        case .dictKeyIterator, .dictReverseKeyIterator: retained(entry.key)
        case .dictValueIterator, .dictReverseValueIterator: retained(entry.value)
        default: refill(iterator, 1, owned: retained(entry.key), retained(entry.value))
        }
    }

    /// A pair for an iterator's caller: the iterator's own result tuple, filled anew, if nobody else has it.
    func refill(_ iterator: ObjectID, _ slot: Int, owned first: ObjectID, _ second: ObjectID) -> ObjectID {
        let result = heap.slot(iterator, slot)
        guard heap.refcount(result) == 1 else {
            let tuple = allocate(layouts.tuple, types.tuple, .tuple(2), slots: 2)
            _ = heap.setSlot(tuple, 0, owned: first)
            _ = heap.setSlot(tuple, 1, owned: second)
            track(tuple)
            return tuple
        }
        heap.retain(result)
        let old = (heap.setSlot(result, 0, owned: first), heap.setSlot(result, 1, owned: second))
        heap.release(old.0, because: .unlinked(source: result, slot: 0))
        heap.release(old.1, because: .unlinked(source: result, slot: 1))
        // A collection may have stopped tracking it because of what it held before.
        if !heap.isTracked(result) { track(result) }
        return result
    }
}
