import BigInt

extension IntegerRules {
    /// The digits of a number in base 2, 8 or 16, in ASCII.
    /// - Complexity: O(*n*) in digits.
    static func digits(_ value: BigUInt, bits: Int, isUppercase: Bool = false) -> [UInt8] {
        let count = max(1, (value.bitWidth + bits - 1) / bits)
        let words = Array(value.words)
        let mask = UInt(1) << UInt(bits) - 1
        let letter: UInt8 = isUppercase ? 0x41 - 10 : 0x61 - 10
        var text = [UInt8](repeating: 0x30, count: count)
        for index in 0..<count {
            let (word, offset) = (index * bits).quotientAndRemainder(dividingBy: UInt.bitWidth)
            guard word < words.count else { continue }
            var digit = words[word] >> UInt(offset)
            // An octal digit may lie across two words.
            if offset + bits > UInt.bitWidth, word + 1 < words.count {
                digit |= words[word + 1] << UInt(UInt.bitWidth - offset)
            }
            let value = UInt8(digit & mask)
            text[count - 1 - index] = value < 10 ? 0x30 + value : letter + value
        }
        return text
    }

    /// The value of digits in a base that is a power of two, of which there may be any number.
    ///
    /// Requires: they are digits of that base.
    /// - Complexity: O(*n*) in digits.
    static func magnitude(_ digits: String, bits: Int) -> BigUInt {
        let units = Array(digits.utf8)
        var words = [UInt](repeating: 0, count: (units.count * bits + UInt.bitWidth - 1) / UInt.bitWidth)
        for (index, unit) in units.reversed().enumerated() {
            let digit = UInt(unit < 0x3A ? unit - 0x30 : (unit | 0x20) - 0x61 + 10)
            let (word, offset) = (index * bits).quotientAndRemainder(dividingBy: UInt.bitWidth)
            words[word] |= digit << UInt(offset)
            if offset + bits > UInt.bitWidth, digit >> UInt(UInt.bitWidth - offset) != 0 {
                words[word + 1] |= digit >> UInt(UInt.bitWidth - offset)
            }
        }
        return BigUInt(words: words)
    }

    /// `bin(n)`, `oct(n)` and `hex(n)`: bits a digit 1, 3 and 4.
    package static func prefixedDigits(_ value: BigInt, bits: Int) -> String {
        let prefix = (value.sign == .minus ? "-0" : "0") + (bits == 1 ? "b" : bits == 3 ? "o" : "x")
        return prefix + String(decoding: digits(value.magnitude, bits: bits), as: UTF8.self)
    }
}
