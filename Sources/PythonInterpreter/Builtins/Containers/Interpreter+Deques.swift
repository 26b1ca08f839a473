import HeapEngine
import PythonObjects

/// `collections.deque` as `_collectionsmodule.c` has it.
extension Interpreter {
    /// `deque(iterable, maxlen)`
    func makeDeque(_ arguments: CallArguments) throws -> ObjectID {
        let deque = runtime.makeDeque()
        return try keeping(deque) { try initializeDeque(deque, arguments) }
    }

    /// `deque.__init__`
    func initializeDeque(_ deque: ObjectID, _ arguments: CallArguments) throws {
        let reader = try ArgumentReader("deque(iterable=, maxlen=)", arguments, self)
        var limit: Int?
        if let given = reader.unlessNone(1) {
            guard let number = try indexIfAny(given), runtime.intValue(given) != nil else {
                throw typeError("an integer is required")
            }
            guard let size = Int(exactly: number) else {
                throw PythonException("OverflowError", "Python int too large to convert to C ssize_t")
            }
            guard size >= 0 else { throw PythonException("ValueError", "maxlen must be non-negative") }
            limit = size
        }
        runtime.setLimit(ofDeque: deque, limit)
        if runtime.count(ofDeque: deque) > 0 { runtime.clearDeque(deque) }
        if let source = reader[0] { try extendDeque(deque, with: source) }
    }

    /// `deque.extend(iterable)` and `deque.extendleft(iterable)`
    func extendDeque(_ deque: ObjectID, with iterable: ObjectID, atLeft: Bool = false) throws {
        if iterable == deque {
            let copy = runtime.makeList(exactly: runtime.items(ofDeque: deque))
            defer { heap.release(copy) }
            return try extendDeque(deque, with: copy, atLeft: atLeft)
        }
        let iterator = try self.iterator(of: iterable)
        defer { heap.release(iterator) }
        runtime.prepareFilling(ofDeque: deque, fromRight: atLeft)
        let keepsNone = runtime.limit(ofDeque: deque) == 0
        while let item = try advance(iterator) {
            do { try charge(1) } catch {
                heap.release(item)
                throw error
            }
            if keepsNone {
                heap.release(item)
            } else if atLeft {
                runtime.appendFirst(deque, owned: item)
            } else {
                runtime.appendLast(deque, owned: item)
            }
        }
    }

    /// `deque.copy()`
    func copyDeque(_ deque: ObjectID) throws -> ObjectID {
        let limit = runtime.limit(ofDeque: deque)
        guard runtime.record(of: heap.type(of: deque)).isHeap else {
            let copy = runtime.makeDeque(limit: limit)
            return try keeping(copy) {
                if runtime.count(ofDeque: deque) == 1 {
                    runtime.appendLast(
                        copy, owned: runtime.retained(runtime.item(ofDeque: deque, at: 0)))
                } else {
                    try extendDeque(copy, with: deque)
                }
            }
        }
        guard let limit else { return try call(heap.type(of: deque), [deque]) }
        let size = runtime.makeInt(limit)
        defer { heap.release(size) }
        return try call(heap.type(of: deque), [deque, size])
    }

    // MARK: Finding

    /// The place that a subscript means.
    func dequePlace(_ key: ObjectID, in deque: ObjectID) throws -> Int {
        guard let index = try subscriptIndex(key) else {
            throw typeError("sequence index must be integer, not '\(runtime.typeName(key))'")
        }
        let count = runtime.count(ofDeque: deque)
        let place = index < 0 ? index + count : index
        guard place >= 0, place < count else {
            throw PythonException("IndexError", "deque index out of range")
        }
        return place
    }

    /// The first place of an object; comparing must not change the deque.
    func dequeIndex(
        of value: ObjectID, in deque: ObjectID, from start: Int = 0, to stop: Int = .max,
        orElse mutated: PythonException = PythonException("RuntimeError", "deque mutated during iteration")
    ) throws -> Int? {
        let version = runtime.version(ofDeque: deque)
        var index = start
        while index < stop, index < runtime.count(ofDeque: deque) {
            let isEqual = try isSame(runtime.item(ofDeque: deque, at: index), value)
            if mutated.type == "IndexError" || !isEqual {
                guard version == runtime.version(ofDeque: deque) else { throw mutated }
            }
            if isEqual { return index }
            index += 1
        }
        return nil
    }

    /// `deque.index(value, start, stop)`
    func dequeIndex(_ arguments: CallArguments) throws -> ObjectID {
        let count = runtime.count(ofDeque: arguments[0])
        func bound(_ index: Int, _ otherwise: Int) throws -> Int {
            guard let argument = arguments.optional(index) else { return otherwise }
            let bound = try boundArgument(argument)
            return bound < 0 ? Swift.max(0, bound &+ count) : Swift.min(bound, count)
        }
        let (start, stop) = (try bound(2, 0), try bound(3, count))
        guard let index = try dequeIndex(of: arguments[1], in: arguments[0], from: start, to: stop) else {
            throw PythonException("ValueError", "\(try reprText(arguments[1])) is not in deque")
        }
        return runtime.makeInt(index)
    }

    /// `deque.insert(index, item)`
    func insert(intoDeque deque: ObjectID, at index: Int, _ item: ObjectID) throws {
        let count = runtime.count(ofDeque: deque)
        if let limit = runtime.limit(ofDeque: deque), count >= limit {
            throw PythonException("IndexError", "deque already at its maximum size")
        }
        let owned = runtime.retained(item)
        if index >= count { return runtime.appendLast(deque, owned: owned) }
        if index <= -count || index == 0 { return runtime.appendFirst(deque, owned: owned) }
        runtime.rotate(deque, by: -index)
        if index < 0 {
            runtime.appendLast(deque, owned: owned)
        } else {
            runtime.appendFirst(deque, owned: owned)
        }
        runtime.rotate(deque, by: index)
    }

    // MARK: Operators

    /// `deque + other`
    func joinedDeques(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        guard runtime.kind(of: right) == .deque else {
            throw typeError("can only concatenate deque (not \"\(runtime.typeName(right))\") to deque")
        }
        let result = try copyDeque(left)
        return try keeping(result) { try extendDeque(result, with: right) }
    }

    /// `deque * factor`
    func repeatedDeque(_ deque: ObjectID, _ factor: ObjectID) throws -> ObjectID {
        let result = try copyDeque(deque)
        return try keeping(result) { try repeatDequeInPlace(result, factor) }
    }

    /// `deque *= factor`
    func repeatDequeInPlace(_ deque: ObjectID, _ factor: ObjectID) throws {
        var times = try repetitions(factor)
        let items = runtime.items(ofDeque: deque)
        if items.isEmpty || times == 1 { return }
        if times == 0 { return runtime.clearDeque(deque) }
        let (total, overflows) = items.count.multipliedReportingOverflow(by: times)
        let limit = runtime.limit(ofDeque: deque)
        if let limit, overflows || total > limit {
            times = (limit + items.count - 1) / items.count
        } else {
            guard !overflows else { throw PythonException("MemoryError", "") }
            try admitItems(total)
        }
        for item in items { heap.retain(item) }
        defer { for item in items { heap.release(item) } }
        guard times > 1 else { return }
        for _ in 1..<times {
            try charge(items.count)
            for item in items { runtime.appendLast(deque, owned: runtime.retained(item)) }
        }
    }

    /// Deques compare as lists do (`deque_richcompare`).
    func dequeComparison(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID {
        let (a, b) = (runtime.count(ofDeque: left), runtime.count(ofDeque: right))
        if comparison == .equal || comparison == .notEqual {
            if left == right { return runtime.boolean(comparison == .equal) }
            if a != b { return runtime.boolean(comparison == .notEqual) }
        }
        let iterators = [left, right].map { runtime.makeDequeIterator(of: $0) }
        defer { for iterator in iterators { heap.release(iterator) } }
        while true {
            let x = try runtime.next(iterators[0])
            defer { if let x { heap.release(x) } }
            let y = try runtime.next(iterators[1])
            defer { if let y { heap.release(y) } }
            guard let x, let y else {
                return runtime.boolean(holds(comparison, x == nil ? 0 : 1, y == nil ? 0 : 1))
            }
            try charge(1)
            if try !isSame(x, y) { return runtime.boolean(try test(x, comparison, y)) }
        }
    }
}
