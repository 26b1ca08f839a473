import BigInt

extension FloatRules {
    /// The float nearest to *magnitude* times two to a power, ties to even; infinite if it is too large.
    /// - Complexity: O(*n*) in the magnitude's words.
    static func nearest(_ magnitude: BigUInt, exponent: Int) -> Double {
        let width = magnitude.bitWidth
        // The value lies below two to this power.
        let top = width + exponent
        if width == 0 || top < -1074 { return 0 }
        if top > 1024 { return .infinity }
        // A subnormal number has fewer bits.
        let kept = min(53, top + 1074)
        let dropped = width - kept
        guard dropped > 0 else {
            return scaled(UInt64(truncatingIfNeeded: magnitude), by: exponent)
        }
        var significand = UInt64(truncatingIfNeeded: magnitude >> dropped)
        let isHalfSet = (magnitude >> (dropped - 1)).words.first.map { $0 & 1 == 1 } ?? false
        let isTie = isHalfSet && magnitude.trailingZeroBitCount == dropped - 1
        if isHalfSet, !isTie || significand & 1 == 1 { significand += 1 }
        return scaled(significand, by: exponent + dropped)
    }

    /// Requires: the result is a float, or too large for one.
    private static func scaled(_ significand: UInt64, by exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: Double(significand))
    }
}

extension IntegerRules {
    /// `left / right`: the float nearest to the true quotient.
    ///
    /// CPython 3.13, `long_true_divide`.
    /// - Throws: ZeroDivisionError, and OverflowError if it is too large.
    package static func trueQuotient(_ left: BigInt, _ right: BigInt) throws -> Double {
        guard !right.isZero else { throw PythonException("ZeroDivisionError", "division by zero") }
        let isNegative = (left.sign == .minus && !left.isZero) != (right.sign == .minus)
        let magnitude = try nearestQuotient(left.magnitude, right.magnitude)
        return isNegative ? -magnitude : magnitude
    }

    private static func nearestQuotient(_ left: BigUInt, _ right: BigUInt) throws -> Double {
        // Whole floats divide rightly by themselves.
        if left.bitWidth <= 53, right.bitWidth <= 53 {
            return Double(UInt64(truncatingIfNeeded: left)) / Double(UInt64(truncatingIfNeeded: right))
        }
        // A quotient of 66 bits or more tells all but whether anything is left.
        let shift = left.bitWidth - right.bitWidth - 66
        let (quotient, remainder) =
            shift >= 0
            ? left.quotientAndRemainder(dividingBy: right << shift)
            : (left << -shift).quotientAndRemainder(dividingBy: right)
        let value = FloatRules.nearest(quotient << 1 | (remainder.isZero ? 0 : 1), exponent: shift - 1)
        guard value.isFinite else {
            throw PythonException("OverflowError", "integer division result too large for a float")
        }
        return value
    }
}
