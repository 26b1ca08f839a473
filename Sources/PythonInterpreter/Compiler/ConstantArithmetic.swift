import BigInt
import Foundation
import PythonSyntax

/// Operators on constants. What raises, what would become large, and what only the runtime can round right is not
/// computed.
enum ConstantArithmetic {
    /// CPython's limits: bits of an int, items of a collection, characters of a str, items with nested ones.
    private static let greatestIntSize = 128
    private static let greatestCollectionSize = 256
    private static let greatestStringSize = 4096
    private static let greatestItemCount = 1024
    /// Ints up to here are floats without rounding.
    private static let exactFloatLimit = BigInt(1) << 53

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
        if let left = left.integer, let right = right.integer { return integers(left, operation, right) }
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
        if case .complex = left { return complexes(left, operation, right) }
        if case .complex = right { return complexes(left, operation, right) }
        guard let left = left.float, let right = right.float else { return nil }
        return floats(left, operation, right)
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
    ) -> CodeConstant? {
        let leftBits = left.magnitude.bitWidth
        let rightBits = right.magnitude.bitWidth
        switch operation {
        case .add: return .int(left + right)
        case .sub: return .int(left - right)
        case .mult:
            if leftBits > 0, rightBits > 0, leftBits + rightBits > greatestIntSize { return nil }
            return .int(left * right)
        case .div:
            guard right != 0, left.magnitude <= exactFloatLimit.magnitude,
                right.magnitude <= exactFloatLimit.magnitude
            else { return nil }
            return .float(Double(Int64(left)) / Double(Int64(right)))
        case .floorDiv: return right == 0 ? nil : .int(floorDivide(left, right).quotient)
        case .mod: return right == 0 ? nil : .int(floorDivide(left, right).remainder)
        case .pow: return power(left, right)
        case .leftShift:
            guard right >= 0 else { return nil }
            if left != 0, right != 0 {
                guard right <= greatestIntSize, leftBits <= greatestIntSize - Int(right) else { return nil }
            }
            return .int(left == 0 ? 0 : left << Int(right))
        case .rightShift:
            guard right >= 0 else { return nil }
            let places = right > 1 << 20 ? 1 << 20 : Int(right)
            // Rounds down, as Python does.
            return .int(left < 0 ? -((-left - 1) >> places) - 1 : left >> places)
        case .bitOr: return .int(left | right)
        case .bitXor: return .int(left ^ right)
        case .bitAnd: return .int(left & right)
        case .matMult: return nil
        }
    }

    private static func floorDivide(
        _ left: BigInt, _ right: BigInt
    ) -> (quotient: BigInt, remainder: BigInt) {
        var (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
        if remainder != 0, (remainder < 0) != (right < 0) {
            quotient -= 1
            remainder += right
        }
        return (quotient, remainder)
    }

    private static func power(_ left: BigInt, _ right: BigInt) -> CodeConstant? {
        if right < 0 {
            guard left != 0, left.magnitude <= exactFloatLimit.magnitude, right > -1024 else { return nil }
            return floats(Double(Int64(left)), .pow, Double(Int64(right)))
        }
        if left != 0, right > 0 {
            guard right <= greatestIntSize, left.magnitude.bitWidth <= greatestIntSize / Int(right) else {
                return nil
            }
        }
        // 0 ** n is 0 whatever n, but for 0 ** 0.
        return .int(left == 0 ? (right == 0 ? 1 : 0) : left.power(Int(right)))
    }

    private static func floats(
        _ left: Double, _ operation: BinaryOperator, _ right: Double
    ) -> CodeConstant? {
        switch operation {
        case .add: return .float(left + right)
        case .sub: return .float(left - right)
        case .mult: return .float(left * right)
        case .div: return right == 0 ? nil : .float(left / right)
        case .floorDiv: return right == 0 ? nil : .float(floorDivide(left, right).quotient)
        case .mod: return right == 0 ? nil : .float(floorDivide(left, right).remainder)
        case .pow:
            if left == 0, right < 0 { return nil }
            if left < 0, right.isFinite, right.rounded() != right { return nil }
            let result = Foundation.pow(left, right)
            return result.isInfinite && left.isFinite && right.isFinite ? nil : .float(result)
        default: return nil
        }
    }

    private static func floorDivide(
        _ left: Double, _ right: Double
    ) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(left, right)
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = copysign(0, right)
        }
        if quotient != 0 {
            let floor = quotient.rounded(.down)
            quotient = quotient - floor > 0.5 ? floor + 1 : floor
        } else {
            quotient = copysign(0, left / right)
        }
        return (quotient, remainder)
    }

    private static func complexes(
        _ left: CodeConstant, _ operation: BinaryOperator, _ right: CodeConstant
    ) -> CodeConstant? {
        guard let (a, b) = left.complexParts, let (c, d) = right.complexParts else { return nil }
        switch operation {
        case .add: return .complex(real: a + c, imaginary: b + d)
        case .sub: return .complex(real: a - c, imaginary: b - d)
        case .mult: return .complex(real: a * c - b * d, imaginary: a * d + b * c)
        default: return nil
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

    /// A real number as a float, if that needs no rounding.
    fileprivate var float: Double? {
        if case .float(let value) = self { return value }
        guard let integer, integer.magnitude <= 1 << 53 else { return nil }
        return Double(Int64(integer))
    }

    fileprivate var complexParts: (Double, Double)? {
        if case .complex(let real, let imaginary) = self { return (real, imaginary) }
        return float.map { ($0, 0) }
    }

    /// Takes the items of nested tuples from what is left.
    fileprivate func takesItems(from left: inout Int) -> Bool {
        guard case .tuple(let items) = self else { return true }
        left -= items.count
        return left >= 0 && items.allSatisfy { $0.takesItems(from: &left) }
    }
}
