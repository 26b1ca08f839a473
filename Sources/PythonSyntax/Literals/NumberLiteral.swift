/// Values of number tokens.
enum NumberLiteral {
    /// As many decimal digits as CPython converts to an int: `sys.int_info.default_max_str_digits`.
    static let decimalDigitLimit = 4300

    /// The value of a number token.
    ///
    /// - Complexity: O(n) in its digits: integers stay digits.
    /// - Throws: `SyntaxError` for a decimal integer of too many digits, as CPython's default limit has it.
    static func value(of token: ArraySlice<UInt8>, at range: SourceRange) throws(SyntaxError) -> Constant {
        var digits: [UInt8] = []
        digits.reserveCapacity(token.count)
        for byte in token where byte != .underscore {
            digits.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        if let radix = radix(of: digits) {
            return .integer(IntegerLiteral(radix: radix, digits: normal(digits.dropFirst(2))))
        }
        if digits.last == UInt8(ascii: "j") { return .imaginary(float(digits.dropLast())) }
        if digits.contains(where: { !$0.isDigit }) { return .float(float(digits[...])) }
        // Only zeros begin with a zero, and they convert however many they are.
        guard digits.count <= decimalDigitLimit || digits[0] == UInt8(ascii: "0") else {
            // CPython gives the line alone.
            let line = SourcePosition(line: range.start.line, column: 0)
            throw SyntaxError(
                .syntaxError,
                "Exceeds the limit (\(decimalDigitLimit) digits) for integer string conversion: value has "
                    + "\(digits.count) digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                    + "hexadecimal for huge integer literals to avoid decimal conversion limits.",
                at: SourceRange(line, line))
        }
        return .integer(IntegerLiteral(radix: 10, digits: normal(digits[...])))
    }

    private static func radix(of digits: [UInt8]) -> Int? {
        guard digits.count > 2, digits[0] == UInt8(ascii: "0") else { return nil }
        switch digits[1] {
        case UInt8(ascii: "x"): return 16
        case UInt8(ascii: "o"): return 8
        case UInt8(ascii: "b"): return 2
        default: return nil
        }
    }

    /// Digits without zeros before them.
    private static func normal(_ digits: ArraySlice<UInt8>) -> String {
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
    }

    /// The nearest double; infinity beyond the largest.
    private static func float(_ digits: ArraySlice<UInt8>) -> Double {
        guard let value = Double(String(decoding: digits, as: UTF8.self)) else {
            preconditionFailure("The tokenizer lets only numbers through.")
        }
        return value
    }
}
