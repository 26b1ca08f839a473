/// Decodes the literals of everyday code; `\N{…}` stays as it is written.
struct StringLiteral {
    var value: Constant
    var hasUPrefix: Bool

    /// Decodes a string token, its prefix and quotes included.
    init(_ token: ArraySlice<UInt8>, at range: SourceRange) throws(SyntaxError) {
        let quoteIndex =
            token.firstIndex { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") } ?? token.startIndex
        let prefix = token[..<quoteIndex].map { $0 | 0x20 }
        let quoted = token[quoteIndex...]
        let isTriple = quoted.count >= 6 && quoted.prefix(3).allSatisfy { $0 == token[quoteIndex] }
        let content = quoted.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
        let isBytes = prefix.contains(UInt8(ascii: "b"))
        let text =
            prefix.contains(UInt8(ascii: "r")) ? Array(content) : Self.unescape(content, isBytes: isBytes)
        value = isBytes ? .bytes(text) : .string(text)
        hasUPrefix = prefix.contains(UInt8(ascii: "u"))
    }

    /// Decodes the text of an f-string.
    static func text(
        ofFStringPart part: ArraySlice<UInt8>, isRaw: Bool, at range: SourceRange
    ) throws(SyntaxError) -> [UInt8] {
        isRaw ? Array(part) : unescape(part, isBytes: false)
    }

    private static func unescape(_ text: ArraySlice<UInt8>, isBytes: Bool) -> [UInt8] {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        let single: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7,
            UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 92,
            UInt8(ascii: "'"): 39, UInt8(ascii: "\""): 34,
        ]
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.first else {
                result.append(byte)
                continue
            }
            rest = rest.dropFirst()
            if let value = single[escape] {
                result.append(value)
            } else if escape == 10 {
                continue
            } else if (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(escape) {
                let digits =
                    [escape] + rest.prefix(2).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
                rest = rest.dropFirst(digits.count - 1)
                append(digits.reduce(0) { $0 * 8 + UInt32($1 - UInt8(ascii: "0")) }, isBytes, &result)
            } else if let count = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][escape],
                escape == UInt8(ascii: "x") || !isBytes,
                let value = UInt32(String(decoding: rest.prefix(count), as: UTF8.self), radix: 16)
            {
                rest = rest.dropFirst(count)
                append(value, isBytes, &result)
            } else {
                result += [byte, escape]
            }
        }
        return result
    }

    private static func append(_ value: UInt32, _ isBytes: Bool, _ result: inout [UInt8]) {
        if isBytes || value < 0x80 {
            result.append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            result += [UInt8(0xC0 | value >> 6), UInt8(0x80 | value & 0x3F)]
        } else if value < 0x10000 {
            result += [
                UInt8(0xE0 | value >> 12), UInt8(0x80 | value >> 6 & 0x3F), UInt8(0x80 | value & 0x3F),
            ]
        } else {
            result += [
                UInt8(truncatingIfNeeded: 0xF0 | value >> 18), UInt8(0x80 | value >> 12 & 0x3F),
                UInt8(0x80 | value >> 6 & 0x3F), UInt8(0x80 | value & 0x3F),
            ]
        }
    }
}

/// Decodes numbers.
enum NumberLiteral {
    /// The value of a number token.
    static func value(of token: ArraySlice<UInt8>, at range: SourceRange) throws(SyntaxError) -> Constant {
        let text = String(decoding: token, as: UTF8.self).filter { $0 != "_" }.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
            return .integer(IntegerLiteral(radix: radix, digits: String(text.dropFirst(2))))
        }
        if text.hasSuffix("j") { return .imaginary(double(text.dropLast())) }
        if text.contains(".") || text.contains("e") { return .float(double(text[...])) }
        return .integer(IntegerLiteral(radix: 10, digits: text))
    }

    /// Swift wants digits on both sides of the point.
    private static func double(_ text: Substring) -> Double {
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        var mantissa = String(parts[0])
        if mantissa.hasSuffix(".") { mantissa += "0" }
        if mantissa.hasPrefix(".") { mantissa = "0" + mantissa }
        return Double(parts.count > 1 ? "\(mantissa)e\(parts[1])" : mantissa) ?? 0
    }
}
