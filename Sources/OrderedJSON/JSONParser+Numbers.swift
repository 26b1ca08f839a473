extension JSONParser {
    /// Parses the number at the current place.
    mutating func parseNumber() throws(Stop) -> JSONValue {
        let start = index
        let isNegative = byte(at: index) == UInt8(ascii: "-")
        if isNegative { index += 1 }
        // The magnitude, negated: Int64 has one more negative number than positive ones.
        var negated: Int64 = 0
        var fits = true
        switch byte(at: index) {
        case 0x30: index += 1
        case 0x31...0x39:
            while true {
                let digit = byte(at: index) &- 0x30
                if digit > 9 { break }
                index += 1
                guard fits else { continue }
                let (product, overflows) = negated.multipliedReportingOverflow(by: 10)
                let (difference, underflows) = product.subtractingReportingOverflow(Int64(digit))
                negated = difference
                fits = !overflows && !underflows
            }
        default: throw failUnexpected(.digit)
        }
        let isPlain = try !skipFractionAndExponent()
        if index - start > limits.numberLength {
            throw fail(.numberTooLong(limit: limits.numberLength), at: start)
        }
        if isPlain, fits {
            if isNegative { return .integer(negated) }
            if negated != .min { return .integer(-negated) }
        }
        return .number(JSONNumber(accepted: string(start..<index)))
    }

    /// Moves over the fraction and the exponent, and tells whether there is either.
    private mutating func skipFractionAndExponent() throws(Stop) -> Bool {
        var found = false
        if byte(at: index) == UInt8(ascii: ".") {
            index += 1
            try skipDigits()
            found = true
        }
        if byte(at: index) | 0x20 == UInt8(ascii: "e") {
            index += 1
            if byte(at: index) == UInt8(ascii: "+") || byte(at: index) == UInt8(ascii: "-") { index += 1 }
            try skipDigits()
            found = true
        }
        return found
    }

    private mutating func skipDigits() throws(Stop) {
        guard (0x30...0x39).contains(byte(at: index)) else { throw failUnexpected(.digit) }
        while (0x30...0x39).contains(byte(at: index)) { index += 1 }
    }
}
