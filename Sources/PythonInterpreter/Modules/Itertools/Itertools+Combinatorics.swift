import HeapEngine
import PythonObjects

// MARK: product, permutations, combinations

extension Itertools {
    static let combinatorics: [NativeType] = [
        product, permutations, combinations, combinationsWithReplacement,
    ]

    /// A tuple of what an iterable gives.
    private static func pool(_ interpreter: Interpreter, _ iterable: ObjectID) throws -> ObjectID {
        let runtime = interpreter.runtime
        if runtime.isExactly(iterable, runtime.types.tuple) { return runtime.retained(iterable) }
        let items = try interpreter.items(of: iterable)
        defer { for item in items { interpreter.heap.release(item) } }
        return runtime.makeTuple(items)
    }

    /// Gives the tuple of what stands at the indices of a pool.
    private static func result(
        _ interpreter: Interpreter, _ object: ObjectID, _ items: [ObjectID]
    ) throws -> ObjectID {
        let runtime = interpreter.runtime
        try interpreter.charge(items.count)
        for item in items { interpreter.heap.retain(item) }
        let tuple = interpreter.reuse(field: 1, of: object, items)
        if runtime.field(object, 1) != tuple { runtime.setField(object, 1, owned: runtime.retained(tuple)) }
        return tuple
    }

    private static func stop(_ interpreter: Interpreter, _ object: ObjectID) {
        let runtime = interpreter.runtime
        runtime.setNumber(object, 0, -1)
        // The tuple for the next result is made before it is seen that there is none.
        let last = runtime.field(object, 1)
        if last.isNone || interpreter.heap.refcount(last) == 1 { return }
        runtime.setField(object, 1, owned: runtime.makeTuple(runtime.items(of: last)))
    }

    /// Fields: the tuple of pools, the tuple last given. Numbers: -1 at the end, 0 before the start, else 1; then indices.
    private static let product = iteratorType("product", 64, unsizedNumbers: 1) {
        interpreter, type, arguments in
        let runtime = interpreter.runtime
        var times = 1
        if let name = arguments.names.first {
            guard arguments.names.count == 1 else {
                throw interpreter.typeError(
                    "product() takes at most 1 keyword argument (\(arguments.names.count) given)")
            }
            guard interpreter.text(name) == "repeat" else {
                throw interpreter.unexpectedKeyword(interpreter.text(name), of: "product")
            }
            times = try interpreter.size(arguments.base[arguments.count])
            guard times >= 0 else {
                throw PythonException("ValueError", "repeat argument cannot be negative")
            }
        }
        let given = times == 0 ? 0 : arguments.count
        let (count, overflows) = given.multipliedReportingOverflow(by: times)
        guard !overflows, count < 1 << 37 else {
            throw PythonException("OverflowError", "repeat argument too large")
        }
        try interpreter.admit(bytes: count * 16)
        try interpreter.charge(count)
        var pools: [ObjectID] = []
        defer { for pool in pools { interpreter.heap.release(pool) } }
        for index in 0..<given { pools.append(try pool(interpreter, arguments[index])) }
        let all = (0..<times).flatMap { _ in pools }
        return runtime.makeNative(
            type, fields: [runtime.makeTuple(given == 0 ? [] : all), .none],
            numbers: [0] + Array(repeating: 0, count: given == 0 ? 0 : count))
    } next: { interpreter, product in
        let runtime = interpreter.runtime
        let state = runtime.number(product, 0)
        if state < 0 { return nil }
        let pools = runtime.field(product, 0)
        let count = runtime.itemCount(pools)
        func pool(_ index: Int) -> ObjectID { interpreter.heap.slot(pools, index) }
        if state == 0 {
            runtime.setNumber(product, 0, 1)
            guard (0..<count).allSatisfy({ runtime.itemCount(pool($0)) > 0 }) else {
                stop(interpreter, product)
                return nil
            }
        } else {
            var place = count - 1
            while place >= 0 {
                let next = runtime.number(product, place + 1) + 1
                if next < runtime.itemCount(pool(place)) {
                    runtime.setNumber(product, place + 1, next)
                    break
                }
                runtime.setNumber(product, place + 1, 0)
                place -= 1
            }
            if place < 0 {
                stop(interpreter, product)
                return nil
            }
        }
        return try result(
            interpreter, product,
            (0..<count).map { interpreter.heap.slot(pool($0), runtime.number(product, $0 + 1)) })
    }

    /// Items of the pool at the indices that begin at a number.
    private static func items(_ interpreter: Interpreter, _ object: ObjectID, from start: Int, count: Int)
        -> [ObjectID]
    {
        let pool = interpreter.runtime.field(object, 0)
        return (0..<count).map {
            interpreter.heap.slot(pool, interpreter.runtime.number(object, start + $0))
        }
    }

    /// Fields: the pool, the tuple last given. Numbers: the state, r, then n indices and r cycles.
    private static let permutations = iteratorType("permutations", 80, unsizedNumbers: 2) {
        interpreter, type, arguments in
        let given = try ArgumentReader("permutations(iterable, r=)", arguments, interpreter)
        let runtime = interpreter.runtime
        let pool = try pool(interpreter, given[0] ?? runtime.none)
        let count = runtime.itemCount(pool)
        var length = count
        do {
            if let r = given[1], r != runtime.none {
                guard runtime.kind(of: r) == .int || runtime.kind(of: r) == .bool else {
                    throw interpreter.typeError("Expected int as r")
                }
                length = try interpreter.size(r)
                guard length >= 0 else { throw PythonException("ValueError", "r must be non-negative") }
            }
            try interpreter.admit(bytes: min(length, 1 << 37) * 8)
        } catch {
            interpreter.heap.release(pool)
            throw error
        }
        let cycles = length > count ? [] : (0..<length).map { count - $0 }
        return runtime.makeNative(
            type, fields: [pool, .none],
            numbers: [length > count ? -1 : 0, length] + (length > count ? [] : Array(0..<count)) + cycles)
    } next: { interpreter, permutations in
        let runtime = interpreter.runtime
        let state = runtime.number(permutations, 0)
        if state < 0 { return nil }
        let length = runtime.number(permutations, 1)
        let count = runtime.itemCount(runtime.field(permutations, 0))
        if state == 0 {
            runtime.setNumber(permutations, 0, 1)
        } else {
            guard length > 0 else {
                stop(interpreter, permutations)
                return nil
            }
            var numbers = runtime.natives[interpreter.heap.payload(permutations)]
            let (indices, cycles) = (2, 2 + count)
            var place = length - 1
            while place >= 0 {
                numbers[cycles + place] -= 1
                if numbers[cycles + place] == 0 {
                    let first = numbers[indices + place]
                    for index in place..<(count - 1) {
                        numbers[indices + index] = numbers[indices + index + 1]
                    }
                    numbers[indices + count - 1] = first
                    numbers[cycles + place] = count - place
                    place -= 1
                } else {
                    numbers.swapAt(indices + place, indices + count - numbers[cycles + place])
                    break
                }
            }
            runtime.natives[interpreter.heap.payload(permutations)] = numbers
            if place < 0 {
                stop(interpreter, permutations)
                return nil
            }
        }
        return try result(
            interpreter, permutations, items(interpreter, permutations, from: 2, count: length))
    }

    /// Fields: the pool, the tuple last given. Numbers: the state, then r indices.
    private static func selection(
        _ name: String, isRepeating: Bool,
        advance: @escaping @Sendable (_ numbers: inout [Int], _ count: Int, _ length: Int) -> Bool
    ) -> NativeType {
        iteratorType(
            name, 72, unsizedNumbers: 1,
            construct: { interpreter, type, arguments in
                let given = try ArgumentReader(
                    Signature(stringLiteral: "\(name)(iterable, r)"), arguments, interpreter)
                let runtime = interpreter.runtime
                let length = try interpreter.size(given[1] ?? runtime.none)
                let pool = try pool(interpreter, given[0] ?? runtime.none)
                guard length >= 0 else {
                    interpreter.heap.release(pool)
                    throw PythonException("ValueError", "r must be non-negative")
                }
                let count = runtime.itemCount(pool)
                let isEmpty = isRepeating ? count == 0 && length > 0 : length > count
                do {
                    try interpreter.admit(bytes: min(length, 1 << 37) * 8)
                } catch {
                    interpreter.heap.release(pool)
                    throw error
                }
                let indices =
                    isEmpty ? [] : isRepeating ? Array(repeating: 0, count: length) : Array(0..<length)
                return runtime.makeNative(type, fields: [pool, .none], numbers: [isEmpty ? -1 : 0] + indices)
            },
            next: { interpreter, selection in
                let runtime = interpreter.runtime
                let state = runtime.number(selection, 0)
                if state < 0 { return nil }
                var numbers = runtime.natives[interpreter.heap.payload(selection)]
                let length = numbers.count - 1
                if state == 0 {
                    numbers[0] = 1
                } else if !advance(&numbers, runtime.itemCount(runtime.field(selection, 0)), length) {
                    stop(interpreter, selection)
                    return nil
                }
                runtime.natives[interpreter.heap.payload(selection)] = numbers
                return try result(
                    interpreter, selection, items(interpreter, selection, from: 1, count: length))
            })
    }

    private static let combinations = selection("combinations", isRepeating: false) {
        numbers, count, length in
        guard let place = (0..<length).last(where: { numbers[$0 + 1] != $0 + count - length }) else {
            return false
        }
        numbers[place + 1] += 1
        for index in (place + 1)..<max(place + 1, length) { numbers[index + 1] = numbers[index] + 1 }
        return true
    }

    private static let combinationsWithReplacement = selection(
        "combinations_with_replacement", isRepeating: true
    ) { numbers, count, length in
        guard let place = (0..<length).last(where: { numbers[$0 + 1] != count - 1 }) else { return false }
        let next = numbers[place + 1] + 1
        for index in place..<length { numbers[index + 1] = next }
        return true
    }
}
