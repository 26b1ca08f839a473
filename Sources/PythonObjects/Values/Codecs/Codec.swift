/// The encodings that a session knows.
package enum Codec: Sendable, Equatable {
    case utf8, ascii, latin1
    /// Without an order, a mark at the beginning tells it.
    case utf16(ByteOrder?), utf32(ByteOrder?)

    /// The encoding with this name or alias, whatever its case and punctuation.
    /// - Throws: LookupError if there is none.
    package init(named name: PythonString) throws {
        guard let known = Codec.aliases[Codec.normalized(name)] else {
            throw PythonException("LookupError", "unknown encoding: \(name.text)")
        }
        self = known
    }

    /// The name that errors show.
    package var name: String {
        switch self {
        case .utf8: "utf-8"
        case .ascii: "ascii"
        case .latin1: "latin-1"
        case .utf16(let order): "utf-16" + Codec.suffix(order)
        case .utf32(let order): "utf-32" + Codec.suffix(order)
        }
    }

    private static func suffix(_ order: ByteOrder?) -> String {
        order.map { $0 == .little ? "-le" : "-be" } ?? ""
    }

    /// Lower case, with one underscore for whatever is neither letter nor digit.
    private static func normalized(_ name: PythonString) -> String {
        var text = ""
        var needsUnderscore = false
        for unit in name.text.utf8 {
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E:
                if needsUnderscore, !text.isEmpty { text += "_" }
                needsUnderscore = false
                text.unicodeScalars.append(Unicode.Scalar(0x41...0x5A ~= unit ? unit | 0x20 : unit))
            default: needsUnderscore = true
            }
        }
        return text
    }

    private static let aliases: [String: Codec] = [
        "utf_8": .utf8, "utf8": .utf8, "u8": .utf8, "utf": .utf8, "utf8_ucs2": .utf8, "utf8_ucs4": .utf8,
        "cp65001": .utf8,
        "ascii": .ascii, "us_ascii": .ascii, "us": .ascii, "646": .ascii, "iso646_us": .ascii,
        "ansi_x3.4_1968": .ascii, "ansi_x3_4_1968": .ascii, "ibm367": .ascii, "cp367": .ascii,
        "latin_1": .latin1, "latin1": .latin1, "latin": .latin1, "l1": .latin1, "iso_8859_1": .latin1,
        "iso8859_1": .latin1, "iso8859": .latin1, "8859": .latin1, "cp819": .latin1, "ibm819": .latin1,
        "utf_16": .utf16(nil), "utf16": .utf16(nil), "u16": .utf16(nil),
        "utf_16_le": .utf16(.little), "utf_16le": .utf16(.little), "unicodelittleunmarked": .utf16(.little),
        "utf_16_be": .utf16(.big), "utf_16be": .utf16(.big), "unicodebigunmarked": .utf16(.big),
        "utf_32": .utf32(nil), "utf32": .utf32(nil), "u32": .utf32(nil),
        "utf_32_le": .utf32(.little), "utf_32le": .utf32(.little),
        "utf_32_be": .utf32(.big), "utf_32be": .utf32(.big),
    ]
}

/// What is done about characters and bytes that an encoding does not have.
package enum CodecErrors: Sendable, Equatable {
    case strict, ignore, replace, backslashReplace, xmlCharRefReplace, surrogateEscape, surrogatePass
    /// No handler has this name, which shows at the first error.
    case unknown(PythonString)

    /// The handler with this name.
    package init(named name: PythonString) {
        switch name {
        case "strict": self = .strict
        case "ignore": self = .ignore
        case "replace": self = .replace
        case "backslashreplace": self = .backslashReplace
        case "xmlcharrefreplace": self = .xmlCharRefReplace
        case "surrogateescape": self = .surrogateEscape
        case "surrogatepass": self = .surrogatePass
        default: self = .unknown(name)
        }
    }
}

/// What a UnicodeEncodeError or a UnicodeDecodeError tells; its object is what was to be converted.
package struct CodecFault: Error, Sendable, Equatable {
    /// The encoding's name.
    package var encoding: String
    /// The first character or byte that does not fit.
    package var start: Int
    /// Where those end that do not.
    package var end: Int
    /// Why they do not.
    package var reason: String
    /// The one character or byte, if there is but one.
    package var unit: UInt32?
    /// Whether a text was to be encoded, not bytes decoded.
    package var isEncoding: Bool

    /// What a conversion met.
    package init(
        encoding: String, start: Int, end: Int, reason: String, unit: UInt32?, isEncoding: Bool
    ) {
        (self.encoding, self.start, self.end) = (encoding, start, end)
        (self.reason, self.unit, self.isEncoding) = (reason, unit, isEncoding)
    }

    /// The exception, with the message that `str()` of it gives.
    package var exception: PythonException {
        PythonException(isEncoding ? "UnicodeEncodeError" : "UnicodeDecodeError", message)
    }

    private var message: String {
        let verb = isEncoding ? "encode" : "decode"
        guard let unit else {
            let units = isEncoding ? "characters" : "bytes"
            return "'\(encoding)' codec can't \(verb) \(units) in position \(start)-\(end - 1): \(reason)"
        }
        let digits = String(unit, radix: 16)
        let shown =
            isEncoding
            ? "character '\(Escape.unicode(unit))'" : "byte 0x\(digits.utf8.count < 2 ? "0" : "")\(digits)"
        return "'\(encoding)' codec can't \(verb) \(shown) in position \(start): \(reason)"
    }
}
