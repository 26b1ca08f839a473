import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// `list.sort(*, key=None, reverse=False)`
    ///
    /// The list looks empty meanwhile; what Python code puts into it is dropped at the end, and makes a ValueError.
    func sortList(_ list: ObjectID, key: ObjectID?, isReversed: Bool) throws {
        let room = runtime.room(of: list)
        let items = runtime.takeItems(of: list)
        runtime.beginSorting(list)
        var order = items.indices.map { Int32(truncatingIfNeeded: $0) }
        var failure: (any Error)?
        do {
            try charge(items.count)
            let keys = try sortKeys(of: items, key)
            if isReversed { order.reverse() }
            defer { if isReversed { order.reverse() } }
            defer { if key != nil { for place in order { heap.release(keys[Int(place)]) } } }
            try sort(&order, by: keys)
        } catch {
            failure = error
        }
        if failure == nil, !runtime.isSorting(list) {
            failure = PythonException("ValueError", "list modified during sort")
        }
        let strays = runtime.endSorting(list, room: room, items: order.map { items[Int($0)] })
        // The exception on its way stands aside while finalizers run.
        for stray in strays.reversed() { heap.release(stray) }
        if let failure { throw failure }
    }

    /// The keys of items: a function's results, owned, or the items themselves.
    private func sortKeys(of items: [ObjectID], _ key: ObjectID?) throws -> [ObjectID] {
        guard let key else { return items }
        var keys: [ObjectID] = []
        keys.reserveCapacity(items.count)
        do {
            for item in items { keys.append(try call(key, [item])) }
        } catch {
            for key in keys.reversed() { heap.release(key) }
            throw error
        }
        return keys
    }

    /// Sorts places by their keys. Keys of one builtin type are compared as what they are.
    private func sort(_ order: inout [Int32], by keys: [ObjectID]) throws {
        let work = keys.count.bitWidth - keys.count.leadingZeroBitCount
        if let numbers = smallInts(keys) {
            try charge(keys.count * work / 8)
            return try Timsort.sort(&order, joinsEquals: language.sortsRunsOfEquals) {
                numbers[Int($0)] < numbers[Int($1)]
            }
        }
        if keys.allSatisfy({ runtime.isExactly($0, runtime.types.float) }) {
            try charge(keys.count * work / 8)
            let numbers = keys.map { runtime.floatValue($0) ?? 0 }
            return try Timsort.sort(&order, joinsEquals: language.sortsRunsOfEquals) {
                numbers[Int($0)] < numbers[Int($1)]
            }
        }
        if keys.allSatisfy({ runtime.isExactly($0, runtime.types.str) }) {
            try charge(keys.count * work / 2)
            let texts = keys.map { runtime.strValue($0) ?? PythonString() }
            return try Timsort.sort(&order, joinsEquals: language.sortsRunsOfEquals) {
                texts[Int($0)] < texts[Int($1)]
            }
        }
        try Timsort.sort(&order, joinsEquals: language.sortsRunsOfEquals) { left, right in
            try charge(1)
            return try test(keys[Int(left)], .less, keys[Int(right)])
        }
    }

    private func smallInts(_ keys: [ObjectID]) -> [Int]? {
        var numbers: [Int] = []
        numbers.reserveCapacity(keys.count)
        for key in keys {
            guard runtime.isExactly(key, runtime.types.int), let number = runtime.word(of: key) else {
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }

    /// `sorted(iterable, /, *, key=None, reverse=False)`
    func sorted(_ arguments: CallArguments) throws -> ObjectID {
        guard arguments.count == 1 else {
            throw typeError("sorted expected 1 argument, got \(arguments.count)")
        }
        let list = runtime.makeEmptyList()
        do {
            try extend(list, with: arguments[0])
            let options = try sortOptions(arguments)
            try sortList(list, key: options.key, isReversed: options.isReversed)
        } catch {
            heap.release(list)
            throw error
        }
        return list
    }

    /// The keywords of `sort`.
    func sortOptions(_ arguments: CallArguments) throws -> (key: ObjectID?, isReversed: Bool) {
        for name in arguments.names where !["key", "reverse"].contains(text(name)) {
            throw unexpectedKeyword(text(name), of: "sort")
        }
        let key = arguments.keyword("key", in: self)
        guard let given = arguments.keyword("reverse", in: self) else {
            return (key == runtime.none ? nil : key, false)
        }
        // A number or anything else that has a truth.
        return (key == runtime.none ? nil : key, try isTrue(given))
    }
}
