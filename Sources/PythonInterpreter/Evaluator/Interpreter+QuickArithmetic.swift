import HeapEngine
import PythonObjects

/// Arithmetic of ints that fit a word and of floats: what most operators of most programs do.
///
/// Nothing here can run Python code. An operation that is not handled changes nothing and answers `.none`.
extension Interpreter {
    /// `left operator right`; the caller owns the result.
    @inline(__always)
    func quickBinary(_ operation: Int, _ left: ObjectID, _ right: ObjectID) -> ObjectID {
        let (leftType, rightType) = (heap.type(of: left), heap.type(of: right))
        if leftType == runtime.types.int, rightType == runtime.types.int {
            guard let a = runtime.word(of: left), let b = runtime.word(of: right) else { return .none }
            return quickInteger(operation, a, b)
        }
        if leftType == runtime.types.float || rightType == runtime.types.float {
            return quickFloat(operation, left, leftType, right, rightType)
        }
        return .none
    }

    @inline(__always)
    private func quickInteger(_ operation: Int, _ a: Int, _ b: Int) -> ObjectID {
        switch BinaryOperation(rawValue: UInt8(truncatingIfNeeded: operation)) {
        case .add, .inplaceAdd:
            let (sum, overflows) = a.addingReportingOverflow(b)
            return overflows ? .none : runtime.makeInt(sum)
        case .subtract, .inplaceSubtract:
            let (difference, overflows) = a.subtractingReportingOverflow(b)
            return overflows ? .none : runtime.makeInt(difference)
        case .multiply, .inplaceMultiply:
            let (product, overflows) = a.multipliedReportingOverflow(by: b)
            return overflows ? .none : runtime.makeInt(product)
        case .remainder, .inplaceRemainder:
            if b == 0 || b == -1 { return .none }
            // The result has the sign of the divisor.
            let remainder = a % b
            return runtime.makeInt(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
        case .floorDivide, .inplaceFloorDivide:
            if b == 0 || b == -1 { return .none }
            let quotient = a / b
            let isInexact = quotient &* b != a
            return runtime.makeInt(isInexact && (a < 0) != (b < 0) ? quotient - 1 : quotient)
        case .and, .inplaceAnd: return runtime.makeInt(a & b)
        case .or, .inplaceOr: return runtime.makeInt(a | b)
        case .xor, .inplaceXor: return runtime.makeInt(a ^ b)
        case .rightShift, .inplaceRightShift: return b < 0 ? .none : runtime.makeInt(a >> min(b, 63))
        case .leftShift, .inplaceLeftShift:
            guard b >= 0, b < 62, a.magnitude.leadingZeroBitCount > b + 1 else { return .none }
            return runtime.makeInt(a << b)
        case .trueDivide, .inplaceTrueDivide:
            // Ints of up to 53 bits are floats without loss, so that their quotient is rounded but once.
            guard b != 0, a.magnitude < 1 << 53, b.magnitude < 1 << 53 else { return .none }
            return runtime.makeFloat(Double(a) / Double(b))
        default: return .none
        }
    }

    private func quickFloat(
        _ operation: Int, _ left: ObjectID, _ leftType: ObjectID, _ right: ObjectID, _ rightType: ObjectID
    ) -> ObjectID {
        guard let a = quickDouble(left, leftType), let b = quickDouble(right, rightType) else { return .none }
        switch BinaryOperation(rawValue: UInt8(truncatingIfNeeded: operation)) {
        case .add, .inplaceAdd: return runtime.makeFloat(a + b)
        case .subtract, .inplaceSubtract: return runtime.makeFloat(a - b)
        case .multiply, .inplaceMultiply: return runtime.makeFloat(a * b)
        case .trueDivide, .inplaceTrueDivide: return b == 0 ? .none : runtime.makeFloat(a / b)
        default: return .none
        }
    }

    /// The value of a float, or of an int that is one without loss.
    @inline(__always)
    private func quickDouble(_ object: ObjectID, _ type: ObjectID) -> Double? {
        if type == runtime.types.float { return runtime.floats[heap.payload(object)] }
        guard type == runtime.types.int, let word = runtime.word(of: object), word.magnitude < 1 << 53 else {
            return nil
        }
        return Double(word)
    }

    /// `left comparison right`, True or False; `.none` if the operands are others than ints that fit a word and floats.
    @inline(__always)
    func quickComparison(_ comparison: Int, _ left: ObjectID, _ right: ObjectID) -> ObjectID {
        let (leftType, rightType) = (heap.type(of: left), heap.type(of: right))
        if leftType == runtime.types.int, rightType == runtime.types.int {
            guard let a = runtime.word(of: left), let b = runtime.word(of: right) else { return .none }
            return compareQuickly(comparison, a, b)
        }
        if leftType == runtime.types.float, rightType == runtime.types.float {
            return compareQuickly(
                comparison, runtime.floats[heap.payload(left)], runtime.floats[heap.payload(right)])
        }
        return .none
    }

    @inline(__always)
    private func compareQuickly<Value: Comparable>(_ comparison: Int, _ a: Value, _ b: Value) -> ObjectID {
        switch Comparison(rawValue: UInt8(truncatingIfNeeded: comparison)) {
        case .less: runtime.boolean(a < b)
        case .lessOrEqual: runtime.boolean(a <= b)
        case .equal: runtime.boolean(a == b)
        case .notEqual: runtime.boolean(a != b)
        case .greater: runtime.boolean(a > b)
        case .greaterOrEqual: runtime.boolean(a >= b)
        case nil: .none
        }
    }
}
