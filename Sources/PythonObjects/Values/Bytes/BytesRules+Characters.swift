extension BytesRules {
    /// Whether a byte is white space in ASCII.
    package static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
    private static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte & 0xDF : byte }

    /// `b.lower()`: ASCII letters alone change, here and below.
    package static func lowercased(_ bytes: [UInt8]) -> [UInt8] { bytes.map(lower) }

    /// `b.upper()`.
    package static func uppercased(_ bytes: [UInt8]) -> [UInt8] { bytes.map(upper) }

    /// `b.swapcase()`.
    package static func swappingCase(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { isLetter($0) ? $0 ^ 0x20 : $0 }
    }

    /// `b.capitalize()`.
    package static func capitalized(_ bytes: [UInt8]) -> [UInt8] {
        bytes.prefix(1).map(upper) + bytes.dropFirst().map(lower)
    }

    /// `b.title()`.
    package static func titled(_ bytes: [UInt8]) -> [UInt8] {
        var isInsideWord = false
        return bytes.map { byte in
            defer { isInsideWord = isLetter(byte) }
            return isInsideWord ? lower(byte) : upper(byte)
        }
    }

    /// `b.isalnum()`. All of these are false for empty bytes, unless they say otherwise.
    package static func isAlphanumeric(_ bytes: [UInt8]) -> Bool {
        all(bytes) { isLetter($0) || isDigit($0) }
    }

    /// `b.isalpha()`.
    package static func isAlphabetic(_ bytes: [UInt8]) -> Bool { all(bytes, isLetter) }

    /// `b.isdigit()`.
    package static func isDigit(_ bytes: [UInt8]) -> Bool { all(bytes, isDigit) }

    /// `b.isspace()`.
    package static func isSpace(_ bytes: [UInt8]) -> Bool { all(bytes, isSpace) }

    /// `b.isascii()`: true of empty bytes.
    package static func isASCII(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

    private static func all(_ bytes: [UInt8], _ test: (UInt8) -> Bool) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(test)
    }

    /// `b.islower()`.
    package static func isLower(_ bytes: [UInt8]) -> Bool {
        bytes.contains(where: isLower) && !bytes.contains(where: isUpper)
    }

    /// `b.isupper()`.
    package static func isUpper(_ bytes: [UInt8]) -> Bool {
        bytes.contains(where: isUpper) && !bytes.contains(where: isLower)
    }

    /// `b.istitle()`.
    package static func isTitle(_ bytes: [UInt8]) -> Bool {
        var isInsideWord = false
        var isCased = false
        for byte in bytes {
            if isLetter(byte) {
                if isUpper(byte) == isInsideWord { return false }
                (isInsideWord, isCased) = (true, true)
            } else {
                isInsideWord = false
            }
        }
        return isCased
    }

    /// `b.strip()`, `b.lstrip()`, `b.rstrip()`: without ASCII white space at the ends.
    package static func stripped(_ bytes: [UInt8], _ sides: StripSides = .both) -> [UInt8] {
        Array(bytes[TextPieces.stripped(bytes, sides, where: isSpace)])
    }

    /// `b.strip(characters)` and its like.
    package static func stripped(
        _ bytes: [UInt8], _ sides: StripSides = .both, of characters: [UInt8]
    ) -> [UInt8] {
        let set = Set(characters)
        return Array(bytes[TextPieces.stripped(bytes, sides, where: set.contains)])
    }
}
