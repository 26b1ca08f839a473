import BigInt
import PythonObjects
import PythonSyntax

/// Operators on constants, by the rules of numbers at run time. What raises and what would become large is not computed.
enum ConstantArithmetic {
    /// CPython's limits: bits of an int, items of a collection, characters of a str, items with nested ones.
    private static let greatestIntSize = 128
    private static let greatestCollectionSize = 256
    private static let greatestStringSize = 4096
    private static let greatestItemCount = 1024

    static func unary(_ operation: UnaryOperator, _ value: CodeConstant) -> CodeConstant? {
        if operation == .not { return value.isTrue ? .false : .true }
        if let int = value.integer {
            switch operation {
            case .invert: return .int(-int - 1)
            case .plus: return .int(int)
            default: return .int(-int)
            }
        }
        switch (operation, value) {
        case (.plus, .float), (.plus, .complex): return value
        case (.minus, .float(let float)): return .float(-float)
        case (.minus, .complex(let real, let imaginary)): return .complex(real: -real, imaginary: -imaginary)
        default: return nil
        }
    }

    static func binary(
        _ left: CodeConstant, _ operation: BinaryOperator, _ right: CodeConstant
    ) -> CodeConstant? {
        if let left = left.boolean, let right = right.boolean,
            let result = booleans(left, operation, right)
        {
            return result
        }
        if let left = left.integer, let right = right.integer {
            return try? integers(left, operation, right)
        }
        switch (left, operation, right) {
        case (.string(let left), .add, .string(let right)): return .string(left + right)
        case (.bytes(let left), .add, .bytes(let right)): return .bytes(left + right)
        case (.tuple(let left), .add, .tuple(let right)): return .tuple(left + right)
        case (_, .mult, _):
            if let count = left.integer, let result = repeated(right, count) { return result }
            if let count = right.integer, let result = repeated(left, count) { return result }
        case (.frozenset, _, _), (_, _, .frozenset): return nil
        default: break
        }
        if let left = left.float, let right = right.float { return try? floats(left, operation, right) }
        guard let left = left.complex, let right = right.complex else { return nil }
        return try? complexes(left, operation, right)
    }

    /// `&`, `|` and `^` of two bools are bools.
    private static func booleans(
        _ left: Bool, _ operation: BinaryOperator, _ right: Bool
    ) -> CodeConstant? {
        switch operation {
        case .bitAnd: left && right ? .true : .false
        case .bitOr: left || right ? .true : .false
        case .bitXor: left != right ? .true : .false
        default: nil
        }
    }

    // MARK: Numbers

    private static func integers(
        _ left: BigInt, _ operation: BinaryOperator, _ right: BigInt
    ) throws -> CodeConstant? {
        let (leftBits, rightBits) = (left.magnitude.bitWidth, right.magnitude.bitWidth)
        switch operation {
        case .add: return .int(left + right)
        case .sub: return .int(left - right)
        case .mult:
            if leftBits > 0, rightBits > 0, leftBits + rightBits > greatestIntSize { return nil }
            return .int(left * right)
        case .div: return .float(try IntegerRules.trueQuotient(left, right))
        case .floorDiv: return .int(try IntegerRules.floorQuotient(left, right))
        case .mod: return .int(try IntegerRules.remainder(left, right))
        case .pow:
            if left != 0, right > 0 {
                guard right <= greatestIntSize, leftBits <= greatestIntSize / Int(right) else { return nil }
            }
            return CodeConstant(try IntegerRules.power(left, right))
        case .leftShift:
            if left != 0, right > 0 {
                guard right <= greatestIntSize, leftBits <= greatestIntSize - Int(right) else { return nil }
            }
            return .int(try IntegerRules.shiftedLeft(left, by: right))
        case .rightShift: return .int(try IntegerRules.shiftedRight(left, by: right))
        case .bitOr: return .int(left | right)
        case .bitXor: return .int(left ^ right)
        case .bitAnd: return .int(left & right)
        case .matMult: return nil
        }
    }

    private static func floats(
        _ left: Double, _ operation: BinaryOperator, _ right: Double
    ) throws -> CodeConstant? {
        switch operation {
        case .add: .float(left + right)
        case .sub: .float(left - right)
        case .mult: .float(left * right)
        case .div: .float(try FloatRules.quotient(left, right))
        case .floorDiv: .float(try FloatRules.floorQuotient(left, right))
        case .mod: .float(try FloatRules.remainder(left, right))
        case .pow: CodeConstant(try FloatRules.power(left, right))
        default: nil
        }
    }

    private static func complexes(
        _ left: ComplexRules.Parts, _ operation: BinaryOperator, _ right: ComplexRules.Parts
    ) throws -> CodeConstant? {
        switch operation {
        case .add: .complex(real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
        case .sub: .complex(real: left.real - right.real, imaginary: left.imaginary - right.imaginary)
        case .mult: CodeConstant(ComplexRules.product(left, right))
        case .div: CodeConstant(try ComplexRules.quotient(left, right))
        case .pow: CodeConstant(try ComplexRules.power(left, right))
        default: nil
        }
    }

    // MARK: Collections

    private static func repeated(_ value: CodeConstant, _ count: BigInt) -> CodeConstant? {
        func times(_ size: Int, limit: Int) -> Int? {
            if size == 0 { return 0 }
            guard count >= 0, count <= limit / size else { return nil }
            return Int(count)
        }
        switch value {
        case .string(let bytes):
            let size = bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
            guard let times = times(size, limit: greatestStringSize) else { return nil }
            return .string(Array(repeatElement(bytes, count: times).joined()))
        case .bytes(let bytes):
            guard let times = times(bytes.count, limit: greatestStringSize) else { return nil }
            return .bytes(Array(repeatElement(bytes, count: times).joined()))
        case .tuple(let items):
            guard let times = times(items.count, limit: greatestCollectionSize) else { return nil }
            if times > 0 {
                var left = greatestItemCount / times
                guard value.takesItems(from: &left) else { return nil }
            }
            return .tuple(Array(repeatElement(items, count: times).joined()))
        default: return nil
        }
    }

    /// `container[key]`
    static func item(of container: CodeConstant, at key: CodeConstant) -> CodeConstant? {
        guard let index = key.integer, index.magnitude < 1 << 31 else { return nil }
        func place(_ count: Int) -> Int? {
            let place = index < 0 ? Int(index) + count : Int(index)
            return (0..<count).contains(place) ? place : nil
        }
        switch container {
        case .tuple(let items): return place(items.count).map { items[$0] }
        case .bytes(let bytes): return place(bytes.count).map { .int(BigInt(bytes[$0])) }
        case .string(let bytes):
            let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
            guard let place = place(starts.count) else { return nil }
            let end = place + 1 < starts.count ? starts[place + 1] : bytes.count
            return .string(Array(bytes[starts[place]..<end]))
        default: return nil
        }
    }
}

extension CodeConstant {
    /// What constants that are equal in Python have in common, whatever their types.
    var equalityKey: CodeConstant {
        switch self {
        case .true: .int(1)
        case .false: .int(0)
        case .float(let value): value.isFinite && value.rounded() == value ? .int(BigInt(value)) : self
        case .complex(let real, let imaginary):
            imaginary == 0 ? CodeConstant.float(real).equalityKey : self
        case .tuple(let items): .tuple(items.map(\.equalityKey))
        case .frozenset(let items): .frozenset(items.map(\.equalityKey))
        default: self
        }
    }

    /// An int's value, or a bool's.
    fileprivate var integer: BigInt? {
        switch self {
        case .int(let value): value
        case .true: 1
        case .false: 0
        default: nil
        }
    }

    fileprivate var boolean: Bool? {
        switch self {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A real number as a float; nil if it is too large for one.
    fileprivate var float: Double? {
        if case .float(let value) = self { return value }
        return integer.flatMap { try? FloatRules.float($0) }
    }

    fileprivate var complex: ComplexRules.Parts? {
        if case .complex(let real, let imaginary) = self { return (real, imaginary) }
        return float.map { ($0, 0) }
    }

    fileprivate init(_ parts: ComplexRules.Parts) {
        self = .complex(real: parts.real, imaginary: parts.imaginary)
    }

    fileprivate init(_ number: Number) {
        switch number {
        case .int(let value): self = .int(value)
        case .float(let value): self = .float(value)
        case .complex(let real, let imaginary): self = .complex(real: real, imaginary: imaginary)
        }
    }

    /// Takes the items of nested tuples from what is left.
    fileprivate func takesItems(from left: inout Int) -> Bool {
        guard case .tuple(let items) = self else { return true }
        left -= items.count
        return left >= 0 && items.allSatisfy { $0.takesItems(from: &left) }
    }
}
