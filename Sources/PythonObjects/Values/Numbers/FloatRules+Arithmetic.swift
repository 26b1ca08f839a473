import BigInt

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension FloatRules {
    /// What a power that is too large raises. Its two arguments are the number of the C library's error and its text.
    package static let outOfRange = PythonException(
        "OverflowError", "(34, 'Numerical result out of range')")

    /// `left / right`.
    /// - Throws: ZeroDivisionError.
    package static func quotient(_ left: Double, _ right: Double) throws -> Double {
        if right == 0 { throw PythonException("ZeroDivisionError", "float division by zero") }
        return left / right
    }

    /// `left // right`.
    /// - Throws: ZeroDivisionError.
    package static func floorQuotient(_ left: Double, _ right: Double) throws -> Double {
        if right == 0 { throw PythonException("ZeroDivisionError", "float floor division by zero") }
        return floorDivided(left, by: right).quotient
    }

    /// `left % right`: it has the sign of `right`.
    /// - Throws: ZeroDivisionError.
    package static func remainder(_ left: Double, _ right: Double) throws -> Double {
        if right == 0 { throw PythonException("ZeroDivisionError", "float modulo by zero") }
        return floorDivided(left, by: right).remainder
    }

    /// `divmod(left, right)`.
    /// - Throws: ZeroDivisionError.
    package static func divmod(
        _ left: Double, _ right: Double
    ) throws -> (quotient: Double, remainder: Double) {
        if right == 0 { throw PythonException("ZeroDivisionError", "float divmod()") }
        return floorDivided(left, by: right)
    }

    /// CPython 3.13, `_float_div_mod`.
    private static func floorDivided(
        _ left: Double, by right: Double
    ) -> (quotient: Double, remainder: Double) {
        var remainder = left.truncatingRemainder(dividingBy: right)
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = Double(signOf: right, magnitudeOf: 0)
        }
        guard quotient != 0 else { return (Double(signOf: left / right, magnitudeOf: 0), remainder) }
        let floor = quotient.rounded(.down)
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder)
    }

    /// `base ** exponent`; a complex number if a negative base has a broken exponent.
    ///
    /// CPython 3.13, `float_pow`.
    /// - Throws: ZeroDivisionError for a negative power of zero, OverflowError.
    package static func power(_ base: Double, _ exponent: Double) throws -> Number {
        if exponent == 0 { return .float(1) }
        if base.isNaN { return .float(base) }
        if exponent.isNaN { return .float(base == 1 ? 1 : exponent) }
        let isOdd = exponent.magnitude.truncatingRemainder(dividingBy: 2) == 1
        if exponent.isInfinite {
            if base.magnitude == 1 { return .float(1) }
            return .float((exponent > 0) == (base.magnitude > 1) ? .infinity : 0)
        }
        if base.isInfinite {
            if exponent > 0 { return .float(isOdd ? base : .infinity) }
            return .float(isOdd ? Double(signOf: base, magnitudeOf: 0) : 0)
        }
        if base == 0 {
            if exponent < 0 {
                throw PythonException("ZeroDivisionError", "0.0 cannot be raised to a negative power")
            }
            return .float(isOdd ? base : 0)
        }
        if base < 0, exponent != exponent.rounded(.down) {
            return try ComplexRules.power((base, 0), (exponent, 0))
        }
        let isNegative = base < 0 && isOdd
        let magnitude = base.magnitude == 1 ? 1 : pow(base.magnitude, exponent)
        guard magnitude.isFinite else {
            throw outOfRange
        }
        return .float(isNegative ? -magnitude : magnitude)
    }

    /// `x.is_integer()`.
    package static func isInteger(_ value: Double) -> Bool { value.isFinite && value == value.rounded(.down) }

    /// `x.as_integer_ratio()`, in lowest terms.
    /// - Throws: OverflowError for an infinity, ValueError for a NaN.
    package static func integerRatio(_ value: Double) throws -> (numerator: BigInt, denominator: BigInt) {
        if value.isNaN { throw PythonException("ValueError", "cannot convert NaN to integer ratio") }
        if value.isInfinite {
            throw PythonException("OverflowError", "cannot convert Infinity to integer ratio")
        }
        if value == 0 { return (0, 1) }
        let width = value.significandWidth
        let significand = BigInt(value.significand * Double(UInt64(1) << UInt64(width)))
        let exponent = Int(value.exponent) - width
        let numerator = value.sign == .minus ? -significand : significand
        return exponent >= 0 ? (numerator << exponent, 1) : (numerator, BigInt(1) << -exponent)
    }
}
