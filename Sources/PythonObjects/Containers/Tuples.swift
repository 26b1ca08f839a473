import HeapEngine

extension Runtime {
    /// A tuple display: `(a, b)`. A tuple of constants alone is a constant, and not tracked.
    public func makeTuple(_ items: [ObjectID], constants: Bool = false) -> ObjectID {
        if items.isEmpty { return emptyTuple }
        let tuple = allocate(layouts.tuple, types.tuple, .tuple(items.count), slots: items.count)
        for (index, item) in items.enumerated() { fill(tuple, index, item) }
        if !constants { track(tuple) }
        return tuple
    }

    /// A tuple of values, borrowed, that lie one behind the other.
    package func makeTuple(from items: UnsafeMutablePointer<ObjectID>, count: Int) -> ObjectID {
        if count == 0 { return emptyTuple }
        let tuple = allocate(layouts.tuple, types.tuple, .tuple(count), slots: count)
        for index in 0..<count { fill(tuple, index, items[index]) }
        track(tuple)
        return tuple
    }

    /// Tracks a new object; the interpreter's own objects stay out of the collector's sight.
    package func track(_ object: ObjectID) {
        if events.isStarted { heap.track(object) }
    }

    /// A slice object.
    public func makeSlice(_ start: ObjectID, _ stop: ObjectID, _ step: ObjectID) -> ObjectID {
        let slice = allocate(layouts.slice, types.slice, .slice, slots: 3)
        for (slot, part) in [start, stop, step].enumerated() { fill(slice, slot, part) }
        track(slice)
        return slice
    }
}
