extension ComplexRules {
    /// `complex(text)`: `1`, `2j`, `1+2j`, `(1-2j)`, with space around.
    ///
    /// CPython 3.13, `complex_from_string_inner`.
    /// - Throws: ValueError for anything else.
    /// - Complexity: O(*n*) in characters.
    package static func parse(_ text: PythonString) throws -> Parts {
        var units = ComplexReader.ascii(text)
        guard let bare = ComplexReader.withoutUnderscores(units) else {
            throw PythonException("ValueError", "could not convert string to complex: \(text.repr)")
        }
        units = bare
        var reader = ComplexReader(units: units)
        guard let value = reader.value() else {
            throw PythonException("ValueError", "complex() arg is a malformed string")
        }
        return value
    }
}

private struct ComplexReader {
    let units: [UInt8]
    private var position = 0

    init(units: [UInt8]) { self.units = units }

    /// Digits of any script and space as ASCII, `?` for whatever no number contains.
    static func ascii(_ text: PythonString) -> [UInt8] {
        let units = text.points.map { point -> UInt8 in
            if point < 0x80 { return BytesRules.isSpace(UInt8(point)) ? 0x20 : UInt8(point) }
            if CharacterRules.isSpace(point) { return 0x20 }
            return CharacterRules.decimalValue(point).map { 0x30 + UInt8($0) } ?? 0x3F
        }
        // CPython looks no further than this, or than the end of a C string.
        let end = units.firstIndex { $0 == 0 || ($0 == 0x3F && text.kind != .ascii) }
        return end.map { Array(units[..<$0]) + [0x3F] } ?? units
    }

    /// Nil if an underscore does not stand between digits.
    static func withoutUnderscores(_ units: [UInt8]) -> [UInt8]? {
        func isDigit(_ index: Int) -> Bool {
            units.indices.contains(index) && (0x30...0x39).contains(units[index])
        }
        for index in units.indices where units[index] == 0x5F {
            guard isDigit(index - 1), isDigit(index + 1) else { return nil }
        }
        return units.filter { $0 != 0x5F }
    }

    private var next: UInt8? { position < units.count ? units[position] : nil }

    private mutating func skipSpace() { while next == 0x20 { position += 1 } }

    private mutating func skip(_ characters: UInt8...) -> Bool {
        guard let next, characters.contains(next) else { return false }
        position += 1
        return true
    }

    mutating func value() -> ComplexRules.Parts? {
        skipSpace()
        let isEnclosed = skip(0x28)
        if isEnclosed { skipSpace() }
        guard let value = parts() else { return nil }
        skipSpace()
        if isEnclosed {
            guard skip(0x29) else { return nil }
            skipSpace()
        }
        return position == units.count ? value : nil
    }

    private mutating func parts() -> ComplexRules.Parts? {
        if let first = number() {
            if next == 0x2B || next == 0x2D {
                let second = number() ?? (skip(0x2D) ? -1 : skip(0x2B) ? 1 : 0)
                return skip(0x6A, 0x4A) ? (first, second) : nil
            }
            return skip(0x6A, 0x4A) ? (0, first) : (first, 0)
        }
        // No number, but perhaps a bare `j`.
        let unit: Double = skip(0x2D) ? -1 : 1
        if unit == 1 { _ = skip(0x2B) }
        return skip(0x6A, 0x4A) ? (0, unit) : nil
    }

    /// The longest number here, with its sign; nil, and nothing is read, if there is none.
    private mutating func number() -> Double? {
        let start = position
        let isNegative = next == 0x2D
        _ = skip(0x2B, 0x2D)
        guard let magnitude = magnitude() else {
            position = start
            return nil
        }
        return isNegative ? -magnitude : magnitude
    }

    private mutating func magnitude() -> Double? {
        let rest = String(decoding: units[position...].prefix(8), as: UTF8.self).lowercased()
        for (name, value) in [("infinity", Double.infinity), ("inf", .infinity), ("nan", .nan)]
        where rest.hasPrefix(name) {
            position += name.utf8.count
            return value
        }
        let start = position
        let whole = skipDigits()
        let fraction = skip(0x2E) ? skipDigits() : 0
        guard whole + fraction > 0 else { return nil }
        let end = position
        // An exponent without digits is none.
        if skip(0x65, 0x45) {
            _ = skip(0x2B, 0x2D)
            if skipDigits() == 0 { position = end }
        }
        var text = String(decoding: units[start..<position], as: UTF8.self)
        if whole == 0 { text = "0" + text }
        if fraction == 0 { text = text.replacing(".", with: ".0") }
        return Double(text)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let next, (0x30...0x39).contains(next) { position += 1 }
        return position - start
    }
}
