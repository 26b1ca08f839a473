/// The escapes that `repr()` of a str and of bytes is written with.
enum Escape {
    /// The quote that CPython chooses: the apostrophe, unless there is one inside and no quotation mark.
    static func quote(for points: some Sequence<UInt32>) -> UInt8 {
        var hasApostrophe = false
        for point in points {
            if point == 0x22 { return 0x27 }
            if point == 0x27 { hasApostrophe = true }
        }
        return hasApostrophe ? 0x22 : 0x27
    }

    /// The two-character escape of the quote, the backslash, tab, newline and return; nil for all else.
    static func short(_ point: UInt32, quote: UInt8) -> String? {
        switch point {
        case UInt32(quote): quote == 0x27 ? "\\'" : "\\\""
        case 0x5C: "\\\\"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        default: nil
        }
    }

    /// `\x9f`, `\ud800` or `\U000e0001`, by the code point's size.
    static func unicode(_ point: UInt32) -> String {
        if point < 0x100 { return "\\x" + hexadecimal(point, digits: 2) }
        if point < 0x10000 { return "\\u" + hexadecimal(point, digits: 4) }
        return "\\U" + hexadecimal(point, digits: 8)
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
