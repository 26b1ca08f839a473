import BigInt
import HeapEngine
import PythonObjects

/// What numbers an object stands for, by CPython's protocols.
extension Interpreter {
    /// `operator.index(object)`; nil for an object without `__index__`.
    func indexIfAny(_ object: ObjectID) throws -> BigInt? {
        if let value = runtime.intValue(object) { return value }
        guard let result = try callSpecial(object, "__index__", []) else { return nil }
        defer { heap.release(result) }
        guard let value = runtime.intValue(result) else {
            throw typeError("__index__ returned non-int (type \(runtime.typeName(result)))")
        }
        try warnOfSubclass(result, of: runtime.types.int, "int", from: "__index__")
        return value
    }

    /// `operator.index(object)`
    func integerIndex(_ object: ObjectID) throws -> BigInt {
        guard let value = try indexIfAny(object) else {
            throw typeError("'\(runtime.typeName(object))' object cannot be interpreted as an integer")
        }
        return value
    }

    /// A size or a count that an argument gives.
    func size(_ object: ObjectID) throws -> Int {
        guard let size = Int(exactly: try integerIndex(object)) else {
            throw PythonException("OverflowError", "Python int too large to convert to C ssize_t")
        }
        return size
    }

    /// An argument that CPython keeps in 32 bits.
    func smallSize(_ object: ObjectID) throws -> Int {
        guard let size = Int32(exactly: try integerIndex(object)) else {
            throw PythonException("OverflowError", "Python int too large to convert to C int")
        }
        return Int(size)
    }

    /// The start or end of a part: clamped to what an index can be.
    func sliceBound(_ object: ObjectID) throws -> Int {
        guard let value = try indexIfAny(object) else {
            throw typeError("slice indices must be integers or None or have an __index__ method")
        }
        return Int(exactly: value) ?? (value.signum() < 0 ? Int.min : Int.max)
    }

    /// The first index, the step and the number of items that a slice object takes out of a sequence of a length.
    func bounds(of slice: ObjectID, count: Int) throws -> (start: Int, step: Int, count: Int) {
        let parts = (0..<3).map { heap.slot(slice, $0) }
        func part(_ place: Int) throws -> Int? {
            parts[place] == runtime.none ? nil : try sliceBound(parts[place])
        }
        var step = try part(2) ?? 1
        guard step != 0 else { throw PythonException("ValueError", "slice step cannot be zero") }
        step = max(step, -Int.max)
        let (lowest, highest) = step < 0 ? (-1, count - 1) : (0, count)
        func place(_ given: Int?, otherwise: Int) -> Int {
            guard let given else { return otherwise }
            let index = given < 0 ? given.addingReportingOverflow(count).partialValue : given
            return min(max(index, lowest), highest)
        }
        let start = place(try part(0), otherwise: step < 0 ? highest : lowest)
        let stop = place(try part(1), otherwise: step < 0 ? lowest : highest)
        let distance = step < 0 ? start - stop : stop - start
        let length = distance <= 0 ? 0 : (distance - 1) / abs(step) + 1
        return (start, step, length)
    }

    /// What a special method returns should be of this very class.
    func warnOfSubclass(
        _ result: ObjectID, of type: ObjectID, _ name: String, from method: String
    ) throws {
        if runtime.isExactly(result, type) { return }
        try warn(
            "DeprecationWarning",
            "\(method) returned non-\(name) (type \(runtime.typeName(result))).  The ability to return an instance of "
                + "a strict subclass of \(name) is deprecated, and may be removed in a future version of Python."
        )
    }

    // MARK: Conversions

    /// The int that a number stands for (`__int__`, `__index__`, `__trunc__`); nil if it stands for none.
    ///
    /// - Parameter asksInts: whether even an instance of a class derived from int is asked, as `int()` does.
    func wholeNumber(_ object: ObjectID, asksInts: Bool = false) throws -> BigInt? {
        if !asksInts || !isOverriding(object), let value = runtime.intValue(object) { return value }
        if let result = try callSpecial(object, "__int__", []) {
            defer { heap.release(result) }
            guard let value = runtime.intValue(result) else {
                throw typeError("__int__ returned non-int (type \(runtime.typeName(result)))")
            }
            try warnOfSubclass(result, of: runtime.types.int, "int", from: "__int__")
            return value
        }
        if let value = runtime.floatValue(object) { return try FloatRules.truncated(value) }
        if let value = try indexIfAny(object) { return value }
        guard let result = try callSpecial(object, "__trunc__", []) else { return nil }
        defer { heap.release(result) }
        guard let value = try indexIfAny(result) else {
            throw typeError("__trunc__ returned non-Integral (type \(runtime.typeName(result)))")
        }
        return value
    }

    /// The float that a number stands for (`__float__`, `__index__`); nil if it stands for none.
    ///
    /// - Parameter asksFloats: whether even an instance of a class derived from float is asked, as `float()` does.
    func realNumber(_ object: ObjectID, asksFloats: Bool = false) throws -> Double? {
        if !asksFloats || !isOverriding(object), let value = runtime.floatValue(object) { return value }
        if let result = try callSpecial(object, "__float__", []) {
            defer { heap.release(result) }
            guard let value = runtime.floatValue(result) else {
                throw typeError(
                    "\(runtime.typeName(object)).__float__ returned non-float (type \(runtime.typeName(result)))"
                )
            }
            try warnOfSubclass(
                result, of: runtime.types.float, "float", from: "\(runtime.typeName(object)).__float__")
            return value
        }
        if let value = runtime.floatValue(object) { return value }
        return try indexIfAny(object).map { try FloatRules.float($0) }
    }

    /// Whether an object is a number to CPython (`PyNumber_Check`).
    func isNumber(_ object: ObjectID) -> Bool {
        if runtime.number(object) != nil { return true }
        guard isOverriding(object) else { return false }
        return ["__index__", "__int__", "__float__"].contains {
            !typeAttribute(heap.type(of: object), runtime.staticName($0)).isNone
        }
    }

    // MARK: Memory and work

    /// MemoryError before a str of so many characters is made, if the session has no room for it.
    func admit(characters: Int) throws {
        guard characters < 1 << 32 else { throw PythonException("MemoryError", "") }
        try admit(bytes: max(0, characters))
    }

    /// What a method of a text or of bytes that are this long costs: work, and memory for one more of the same size.
    func admitWork(on count: Int, width: Int = 1) throws {
        guard count > 1024 else { return }
        try charge(count >> 5)
        try admit(bytes: count.multipliedReportingOverflow(by: width).partialValue)
    }
}
