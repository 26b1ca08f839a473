import BigInt
import HeapEngine
import PythonObjects

/// The indices that a slice takes out of a sequence: no multiplication in here overflows.
struct SliceIndices: RandomAccessCollection {
    /// The first index, and where slices with step 1 end.
    let start: Int, stop: Int
    let step: Int
    /// How many there are.
    let count: Int

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(position: Int) -> Int { start + position * step }

    /// The same indices, lowest first.
    var ascending: SliceIndices {
        guard step < 0, count > 0 else { return self }
        return SliceIndices(start: self[count - 1], stop: start + 1, step: 0 - step, count: count)
    }

    init(start: Int, stop: Int, step: Int, count: Int) {
        (self.start, self.stop, self.step, self.count) = (start, stop, step, count)
    }

    /// What a slice's bounds mean in a sequence of a length (`PySlice_AdjustIndices`).
    init(_ bounds: SliceBounds, in count: Int) {
        func place(_ given: Int) -> Int {
            if given < 0 {
                let index = given + count
                return index >= 0 ? index : bounds.step < 0 ? -1 : 0
            }
            return given < count ? given : bounds.step < 0 ? count - 1 : count
        }
        let (start, stop) = (place(bounds.start), place(bounds.stop))
        var length = 0
        if bounds.step < 0 {
            if stop < start { length = (start - stop - 1) / (0 - bounds.step) + 1 }
        } else if start < stop {
            length = (stop - start - 1) / bounds.step + 1
        }
        self.init(start: start, stop: stop, step: bounds.step, count: length)
    }
}

/// A slice's three numbers, cut off at the largest size (`PySlice_Unpack`).
struct SliceBounds {
    var start: Int
    var stop: Int
    var step: Int
}

extension Interpreter {
    /// The indices that a slice object takes out of a sequence of a length, which is asked for when `__index__` has run.
    func indices(of slice: ObjectID, count: @autoclosure () -> Int) throws -> SliceIndices {
        let bounds = try bounds(of: slice)
        return SliceIndices(bounds, in: count())
    }

    /// The numbers of a slice object.
    func bounds(of slice: ObjectID) throws -> SliceBounds {
        let step = max(try bound(slice, 2) ?? 1, -Int.max)
        guard step != 0 else { throw PythonException("ValueError", "slice step cannot be zero") }
        let start = try bound(slice, 0) ?? (step < 0 ? Int.max : 0)
        let stop = try bound(slice, 1) ?? (step < 0 ? Int.min : Int.max)
        return SliceBounds(start: start, stop: stop, step: step)
    }

    private func bound(_ slice: ObjectID, _ slot: Int) throws -> Int? {
        let value = heap.slot(slice, slot)
        if value == runtime.none { return nil }
        guard let number = try indexIfAny(value) else {
            throw typeError("slice indices must be integers or None or have an __index__ method")
        }
        return Int(exactly: number) ?? (number.signum() < 0 ? Int.min : Int.max)
    }

    /// `container[start:stop:step]`
    func slice(of container: ObjectID, _ slice: ObjectID) throws -> ObjectID {
        switch runtime.kind(of: container) {
        case .list:
            let places = try indices(of: slice, count: runtime.itemCount(container))
            try admitItems(places.count)
            return runtime.makeList(exactly: items(of: container, at: places))
        case .tuple:
            let places = try indices(of: slice, count: runtime.itemCount(container))
            if places.count == runtime.itemCount(container), places.step == 1,
                runtime.isExactly(container, runtime.types.tuple)
            {
                return runtime.retained(container)
            }
            try admitItems(places.count)
            return runtime.makeTuple(items(of: container, at: places))
        case .range: return try self.slice(ofRange: container, slice)
        case .bytes:
            let bytes = runtime.bytesValue(container) ?? []
            return runtime.makeBytes(try indices(of: slice, count: bytes.count).map { bytes[$0] })
        case .byteArray:
            let places = try indices(of: slice, count: (runtime.bytesValue(container) ?? []).count)
            let bytes = runtime.bytesValue(container) ?? []
            return runtime.makeByteArray(places.map { bytes[$0] })
        case .str:
            guard let text = runtime.strValue(container) else { break }
            let places = try indices(of: slice, count: text.count)
            if places.count == text.count, places.step == 1,
                runtime.isExactly(container, runtime.types.str)
            {
                return runtime.retained(container)
            }
            return runtime.makeStr(text.slice(start: places.start, step: places.step, count: places.count))
        default: break
        }
        return try runtime.getItem(container, slice)
    }

    private func items(of sequence: ObjectID, at places: SliceIndices) -> [ObjectID] {
        let head = runtime.head(of: sequence)
        return places.map { heap.slot(sequence, head + $0) }
    }

    // MARK: Assigning and deleting

    /// `list[start:stop:step] = values`
    func setSlice(of list: ObjectID, _ slice: ObjectID, to values: ObjectID) throws {
        let bounds = try bounds(of: slice)
        if bounds.step == 1 { return try setPlainSlice(of: list, bounds, to: values) }
        let source = try sequence(
            of: values, copying: list, orElse: "must assign iterable to extended slice")
        defer { heap.release(source) }
        let places = SliceIndices(bounds, in: runtime.itemCount(list))
        let count = runtime.itemCount(source)
        guard places.count == count else {
            throw PythonException(
                "ValueError",
                "attempt to assign sequence of size \(count) to extended slice of size \(places.count)")
        }
        try charge(count)
        let new = runtime.items(of: source)
        let old = Swift.zip(places, new).map { runtime.exchangeItem(of: list, at: $0, $1) }
        for item in old { drop(item, from: list) }
    }

    private func setPlainSlice(of list: ObjectID, _ bounds: SliceBounds, to values: ObjectID) throws {
        let places = SliceIndices(bounds, in: runtime.itemCount(list))
        let source = try sequence(of: values, copying: list, orElse: "can only assign an iterable")
        defer { heap.release(source) }
        // Making the sequence may have changed the list.
        let count = runtime.itemCount(list)
        let low = Swift.min(places.start, count)
        let high = Swift.max(low, Swift.min(places.stop, count))
        try charge(runtime.itemCount(source) + high - low)
        try admitItems(count + runtime.itemCount(source))
        let old = runtime.replaceItems(of: list, low..<high, with: runtime.items(of: source))
        for item in old.reversed() { drop(item, from: list) }
    }

    /// `del list[start:stop:step]`
    func deleteSlice(of list: ObjectID, _ slice: ObjectID) throws {
        let bounds = try bounds(of: slice)
        let places = SliceIndices(bounds, in: runtime.itemCount(list))
        try charge(places.count)
        if places.step == 1 {
            let range = places.start..<Swift.max(places.start, places.stop)
            let old = runtime.replaceItems(of: list, range, with: [])
            for item in old.reversed() { drop(item, from: list) }
            return
        }
        for item in runtime.removeItems(of: list, at: places.ascending) { drop(item, from: list) }
    }

    /// Drops an item that was taken out of a list.
    func drop(_ item: ObjectID, from list: ObjectID) {
        if item.isNone { return }
        if heap.refcount(item) > 1 { return heap.release(item) }
        runtime.drop(item, from: list) { EdgeDescription(.item, "[…]") }
    }

    /// A list or tuple of an iterable's items: itself, if it is one (`PySequence_Fast`), or a copy of `original`. The caller owns it.
    func sequence(of values: ObjectID, copying original: ObjectID = .none, orElse message: String) throws
        -> ObjectID
    {
        if values == original { return runtime.makeList(exactly: runtime.items(of: values)) }
        switch runtime.kind(of: values) {
        case .list, .tuple:
            let type = heap.type(of: values)
            if type == runtime.types.list || type == runtime.types.tuple || !isOverriding(values) {
                return runtime.retained(values)
            }
        default: break
        }
        return try newList(of: values, orElse: message)
    }

    /// A new list of an iterable's items, which the caller owns.
    ///
    /// - Parameter message: what the TypeError says of an object that is not iterable.
    func newList(of values: ObjectID, orElse message: String) throws -> ObjectID {
        let iterator: ObjectID
        do {
            iterator = try self.iterator(of: values)
        } catch {
            try absorb(error, "TypeError")
            throw typeError(message)
        }
        defer { heap.release(iterator) }
        let list = runtime.makeEmptyList()
        return try keeping(list) { try extend(list, with: iterator) }
    }
}
