extension PythonString {
    /// `s.lower()`.
    /// - Complexity: O(*n*) in code points, as for all of these.
    package var lowercased: PythonString {
        if let ascii = asciiMapped({ (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) { return ascii }
        return mapped(CaseRules.lower)
    }

    /// `s.upper()`.
    package var uppercased: PythonString {
        if let ascii = asciiMapped({ (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }) { return ascii }
        return mapped { points, index in CharacterRules.uppercase(points[index]) }
    }

    /// `s.casefold()`.
    package var casefolded: PythonString {
        if let ascii = asciiMapped({ (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) { return ascii }
        return mapped { points, index in CharacterRules.casefold(points[index]) }
    }

    /// `s.swapcase()`.
    package var swappingCase: PythonString {
        mapped { points, index in
            if CharacterRules.isUpper(points[index]) { return CaseRules.lower(points, index) }
            return CharacterRules.isLower(points[index])
                ? CharacterRules.uppercase(points[index]) : [points[index]]
        }
    }

    /// `s.capitalize()`.
    package var capitalized: PythonString {
        mapped { points, index in
            index == 0 ? CharacterRules.titlecase(points[0]) : CaseRules.lower(points, index)
        }
    }

    /// `s.title()`.
    package var titled: PythonString {
        var isInsideWord = false
        return mapped { points, index in
            defer { isInsideWord = CharacterRules.isCased(points[index]) }
            return isInsideWord ? CaseRules.lower(points, index) : CharacterRules.titlecase(points[index])
        }
    }

    private func asciiMapped(_ map: (UInt8) -> UInt8) -> PythonString? {
        guard kind == .ascii, case .one(let units) = storage else { return nil }
        return PythonString(kind: .ascii, storage: .one(units.map(map)))
    }

    private func mapped(_ map: ([UInt32], Int) -> [UInt32]) -> PythonString {
        let points = points
        var result: [UInt32] = []
        result.reserveCapacity(points.count)
        for index in points.indices { result.append(contentsOf: map(points, index)) }
        return PythonString(units: result)
    }
}

/// What a character becomes among others.
enum CaseRules {
    /// The lowercase form of a character of a text: a sigma at the end of a word has its own.
    ///
    /// CPython 3.13, `lower_ucs4`.
    static func lower(_ points: [UInt32], _ index: Int) -> [UInt32] {
        let point = points[index]
        if point < 0x80 { return [(0x41...0x5A).contains(point) ? point | 0x20 : point] }
        guard point == 0x3A3 else { return CharacterRules.lowercase(point) }
        let before = points[..<index].last { !CharacterRules.isCaseIgnorable($0) }
        let after = points[(index + 1)...].first { !CharacterRules.isCaseIgnorable($0) }
        let isFinal = before.map(CharacterRules.isCased) == true && after.map(CharacterRules.isCased) != true
        return [isFinal ? 0x3C2 : 0x3C3]
    }
}

extension PythonString {
    /// `s.isalnum()`. All of these are false for an empty string, unless they say otherwise.
    package var isAlphanumeric: Bool { all(CharacterRules.isAlphanumeric) }
    /// `s.isalpha()`.
    package var isAlphabetic: Bool { all(CharacterRules.isAlphabetic) }
    /// `s.isdecimal()`.
    package var isDecimal: Bool { all(CharacterRules.isDecimal) }
    /// `s.isdigit()`.
    package var isDigit: Bool { all(CharacterRules.isDigit) }
    /// `s.isnumeric()`.
    package var isNumeric: Bool { all(CharacterRules.isNumeric) }
    /// `s.isspace()`.
    package var isSpace: Bool { all(CharacterRules.isSpace) }
    /// `s.isascii()`: true of the empty string.
    package var isASCII: Bool { kind == .ascii }
    /// `s.isprintable()`: true of the empty string.
    package var isPrintable: Bool { points.allSatisfy(Printable.contains) }

    private func all(_ test: (UInt32) -> Bool) -> Bool { !isEmpty && points.allSatisfy(test) }

    /// `s.islower()`: there is a lowercase letter, and none of another case.
    package var isLower: Bool {
        points.contains(where: CharacterRules.isLower)
            && !points.contains { CharacterRules.isUpper($0) || CharacterRules.isTitle($0) }
    }

    /// `s.isupper()`: there is an uppercase letter, and none of another case.
    package var isUpper: Bool {
        points.contains(where: CharacterRules.isUpper)
            && !points.contains { CharacterRules.isLower($0) || CharacterRules.isTitle($0) }
    }

    /// `s.istitle()`: every word begins with a capital and goes on with small letters.
    package var isTitle: Bool {
        var isInsideWord = false
        var isCased = false
        for point in points {
            if CharacterRules.isUpper(point) || CharacterRules.isTitle(point) {
                if isInsideWord { return false }
                (isInsideWord, isCased) = (true, true)
            } else if CharacterRules.isLower(point) {
                if !isInsideWord { return false }
                isCased = true
            } else {
                isInsideWord = false
            }
        }
        return isCased
    }
}
