import BigInt
import HeapEngine

/// Where an iterator over a range, dict or set stands, or the next number of an enumerate.
package struct IteratorRecord {
    /// The next position in a dict or set, or the next number.
    package var position: Int
    /// How many keys or elements there have to be, -1 once there were not; the step of a range; whether a zip is strict.
    package var expected = 0
    /// How many items are left.
    package var remaining = 0
}

extension Runtime {
    /// What `iter(object)` makes of a built-in container, or the iterator itself; nil if the object's kind has no iterator of its own.
    package func makeIterator(of object: ObjectID) -> ObjectID? {
        let kind = kind(of: object)
        switch kind {
        case .list: return makePositionIterator(types.iterators.list, object, .listIterator)
        case .tuple: return makePositionIterator(types.iterators.tuple, object, .tupleIterator)
        case .dict: return makeDictIterator(types.iterators.dictKey, of: object)
        case .range: return makeRangeIterator(rangeValue(object), object)
        case .str:
            let isCompact = strings[heap.payload(object)].value.kind == .ascii && isExactly(object, types.str)
            return makePositionIterator(
                isCompact ? types.iterators.asciiStr : types.iterators.str, object, .strIterator)
        case .set, .frozenSet: return makeSetIterator(of: object)
        case .bytes: return makePositionIterator(types.iterators.bytes, object, .bytesIterator)
        case .byteArray: return makePositionIterator(types.iterators.byteArray, object, .bytesIterator)
        case .deque: return makeDequeIterator(of: object)
        case .dictKeys, .dictValues, .dictItems:
            return iteratorType(ofView: object).map { makeDictIterator($0, of: viewed(by: object)) }
        default: return kind.isIterator ? retained(object) : nil
        }
    }

    /// What `reversed(object)` makes of a list, range or dict; nil for other kinds.
    package func makeReverseIterator(of object: ObjectID) -> ObjectID? {
        switch kind(of: object) {
        case .list:
            let count = itemCount(object)
            let iterator = makePositionIterator(types.iterators.listReverse, object, .listIterator)
            heap.setPayload(iterator, UInt32(count))
            return iterator
        case .dict: return makeDictIterator(types.iterators.dictReverseKey, of: object)
        case .range: return makeReverseRangeIterator(rangeValue(object))
        case .deque: return makeDequeIterator(of: object, reversed: true)
        default: return nil
        }
    }

    /// `iter(object)` of an object that has `__getitem__` alone.
    package func makeSequenceIterator(of object: ObjectID) -> ObjectID {
        makePositionIterator(types.iterators.sequence, object, .sequenceIterator)
    }

    /// `iter(callable, sentinel)`.
    package func makeCallableIterator(_ callable: ObjectID, sentinel: ObjectID) -> ObjectID {
        let iterator = allocate(fixedLayouts.two, types.iterators.callable, .callableIterator, slots: 2)
        fill(iterator, 0, callable)
        fill(iterator, 1, sentinel)
        track(iterator)
        return iterator
    }

    /// An iterator whose payload is its position.
    private func makePositionIterator(_ type: ObjectID, _ object: ObjectID, _ form: Form) -> ObjectID {
        let iterator = allocate(fixedLayouts.one, type, form, slots: 1)
        fill(iterator, 0, object)
        track(iterator)
        return iterator
    }

    private func makeSetIterator(of set: ObjectID) -> ObjectID {
        let count = sets[heap.payload(set)].count
        let iterator = allocate(
            fixedLayouts.one, types.iterators.set, .setIterator, slots: 1,
            payload: iterators.insert(IteratorRecord(position: 0, expected: count, remaining: count)))
        fill(iterator, 0, set)
        track(iterator)
        return iterator
    }

    /// `PyLong` arithmetic that fits into a C long throughout has an iterator of its own (`range_iter`).
    private func makeRangeIterator(_ value: PythonRange, _ range: ObjectID) -> ObjectID {
        if let start = Int(exactly: value.start), let stop = Int(exactly: value.stop),
            let step = Int(exactly: value.step), let count = Int(exactly: value.count)
        {
            let fits = step > 0 ? stop <= Int.max - (step - 1) : stop >= Int.min + (-1 - step)
            if count == 0 || fits { return makeRangeIterator(start, step, count) }
        }
        return makeLongRangeIterator([0, 2, 3].map { retained(heap.slot(range, $0)) })
    }

    private func makeReverseRangeIterator(_ value: PythonRange) -> ObjectID {
        if let start = Int(exactly: value.start), Int(exactly: value.stop) != nil,
            let step = Int(exactly: value.step), let count = Int(exactly: value.count)
        {
            let fits = step > 0 ? start >= Int.min + step : start <= Int.max + step
            if fits {
                return makeRangeIterator(start &- step &+ count &* step, 0 &- step, count)
            }
        }
        // len, -step, and start + (len - 1) * step, made in this order.
        let count = makeInt(value.count)
        let step = makeInt(-value.step)
        return makeLongRangeIterator([makeInt(value[value.count - 1]), step, count])
    }

    private func makeRangeIterator(_ start: Int, _ step: Int, _ count: Int) -> ObjectID {
        allocate(
            layouts.scalar, types.iterators.range, .rangeIterator,
            payload: iterators.insert(IteratorRecord(position: start, expected: step, remaining: count)))
    }

    /// - Parameter parts: start, step and length, owned.
    private func makeLongRangeIterator(_ parts: [ObjectID]) -> ObjectID {
        let iterator = allocate(layouts.scalar, types.iterators.longRange, .rangeIterator, slots: 3)
        for (slot, part) in parts.enumerated() { _ = heap.setSlot(iterator, slot, owned: part) }
        return iterator
    }

    // MARK: What an iterator is about

    /// The container, or an iterator's source; borrowed, nil once it was let go of.
    package func iterated(by iterator: ObjectID) -> ObjectID? {
        let kind = kind(of: iterator)
        let slot = kind == .filter || kind == .dequeIterator ? 1 : 0
        let object = heap.slot(iterator, head(of: iterator) + slot)
        return object.isNone ? nil : object
    }

    /// The sentinel of a callable_iterator, borrowed.
    package func sentinel(of iterator: ObjectID) -> ObjectID? {
        let object = heap.slot(iterator, 1)
        return object.isNone ? nil : object
    }

    /// The next index of an iterator over a sequence.
    package func position(of iterator: ObjectID) -> Int { Int(heap.payload(iterator)) }

    /// Sets the next index of an iterator over a sequence.
    package func setPosition(of iterator: ObjectID, _ position: Int) {
        heap.setPayload(iterator, UInt32(position))
    }

    /// Lets an iterator that has come to its end go of everything.
    package func exhaust(_ iterator: ObjectID) {
        let head = head(of: iterator)
        let last = kind(of: iterator) == .callableIterator ? head + 1 : head
        for slot in head...last {
            let old = heap.setSlot(iterator, slot, owned: .none)
            if !old.isNone { heap.release(old, because: .unlinked(source: iterator, slot: slot)) }
        }
    }
}
