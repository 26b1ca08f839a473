/// The value of a literal.
package enum Constant: Hashable, Sendable {
    case none, `true`, `false`, ellipsis
    /// A str, in generalised UTF-8: a lone surrogate (`"\ud800"`) is three bytes like any other code point of its size.
    case string([UInt8])
    case bytes([UInt8])
    case integer(IntegerLiteral)
    case float(Double)
    /// An imaginary number; literals have no real part.
    case imaginary(Double)
}

/// An integer as it was written, of any size.
package struct IntegerLiteral: Hashable, Sendable {
    /// 2, 8, 10 or 16.
    package var radix: Int
    /// The digits in lower case, without prefix and underscores; never empty.
    package var digits: String

    /// An integer as it was written.
    package init(radix: Int, digits: String) {
        self.radix = radix
        self.digits = digits
    }
}
