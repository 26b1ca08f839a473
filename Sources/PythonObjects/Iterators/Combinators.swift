import BigInt
import HeapEngine

/// Iterators over iterators. Making one calls back for the iterators inside, because CPython makes those in between: the order of
/// allocation and of tracking shows. A class derived from the built-in type may be given as `type`.
extension Runtime {
    /// `enumerate(…, start)`.
    ///
    /// - Parameter iterator: makes the iterator inside: a new reference.
    package func makeEnumerate<Failure: Error>(
        type: ObjectID? = nil, start: BigInt, iterator: () throws(Failure) -> ObjectID
    ) throws(Failure) -> ObjectID {
        let enumerate = allocate(
            type ?? types.iterators.enumerate, .enumerate, slots: 3,
            payload: iterators.insert(IteratorRecord(position: Int(exactly: start) ?? Int.max)))
        track(enumerate)
        let head = head(of: enumerate)
        if Int(exactly: start) == nil { _ = heap.setSlot(enumerate, head + 2, owned: makeInt(start)) }
        do throws(Failure) {
            _ = heap.setSlot(enumerate, head, owned: try iterator())
        } catch {
            heap.release(enumerate)
            throw error
        }
        _ = heap.setSlot(enumerate, head + 1, owned: makeTuple([none, none]))
        return enumerate
    }

    /// What `next()` of an enumerate returns for the next item, whose unit it takes over: a new reference.
    package func advanceEnumerate(_ enumerate: ObjectID, owned item: ObjectID) -> ObjectID {
        let head = head(of: enumerate)
        let payload = heap.payload(enumerate)
        let position = iterators[payload].position
        let number: ObjectID
        if position < Int.max {
            iterators[payload].position = position + 1
            number = makeInt(position)
        } else {
            if heap.slot(enumerate, head + 2).isNone {
                _ = heap.setSlot(enumerate, head + 2, owned: makeInt(Int.max))
            }
            let following = (intValue(heap.slot(enumerate, head + 2)) ?? 0) + 1
            number = heap.setSlot(enumerate, head + 2, owned: makeInt(following))
        }
        return refill(enumerate, head + 1, owned: number, item)
    }

    /// `zip(…)` of so many iterables.
    package func makeZip<Failure: Error>(
        type: ObjectID? = nil, count: Int, isStrict: Bool = false,
        iterator: (Int) throws(Failure) -> ObjectID
    ) throws(Failure) -> ObjectID {
        let sources = try makeTuple(count: count, item: iterator)
        let result = makeTuple(Array(repeating: none, count: count))
        let zip = allocate(
            type ?? types.iterators.zip, .zip, slots: 2,
            payload: iterators.insert(IteratorRecord(position: 0, expected: isStrict ? 1 : 0)))
        let head = head(of: zip)
        _ = heap.setSlot(zip, head, owned: sources)
        _ = heap.setSlot(zip, head + 1, owned: result)
        track(zip)
        return zip
    }

    /// Whether a zip was made with `strict=True`.
    package func isStrict(_ zip: ObjectID) -> Bool { iterators[heap.payload(zip)].expected == 1 }

    /// The tuple that a zip's `next()` fills and returns: its own, if nobody else has it, or a new one. A new reference.
    ///
    /// To be filled with `replaceItem` as one iterator after the other goes on.
    package func takeZipResult(_ zip: ObjectID) -> ObjectID {
        let head = head(of: zip)
        let result = heap.slot(zip, head + 1)
        if heap.refcount(result) == 1 {
            heap.retain(result)
            if !heap.isTracked(result) { track(result) }
            return result
        }
        let count = heap.slotCount(result)
        let tuple = allocate(layouts.tuple, types.tuple, .tuple(count), slots: count)
        track(tuple)
        return tuple
    }

    /// Puts an item, whose unit it takes over, into a tuple that is still being filled.
    package func replaceItem(_ tuple: ObjectID, at index: Int, owned item: ObjectID) {
        let old = heap.setSlot(tuple, index, owned: item)
        if !old.isNone { heap.release(old, because: .unlinked(source: tuple, slot: index)) }
    }

    /// `map(function, …)` of so many iterables.
    package func makeMap<Failure: Error>(
        type: ObjectID? = nil, function: ObjectID, count: Int,
        iterator: (Int) throws(Failure) -> ObjectID
    ) throws(Failure) -> ObjectID {
        let sources = try makeTuple(count: count, item: iterator)
        let map = allocate(type ?? types.iterators.map, .map, slots: 2)
        let head = head(of: map)
        _ = heap.setSlot(map, head, owned: sources)
        fill(map, head + 1, function)
        track(map)
        return map
    }

    /// `filter(function, …)` over an iterator, whose unit it takes over.
    package func makeFilter(type: ObjectID? = nil, function: ObjectID, owned iterator: ObjectID) -> ObjectID {
        let filter = allocate(type ?? types.iterators.filter, .filter, slots: 2)
        let head = head(of: filter)
        fill(filter, head, function)
        _ = heap.setSlot(filter, head + 1, owned: iterator)
        track(filter)
        return filter
    }

    /// `reversed(sequence)` of a sequence of so many items that has no reverse iterator of its own; the position is the items left.
    package func makeReversed(_ sequence: ObjectID, count: Int, type: ObjectID? = nil) -> ObjectID {
        let reversed = allocate(
            type ?? types.iterators.reversed, .reversed, slots: 1, payload: UInt32(clamping: count))
        fill(reversed, head(of: reversed), sequence)
        track(reversed)
        return reversed
    }

    /// The function of a map or filter, borrowed.
    package func function(of iterator: ObjectID) -> ObjectID {
        heap.slot(iterator, head(of: iterator) + (kind(of: iterator) == .map ? 1 : 0))
    }

    /// A tuple that is tracked before its items are made, one after the other.
    package func makeTuple<Failure: Error>(
        count: Int, item: (Int) throws(Failure) -> ObjectID
    ) throws(Failure) -> ObjectID {
        if count == 0 { return emptyTuple }
        let tuple = allocate(layouts.tuple, types.tuple, .tuple(count), slots: count)
        track(tuple)
        for index in 0..<count {
            do throws(Failure) {
                _ = heap.setSlot(tuple, index, owned: try item(index))
            } catch {
                heap.release(tuple)
                throw error
            }
        }
        return tuple
    }
}
