import BigInt

/// A constant of a code unit.
///
/// Two are equal if CPython's compiler merges them: 1, 1.0 and True, or 0.0 and -0.0, stay apart, and so do tuples
/// of them.
package enum CodeConstant: Sendable {
    case none, `true`, `false`, ellipsis
    case int(BigInt)
    case float(Double)
    case complex(real: Double, imaginary: Double)
    /// In generalised UTF-8: a lone surrogate is three bytes like any other code point of its size.
    case string([UInt8])
    case bytes([UInt8])
    case tuple([CodeConstant])
    /// The distinct elements in the order of the source.
    case frozenset([CodeConstant])
    case code(CodeUnit)

    /// A str of text.
    package static func string(_ text: String) -> CodeConstant { .string(Array(text.utf8)) }
}

extension CodeConstant: Hashable {
    /// Whether CPython's compiler makes the two one object.
    package static func == (left: CodeConstant, right: CodeConstant) -> Bool {
        switch (left, right) {
        case (.none, .none), (.true, .true), (.false, .false), (.ellipsis, .ellipsis): true
        case (.int(let left), .int(let right)): left == right
        case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern
        case (.complex(let left, let leftImaginary), .complex(let right, let rightImaginary)):
            left.bitPattern == right.bitPattern && leftImaginary.bitPattern == rightImaginary.bitPattern
        case (.string(let left), .string(let right)), (.bytes(let left), .bytes(let right)): left == right
        case (.tuple(let left), .tuple(let right)): left == right
        case (.frozenset(let left), .frozenset(let right)): Set(left) == Set(right)
        case (.code(let left), .code(let right)): left === right || left == right
        default: false
        }
    }

    /// Hashes what `==` compares.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .none: hasher.combine(0)
        case .true: hasher.combine(1)
        case .false: hasher.combine(2)
        case .ellipsis: hasher.combine(3)
        case .int(let value):
            hasher.combine(4)
            hasher.combine(value)
        case .float(let value):
            hasher.combine(5)
            hasher.combine(value.bitPattern)
        case .complex(let real, let imaginary):
            hasher.combine(6)
            hasher.combine(real.bitPattern)
            hasher.combine(imaginary.bitPattern)
        case .string(let value):
            hasher.combine(7)
            value.withUnsafeBytes { hasher.combine(bytes: $0) }
        case .bytes(let value):
            hasher.combine(8)
            value.withUnsafeBytes { hasher.combine(bytes: $0) }
        case .tuple(let items):
            hasher.combine(9)
            hasher.combine(items)
        case .frozenset(let items):
            hasher.combine(10)
            hasher.combine(Set(items))
        case .code(let unit):
            hasher.combine(11)
            hasher.combine(unit)
        }
    }
}
