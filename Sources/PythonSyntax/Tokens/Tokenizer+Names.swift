extension Tokenizer {
    /// A name, or a string that begins with letters.
    mutating func nameOrString() throws(Fault) -> Token {
        let start = cursor
        switch current.lowercased {
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "u"):
            if let prefix = stringPrefix() {
                cursor = start + prefix.length
                return prefix.isFormatted ? try fstringStart(from: start) : try string(from: start)
            }
        default: break
        }
        var end = start
        var nonASCII: UInt8 = 0
        var byte = bytes[end]
        repeat {
            nonASCII |= byte
            end &+= 1
            byte = bytes[end]
        } while byte.mayContinueName
        cursor = end
        if nonASCII >= 0x80 { try verifyName(start..<end) }
        return token(.name, from: start)
    }

    /// The letters under the cursor, if they and a quote behind them begin a string: `b`, `r`, `u` and `f` in either
    /// case, of which only `r` goes with others, in either order.
    private func stringPrefix() -> (length: Int, isFormatted: Bool)? {
        var length = 0
        var (bytesOrFormat, raw, unicode, formatted) = (false, false, false, false)
        while true {
            switch bytes[cursor + length].lowercased {
            case UInt8(ascii: "b") where !bytesOrFormat && !unicode: bytesOrFormat = true
            case UInt8(ascii: "f") where !bytesOrFormat && !unicode: (bytesOrFormat, formatted) = (true, true)
            case UInt8(ascii: "u") where !bytesOrFormat && !raw && !unicode: unicode = true
            case UInt8(ascii: "r") where !raw && !unicode: raw = true
            default: return nil
            }
            length += 1
            if bytes[cursor + length].isQuote { return (length, formatted) }
        }
    }

    /// Holds a name that is not all ASCII to PEP 3131.
    private func verifyName(_ range: Range<Int>) throws(Fault) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let (scalar, next) = scalar(at: index)
            let properties = scalar.properties
            let isAllowed =
                index == range.lowerBound ? properties.isXIDStart : properties.isXIDContinue
            guard isAllowed else {
                let code = Self.codePoint(scalar)
                throw raised(
                    scalar.isPrintableInPython
                        ? "invalid character '\(Character(scalar))' (\(code))"
                        : "invalid non-printable character \(code)", before: next)
            }
            index = next
        }
    }

    /// The scalar at a byte that begins one, and the byte behind it. The text is valid UTF-8.
    private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
        let first = bytes[index]
        let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (count == 1 ? 0x7F : 0x7F >> UInt32(count))
        for continuation in bytes[index + 1..<index + count] {
            value = value << 6 | UInt32(continuation & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", index + count)
    }

    /// `U+20AC`
    static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Unicode.Scalar {
    /// `str.isprintable`
    var isPrintableInPython: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        case .spaceSeparator: self == " "
        default: true
        }
    }
}
