/// What Python says of a single character, by Unicode 15.1 as CPython 3.13 has it.
///
/// Swift's own tables are of a later version. What was assigned after 15.1 counts as unassigned, and the few older
/// characters whose properties changed since are named here.
package enum CharacterRules {
    /// The Unicode version of the answers.
    private static let version = (major: 15, minor: 1)

    /// The character's properties, or nil if Unicode 15.1 does not know it.
    private static func properties(_ point: UInt32) -> Unicode.Scalar.Properties? {
        guard let properties = Unicode.Scalar(point)?.properties, let age = properties.age else { return nil }
        return (age.major, age.minor) <= version ? properties : nil
    }

    /// `str.isspace`.
    package static func isSpace(_ point: UInt32) -> Bool {
        if point < 0x80 {
            return point == 0x20 || (0x09...0x0D).contains(point) || (0x1C...0x1F).contains(point)
        }
        return switch point {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// What ends a line for `str.splitlines`.
    package static func isLineBreak(_ point: UInt32) -> Bool {
        switch point {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// `str.isalpha`.
    package static func isAlphabetic(_ point: UInt32) -> Bool {
        if point < 0x80 { return (0x61...0x7A).contains(point | 0x20) }
        return switch properties(point)?.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// `str.isdecimal`.
    package static func isDecimal(_ point: UInt32) -> Bool { decimalValue(point) != nil }

    /// The digit that a decimal character of any script stands for.
    package static func decimalValue(_ point: UInt32) -> Int? {
        if point < 0x80 { return (0x30...0x39).contains(point) ? Int(point) - 0x30 : nil }
        guard let properties = properties(point), properties.numericType == .decimal else { return nil }
        return properties.numericValue.map { Int($0) }
    }

    /// `str.isdigit`: decimal, or a digit in a circle, raised and the like.
    package static func isDigit(_ point: UInt32) -> Bool {
        if point < 0x80 { return (0x30...0x39).contains(point) }
        return switch properties(point)?.numericType {
        case .decimal, .digit: true
        default: false
        }
    }

    /// `str.isnumeric`: anything with a numeric value.
    package static func isNumeric(_ point: UInt32) -> Bool {
        if point < 0x80 { return (0x30...0x39).contains(point) }
        // Cuneiform signs that got a value later.
        switch point {
        case 0x12038, 0x12039, 0x12079, 0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399: return false
        default: return properties(point)?.numericType != nil
        }
    }

    /// `str.isalnum`.
    package static func isAlphanumeric(_ point: UInt32) -> Bool {
        isAlphabetic(point) || isDigit(point) || isNumeric(point)
    }

    /// Whether it is a lowercase letter.
    package static func isLower(_ point: UInt32) -> Bool {
        if point < 0x80 { return (0x61...0x7A).contains(point) }
        return point == 0x295 || properties(point)?.isLowercase == true
    }

    /// Whether it is an uppercase letter.
    package static func isUpper(_ point: UInt32) -> Bool {
        if point < 0x80 { return (0x41...0x5A).contains(point) }
        return properties(point)?.isUppercase == true
    }

    /// Whether it is a titlecase letter, such as U+01C5.
    static func isTitle(_ point: UInt32) -> Bool {
        point >= 0x80 && properties(point)?.generalCategory == .titlecaseLetter
    }

    /// Whether it has case.
    static func isCased(_ point: UInt32) -> Bool {
        if point < 0x80 { return (0x61...0x7A).contains(point | 0x20) }
        return point == 0x295 || properties(point)?.isCased == true
    }

    /// Whether it is looked through when a sigma's place in its word is told.
    static func isCaseIgnorable(_ point: UInt32) -> Bool {
        point == 0x1171E || properties(point)?.isCaseIgnorable == true
    }

    /// The lowercase form, which may be several characters.
    static func lowercase(_ point: UInt32) -> [UInt32] {
        mapping(point) { $0.lowercaseMapping }
    }

    /// The uppercase form.
    static func uppercase(_ point: UInt32) -> [UInt32] {
        // Their capitals are younger than 15.1.
        if isWithoutCapital(point) { return [point] }
        return mapping(point) { $0.uppercaseMapping }
    }

    /// The titlecase form.
    static func titlecase(_ point: UInt32) -> [UInt32] {
        if isWithoutCapital(point) { return [point] }
        return mapping(point) { $0.titlecaseMapping }
    }

    /// The one character that is its lowercase form (`_PyUnicode_ToLowercase`).
    package static func simpleLowercase(_ point: UInt32) -> UInt32 { lowercase(point).first ?? point }

    /// The one character that is its uppercase form (`_PyUnicode_ToUppercase`).
    package static func simpleUppercase(_ point: UInt32) -> UInt32 { uppercase(point).first ?? point }

    /// Every character beyond ASCII whose lowercase form is another, in order.
    package static let lowered: [(from: UInt32, to: UInt32)] = (UInt32(0x80)...0x1E943).compactMap { point in
        guard properties(point)?.changesWhenLowercased == true else { return nil }
        let lower = simpleLowercase(point)
        return lower == point ? nil : (point, lower)
    }

    /// The form in which strings are compared without case.
    static func casefold(_ point: UInt32) -> [UInt32] {
        switch point {
        // Cherokee folds to capitals, which are older than its small letters.
        case 0x13A0...0x13F5, 0x131: [point]
        case 0x13F8...0x13FD, 0xAB70...0xABBF: uppercase(point)
        case 0x1E9E: [0x73, 0x73]
        default: uppercase(point).flatMap(lowercase)
        }
    }

    private static func isWithoutCapital(_ point: UInt32) -> Bool {
        switch point {
        case 0x19B, 0x264, 0xA7D3, 0xA7D5: true
        default: false
        }
    }

    private static func mapping(_ point: UInt32, _ map: (Unicode.Scalar.Properties) -> String) -> [UInt32] {
        guard let properties = properties(point) else { return [point] }
        return map(properties).unicodeScalars.map(\.value)
    }
}
