/// How a pattern is read and matched, as the numbers of `re.RegexFlag`.
package struct PatternFlags: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let ignoreCase = PatternFlags(rawValue: 2)
    package static let locale = PatternFlags(rawValue: 4)
    package static let multiline = PatternFlags(rawValue: 8)
    package static let dotAll = PatternFlags(rawValue: 16)
    package static let unicode = PatternFlags(rawValue: 32)
    package static let verbose = PatternFlags(rawValue: 64)
    package static let debug = PatternFlags(rawValue: 128)
    package static let ascii = PatternFlags(rawValue: 256)

    /// Which characters are letters, digits and space: only one of them holds.
    static let repertoire: PatternFlags = [.ascii, .locale, .unicode]

    /// The flag that a letter stands for in `(?aiLmsux)`.
    init?(letter: UInt32) {
        switch letter {
        case "i": self = .ignoreCase
        case "L": self = .locale
        case "m": self = .multiline
        case "s": self = .dotAll
        case "x": self = .verbose
        case "a": self = .ascii
        case "u": self = .unicode
        default: return nil
        }
    }

    /// The flags within a group that turns some on and others off.
    func combined(adding added: PatternFlags, removing removed: PatternFlags) -> PatternFlags {
        let kept = added.isDisjoint(with: .repertoire) ? self : subtracting(.repertoire)
        return kept.union(added).subtracting(removed)
    }

    /// Whether letters are told apart by Unicode's tables rather than by ASCII's.
    var foldsUnicode: Bool { contains(.unicode) && !contains(.locale) }
}

extension UInt32 {
    /// Whether a code point is an ASCII character, so that patterns over code points read like text.
    static func ~= (character: Unicode.Scalar, point: UInt32) -> Bool { character.value == point }
}
