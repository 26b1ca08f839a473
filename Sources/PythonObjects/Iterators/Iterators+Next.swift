import BigInt
import HeapEngine

extension Runtime {
    /// `next(iterator)` of an iterator over a built-in container: a new reference, or nil at the end.
    ///
    /// Only for the kinds that need no Python code to go on: list, tuple, range, str, bytes, bytearray, dict and set iterators.
    /// - Throws: RuntimeError if a dict or set was changed meanwhile.
    /// - Complexity: O(1) amortised.
    package func next(_ iterator: ObjectID) throws(PythonException) -> ObjectID? {
        let kind = kind(of: iterator)
        switch kind {
        case .listIterator, .tupleIterator: return nextItem(iterator)
        case .rangeIterator: return nextNumber(iterator)
        case .longRangeIterator: return nextLongNumber(iterator)
        case .strIterator, .bytesIterator, .byteArrayIterator: return nextUnit(iterator, kind)
        case .listReverseIterator: return previousItem(iterator)
        case .setIterator: return try nextElement(iterator)
        case .dequeIterator: return try nextOfDeque(iterator)
        case .dictKeyIterator, .dictValueIterator, .dictItemIterator:
            guard let entry = try nextEntry(iterator) else { return nil }
            return yield(entry, from: iterator, kind)
        case .dictReverseKeyIterator, .dictReverseValueIterator, .dictReverseItemIterator:
            guard let entry = try previousEntry(iterator) else { return nil }
            return yield(entry, from: iterator, kind)
        default: preconditionFailure("only Python code can go on with a \(typeName(iterator))")
        }
    }

    package func nextItem(_ iterator: ObjectID) -> ObjectID? {
        let sequence = heap.slot(iterator, 0)
        if sequence.isNone { return nil }
        let index = heap.payload(iterator)
        let slot = head(of: sequence) + Int(index)
        guard slot < heap.slotCount(sequence) else {
            exhaust(iterator)
            return nil
        }
        heap.setPayload(iterator, index + 1)
        return retained(heap.slot(sequence, slot))
    }

    private func previousItem(_ iterator: ObjectID) -> ObjectID? {
        let list = heap.slot(iterator, 0)
        let index = heap.payload(iterator)
        if list.isNone || index == 0 {
            if !list.isNone, !profile.keepsReversedLists { exhaust(iterator) }
            return nil
        }
        let slot = head(of: list) + Int(index) - 1
        guard slot < heap.slotCount(list) else {
            heap.setPayload(iterator, 0)
            exhaust(iterator)
            return nil
        }
        heap.setPayload(iterator, index - 1)
        return retained(heap.slot(list, slot))
    }

    private func nextUnit(_ iterator: ObjectID, _ kind: Kind) -> ObjectID? {
        let object = heap.slot(iterator, 0)
        if object.isNone { return nil }
        let index = Int(heap.payload(iterator))
        let payload = heap.payload(object)
        let unit: ObjectID
        switch kind {
        case .strIterator where index < strings[payload].value.count:
            let point = strings[payload].value[index]
            unit = point < 256 ? latin1[Int(point)] : makeStr(PythonString(codePoints: [point]))
        case .bytesIterator where index < byteStrings[payload].count:
            unit = makeInt(Int(byteStrings[payload][index]))
        case .byteArrayIterator where index < byteArrays[payload].bytes.count:
            unit = makeInt(Int(byteArrays[payload].bytes[index]))
        default:
            exhaust(iterator)
            return nil
        }
        heap.setPayload(iterator, UInt32(index + 1))
        return unit
    }

    package func nextNumber(_ iterator: ObjectID) -> ObjectID? {
        let payload = heap.payload(iterator)
        let record = iterators[payload]
        if record.remaining <= 0 { return nil }
        iterators[payload].position = record.position &+ record.expected
        iterators[payload].remaining = record.remaining - 1
        return makeInt(record.position)
    }

    private func nextLongNumber(_ iterator: ObjectID) -> ObjectID? {
        let values = (0..<3).map { intValue(heap.slot(iterator, $0)) ?? 0 }
        if values[2] <= 0 { return nil }
        let following = makeInt(values[0] + values[1])
        let count = makeInt(values[2] - 1)
        let number = heap.setSlot(iterator, 0, owned: following)
        heap.release(heap.setSlot(iterator, 2, owned: count))
        return number
    }

    private func nextElement(_ iterator: ObjectID) throws(PythonException) -> ObjectID? {
        let set = heap.slot(iterator, 0)
        if set.isNone { return nil }
        let payload = heap.payload(iterator)
        let record = iterators[payload]
        guard record.expected == sets[heap.payload(set)].count else {
            iterators[payload].expected = -1
            throw PythonException("RuntimeError", "Set changed size during iteration")
        }
        let head = head(of: set)
        let end = heap.slotCount(set)
        var slot = head + record.position
        while slot < end, heap.slot(set, slot).isNone { slot += 1 }
        iterators[payload].position = slot - head + 1
        guard slot < end else {
            exhaust(iterator)
            return nil
        }
        iterators[payload].remaining -= 1
        return retained(heap.slot(set, slot))
    }

    /// `iterator.__length_hint__()`; nil if the kind has none, or if only Python code could tell.
    package func lengthHint(_ iterator: ObjectID) -> BigInt? {
        let kind = kind(of: iterator)
        switch kind {
        case .rangeIterator, .dequeIterator: return BigInt(iterators[heap.payload(iterator)].remaining)
        case .longRangeIterator: return intValue(heap.slot(iterator, 2))
        default: break
        }
        guard kind.isIterator, let container = iterated(by: iterator) else {
            return kind.isIterator ? 0 : nil
        }
        let index = Int(heap.payload(iterator))
        switch kind {
        case .listIterator, .tupleIterator: return BigInt(max(0, itemCount(container) - index))
        case .listReverseIterator: return BigInt(itemCount(container) < index ? 0 : index)
        case .strIterator: return BigInt(max(0, strings[heap.payload(container)].value.count - index))
        case .bytesIterator: return BigInt(max(0, byteStrings[heap.payload(container)].count - index))
        case .byteArrayIterator:
            return BigInt(max(0, byteArrays[heap.payload(container)].bytes.count - index))
        case .setIterator:
            let record = iterators[heap.payload(iterator)]
            return BigInt(record.expected == sets[heap.payload(container)].count ? record.remaining : 0)
        case _ where kind.isDictIterator:
            let record = iterators[heap.payload(iterator)]
            return BigInt(record.expected == count(ofDict: container) ? record.remaining : 0)
        default: return nil
        }
    }
}
