import BigInt
import HeapEngine
import PythonObjects

/// `itertools`
enum Itertools {
    static let types: [NativeType] = counters + filters + chains + groups + combinatorics + tees

    static let module = NativeModule(
        name: "itertools", functions: [tee],
        types: types.map { (name: $0.name, type: "itertools.\($0.name)") })

    /// A type whose instances programs may derive from.
    static func iteratorType(
        _ name: String, _ bytes: Int, unsizedNumbers: Int? = nil, construct: @escaping NativeType.Constructor,
        next: @escaping @Sendable (Interpreter, ObjectID) throws -> ObjectID?
    ) -> NativeType {
        NativeType(
            name: name, module: "itertools", bytes: bytes,
            traits: {
                $0.isBase = true
                $0.unsizedNumbers = unsizedNumbers
            },
            construct: construct, next: next)
    }

    /// A type without keyword arguments of its own: those of a class derived from it are the class's business.
    static func plain(
        _ interpreter: Interpreter, _ type: ObjectID, _ arguments: CallArguments, _ name: String
    ) throws {
        if !interpreter.runtime.record(of: type).isHeap { try arguments.refuseKeywords(name) }
    }
}

// MARK: count, cycle, repeat, accumulate

extension Itertools {
    private static let counters: [NativeType] = [count, cycle, repeating, accumulate]

    /// Fields: the count once it is no small int, the step. Numbers: the count, and whether that is it.
    private static let count: NativeType = {
        var type = iteratorType("count", 56) { interpreter, type, arguments in
            let given = try ArgumentReader("count(start=, step=)", arguments, interpreter)
            let runtime = interpreter.runtime
            for number in [given[0], given[1]] where number.map({ !interpreter.isNumber($0) }) == true {
                throw interpreter.typeError("a number is required")
            }
            let start = given[0] ?? runtime.makeInt(0)
            let step = given[1] ?? runtime.makeInt(1)
            let isFast =
                runtime.isExactly(step, runtime.types.int) && runtime.intValue(step) == 1
                && runtime.intValue(start).flatMap { Int(exactly: $0) } != nil
                && runtime.kind(of: start) == .int
            let fast = isFast ? runtime.intValue(start).flatMap { Int(exactly: $0) } ?? 0 : 0
            return runtime.makeNative(
                type, fields: [isFast ? .none : runtime.retained(start), runtime.retained(step)],
                numbers: [fast, isFast ? 1 : 0])
        } next: { interpreter, count in
            let runtime = interpreter.runtime
            if runtime.number(count, 1) == 1 {
                let value = runtime.number(count, 0)
                if value < Int.max {
                    runtime.setNumber(count, 0, value + 1)
                    return runtime.makeInt(value)
                }
                runtime.setNumber(count, 1, 0)
                runtime.setField(count, 0, owned: runtime.makeInt(value))
            }
            let value = runtime.retained(runtime.field(count, 0))
            do {
                let following = try interpreter.holding(runtime.field(count, 1)) {
                    try interpreter.binary(.add, value, $0)
                }
                runtime.setField(count, 0, owned: following)
                return value
            } catch {
                interpreter.heap.release(value)
                throw error
            }
        }
        type.repr = { interpreter, count in
            let runtime = interpreter.runtime
            let name = runtime.shortTypeName(count)
            let step = runtime.field(count, 1)
            let value =
                runtime.number(count, 1) == 1
                ? String(runtime.number(count, 0)) : try interpreter.reprText(runtime.field(count, 0))
            if runtime.kind(of: step) == .int, runtime.intValue(step) == 1 { return "\(name)(\(value))" }
            return "\(name)(\(value), \(try interpreter.reprText(step)))"
        }
        return type
    }()

    /// Fields: the iterator, what it gave. Number: the next place.
    private static let cycle = iteratorType("cycle", 64) { interpreter, type, arguments in
        try plain(interpreter, type, arguments, "cycle")
        try arguments.expect(1...1, "cycle")
        let iterator = try interpreter.iterator(of: arguments[0])
        return interpreter.runtime.makeNative(
            type, fields: [iterator, interpreter.runtime.makeList([])], numbers: [0])
    } next: { interpreter, cycle in
        let runtime = interpreter.runtime
        let saved = runtime.field(cycle, 1)
        if !runtime.field(cycle, 0).isNone {
            if let item = try interpreter.advance(field: 0, of: cycle) {
                runtime.appendItem(saved, item)
                return item
            }
            runtime.setField(cycle, 0, owned: .none)
        }
        let count = runtime.itemCount(saved)
        guard count > 0 else { return nil }
        let place = runtime.number(cycle, 0)
        runtime.setNumber(cycle, 0, place + 1 >= count ? 0 : place + 1)
        return runtime.retained(interpreter.heap.slot(saved, min(place, count - 1)))
    }

    /// Field: the object. Number: how often still, or -1.
    private static let repeating: NativeType = {
        var type = iteratorType("repeat", 48) { interpreter, type, arguments in
            let given = try ArgumentReader("repeat(object, times=)", arguments, interpreter)
            let times = try given[1].map { max(0, try interpreter.size($0)) } ?? -1
            let object = given[0] ?? interpreter.runtime.none
            return interpreter.runtime.makeNative(
                type, fields: [interpreter.runtime.retained(object)], numbers: [times])
        } next: { interpreter, repeating in
            let runtime = interpreter.runtime
            let left = runtime.number(repeating, 0)
            if left == 0 { return nil }
            if left > 0 { runtime.setNumber(repeating, 0, left - 1) }
            return runtime.retained(runtime.field(repeating, 0))
        }
        type.repr = { interpreter, repeating in
            let runtime = interpreter.runtime
            let object = try interpreter.reprText(runtime.field(repeating, 0))
            let left = runtime.number(repeating, 0)
            return "\(runtime.shortTypeName(repeating))(\(object)\(left < 0 ? "" : ", \(left)"))"
        }
        type.methods = [
            .method("__length_hint__", 0...0) { interpreter, arguments in
                let left = interpreter.runtime.number(arguments[0], 0)
                guard left >= 0 else { throw interpreter.typeError("len() of unsized object") }
                return interpreter.runtime.makeInt(left)
            }
        ]
        return type
    }()

    /// Fields: the function, the iterator, the total, the initial value.
    private static let accumulate = iteratorType("accumulate", 72) { interpreter, type, arguments in
        let given = try ArgumentReader("accumulate(iterable, func=, *, initial=)", arguments, interpreter)
        let runtime = interpreter.runtime
        let iterator = try interpreter.iterator(of: given[0] ?? runtime.none)
        let function = given[1] == runtime.none ? nil : given[1]
        return runtime.makeNative(
            type,
            fields: [
                function.map { runtime.retained($0) } ?? .none, iterator, .none,
                runtime.retained(given[2] ?? runtime.none),
            ])
    } next: { interpreter, accumulate in
        let runtime = interpreter.runtime
        let initial = runtime.field(accumulate, 3)
        if initial != runtime.none {
            interpreter.heap.retain(initial)
            runtime.setField(accumulate, 2, owned: runtime.retained(initial))
            runtime.setField(accumulate, 3, owned: runtime.none)
            return initial
        }
        guard let item = try interpreter.advance(field: 1, of: accumulate) else { return nil }
        let total = runtime.field(accumulate, 2)
        if total.isNone {
            runtime.setField(accumulate, 2, owned: runtime.retained(item))
            return item
        }
        defer { interpreter.heap.release(item) }
        let function = runtime.field(accumulate, 0)
        let following = try interpreter.holding(total) { total in
            function.isNone
                ? try interpreter.binary(.add, total, item) : try interpreter.call(function, [total, item])
        }
        runtime.setField(accumulate, 2, owned: runtime.retained(following))
        return following
    }
}
