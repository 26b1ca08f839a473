import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// The value of an exact int or bool; other objects are compared item by item.
    func plainInt(_ object: ObjectID) -> BigInt? {
        let type = heap.type(of: object)
        return type == runtime.types.int || type == runtime.types.bool ? runtime.intValue(object) : nil
    }

    /// `range(stop)`, `range(start, stop)` or `range(start, stop, step)`
    func makeRange(_ arguments: CallArguments) throws -> ObjectID {
        try arguments.refuseKeywords("range")
        try arguments.checkCount(1...3, of: "range")
        let numbers = try arguments.positional.map { argument in
            guard let value = try indexIfAny(argument) else {
                throw typeError("'\(runtime.typeName(argument))' object cannot be interpreted as an integer")
            }
            return value
        }
        return try runtime.makeRange(
            start: numbers.count > 1 ? numbers[0] : 0, stop: numbers[numbers.count > 1 ? 1 : 0],
            step: numbers.count > 2 ? numbers[2] : 1)
    }

    /// `range[index]`
    func item(ofRange range: ObjectID, _ key: ObjectID) throws -> ObjectID {
        if runtime.kind(of: key) == .slice { return try slice(ofRange: range, key) }
        guard let index = try indexIfAny(key) else {
            throw typeError("range indices must be integers or slices, not \(runtime.typeName(key))")
        }
        let value = runtime.rangeValue(range)
        let place = index.signum() < 0 ? index + value.count : index
        guard place.signum() >= 0, place < value.count else {
            throw PythonException("IndexError", "range object index out of range")
        }
        return runtime.makeInt(value[place])
    }

    /// `range[start:stop:step]`: another range, of numbers of any size.
    func slice(ofRange range: ObjectID, _ slice: ObjectID) throws -> ObjectID {
        let value = runtime.rangeValue(range)
        let places = try wideIndices(of: slice, count: value.count)
        return try runtime.makeRange(
            start: value[places.start], stop: value[places.stop], step: value.step * places.step)
    }

    /// `slice.indices(length)` in numbers of any size (`_PySlice_GetLongIndices`).
    private func wideIndices(of slice: ObjectID, count: BigInt) throws -> (
        start: BigInt, stop: BigInt, step: BigInt
    ) {
        func part(_ slot: Int) throws -> BigInt? {
            let value = heap.slot(slice, slot)
            if value == runtime.none { return nil }
            guard let number = try indexIfAny(value) else {
                throw typeError("slice indices must be integers or None or have an __index__ method")
            }
            return number
        }
        let step = try part(2) ?? 1
        guard step != 0 else { throw PythonException("ValueError", "slice step cannot be zero") }
        let isBackward = step.signum() < 0
        let (lower, upper): (BigInt, BigInt) = isBackward ? (-1, count - 1) : (0, count)
        func place(_ given: BigInt?, _ otherwise: BigInt) -> BigInt {
            guard var given else { return otherwise }
            if given.signum() < 0 {
                given += count
                return max(given, lower)
            }
            return min(given, upper)
        }
        let start = place(try part(0), isBackward ? upper : lower)
        let stop = place(try part(1), isBackward ? lower : upper)
        return (start, stop, step)
    }

    /// `slice.indices(length)`
    func sliceIndices(_ slice: ObjectID, length: ObjectID) throws -> ObjectID {
        guard let count = try indexIfAny(length) else {
            throw typeError("'\(runtime.typeName(length))' object cannot be interpreted as an integer")
        }
        guard count.signum() >= 0 else {
            throw PythonException("ValueError", "length should not be negative")
        }
        let places = try wideIndices(of: slice, count: count)
        let numbers = [places.start, places.stop, places.step].map { runtime.makeInt($0) }
        defer { for number in numbers { heap.release(number) } }
        return runtime.makeTuple(numbers)
    }

    /// `slice(stop)`, `slice(start, stop)` or `slice(start, stop, step)`
    func makeSlice(_ arguments: CallArguments) throws -> ObjectID {
        try arguments.refuseKeywords("slice")
        try arguments.checkCount(1...3, of: "slice")
        let parts = arguments.positional
        return runtime.makeSlice(
            parts.count > 1 ? parts[0] : runtime.none, parts[parts.count > 1 ? 1 : 0],
            parts.count > 2 ? parts[2] : runtime.none)
    }
}
