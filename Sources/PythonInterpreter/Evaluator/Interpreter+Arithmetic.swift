import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// An operator of builtin types; nil if they do not know it.
    func builtinBinary(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID?
    {
        let (leftKind, rightKind) = (runtime.kind(of: left), runtime.kind(of: right))
        switch (leftKind, rightKind) {
        case (.int, .int), (.int, .bool), (.bool, .int), (.bool, .bool):
            guard let a = runtime.intValue(left), let b = runtime.intValue(right) else { return nil }
            if leftKind == .bool, rightKind == .bool, [.and, .or, .xor].contains(operation) {
                let (a, b) = (a != 0, b != 0)
                return runtime.boolean(operation == .and ? a && b : operation == .or ? a || b : a != b)
            }
            return try integerResult(operation, a, b)
        case (.float, .float), (.float, .int), (.int, .float), (.float, .bool), (.bool, .float):
            return try floatResult(operation, double(left), double(right))
        default: break
        }
        switch operation {
        case .add: return try concatenation(left, right, leftKind, rightKind)
        case .multiply: return try repetition(left, right, leftKind, rightKind)
        case .and, .or, .xor, .subtract: return try setResult(operation, left, right, leftKind, rightKind)
        default: return nil
        }
    }

    /// `left operator= right` of a builtin type that changes in place; nil if the plain operator does.
    func inPlaceBuiltin(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID?
    {
        guard operation == .add, runtime.kind(of: left) == .list else { return nil }
        let items = try self.items(of: right)
        defer { for item in items { heap.release(item) } }
        runtime.extendList(left, items)
        return runtime.retained(left)
    }

    private func double(_ object: ObjectID) throws -> Double {
        if let value = runtime.floatValue(object) { return value }
        let value = Double(runtime.intValue(object) ?? 0)
        guard value.isFinite else {
            throw PythonException("OverflowError", "int too large to convert to float")
        }
        return value
    }

    private func integerResult(_ operation: BinaryOperation, _ a: BigInt, _ b: BigInt) throws -> ObjectID? {
        switch operation {
        case .add: return runtime.makeInt(a + b)
        case .subtract: return runtime.makeInt(a - b)
        case .multiply:
            try admit(bits: ResultSize.product(a, b))
            return runtime.makeInt(a * b)
        case .floorDivide: return runtime.makeInt(try IntegerRules.floorQuotient(a, b))
        case .remainder: return runtime.makeInt(try IntegerRules.remainder(a, b))
        case .trueDivide: return runtime.makeFloat(try IntegerRules.trueQuotient(a, b))
        case .power:
            try admit(bits: ResultSize.power(a, b))
            return object(of: try IntegerRules.power(a, b))
        case .leftShift:
            try admit(bits: ResultSize.shift(a, by: b))
            return runtime.makeInt(try IntegerRules.shiftedLeft(a, by: b))
        case .rightShift: return runtime.makeInt(try IntegerRules.shiftedRight(a, by: b))
        case .and: return runtime.makeInt(IntegerRules.and(a, b))
        case .or: return runtime.makeInt(IntegerRules.or(a, b))
        case .xor: return runtime.makeInt(IntegerRules.xor(a, b))
        default: return nil
        }
    }

    /// MemoryError before an int of so many bits is made, if that is more than a session has room for.
    private func admit(bits: Int?) throws {
        guard let bits, bits < 1 << 30, heap.fits(bytes: bits / 7) else {
            throw PythonException("MemoryError", "")
        }
    }

    /// A new number object.
    private func object(of number: Number) -> ObjectID {
        switch number {
        case .int(let value): runtime.makeInt(value)
        case .float(let value): runtime.makeFloat(value)
        case .complex(let real, let imaginary): runtime.makeComplex(real, imaginary)
        }
    }

    private func floatResult(_ operation: BinaryOperation, _ a: Double, _ b: Double) throws -> ObjectID? {
        switch operation {
        case .add: return runtime.makeFloat(a + b)
        case .subtract: return runtime.makeFloat(a - b)
        case .multiply: return runtime.makeFloat(a * b)
        case .trueDivide: return runtime.makeFloat(try FloatRules.quotient(a, b))
        case .floorDivide: return runtime.makeFloat(try FloatRules.floorQuotient(a, b))
        case .remainder: return runtime.makeFloat(try FloatRules.remainder(a, b))
        case .power: return object(of: try FloatRules.power(a, b))
        default: return nil
        }
    }

    // MARK: Sequences and sets

    private func concatenation(
        _ left: ObjectID, _ right: ObjectID, _ leftKind: Kind, _ rightKind: Kind
    ) throws -> ObjectID? {
        switch (leftKind, rightKind) {
        case (.str, .str):
            guard let a = runtime.strValue(left), let b = runtime.strValue(right) else { return nil }
            if a.isEmpty, runtime.isExactly(right, runtime.types.str) { return runtime.retained(right) }
            if b.isEmpty, runtime.isExactly(left, runtime.types.str) { return runtime.retained(left) }
            return runtime.makeStr(a + b)
        case (.list, .list): return runtime.makeList(runtime.items(of: left) + runtime.items(of: right))
        case (.tuple, .tuple): return runtime.makeTuple(runtime.items(of: left) + runtime.items(of: right))
        case (.bytes, .bytes):
            return runtime.makeBytes((runtime.bytesValue(left) ?? []) + (runtime.bytesValue(right) ?? []))
        case (.str, _):
            throw typeError("can only concatenate str (not \"\(runtime.typeName(right))\") to str")
        case (.list, _):
            throw typeError("can only concatenate list (not \"\(runtime.typeName(right))\") to list")
        case (.tuple, _):
            throw typeError("can only concatenate tuple (not \"\(runtime.typeName(right))\") to tuple")
        default: return nil
        }
    }

    private func repetition(
        _ left: ObjectID, _ right: ObjectID, _ leftKind: Kind, _ rightKind: Kind
    ) throws -> ObjectID? {
        let isSequence: (Kind) -> Bool = { [.str, .list, .tuple, .bytes].contains($0) }
        let (sequence, factor) = isSequence(leftKind) ? (left, right) : (right, left)
        let kind = isSequence(leftKind) ? leftKind : rightKind
        guard isSequence(kind) else { return nil }
        guard let count = runtime.index(factor) else {
            throw typeError("can't multiply sequence by non-int of type '\(runtime.typeName(factor))'")
        }
        let times = max(0, count)
        let length = try length(sequence)
        let (total, overflows) = length.multipliedReportingOverflow(by: times)
        guard !overflows, total < 1 << 40, runtime.heap.fits(bytes: total * 8) else {
            throw PythonException("MemoryError", "")
        }
        switch kind {
        case .str:
            guard let text = runtime.strValue(sequence) else { return nil }
            if times == 1, runtime.isExactly(sequence, runtime.types.str) {
                return runtime.retained(sequence)
            }
            return runtime.makeStr(text.repeated(times))
        case .bytes:
            let bytes = runtime.bytesValue(sequence) ?? []
            return runtime.makeBytes((0..<times).flatMap { _ in bytes })
        default:
            let items = runtime.items(of: sequence)
            let all = (0..<times).flatMap { _ in items }
            return kind == .list ? runtime.makeList(all) : runtime.makeTuple(all)
        }
    }

    private func setResult(
        _ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID, _ leftKind: Kind, _ rightKind: Kind
    ) throws -> ObjectID? {
        let isSet: (Kind) -> Bool = { $0 == .set || $0 == .frozenSet }
        guard isSet(leftKind), isSet(rightKind) else { return nil }
        let (a, b) = (runtime.items(of: left), runtime.items(of: right))
        let items: [ObjectID]
        switch operation {
        case .or: items = a + b
        case .and: items = try a.filter { try runtime.contains(right, $0) }
        case .subtract: items = try a.filter { try !runtime.contains(right, $0) }
        default:
            items =
                try a.filter { try !runtime.contains(right, $0) }
                + b.filter { try !runtime.contains(left, $0) }
        }
        return leftKind == .set ? try runtime.makeSet(items) : try runtime.makeFrozenSet(items)
    }
}
