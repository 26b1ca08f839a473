import BigInt
import HeapEngine
import PythonObjects

extension Interpreter {
    /// An operator with a complex number; nil if there is none, or no number beside it.
    func complexResult(_ operation: BinaryOperation, _ left: ObjectID, _ right: ObjectID) throws -> ObjectID?
    {
        guard let a = runtime.number(left), let b = runtime.number(right) else { return nil }
        switch operation {
        case .add, .subtract, .multiply, .trueDivide, .power: break
        default: return nil
        }
        let (x, y) = (try parts(a), try parts(b))
        let result: ComplexRules.Parts
        switch operation {
        case .add: result = (x.real + y.real, x.imaginary + y.imaginary)
        case .subtract: result = (x.real - y.real, x.imaginary - y.imaginary)
        case .multiply: result = ComplexRules.product(x, y)
        case .trueDivide: result = try ComplexRules.quotient(x, y)
        default:
            guard case .complex(let real, let imaginary) = try ComplexRules.power(x, y) else { return nil }
            result = (real, imaginary)
        }
        return runtime.makeComplex(result.real, result.imaginary)
    }

    private func parts(_ number: Number) throws -> ComplexRules.Parts {
        if case .complex(let real, let imaginary) = number { return (real, imaginary) }
        return (try double(number), 0)
    }

    /// A number that is not complex as a float.
    func double(_ number: Number) throws -> Double {
        switch number {
        case .int(let value): try FloatRules.float(value)
        case .float(let value): value
        case .complex(let real, _): real
        }
    }

    /// Counts the work of a product, a quotient or a power of ints, and asks for the result's memory.
    ///
    /// Numbers of so many words take more than their number of steps, if less than its square.
    func chargeProduct(_ left: BigInt, _ right: BigInt) throws {
        let (a, b) = (left.magnitude.bitWidth >> 6, right.magnitude.bitWidth >> 6)
        guard a > 16, b > 16 else {
            if a + b > 256 { try charge((a + b) >> 3) }
            return
        }
        // Karatsuba's exponent, about: the smaller one to the power of 1.58, as often as it fits into the larger one.
        let smaller = Double(min(a, b))
        let work = Double(max(a, b)) * smaller.squareRoot() * smaller.squareRoot().squareRoot().squareRoot()
        try charge(Int(min(work, 1e15)))
    }

    /// Counts the work of a power of ints that has so many bits.
    func chargePower(_ bits: Int) throws {
        let words = Double(bits >> 6)
        guard words > 16 else { return }
        try charge(
            Int(min(words * words.squareRoot() * words.squareRoot().squareRoot().squareRoot(), 1e15)))
    }

    /// MemoryError before an int of so many bits is made, if that is more than a session has room for.
    func admit(bits: Int?) throws {
        guard let bits, bits < 1 << 30 else { throw PythonException("MemoryError", "") }
        try admit(bytes: bits / 7)
    }

    /// `+object`
    func positive(_ object: ObjectID) throws -> ObjectID {
        if let result = try callSpecial(object, "__pos__", []) { return result }
        switch runtime.kind(of: object) {
        case .int, .bool: return try plainInteger(object)
        case .float: return try plainFloat(object)
        case .complex: return try plainComplex(object)
        default: throw typeError("bad operand type for unary +: '\(runtime.typeName(object))'")
        }
    }

    /// `-object` of a builtin number; nil for others.
    func negatedNumber(_ object: ObjectID) -> ObjectID? {
        switch runtime.number(object) {
        case .int(let value): runtime.makeInt(-value)
        case .float(let value): runtime.makeFloat(-value)
        case .complex(let real, let imaginary): runtime.makeComplex(-real, -imaginary)
        case nil: nil
        }
    }
}
