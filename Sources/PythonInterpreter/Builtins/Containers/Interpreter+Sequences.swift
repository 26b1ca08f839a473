import BigInt
import HeapEngine
import PythonObjects

/// What lists and tuples do: growing by an iterable, joining, repeating.
extension Interpreter {
    /// MemoryError unless a list of so many items can be had.
    func admitItems(_ count: Int) throws {
        guard count >= 0, count < 1 << 29 else { throw PythonException("MemoryError", "") }
        try admit(bytes: count * 8)
        // The host's memory is another matter: a reference takes more there.
        guard heap.slotBytes + Heap.slotBytes(count) <= meter.limits.admittedBytes ?? meter.limits.bytes
        else {
            throw PythonException("MemoryError", "")
        }
    }

    /// `list.extend(iterable)`
    func extend(_ list: ObjectID, with iterable: ObjectID) throws {
        let types = runtime.types
        let type = heap.type(of: iterable)
        switch type {
        case types.list, types.tuple:
            let more = runtime.itemCount(iterable)
            try charge(more)
            try admitItems(runtime.itemCount(list) + more)
            if list == iterable {
                runtime.resizeRoom(of: list, to: 2 * more)
                for item in runtime.items(of: list) { heap.append(list, owned: runtime.retained(item)) }
            } else {
                runtime.extendList(list, runtime.items(of: iterable))
            }
        case types.set, types.frozenSet: try appendAll(runtime.items(of: iterable), to: list)
        case types.dict: try appendAll(runtime.entries(of: iterable).map(\.key), to: list)
        case types.dictKeys, types.dictValues:
            let entries = runtime.entries(of: runtime.viewed(by: iterable))
            try appendAll(entries.map { type == types.dictKeys ? $0.key : $0.value }, to: list)
        case types.dictItems:
            let entries = runtime.entries(of: runtime.viewed(by: iterable))
            try charge(entries.count)
            try admitItems(runtime.itemCount(list) + entries.count)
            runtime.resizeRoom(of: list, to: runtime.itemCount(list) + entries.count)
            for entry in entries {
                runtime.appendItem(list, owned: runtime.makeTuple([entry.key, entry.value]))
            }
        default: try extend(list, iterating: iterable)
        }
    }

    private func appendAll(_ items: [ObjectID], to list: ObjectID) throws {
        try charge(items.count)
        let count = runtime.itemCount(list) + items.count
        try admitItems(count)
        runtime.resizeRoom(of: list, to: count)
        for item in items { heap.append(list, owned: runtime.retained(item)) }
    }

    /// `list_extend_lock_held`: room for what the iterable promises, then item by item, the rest given back.
    private func extend(_ list: ObjectID, iterating iterable: ObjectID) throws {
        let iterator = try self.iterator(of: iterable)
        defer { heap.release(iterator) }
        let hint = try lengthHint(of: iterable) ?? 8
        let (total, overflows) = runtime.itemCount(list).addingReportingOverflow(hint)
        if !overflows {
            try admitItems(total)
            if runtime.room(of: list) > 0 || runtime.keepsBuffer(list) {
                runtime.resizeRoom(of: list, to: total)
            } else if hint > 0 {
                runtime.setRoom(of: list, ListGrowth.preallocated(hint))
            }
        }
        while let item = try advance(iterator) {
            do { try charge(1) } catch {
                heap.release(item)
                throw error
            }
            runtime.appendItem(list, owned: item)
        }
        let count = runtime.itemCount(list)
        if count < runtime.room(of: list) { runtime.resizeRoom(of: list, to: count) }
    }

    /// `operator.length_hint(object)`; nil if it cannot tell.
    func lengthHint(of object: ObjectID) throws -> Int? {
        if try hasLength(object) {
            do {
                return try length(object)
            } catch {
                try absorb(error, "TypeError")
            }
        }
        if !isOverriding(object) { return try builtinLengthHint(of: object) }
        guard let method = try specialMethod(object, "__length_hint__") else {
            return try builtinLengthHint(of: object)
        }
        defer { heap.release(method) }
        let result: ObjectID
        do {
            result = try call(method, [])
        } catch {
            try absorb(error, "TypeError")
            return nil
        }
        defer { heap.release(result) }
        if result == runtime.notImplemented { return nil }
        guard let value = runtime.intValue(result) else {
            throw typeError("__length_hint__ must be an integer, not \(runtime.typeName(result))")
        }
        guard let hint = Int(exactly: value) else {
            throw PythonException("OverflowError", "Python int too large to convert to C ssize_t")
        }
        guard hint >= 0 else {
            throw PythonException("ValueError", "__length_hint__() should return >= 0")
        }
        return hint
    }

    private func hasLength(_ object: ObjectID) throws -> Bool {
        if isOverriding(object), let method = try specialMethod(object, "__len__") {
            heap.release(method)
            return true
        }
        switch runtime.kind(of: object) {
        case .list, .tuple, .dict, .set, .frozenSet, .str, .bytes, .byteArray, .range, .deque, .dictKeys,
            .dictValues, .dictItems, .mappingProxy:
            return true
        default: return runtime.knownLength(object) != nil
        }
    }

    /// `__length_hint__` of a builtin iterator; nil if it has none.
    func builtinLengthHint(of iterator: ObjectID) throws -> Int? {
        switch runtime.kind(of: iterator) {
        case .reversed:
            guard let sequence = runtime.iterated(by: iterator) else { return 0 }
            let position = runtime.position(of: iterator)
            return try length(sequence) < position ? 0 : position
        case .sequenceIterator:
            guard let sequence = runtime.iterated(by: iterator) else { return 0 }
            guard try hasLength(sequence) else { return nil }
            return Swift.max(0, try length(sequence) - runtime.position(of: iterator))
        case .zip, .map, .filter, .enumerate, .callableIterator: return nil
        default: break
        }
        guard let hint = runtime.lengthHint(iterator) else { return nil }
        guard let size = Int(exactly: hint) else {
            throw PythonException("OverflowError", "Python int too large to convert to C ssize_t")
        }
        return size
    }

    // MARK: Joining and repeating

    /// `left + right` of a list or tuple and anything.
    func joined(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        let kind = runtime.kind(of: left)
        guard runtime.kind(of: right) == kind else {
            let name = kind == .list ? "list" : "tuple"
            throw typeError("can only concatenate \(name) (not \"\(runtime.typeName(right))\") to \(name)")
        }
        if kind == .tuple {
            if runtime.itemCount(left) == 0, runtime.isExactly(right, runtime.types.tuple) {
                return runtime.retained(right)
            }
            if runtime.itemCount(right) == 0, runtime.isExactly(left, runtime.types.tuple) {
                return runtime.retained(left)
            }
        }
        let count = runtime.itemCount(left) + runtime.itemCount(right)
        try charge(count)
        try admitItems(count)
        let items = runtime.items(of: left) + runtime.items(of: right)
        return kind == .list ? runtime.makeList(exactly: items) : runtime.makeTuple(items)
    }

    /// How often a sequence is to be repeated: never less than 0.
    func repetitions(_ factor: ObjectID) throws -> Int {
        guard let value = try indexIfAny(factor) else {
            throw typeError("can't multiply sequence by non-int of type '\(runtime.typeName(factor))'")
        }
        guard let times = Int(exactly: value) else {
            throw PythonException(
                "OverflowError", "cannot fit '\(runtime.typeName(factor))' into an index-sized integer")
        }
        return Swift.max(0, times)
    }

    /// `sequence * factor` of a list or tuple.
    func repeated(_ sequence: ObjectID, _ factor: ObjectID) throws -> ObjectID {
        let times = try repetitions(factor)
        let items = runtime.items(of: sequence)
        let isList = runtime.kind(of: sequence) == .list
        if !isList, times == 1 || items.isEmpty, runtime.isExactly(sequence, runtime.types.tuple) {
            return runtime.retained(sequence)
        }
        if times == 0 || items.isEmpty { return isList ? runtime.makeEmptyList() : runtime.emptyTuple }
        let (total, overflows) = items.count.multipliedReportingOverflow(by: times)
        guard !overflows else { throw PythonException("MemoryError", "") }
        try admitItems(total)
        try charge(total)
        var all: [ObjectID] = []
        all.reserveCapacity(total)
        for _ in 0..<times { all += items }
        return isList ? runtime.makeList(exactly: all) : runtime.makeTuple(all)
    }

    /// `list *= factor`
    func repeatInPlace(_ list: ObjectID, _ factor: ObjectID) throws {
        let times = try repetitions(factor)
        let items = runtime.items(of: list)
        if items.isEmpty || times == 1 { return }
        if times == 0 { return runtime.clearList(list) }
        let (total, overflows) = items.count.multipliedReportingOverflow(by: times)
        guard !overflows else { throw PythonException("MemoryError", "") }
        try admitItems(total)
        try charge(total)
        runtime.resizeRoom(of: list, to: total)
        heap.reserve(list, slots: runtime.head(of: list) + total)
        for _ in 1..<times {
            for item in items { heap.append(list, owned: runtime.retained(item)) }
        }
    }

    // MARK: Subscripts

    /// The valid index that a subscript of a sequence means; CPython's errors in the words of `name`.
    func place(_ key: ObjectID, in count: () -> Int, of name: String, action: String = "") throws -> Int {
        guard let index = try subscriptIndex(key) else {
            throw typeError("\(name) indices must be integers or slices, not \(runtime.typeName(key))")
        }
        let count = count()
        let place = index < 0 ? index + count : index
        guard place >= 0, place < count else {
            throw PythonException("IndexError", "\(name) \(action)index out of range")
        }
        return place
    }

    /// The first place of an object in a list or tuple between two bounds. Comparing may change the list.
    func firstPlace(of value: ObjectID, in sequence: ObjectID, from start: Int = 0, to stop: Int = .max)
        throws
        -> Int?
    {
        var index = start
        let isKept = runtime.kind(of: sequence) == .tuple
        while index < stop, index < runtime.itemCount(sequence) {
            let item = heap.slot(sequence, runtime.head(of: sequence) + index)
            if try isSame(item, value, isKept: isKept) { return index }
            index += 1
        }
        return nil
    }

    /// `sequence.count(value)` of a list or tuple.
    func occurrences(of value: ObjectID, in sequence: ObjectID) throws -> ObjectID {
        var (index, found) = (0, 0)
        let isKept = runtime.kind(of: sequence) == .tuple
        while index < runtime.itemCount(sequence) {
            let item = heap.slot(sequence, runtime.head(of: sequence) + index)
            if try isSame(item, value, isKept: isKept) { found += 1 }
            index += 1
        }
        return runtime.makeInt(found)
    }

    /// `sequence.index(value, start, stop)` of a list or tuple; nil if it is not there.
    func index(_ arguments: CallArguments) throws -> ObjectID? {
        func bound(_ index: Int, _ otherwise: Int) throws -> Int {
            guard let argument = arguments.optional(index) else { return otherwise }
            let bound = try boundArgument(argument)
            guard bound < 0 else { return bound }
            return Swift.max(0, bound &+ runtime.itemCount(arguments[0]))
        }
        let (start, stop) = (try bound(2, 0), try bound(3, .max))
        return try firstPlace(of: arguments[1], in: arguments[0], from: start, to: stop).map {
            runtime.makeInt($0)
        }
    }
}
