import BigInt

extension IntegerRules {
    /// `divmod(left, right)`: the quotient rounded down, and a remainder with the sign of `right`.
    /// - Throws: ZeroDivisionError.
    /// - Complexity: that of a division.
    package static func floorDivided(
        _ left: BigInt, by right: BigInt
    ) throws -> (quotient: BigInt, remainder: BigInt) {
        guard !right.isZero else {
            throw PythonException("ZeroDivisionError", "integer division or modulo by zero")
        }
        let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
        if !remainder.isZero, (remainder.sign == .minus) != (right.sign == .minus) {
            return (quotient - 1, remainder + right)
        }
        return (quotient, remainder)
    }

    /// `left // right`.
    /// - Throws: ZeroDivisionError.
    package static func floorQuotient(_ left: BigInt, _ right: BigInt) throws -> BigInt {
        try floorDivided(left, by: right).quotient
    }

    /// `left % right`.
    /// - Throws: ZeroDivisionError.
    package static func remainder(_ left: BigInt, _ right: BigInt) throws -> BigInt {
        guard !right.isZero else { throw PythonException("ZeroDivisionError", "integer modulo by zero") }
        return try floorDivided(left, by: right).remainder
    }

    /// `base ** exponent`: an int, or a float if the exponent is negative.
    ///
    /// The size has to be asked for first: `ResultSize.power`.
    /// - Throws: ZeroDivisionError, OverflowError.
    package static func power(_ base: BigInt, _ exponent: BigInt) throws -> Number {
        if exponent.sign == .minus, !exponent.isZero {
            guard
                case .float(let value) = try FloatRules.power(
                    FloatRules.float(base), FloatRules.float(exponent))
            else { preconditionFailure("a whole exponent gave a complex power") }
            return .float(value)
        }
        if base.magnitude <= 1 || exponent.isZero {
            let isOdd = exponent.magnitude.trailingZeroBitCount == 0 && !exponent.isZero
            return .int(exponent.isZero ? 1 : isOdd ? base : BigInt(base.magnitude))
        }
        guard let times = Int(exactly: exponent), ResultSize.power(base, exponent) != nil else {
            throw PythonException("OverflowError", "too many digits in integer")
        }
        // Powers of two are shifts.
        let zeros = base.magnitude.trailingZeroBitCount
        let odd = base.magnitude >> zeros
        let magnitude = (odd == 1 ? 1 : odd.power(times)) << (zeros * times)
        return .int(
            BigInt(sign: base.sign == .minus && times & 1 == 1 ? .minus : .plus, magnitude: magnitude))
    }

    /// `pow(base, exponent, modulus)`.
    /// - Throws: ValueError if the modulus is 0, or a negative exponent has no inverse.
    package static func power(_ base: BigInt, _ exponent: BigInt, modulo modulus: BigInt) throws -> BigInt {
        guard !modulus.isZero else {
            throw PythonException("ValueError", "pow() 3rd argument cannot be 0")
        }
        let size = modulus.magnitude
        var base = try remainder(base, BigInt(size)).magnitude
        if exponent.sign == .minus, !exponent.isZero {
            guard let inverse = inverse(of: base, modulo: size) else {
                throw PythonException("ValueError", "base is not invertible for the given modulus")
            }
            base = inverse
        }
        if size == 1 { return 0 }
        let value = BigInt(base.power(exponent.magnitude, modulus: size))
        return modulus.sign == .minus && !value.isZero ? value + modulus : value
    }

    /// Euclid's algorithm; nil if there is a common divisor.
    private static func inverse(of value: BigUInt, modulo modulus: BigUInt) -> BigUInt? {
        if modulus == 1 { return 0 }
        var (old, new) = (BigInt(value), BigInt(modulus))
        var (oldFactor, newFactor) = (BigInt(1), BigInt(0))
        while !new.isZero {
            let (quotient, remainder) = old.quotientAndRemainder(dividingBy: new)
            (old, new) = (new, remainder)
            (oldFactor, newFactor) = (newFactor, oldFactor - quotient * newFactor)
        }
        guard old == 1 else { return nil }
        return (oldFactor.sign == .minus ? oldFactor + BigInt(modulus) : oldFactor).magnitude
    }

    /// `value << count`. The size has to be asked for first: `ResultSize.shift`.
    /// - Throws: ValueError for a negative count, OverflowError for one that is too large.
    package static func shiftedLeft(_ value: BigInt, by count: BigInt) throws -> BigInt {
        if count.sign == .minus, !count.isZero {
            throw PythonException("ValueError", "negative shift count")
        }
        if value.isZero { return 0 }
        guard let count = Int(exactly: count) else {
            throw PythonException("OverflowError", "too many digits in integer")
        }
        return BigInt(sign: value.sign, magnitude: value.magnitude << count)
    }

    /// `value >> count`, rounded down.
    /// - Throws: ValueError for a negative count.
    package static func shiftedRight(_ value: BigInt, by count: BigInt) throws -> BigInt {
        if count.sign == .minus, !count.isZero {
            throw PythonException("ValueError", "negative shift count")
        }
        let isNegative = value.sign == .minus && !value.isZero
        guard let count = Int(exactly: count), count < value.magnitude.bitWidth else {
            return isNegative ? -1 : 0
        }
        let shifted = value.magnitude >> count
        guard isNegative else { return BigInt(shifted) }
        let losesBits = value.magnitude.trailingZeroBitCount < count
        return BigInt(sign: .minus, magnitude: losesBits ? shifted + 1 : shifted)
    }

    /// `n.bit_length()`.
    package static func bitLength(_ value: BigInt) -> Int { value.magnitude.bitWidth }

    /// `n.bit_count()`: the ones of the absolute value.
    package static func bitCount(_ value: BigInt) -> Int {
        value.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// `round(n, places)`: to a multiple of a power of ten, ties to even, if `places` is negative.
    package static func round(_ value: BigInt, places: BigInt) -> BigInt {
        guard places.sign == .minus, !places.isZero else { return value }
        // Of ten to more than its digits, nothing is left: 2^10 exceeds 10^3.
        guard let count = Int(exactly: places.magnitude), count <= value.magnitude.bitWidth / 3 + 1 else {
            return 0
        }
        let unit = BigUInt(10).power(count)
        let (quotient, remainder) = value.magnitude.quotientAndRemainder(dividingBy: unit)
        let twice = remainder << 1
        let isOdd = quotient.words.first.map { $0 & 1 == 1 } ?? false
        let rounded = twice > unit || (twice == unit && isOdd) ? quotient + 1 : quotient
        return BigInt(sign: value.sign, magnitude: rounded * unit)
    }
}
