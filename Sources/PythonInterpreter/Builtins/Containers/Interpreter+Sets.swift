import HeapEngine
import PythonObjects

/// The algorithms of `setobject.c`: which of two sets is gone through, and when tables are rebuilt, shows in the order.
extension Interpreter {
    /// Whether an object is a set or frozenset, or of a class derived from them.
    func isSet(_ object: ObjectID) -> Bool {
        let kind = runtime.kind(of: object)
        return kind == .set || kind == .frozenSet
    }

    /// Runs what fills a new object; the object is let go of if that fails.
    func keeping(_ object: ObjectID, _ body: () throws -> Void) throws -> ObjectID {
        do {
            try body()
        } catch {
            heap.release(object)
            throw error
        }
        return object
    }

    /// `set.copy()`: of the builtin class, whatever is derived from it.
    func copy(ofSet set: ObjectID) throws -> ObjectID {
        try makeSet(runtime.baseSetType(of: heap.type(of: set)), from: set)
    }

    /// A set of a class with the elements of an iterable, without calling any `__init__` (`make_new_set`).
    func makeSet(_ type: ObjectID, from iterable: ObjectID) throws -> ObjectID {
        let set = try runtime.makeEmptySet(like: type)
        return try keeping(set) { try update(set: set, with: iterable) }
    }

    /// An empty set of the builtin class behind a set's class.
    private func makeBase(of set: ObjectID) -> ObjectID {
        runtime.makeEmptySet(runtime.baseSetType(of: heap.type(of: set)))
    }

    /// `set.update(other)`
    func update(set: ObjectID, with other: ObjectID) throws {
        if isSet(other) {
            try charge(runtime.count(ofSet: other))
            if set != other { try runtime.merge(set, from: other) }
            return
        }
        if runtime.isExactly(other, runtime.types.dict) {
            try charge(runtime.count(ofDict: other))
            runtime.reserve(set, for: runtime.count(ofDict: other))
            var position = 0
            while let entry = runtime.nextEntry(of: other, from: &position) {
                heap.retain(entry.key)
                defer { heap.release(entry.key) }
                try runtime.insert(set, entry.key, hash: entry.hash)
            }
            return
        }
        try forEach(of: other) { try runtime.insert(set, $0, hash: hash($0)) }
    }

    /// Goes through an iterable; items are borrowed.
    func forEach(of iterable: ObjectID, _ body: (ObjectID) throws -> Void) throws {
        _ = try first(of: iterable) {
            try body($0)
            return false
        }
    }

    /// Whether there is an item for which something holds; the iterable is gone through until then.
    func first(of iterable: ObjectID, where holds: (ObjectID) throws -> Bool) throws -> Bool {
        let iterator = try self.iterator(of: iterable)
        defer { heap.release(iterator) }
        while let item = try advance(iterator) {
            defer { heap.release(item) }
            try charge(1)
            if try holds(item) { return true }
        }
        return false
    }

    /// Goes through a set's elements with their hashes; elements are held meanwhile.
    private func forEachElement(of set: ObjectID, _ body: (ObjectID, Int) throws -> Void) throws {
        _ = try firstElement(of: set) {
            try body($0, $1)
            return false
        }
    }

    private func firstElement(of set: ObjectID, where holds: (ObjectID, Int) throws -> Bool) throws -> Bool {
        var position = 0
        while let element = runtime.nextElement(of: set, from: &position) {
            heap.retain(element.item)
            defer { heap.release(element.item) }
            try charge(1)
            if try holds(element.item, element.hash) { return true }
        }
        return false
    }

    private func has(_ set: ObjectID, _ item: ObjectID, hash: Int) throws -> Bool {
        try runtime.position(set, item, hash: hash) != nil
    }

    // MARK: Elements

    /// `item in set`: a set that cannot be hashed is looked for as a frozenset.
    func contains(set: ObjectID, _ item: ObjectID) throws -> Bool {
        try withKey(item) { try has(set, $0, hash: $1) }
    }

    /// `set.discard(item)`; whether it was there.
    func discard(_ item: ObjectID, from set: ObjectID) throws -> Bool {
        try withKey(item) { try runtime.discardElement(set, $0, hash: $1) }
    }

    private func withKey(_ item: ObjectID, _ body: (ObjectID, Int) throws -> Bool) throws -> Bool {
        let hash: Int
        do {
            hash = try self.hash(item)
        } catch {
            guard runtime.kind(of: item) == .set else { throw error }
            try absorb(error, "TypeError")
            let key = try makeSet(runtime.types.frozenSet, from: item)
            defer { heap.release(key) }
            return try body(key, self.hash(key))
        }
        return try body(item, hash)
    }

    // MARK: Intersection

    /// `set.intersection(*others)`
    func intersection(_ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count > 1 else { return try copy(ofSet: arguments[0]) }
        var result = runtime.retained(arguments[0])
        for other in arguments.positional.dropFirst() {
            let previous = result
            defer { heap.release(previous) }
            result = try intersection(of: previous, other)
        }
        return result
    }

    func intersection(of set: ObjectID, _ other: ObjectID) throws -> ObjectID {
        if set == other { return try copy(ofSet: set) }
        let result = makeBase(of: set)
        return try keeping(result) {
            if isSet(other) {
                let swaps = runtime.count(ofSet: other) > runtime.count(ofSet: set)
                let (visited, asked) = swaps ? (set, other) : (other, set)
                try forEachElement(of: visited) { item, hash in
                    if try has(asked, item, hash: hash) { try runtime.insert(result, item, hash: hash) }
                }
            } else {
                _ = try first(of: other) { item in
                    let hash = try self.hash(item)
                    guard try has(set, item, hash: hash) else { return false }
                    try runtime.insert(result, item, hash: hash)
                    // Nothing more can be common to both.
                    return runtime.count(ofSet: result) >= runtime.count(ofSet: set)
                }
            }
        }
    }

    // MARK: Difference

    func difference(of set: ObjectID, _ other: ObjectID) throws -> ObjectID {
        let isDict = runtime.isExactly(other, runtime.types.dict)
        let count = isSet(other) ? runtime.count(ofSet: other) : isDict ? runtime.count(ofDict: other) : nil
        guard let count, runtime.count(ofSet: set) >> 2 <= count else {
            let result = try copy(ofSet: set)
            return try keeping(result) { try subtract(other, from: result) }
        }
        let result = makeBase(of: set)
        return try keeping(result) {
            try forEachElement(of: set) { item, hash in
                let isThere =
                    isDict
                    ? try runtime.lookUp(other, item, hash: hash) != nil : try has(other, item, hash: hash)
                if !isThere { try runtime.insert(result, item, hash: hash) }
            }
        }
    }

    /// `set.difference_update(other)`
    func subtract(_ other: ObjectID, from set: ObjectID) throws {
        if set == other { return runtime.clearSet(set) }
        if isSet(other) {
            let isLarge = runtime.count(ofSet: other) >> 3 > runtime.count(ofSet: set)
            let visited = isLarge ? try intersection(of: set, other) : runtime.retained(other)
            defer { heap.release(visited) }
            try forEachElement(of: visited) { _ = try runtime.discardElement(set, $0, hash: $1) }
        } else {
            try forEach(of: other) { _ = try runtime.discardElement(set, $0, hash: hash($0)) }
        }
        runtime.dropDummies(of: set)
    }

    // MARK: Symmetric difference

    func symmetricDifference(of set: ObjectID, _ other: ObjectID) throws -> ObjectID {
        let result = try makeSet(runtime.baseSetType(of: heap.type(of: set)), from: other)
        return try keeping(result) { try toggle(set, in: result) }
    }

    /// `set.symmetric_difference_update(other)`
    func toggle(_ other: ObjectID, in set: ObjectID) throws {
        if set == other { return runtime.clearSet(set) }
        func toggle(_ item: ObjectID, _ hash: Int) throws {
            if try !runtime.discardElement(set, item, hash: hash) {
                try runtime.insert(set, item, hash: hash)
            }
        }
        if runtime.isExactly(other, runtime.types.dict) {
            var position = 0
            while let entry = runtime.nextEntry(of: other, from: &position) {
                heap.retain(entry.key)
                defer { heap.release(entry.key) }
                try charge(1)
                try toggle(entry.key, entry.hash)
            }
            return
        }
        let visited =
            isSet(other)
            ? runtime.retained(other) : try makeSet(runtime.baseSetType(of: heap.type(of: set)), from: other)
        defer { heap.release(visited) }
        try forEachElement(of: visited, toggle)
    }

    // MARK: Questions

    func isDisjoint(_ set: ObjectID, _ other: ObjectID) throws -> Bool {
        if set == other { return runtime.count(ofSet: set) == 0 }
        guard isSet(other) else { return try !first(of: other) { try has(set, $0, hash: hash($0)) } }
        let swaps = runtime.count(ofSet: other) > runtime.count(ofSet: set)
        let (visited, asked) = swaps ? (set, other) : (other, set)
        return try !firstElement(of: visited) { try has(asked, $0, hash: $1) }
    }

    /// Whether every element of a set is in another set.
    func isSubset(_ set: ObjectID, of other: ObjectID) throws -> Bool {
        if runtime.count(ofSet: set) > runtime.count(ofSet: other) { return false }
        return try !firstElement(of: set) { try !has(other, $0, hash: $1) }
    }

    func isSubset(_ set: ObjectID, ofIterable other: ObjectID) throws -> Bool {
        if isSet(other) { return try isSubset(set, of: other) }
        let common = try intersection(of: set, other)
        defer { heap.release(common) }
        return runtime.count(ofSet: common) == runtime.count(ofSet: set)
    }

    func isSuperset(_ set: ObjectID, ofIterable other: ObjectID) throws -> Bool {
        if isSet(other) { return try isSubset(other, of: set) }
        return try !first(of: other) { try !has(set, $0, hash: hash($0)) }
    }

    /// An operator of two sets; nil if one of them is none.
    func setResult(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID? {
        guard isSet(left), isSet(right) else { return nil }
        switch operation {
        case .or:
            let result = try copy(ofSet: left)
            if left == right { return result }
            return try keeping(result) { try update(set: result, with: right) }
        case .and: return try intersection(of: left, right)
        case .subtract: return try difference(of: left, right)
        default: return try symmetricDifference(of: left, right)
        }
    }

    /// An operator that changes a set in place; false if the operands are not for it.
    func changeSet(_ operation: BinaryOperation, _ set: ObjectID, _ other: ObjectID) throws -> Bool {
        guard runtime.kind(of: set) == .set, isSet(other) else { return false }
        switch operation {
        case .or: try update(set: set, with: other)
        case .and:
            let result = try intersection(of: set, other)
            runtime.swapBodies(set, result)
            heap.release(result)
        case .subtract: try subtract(other, from: set)
        case .xor: try toggle(other, in: set)
        default: return false
        }
        return true
    }
}
