import BigInt

/// The decimal digits of a float, rounded exactly: to nearest, ties to even, of the float's true value.
///
/// What C's `dtoa` gives: the digits without zeros at the end, and where the point is.
struct DecimalExpansion {
    /// ASCII digits, without zeros at either end; none if the value rounds to zero.
    var digits: [UInt8]
    /// The value is 0.*digits* times ten to this power.
    var point: Int

    /// The shortest digits that give the same float again.
    init(shortest value: Double) {
        (digits, point) = FloatRules.decimal(value.magnitude)
    }

    /// So many places behind the point; a negative number rounds before it.
    ///
    /// Requires: the value is finite.
    /// - Complexity: O(*n*²) in the float's exponent, whatever the number of places.
    init(_ value: Double, places: Int) {
        // No float has more places than this.
        let places = min(places, 1100)
        self.init(
            scaled: DecimalExpansion.scaled(value.magnitude, places: max(places, -400)),
            places: max(places, -400))
    }

    /// So many digits in all, at least one.
    ///
    /// Requires: the value is finite.
    init(_ value: Double, significant count: Int) {
        guard value != 0 else {
            self.init(digits: [], point: 1)
            return
        }
        let count = min(max(count, 1), 1100)
        // The shortest digits tell where the first digit is, but they may have been rounded up to a power of ten.
        let shortest = DecimalExpansion(shortest: value)
        let first = shortest.point
        if shortest.digits == [0x31] {
            self.init(value, places: count - first + 1)
            if point < first { return }
        }
        self.init(value, places: count - first)
    }

    private init(digits: [UInt8], point: Int) {
        self.digits = digits
        self.point = point
    }

    private init(scaled: Scaled, places: Int) {
        var digits: [UInt8] =
            switch scaled {
            case .small(let value): Array(String(value).utf8)
            case .large(let value): Array(String(value).utf8)
            }
        if digits == [0x30] {
            self.init(digits: [], point: 1)
            return
        }
        let point = digits.count - places
        while digits.last == 0x30 { digits.removeLast() }
        self.init(digits: digits, point: point)
    }

    private enum Scaled {
        case small(UInt64)
        case large(BigUInt)
    }

    /// The value times ten to a power, rounded to a whole number.
    private static func scaled(_ value: Double, places: Int) -> Scaled {
        guard value != 0 else { return .small(0) }
        let shift = Int(value.exponent) - value.significandWidth
        let significand = UInt64(value.significand * Double(UInt64(1) << UInt64(value.significandWidth)))
        if let small = scaledSmall(significand, shift, places) { return .small(small) }
        var numerator = BigUInt(significand)
        var denominator = BigUInt(1)
        if places >= 0 {
            numerator *= BigUInt(10).power(places)
        } else {
            denominator = BigUInt(10).power(-places)
        }
        if shift >= 0 { numerator <<= shift } else { denominator <<= -shift }
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let twice = remainder << 1
        let roundsUp =
            twice > denominator || (twice == denominator && quotient.words.first.map { $0 & 1 } == 1)
        return .large(roundsUp ? quotient + 1 : quotient)
    }

    /// The same in 128 bits, if it fits: most numbers people print.
    private static func scaledSmall(_ significand: UInt64, _ shift: Int, _ places: Int) -> UInt64? {
        guard (0...19).contains(places), (-120...0).contains(shift) else { return nil }
        var power: UInt128 = 1
        for _ in 0..<places { power *= 10 }
        // Below 2^53 · 10^19, which is below 2^117.
        let product = UInt128(significand) * power
        let quotient = product >> UInt128(-shift)
        guard quotient < UInt128(UInt64.max) else { return nil }
        let remainder = product - quotient << UInt128(-shift)
        guard shift < 0 else { return UInt64(quotient) }
        let half = UInt128(1) << UInt128(-shift - 1)
        let roundsUp = remainder > half || (remainder == half && quotient & 1 == 1)
        return UInt64(quotient) + (roundsUp ? 1 : 0)
    }
}

extension FloatRules {
    /// The shortest decimal digits of a number that is not negative, and where the point is.
    static func decimal(_ value: Double) -> (digits: [UInt8], point: Int) {
        if value == 0 { return ([], 1) }
        let (digits, point) = shortestDecimal(value)
        return (Array(digits.utf8), point)
    }

    /// `round(x, places)`.
    ///
    /// CPython 3.13, `float___round___impl`.
    /// - Throws: OverflowError if the result is too large.
    package static func round(_ value: Double, places: Int) throws -> Double {
        // Beyond these, nothing changes or nothing is left.
        guard value.isFinite, value != 0, places <= 323 else { return value }
        if places < -308 { return value * 0 }
        let expansion = DecimalExpansion(value, places: places)
        let text = String(decoding: expansion.digits, as: UTF8.self)
        let magnitude = text.isEmpty ? 0 : Double("0.\(text)e\(expansion.point)") ?? .infinity
        guard magnitude.isFinite else {
            throw PythonException("OverflowError", "rounded value too large to represent")
        }
        return value.sign == .minus ? -magnitude : magnitude
    }

    /// `round(x)`: the nearest int, ties to even.
    /// - Throws: OverflowError for an infinity, ValueError for a NaN.
    package static func round(_ value: Double) throws -> BigInt {
        try truncated(value.isFinite ? value.rounded(.toNearestOrEven) : value)
    }
}
