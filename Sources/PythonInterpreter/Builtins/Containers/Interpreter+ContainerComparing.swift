import HeapEngine
import PythonObjects

/// Comparing containers. Overriding methods are the caller's business.
extension Interpreter {
    /// `left comparison right` of containers; the caller owns it. Nil if they have no such order.
    func containerComparison(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws
        -> ObjectID?
    {
        let isEquality = comparison == .equal || comparison == .notEqual
        switch (runtime.kind(of: left), runtime.kind(of: right)) {
        case (.list, .list), (.tuple, .tuple):
            return isEquality ? nil : try sequenceOrder(left, comparison, right)
        case (.slice, .slice):
            return isEquality ? nil : try sliceOrder(left, comparison, right)
        case (.deque, .deque): return try dequeComparison(left, comparison, right)
        case (.mappingProxy, _): return try compare(runtime.viewed(by: left), comparison, right)
        case (_, .mappingProxy): return try compare(left, comparison, runtime.viewed(by: right))
        default: break
        }
        if isSet(left), isSet(right) { return try isEquality ? nil : setOrder(left, comparison, right) }
        guard isSetView(left) || isSetView(right) else { return nil }
        if isSetView(left) {
            guard isSetView(right) || isSet(right) else { return nil }
            return runtime.boolean(try viewOrder(left, comparison, right))
        }
        guard isSet(left) else { return nil }
        return runtime.boolean(try viewOrder(right, comparison.reflected, left))
    }

    /// The first place where two lists or tuples differ decides (`list_richcompare`), however deep they are nested there.
    private func sequenceOrder(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws
        -> ObjectID
    {
        var (left, right) = (runtime.retained(left), runtime.retained(right))
        defer {
            heap.release(left)
            heap.release(right)
        }
        while let index = try firstDifference(left, right),
            index < runtime.itemCount(left), index < runtime.itemCount(right)
        {
            try charge(1)
            let first = runtime.retained(heap.slot(left, runtime.head(of: left) + index))
            let second = runtime.retained(heap.slot(right, runtime.head(of: right) + index))
            let kind = runtime.kind(of: first)
            if kind == .list || kind == .tuple, kind == runtime.kind(of: second), !isOverriding(first),
                !isOverriding(second)
            {
                heap.release(left)
                heap.release(right)
                (left, right) = (first, second)
                continue
            }
            defer {
                heap.release(first)
                heap.release(second)
            }
            return try compare(first, comparison, second)
        }
        return runtime.boolean(
            holds(comparison, runtime.itemCount(left), runtime.itemCount(right)))
    }

    /// The first index at which two lists or tuples have unequal items; nil if one of them ends before.
    private func firstDifference(_ left: ObjectID, _ right: ObjectID) throws -> Int? {
        var index = 0
        while index < runtime.itemCount(left), index < runtime.itemCount(right) {
            let x = heap.slot(left, runtime.head(of: left) + index)
            let y = runtime.retained(heap.slot(right, runtime.head(of: right) + index))
            defer { heap.release(y) }
            if try !isSame(x, y) { return index }
            index += 1
        }
        return nil
    }

    /// Slices compare as the tuples of their parts.
    private func sliceOrder(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID
    {
        let tuples = [left, right].map { slice in
            runtime.makeTuple((0..<3).map { heap.slot(slice, $0) })
        }
        defer { for tuple in tuples { heap.release(tuple) } }
        return try sequenceOrder(tuples[0], comparison, tuples[1])
    }

    /// `left comparison right` of two numbers.
    func holds(_ comparison: Comparison, _ left: Int, _ right: Int) -> Bool {
        switch comparison {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .equal: left == right
        case .notEqual: left != right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }

    private func setOrder(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> ObjectID {
        let (a, b) = (runtime.count(ofSet: left), runtime.count(ofSet: right))
        switch comparison {
        case .less: return runtime.boolean(try a < b && isSubset(left, of: right))
        case .greater: return runtime.boolean(try a > b && isSubset(right, of: left))
        case .lessOrEqual: return runtime.boolean(try isSubset(left, of: right))
        default: return runtime.boolean(try isSubset(right, of: left))
        }
    }

    // MARK: Views

    /// Whether an object is a view of a dict's keys or items.
    func isSetView(_ object: ObjectID) -> Bool {
        let kind = runtime.kind(of: object)
        return kind == .dictKeys || kind == .dictItems
    }

    private func viewOrder(_ left: ObjectID, _ comparison: Comparison, _ right: ObjectID) throws -> Bool {
        let (a, b) = (try length(left), try length(right))
        switch comparison {
        case .equal: return try a == b && isContained(left, in: right)
        case .notEqual: return try !(a == b && isContained(left, in: right))
        case .less: return try a < b && isContained(left, in: right)
        case .lessOrEqual: return try a <= b && isContained(left, in: right)
        case .greater: return try a > b && isContained(right, in: left)
        case .greaterOrEqual: return try a >= b && isContained(right, in: left)
        }
    }

    private func isContained(_ left: ObjectID, in right: ObjectID) throws -> Bool {
        try !first(of: left) { try !contains(right, $0) }
    }

    /// `item in view`
    func contains(view: ObjectID, _ item: ObjectID) throws -> Bool {
        let dict = runtime.viewed(by: view)
        switch runtime.kind(of: view) {
        case .dictKeys: return try runtime.lookUp(dict, item, hash: hash(item)) != nil
        case .dictItems:
            guard runtime.kind(of: item) == .tuple, runtime.itemCount(item) == 2 else { return false }
            let head = runtime.head(of: item)
            let key = heap.slot(item, head)
            guard let found = try runtime.lookUp(dict, key, hash: hash(key)) else { return false }
            return try isSame(found, heap.slot(item, head + 1))
        default: return try first(of: view) { try isSame($0, item) }
        }
    }

    /// A set of what a view or any iterable gives; views of keys are read as their dict.
    private func set(of operand: ObjectID) throws -> ObjectID {
        var source = operand
        if runtime.kind(of: operand) == .dictKeys,
            runtime.isExactly(runtime.viewed(by: operand), runtime.types.dict)
        {
            source = runtime.viewed(by: operand)
        }
        return try makeSet(runtime.types.set, from: source)
    }

    /// `&`, `|`, `-` and `^` where one operand is a view of keys or items; nil otherwise.
    func viewResult(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID? {
        guard isSetView(left) || isSetView(right) else { return nil }
        switch operation {
        case .and: return try viewIntersection(left, right)
        case .or:
            let result = try set(of: left)
            return try keeping(result) { try update(set: result, with: right) }
        case .subtract:
            let result = try set(of: left)
            return try keeping(result) { try subtract(right, from: result) }
        case .xor:
            let result = try set(of: left)
            return try keeping(result) { try toggle(right, in: result) }
        default: return nil
        }
    }

    private func viewIntersection(_ left: ObjectID, _ right: ObjectID) throws -> ObjectID {
        var (view, other) = isSetView(left) ? (left, right) : (right, left)
        let count = try length(view)
        if runtime.isExactly(other, runtime.types.set), count <= runtime.count(ofSet: other) {
            return try intersection(of: other, view)
        }
        if isSetView(other), try length(other) > count { swap(&view, &other) }
        let result = runtime.makeEmptySet(runtime.types.set)
        return try keeping(result) {
            try forEach(of: other) { item in
                if try contains(view: view, item) {
                    try runtime.insert(result, item, hash: hash(item))
                }
            }
        }
    }

    /// `view.isdisjoint(other)`
    func isDisjoint(view: ObjectID, _ other: ObjectID) throws -> Bool {
        if view == other { return try length(view) == 0 }
        var (visited, asked) = (other, view)
        if isSet(other) || isSetView(other), try length(other) > length(view) { swap(&visited, &asked) }
        return try !first(of: visited) { try contains(asked, $0) }
    }
}
