import BigInt

/// The value of an int, bool, float or complex, as `==`, `<` and `hash()` see it: by value, whatever the type.
public enum Number: Sendable {
    /// An int, or a bool as 0 or 1.
    case int(BigInt)
    case float(Double)
    case complex(Double, Double)

    /// `hash(x)`; the address of the object counts if the value is a NaN.
    public func hash(address: UInt64) -> Int {
        switch self {
        case .int(let value): PythonHash.int(value)
        case .float(let value): PythonHash.float(value, address: address)
        case .complex(let real, let imaginary): PythonHash.complex(real, imaginary, address: address)
        }
    }

    /// `x < y`, or nil if a complex number is among them, which is a TypeError in Python.
    public static func isLess(_ left: Number, _ right: Number) -> Bool? {
        switch (left, right) {
        case (.int(let left), .int(let right)): left < right
        case (.float(let left), .float(let right)): left < right
        case (.float(let left), .int(let right)): FloatRules.compare(left, right) == .less
        case (.int(let left), .float(let right)): FloatRules.compare(right, left) == .greater
        default: nil
        }
    }

    /// `x == y`, exactly: 2**53 + 1 is no float.
    public static func isEqual(_ left: Number, _ right: Number) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): left == right
        case (.float(let left), .float(let right)): left == right
        case (.float(let float), .int(let int)), (.int(let int), .float(let float)):
            FloatRules.compare(float, int) == .equal
        case (.complex(let real, let imaginary), .complex(let otherReal, let otherImaginary)):
            real == otherReal && imaginary == otherImaginary
        case (.complex(let real, let imaginary), let other), (let other, .complex(let real, let imaginary)):
            imaginary == 0 && isEqual(.float(real), other)
        }
    }
}
