/// Reads the text of a number, as `int()` and `float()` do: digits of any script count, space around does not.
struct NumeralReader {
    /// ASCII, with `?` for whatever no number contains.
    private let units: [UInt8]
    private var position = 0

    /// CPython 3.13, `_PyUnicode_TransformDecimalAndSpaceToASCII`.
    init(_ text: PythonString) {
        var units = text.codePoints.map(NumeralReader.unit)
        while units.last == 0x20 { units.removeLast() }
        self.units = Array(units.drop { $0 == 0x20 })
    }

    var isAtEnd: Bool { position == units.count }

    /// The rest in lower case.
    var rest: String { String(decoding: units[position...], as: UTF8.self).lowercased() }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < units.count ? units[position + distance] : nil
    }

    /// Whether there was a minus. A plus is skipped.
    mutating func readSign() -> Bool {
        guard let sign = peek(), sign == 0x2B || sign == 0x2D else { return false }
        position += 1
        return sign == 0x2D
    }

    /// Skips one of these characters.
    mutating func skip(_ characters: UInt8...) -> Bool {
        guard let unit = peek(), characters.contains(unit) else { return false }
        position += 1
        return true
    }

    /// The base, by the prefix if it is 0 or matches.
    mutating func readPrefix(base: Int) -> (base: Int, hasPrefix: Bool, mayHaveLeadingZeros: Bool) {
        let named: Int? =
            if peek() == 0x30 {
                switch peek(1) {
                case 0x78, 0x58: 16
                case 0x6F, 0x4F: 8
                case 0x62, 0x42: 2
                default: nil
                }
            } else {
                nil
            }
        if let named, base == 0 || base == named {
            position += 2
            return (named, true, true)
        }
        return base == 0 ? (10, false, false) : (base, false, true)
    }

    /// The digits that follow, single underscores between them left out; nil if there is none, or a wrong underscore, and
    /// then nothing is read.
    mutating func readDigits(radix: Int, mayBeginWithUnderscore: Bool = false) -> String? {
        let start = position
        var digits: [UInt8] = []
        var mayBeUnderscore = mayBeginWithUnderscore
        while let unit = peek() {
            if unit == 0x5F {
                guard mayBeUnderscore else { return nil }
                mayBeUnderscore = false
            } else if let value = NumeralReader.digitValue(unit), value < radix {
                digits.append(unit)
                mayBeUnderscore = true
            } else {
                break
            }
            position += 1
        }
        guard !digits.isEmpty, units[position - 1] != 0x5F else {
            position = start
            return nil
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digitValue(_ unit: UInt8) -> Int? {
        switch unit {
        case 0x30...0x39: Int(unit) - 0x30
        case 0x41...0x5A: Int(unit) - 0x41 + 10
        case 0x61...0x7A: Int(unit) - 0x61 + 10
        default: nil
        }
    }

    private static func unit(_ point: UInt32) -> UInt8 {
        // Of ASCII, C's white space: not the separators from U+001C, which are space to `str.isspace`.
        if point < 0x80 { return BytesRules.isSpace(UInt8(point)) ? 0x20 : UInt8(point) }
        if CharacterRules.isSpace(point) { return 0x20 }
        return CharacterRules.decimalValue(point).map { 0x30 + UInt8($0) } ?? 0x3F
    }
}
