/// What the caller knows about characters beyond ASCII. Inside ASCII nothing is asked.
package struct CharacterTables: Sendable {
    /// `str.isspace`, `str.isdecimal` and `str.isalnum` of one character.
    let isSpace, isDecimal, isAlphanumeric: @Sendable (UInt32) -> Bool
    /// The one character that is its small or capital form.
    let lowercase, uppercase: @Sendable (UInt32) -> UInt32
    /// Every character whose small form is another, with that form, in the characters' order.
    let lowered: @Sendable () -> [(from: UInt32, to: UInt32)]
    /// `str.isidentifier`
    let isIdentifier: @Sendable ([UInt32]) -> Bool
    /// `repr` of a text.
    let representation: @Sendable ([UInt32]) -> [UInt32]
    /// The character of a name of Unicode's.
    let character: @Sendable ([UInt32]) -> UInt32?

    package init(
        isSpace: @escaping @Sendable (UInt32) -> Bool, isDecimal: @escaping @Sendable (UInt32) -> Bool,
        isAlphanumeric: @escaping @Sendable (UInt32) -> Bool,
        lowercase: @escaping @Sendable (UInt32) -> UInt32, uppercase: @escaping @Sendable (UInt32) -> UInt32,
        lowered: @escaping @Sendable () -> [(from: UInt32, to: UInt32)],
        isIdentifier: @escaping @Sendable ([UInt32]) -> Bool,
        representation: @escaping @Sendable ([UInt32]) -> [UInt32],
        character: @escaping @Sendable ([UInt32]) -> UInt32?
    ) {
        (self.isSpace, self.isDecimal, self.isAlphanumeric) = (isSpace, isDecimal, isAlphanumeric)
        (self.lowercase, self.uppercase, self.lowered) = (lowercase, uppercase, lowered)
        (self.isIdentifier, self.representation) = (isIdentifier, representation)
        self.character = character
    }

    /// Whether a character is of a category, by ASCII's tables or by Unicode's.
    func isMember(_ point: UInt32, of category: CharacterCategory, unicode: Bool) -> Bool {
        let isIn: Bool
        switch category.kind {
        case .digit: isIn = point < 0x80 || !unicode ? (0x30...0x39).contains(point) : isDecimal(point)
        case .space:
            if point < 0x80 {
                isIn =
                    point == 0x20 || (0x09...0x0D).contains(point)
                    || unicode && (0x1C...0x1F).contains(point)
            } else {
                isIn = unicode && isSpace(point)
            }
        case .word: isIn = isWord(point, unicode: unicode)
        }
        return isIn != category.isNegated
    }

    /// Whether a character belongs to words: a letter, a digit or `_`.
    func isWord(_ point: UInt32, unicode: Bool) -> Bool {
        if point < 0x80 {
            return (0x61...0x7A).contains(point | 0x20) || (0x30...0x39).contains(point) || point == 0x5F
        }
        return unicode && isAlphanumeric(point)
    }

    /// The small form of a character.
    @inline(__always)
    func lower(_ point: UInt32, unicode: Bool) -> UInt32 {
        if point < 0x80 { return (0x41...0x5A).contains(point) ? point | 0x20 : point }
        return unicode ? lowercase(point) : point
    }

    /// Whether a character has another form.
    func isCased(_ point: UInt32, unicode: Bool) -> Bool {
        if point < 0x80 { return (0x61...0x7A).contains(point | 0x20) }
        return unicode && (lowercase(point) != point || uppercase(point) != point)
    }

    /// Small letters that share their capital, so that a match without case takes one for the other.
    static let sharedCapitals: [[UInt32]] = [
        [0x69, 0x131], [0x73, 0x17F], [0xB5, 0x3BC], [0x345, 0x3B9, 0x1FBE], [0x390, 0x1FD3],
        [0x3B0, 0x1FE3],
        [0x3B2, 0x3D0], [0x3B5, 0x3F5], [0x3B8, 0x3D1], [0x3BA, 0x3F0], [0x3C0, 0x3D6], [0x3C1, 0x3F1],
        [0x3C2, 0x3C3], [0x3C6, 0x3D5], [0x432, 0x1C80], [0x434, 0x1C81], [0x43E, 0x1C82], [0x441, 0x1C83],
        [0x442, 0x1C84, 0x1C85], [0x44A, 0x1C86], [0x463, 0x1C87], [0x1C88, 0xA64B], [0x1E61, 0x1E9B],
        [0xFB05, 0xFB06],
    ]

    private static let sharing: [UInt32: [UInt32]] = sharedCapitals.reduce(into: [:]) { known, letters in
        for letter in letters { known[letter] = letters.filter { $0 != letter } }
    }

    /// The other small letters with the same capital.
    static func lettersSharingCapital(of letter: UInt32) -> [UInt32] { sharing[letter] ?? [] }
}

/// `\d`, `\s`, `\w`, or one of their opposites.
struct CharacterCategory: Hashable, Sendable {
    enum Kind: Sendable { case digit, space, word }

    let kind: Kind
    let isNegated: Bool

    /// The category that a letter stands for behind a backslash.
    init?(letter: UInt32) {
        switch letter {
        case "d": (kind, isNegated) = (.digit, false)
        case "D": (kind, isNegated) = (.digit, true)
        case "s": (kind, isNegated) = (.space, false)
        case "S": (kind, isNegated) = (.space, true)
        case "w": (kind, isNegated) = (.word, false)
        case "W": (kind, isNegated) = (.word, true)
        default: return nil
        }
    }
}
