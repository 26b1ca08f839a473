#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension ComplexRules {
    /// A complex number's parts.
    package typealias Parts = (real: Double, imaginary: Double)

    /// `left * right`.
    package static func product(_ left: Parts, _ right: Parts) -> Parts {
        (
            left.real * right.real - left.imaginary * right.imaginary,
            left.real * right.imaginary + left.imaginary * right.real
        )
    }

    /// `left / right`, by Smith's method.
    ///
    /// CPython 3.13, `_Py_c_quot`.
    /// - Throws: ZeroDivisionError.
    package static func quotient(_ left: Parts, _ right: Parts) throws -> Parts {
        guard let quotient = finiteQuotient(left, right) else {
            throw PythonException("ZeroDivisionError", "complex division by zero")
        }
        return quotient
    }

    private static func finiteQuotient(_ left: Parts, _ right: Parts) -> Parts? {
        let (real, imaginary) = (right.real.magnitude, right.imaginary.magnitude)
        if real >= imaginary {
            if real == 0 { return nil }
            let ratio = right.imaginary / right.real
            let denominator = right.real + right.imaginary * ratio
            return (
                (left.real + left.imaginary * ratio) / denominator,
                (left.imaginary - left.real * ratio) / denominator
            )
        }
        if imaginary >= real {
            let ratio = right.real / right.imaginary
            let denominator = right.real * ratio + right.imaginary
            return (
                (left.real * ratio + left.imaginary) / denominator,
                (left.imaginary * ratio - left.real) / denominator
            )
        }
        return (.nan, .nan)
    }

    /// `base ** exponent`.
    ///
    /// CPython 3.13, `complex_pow`.
    /// - Throws: ZeroDivisionError for a power of zero that is negative or complex, OverflowError.
    package static func power(_ base: Parts, _ exponent: Parts) throws -> Number {
        let isWhole = exponent.imaginary == 0 && exponent.real == exponent.real.rounded(.down)
        let result =
            isWhole && exponent.real.magnitude <= 100
            ? try wholePower(base, Int(exponent.real)) : try anyPower(base, exponent)
        guard !result.real.isInfinite, !result.imaginary.isInfinite else {
            throw PythonException("OverflowError", "complex exponentiation")
        }
        return .complex(result.real, result.imaginary)
    }

    private static let zeroPower = PythonException(
        "ZeroDivisionError", "0.0 to a negative or complex power")

    private static func wholePower(_ base: Parts, _ exponent: Int) throws -> Parts {
        var result: Parts = (1, 0)
        var square = base
        var left = exponent.magnitude
        while left > 0 {
            if left & 1 == 1 { result = product(result, square) }
            left >>= 1
            // The last square is made as CPython makes it, but not needed.
            if left > 0 { square = product(square, square) }
        }
        if exponent > 0 { return result }
        guard let inverse = finiteQuotient((1, 0), result) else { throw zeroPower }
        return inverse
    }

    private static func anyPower(_ base: Parts, _ exponent: Parts) throws -> Parts {
        if exponent.real == 0, exponent.imaginary == 0 { return (1, 0) }
        if base.real == 0, base.imaginary == 0 {
            if exponent.imaginary != 0 || exponent.real < 0 { throw zeroPower }
            return (0, 0)
        }
        let size = hypot(base.real, base.imaginary)
        var length = pow(size, exponent.real)
        let angle = atan2(base.imaginary, base.real)
        var phase = angle * exponent.real
        if exponent.imaginary != 0 {
            length /= exp(angle * exponent.imaginary)
            phase += exponent.imaginary * log(size)
        }
        // C's cosine has no value there, which CPython takes for the power of a zero.
        if phase.isInfinite { throw zeroPower }
        return (length * cos(phase), length * sin(phase))
    }

    /// `abs(z)`.
    /// - Throws: OverflowError if it is too large.
    package static func magnitude(_ value: Parts) throws -> Double {
        if value.real.isInfinite || value.imaginary.isInfinite { return .infinity }
        if value.real.isNaN || value.imaginary.isNaN { return .nan }
        let size = hypot(value.real, value.imaginary)
        guard size.isFinite else { throw PythonException("OverflowError", "absolute value too large") }
        return size
    }
}
