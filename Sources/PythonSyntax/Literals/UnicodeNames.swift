/// Code points by their Unicode names, for `\N{…}`.
///
/// The names are those of the standard library's Unicode version. Of the aliases that CPython also knows, the one of
/// each code point that the standard library knows is here, and the usual abbreviations of controls and spaces.
package enum UnicodeNames {
    /// The code point with a name, in either case.
    ///
    /// - Complexity: O(log n) in the names there are; the first call of the process makes the table.
    package static func scalar(named name: ArraySlice<UInt8>) -> UInt32? {
        guard name.count <= 256 else { return nil }
        let upper = name.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }
        let text = String(decoding: upper, as: UTF8.self)
        if let value = abbreviations[text] { return value }
        if let value = ideograph(text) { return value }
        if let value = hangul(text) { return value }
        let key = hash(upper)
        var low = 0
        var high = table.count
        while low < high {
            let middle = (low + high) / 2
            if table[middle].hash < key { low = middle + 1 } else { high = middle }
        }
        while low < table.count, table[low].hash == key {
            let properties = table[low].scalar.properties
            if properties.name == text || properties.nameAlias == text { return table[low].scalar.value }
            low += 1
        }
        return nil
    }

    private static let abbreviations: [String: UInt32] = [
        "NUL": 0, "NULL": 0, "BEL": 7, "ALERT": 7, "BS": 8, "TAB": 9, "HT": 9, "LF": 10, "NL": 10, "EOL": 10,
        "NEW LINE": 10, "END OF LINE": 10, "VT": 11, "FF": 12, "CR": 13, "ESC": 27, "SP": 32, "DEL": 127,
        "NEL": 0x85, "NBSP": 0xA0, "SHY": 0xAD, "CGJ": 0x34F, "ALM": 0x61C, "ZWSP": 0x200B, "ZWNJ": 0x200C,
        "ZWJ": 0x200D, "LRM": 0x200E, "RLM": 0x200F, "NNBSP": 0x202F, "MMSP": 0x205F, "WJ": 0x2060,
        "BOM": 0xFEFF, "BYTE ORDER MARK": 0xFEFF, "ZWNBSP": 0xFEFF,
    ]

    /// `CJK UNIFIED IDEOGRAPH-4E00`, `CJK COMPATIBILITY IDEOGRAPH-F900`: these names hold their code points.
    private static func ideograph(_ name: String) -> UInt32? {
        guard name.hasPrefix("CJK "), let hyphen = name.lastIndex(of: "-") else { return nil }
        let digits = name[hyphen...].dropFirst()
        guard (4...5).contains(digits.count), digits.utf8.allSatisfy({ $0.isHexadecimalDigit }),
            let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
        else { return nil }
        let isCompatibility =
            switch value {
            case 0xF900...0xFA6D, 0xFA70...0xFAD9, 0x2F800...0x2FA1D: true
            default: false
            }
        switch name[..<hyphen] {
        case "CJK UNIFIED IDEOGRAPH":
            return scalar.properties.isUnifiedIdeograph && !isCompatibility ? value : nil
        case "CJK COMPATIBILITY IDEOGRAPH": return isCompatibility ? value : nil
        default: return nil
        }
    }

    /// `HANGUL SYLLABLE GAG`: these names are made of the names of the parts.
    private static func hangul(_ name: String) -> UInt32? {
        let prefix = "HANGUL SYLLABLE "
        guard name.hasPrefix(prefix) else { return nil }
        let syllable = String(name.dropFirst(prefix.count))
        for (first, leading) in leadingJamo.enumerated() where syllable.hasPrefix(leading) {
            let rest = syllable.dropFirst(leading.count)
            for (second, vowel) in vowelJamo.enumerated() where rest.hasPrefix(vowel) {
                guard let third = trailingJamo.firstIndex(of: String(rest.dropFirst(vowel.count))) else {
                    continue
                }
                return 0xAC00 + UInt32((first * 21 + second) * 28 + third)
            }
        }
        return nil
    }

    private static let leadingJamo = words("G GG N D DD R M B BB S SS - J JJ C K T P H")
    private static let vowelJamo = words("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I")
    private static let trailingJamo =
        words("- G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H")

    /// Names of jamo; a hyphen is the empty one.
    private static func words(_ list: String) -> [String] {
        list.split(separator: " ").map { $0 == "-" ? "" : String($0) }
    }

    /// Hashes of all other names with their code points, ordered: a fifth of what the names would take.
    private static let table: [(hash: UInt64, scalar: Unicode.Scalar)] = {
        var entries: [(hash: UInt64, scalar: Unicode.Scalar)] = []
        // No other planes have names that are not made by rule.
        for range in [0..<0xAC00 as Range<UInt32>, 0xD7A4..<0xD800, 0xE000..<0x20000, 0xE0000..<0xE0200] {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let properties = scalar.properties
                if properties.isUnifiedIdeograph || properties.generalCategory == .privateUse { continue }
                if let name = properties.name { entries.append((Self.hash(Array(name.utf8)), scalar)) }
                if let alias = properties.nameAlias { entries.append((Self.hash(Array(alias.utf8)), scalar)) }
            }
        }
        entries.sort { $0.hash < $1.hash }
        return entries
    }()

    /// FNV-1a: it depends on the bytes alone.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
