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
        case (.complex, _), (_, .complex):
            if let result = try complexResult(operation, left, right) { return result }
        default: break
        }
        if operation == .multiply, [.list, .tuple, .deque].contains(leftKind) {
            return try repetition(left, right, leftKind, rightKind)
        }
        if let result = try textResult(operation, left, right) { return result }
        switch operation {
        case .add: return try concatenation(left, right, leftKind, rightKind)
        case .multiply: return try repetition(left, right, leftKind, rightKind)
        case .and, .or, .xor, .subtract: return try containerResult(operation, left, right)
        default: return nil
        }
    }

    /// `left operator= right` of a builtin type that changes in place; nil if the plain operator does.
    func inPlaceBuiltin(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID?
    {
        if let result = try inPlaceBytes(operation, left, right) { return result }
        return try changeContainer(operation, left, right) ? runtime.retained(left) : nil
    }

    private func double(_ object: ObjectID) throws -> Double {
        if let value = runtime.floatValue(object) { return value }
        return try FloatRules.float(runtime.intValue(object) ?? 0)
    }

    private func integerResult(_ operation: BinaryOperation, _ a: BigInt, _ b: BigInt) throws -> ObjectID? {
        switch operation {
        case .add: return runtime.makeInt(a + b)
        case .subtract: return runtime.makeInt(a - b)
        case .multiply:
            try admit(bits: ResultSize.product(a, b))
            try chargeProduct(a, b)
            return runtime.makeInt(a * b)
        case .floorDivide:
            try chargeProduct(a, b)
            return runtime.makeInt(try IntegerRules.floorQuotient(a, b))
        case .remainder:
            try chargeProduct(a, b)
            return runtime.makeInt(try IntegerRules.remainder(a, b))
        case .trueDivide: return runtime.makeFloat(try IntegerRules.trueQuotient(a, b))
        case .power:
            let bits = ResultSize.power(a, b)
            try admit(bits: bits)
            try chargePower(bits ?? 0)
            return object(of: try IntegerRules.power(a, b))
        case .leftShift:
            guard let bits = ResultSize.shift(a, by: b) else {
                throw PythonException("OverflowError", "too many digits in integer")
            }
            try admit(bits: bits)
            return runtime.makeInt(try IntegerRules.shiftedLeft(a, by: b))
        case .rightShift: return runtime.makeInt(try IntegerRules.shiftedRight(a, by: b))
        case .and: return runtime.makeInt(IntegerRules.and(a, b))
        case .or: return runtime.makeInt(IntegerRules.or(a, b))
        case .xor: return runtime.makeInt(IntegerRules.xor(a, b))
        default: return nil
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
        case .remainder:
            if b == 0 { throw PythonException("ZeroDivisionError", language.floatModuloMessage) }
            return runtime.makeFloat(try FloatRules.remainder(a, b))
        case .power: return object(of: try FloatRules.power(a, b))
        default: return nil
        }
    }

    // MARK: Sequences and sets

    private func concatenation(
        _ left: ObjectID, _ right: ObjectID, _ leftKind: Kind, _ rightKind: Kind
    ) throws -> ObjectID? {
        switch (leftKind, rightKind) {
        case (.list, _), (.tuple, _): return try joined(left, right)
        case (.deque, _): return try joinedDeques(left, right)
        default: return nil
        }
    }

    private func repetition(
        _ left: ObjectID, _ right: ObjectID, _ leftKind: Kind, _ rightKind: Kind
    ) throws -> ObjectID? {
        let isSequence: (Kind) -> Bool = { [.list, .tuple, .deque].contains($0) }
        let (sequence, factor) = isSequence(leftKind) ? (left, right) : (right, left)
        let kind = isSequence(leftKind) ? leftKind : rightKind
        guard isSequence(kind) else { return nil }
        return try kind == .deque ? repeatedDeque(sequence, factor) : repeated(sequence, factor)
    }
}
