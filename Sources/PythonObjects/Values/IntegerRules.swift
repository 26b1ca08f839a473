import BigInt

/// What Python says of ints: their text and their size.
public enum IntegerRules {
    /// The most decimal digits that are converted from or to a string: `sys.get_int_max_str_digits()`.
    public static let maximumDigits = 4300

    /// Without a limit there is one all the same: such conversions take time that grows with the square of the digits.
    private static func effective(_ limit: Int) -> Int {
        limit == 0 ? greatestDigits : min(limit, greatestDigits)
    }
    private static let greatestDigits = 500_000

    /// The number of 30-bit digits in which CPython stores the value; one for zero.
    public static func digits(_ value: BigInt) -> Int {
        max(1, (value.magnitude.bitWidth + 29) / 30)
    }

    /// `repr(n)`.
    /// - Throws: ValueError if there are more than so many decimal digits.
    public static func repr(_ value: BigInt, limit: Int = maximumDigits) throws -> String {
        let limit = effective(limit)
        let fault = PythonException(
            "ValueError",
            "Exceeds the limit (\(limit) digits) for integer string conversion; "
                + "use sys.set_int_max_str_digits() to increase the limit")
        // A digit has less than 3.33 bits: a number that is wider need not be written to see that it is too long.
        guard value.magnitude.bitWidth <= limit * 333 / 100 + 8 else { throw fault }
        let text = String(value)
        guard text.utf8.count - (value.sign == .minus ? 1 : 0) <= limit else { throw fault }
        return text
    }

    /// `int(text, base)`: digits of any script, with single underscores in between, a sign and space around.
    ///
    /// A base of 0 takes the base from a prefix, as in source code.
    /// - Throws: ValueError for anything else, and for more than so many digits in a base that is no power of two.
    public static func parse(
        _ text: PythonString, base: Int = 10, limit: Int = maximumDigits
    ) throws -> BigInt {
        let limit = effective(limit)
        guard base == 0 || (2...36).contains(base) else {
            throw PythonException("ValueError", "int() base must be >= 2 and <= 36, or 0")
        }
        var reader = NumeralReader(text)
        let isNegative = reader.readSign()
        let radix = reader.readPrefix(base: base)
        guard let numeral = reader.readDigits(radix: radix.base, mayBeginWithUnderscore: radix.hasPrefix),
            reader.isAtEnd,
            radix.mayHaveLeadingZeros || numeral == "0" || !numeral.hasPrefix("0")
                || numeral.allSatisfy({ $0 == "0" })
        else {
            let shown = String(text.repr.prefix(200))
            throw PythonException("ValueError", "invalid literal for int() with base \(base): \(shown)")
        }
        if radix.base & (radix.base - 1) != 0, numeral.utf8.count > limit {
            throw PythonException(
                "ValueError",
                "Exceeds the limit (\(limit) digits) for integer string conversion: value has "
                    + "\(numeral.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit")
        }
        return BigInt(
            sign: isNegative ? .minus : .plus, magnitude: IntegerRules.magnitude(numeral, radix: radix.base))
    }

    /// The value of digits that are known to be of this base. BigInt's own initializer traps for base 36.
    private static func magnitude(_ digits: String, radix: Int) -> BigUInt {
        if radix & (radix - 1) == 0 { return magnitude(digits, bits: radix.trailingZeroBitCount) }
        if radix < 36 { return BigUInt(digits, radix: radix) ?? 0 }
        return digits.reduce(into: 0) { value, digit in
            value = value * BigUInt(radix) + BigUInt(Int(String(digit), radix: radix) ?? 0)
        }
    }
}
