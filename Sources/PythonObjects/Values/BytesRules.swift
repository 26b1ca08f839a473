/// What Python says of bytes and bytearrays.
public enum BytesRules {
    /// `repr(b)`: quoted as a str is, with whatever is not printable ASCII as an escape.
    /// - Complexity: O(*n*) in bytes.
    public static func repr(_ bytes: [UInt8]) -> String {
        let quote = Escape.quote(for: bytes.lazy.map(UInt32.init))
        return quoted(bytes, by: quote, escaping: quote)
    }

    /// `repr()` of a bytearray with these bytes. The apostrophe is escaped in it whatever the quote is.
    public static func byteArrayRepr(_ bytes: [UInt8], typeName: String = "bytearray") -> String {
        let quote = Escape.quote(for: bytes.lazy.map(UInt32.init))
        return typeName + "(" + quoted(bytes, by: quote, escaping: 0x27) + ")"
    }

    private static func quoted(_ bytes: [UInt8], by quote: UInt8, escaping escaped: UInt8) -> String {
        var text = "b" + String(Unicode.Scalar(quote))
        for byte in bytes {
            if let escape = Escape.short(UInt32(byte), quote: escaped) {
                text += escape
            } else if (0x20..<0x7F).contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += Escape.unicode(UInt32(byte))
            }
        }
        text.unicodeScalars.append(Unicode.Scalar(quote))
        return text
    }
}
