import Sessions

/// The names that may stand in a path.
enum PythonName {
    /// The longest name, in characters.
    static let longest = 250

    /// Whether `text` may be an identifier: ASCII characters by Python's rule and no keyword. Whether the others may stand in a
    /// name is for Python to say, which answers with a SyntaxError.
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isDigit(first), text.unicodeScalars.count <= longest else {
            return false
        }
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 >= 0x80 } && !keywords.contains(text)
    }

    /// What Python says of a name that passes `isIdentifier` and holds a character that no identifier may; nil for a good name.
    static func syntaxError(in name: String) -> PythonError? {
        var isFirst = true
        for scalar in name.unicodeScalars {
            let isGood =
                scalar.isASCII || (isFirst ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue)
            if !isGood {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
                return PythonError(type: "SyntaxError", message: "invalid character '\(scalar)' (\(code))")
            }
            isFirst = false
        }
        return nil
    }

    /// Whether `text` is ASCII identifiers with dots between them.
    static func isDotted(_ text: String) -> Bool {
        text.utf8.count <= longest
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                guard let first = part.utf8.first, !isDigit(first) else { return false }
                return part.utf8.allSatisfy { isLetter($0) || isDigit($0) }
                    && !keywords.contains(String(part))
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
        "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
        "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]
}
