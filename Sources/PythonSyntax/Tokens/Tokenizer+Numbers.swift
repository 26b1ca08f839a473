extension Tokenizer {
    /// A number. It ends in an identifier only where a keyword such as `and` may follow, and that is warned of.
    mutating func number() throws(Fault) -> Token {
        let start = cursor
        if current == UInt8(ascii: "0") {
            try numberFromZero()
        } else {
            if current.isDigit { try decimalDigits() }
            try fractionAndExponent()
        }
        return token(.number, from: start)
    }

    /// What begins with a zero: another radix, zeros, or a number that is no integer.
    private mutating func numberFromZero() throws(Fault) {
        let start = cursor
        cursor += 1
        switch current.lowercased {
        case UInt8(ascii: "x"): return try digits(radix: 16, "hexadecimal")
        case UInt8(ascii: "o"): return try digits(radix: 8, "octal")
        case UInt8(ascii: "b"): return try digits(radix: 2, "binary")
        default: break
        }
        while true {
            if current == .underscore {
                cursor += 1
                guard current.isDigit else { throw raised("invalid decimal literal", before: cursor) }
            }
            guard current == UInt8(ascii: "0") else { break }
            cursor += 1
        }
        let zerosEnd = cursor
        guard current.isDigit else { return try fractionAndExponent() }
        try decimalDigits()
        switch current {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "j"), UInt8(ascii: "J"):
            try fractionAndExponent()
        default:
            let message =
                "leading zeros in decimal integer literals are not permitted; "
                + "use an 0o prefix for octal integers"
            let zeros = SourceRange(position(start), position(zerosEnd))
            throw Fault(error: SyntaxError(.syntaxError, message, at: zeros), isRaisedAtOnce: true)
        }
    }

    /// The digits behind `0x`, `0o` or `0b`.
    private mutating func digits(radix: Int, _ kind: String) throws(Fault) {
        func isDigit(_ byte: UInt8) -> Bool {
            radix == 16 ? byte.isHexadecimalDigit : byte.isDigit && byte - 0x30 < radix
        }
        cursor += 1
        repeat {
            if current == .underscore { cursor += 1 }
            guard isDigit(current) else {
                if current.isDigit { throw invalidDigit(kind) }
                throw raised("invalid \(kind) literal", before: cursor)
            }
            repeat { cursor += 1 } while isDigit(current)
        } while current == .underscore
        if current.isDigit { throw invalidDigit(kind) }
        try verifyEnd(kind)
    }

    private func invalidDigit(_ kind: String) -> Fault {
        raised(
            "invalid digit '\(Character(Unicode.Scalar(current)))' in \(kind) literal", before: cursor + 1)
    }

    /// Decimal digits with single underscores between them. The cursor stands on the first.
    private mutating func decimalDigits() throws(Fault) {
        while true {
            repeat { cursor &+= 1 } while current.isDigit
            guard current == .underscore else { return }
            cursor &+= 1
            guard current.isDigit else { throw raised("invalid decimal literal", before: cursor) }
        }
    }

    /// What follows the first digits of a decimal number.
    private mutating func fractionAndExponent() throws(Fault) {
        if current == UInt8(ascii: ".") {
            cursor += 1
            if current.isDigit { try decimalDigits() }
        }
        if current.lowercased == UInt8(ascii: "e") {
            let exponent = cursor
            cursor += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") {
                cursor += 1
                guard current.isDigit else { throw raised("invalid decimal literal", before: cursor) }
            } else if !current.isDigit {
                cursor = exponent
                return try verifyEnd("decimal")
            }
            try decimalDigits()
        }
        if current.lowercased == UInt8(ascii: "j") {
            cursor += 1
            try verifyEnd("imaginary")
        } else {
            try verifyEnd("decimal")
        }
    }

    /// Looks at what follows a number.
    private mutating func verifyEnd(_ kind: String) throws(Fault) {
        let byte = current
        guard byte < 0x80, byte.mayContinueName else { return }
        let isKeyword =
            switch byte {
            case UInt8(ascii: "a"): followed(by: "and")
            case UInt8(ascii: "e"): followed(by: "else")
            case UInt8(ascii: "f"): followed(by: "for")
            case UInt8(ascii: "i"): "fns".utf8.contains(bytes[cursor + 1])
            case UInt8(ascii: "n"): followed(by: "not")
            case UInt8(ascii: "o"): followed(by: "or")
            default: false
            }
        guard isKeyword else { throw raised("invalid \(kind) literal", before: cursor) }
        warn("invalid \(kind) literal", line: line)
    }

    /// Whether a keyword stands at the cursor.
    private func followed(by keyword: String) -> Bool {
        var index = cursor
        for byte in keyword.utf8 {
            guard bytes[index] == byte else { return false }
            index += 1
        }
        return !bytes[index].mayContinueName
    }
}
