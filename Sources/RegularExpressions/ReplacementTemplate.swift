/// What `sub` puts in a match's place: text, and groups of the match.
package struct ReplacementTemplate: Sendable, Equatable {
    package enum Part: Sendable, Equatable {
        case text([UInt32])
        case group(Int)
    }

    package let parts: [Part]

    /// Reads a template for an expression.
    ///
    /// - Throws: `PatternFault`
    package init(
        _ points: [UInt32], isText: Bool, for expression: RegularExpression, tables: CharacterTables
    ) throws(PatternFault) {
        var reader = try PatternReader(points, isText: isText, tables: tables)
        var parts: [Part] = []
        var text: [UInt32] = []
        func add(_ group: Int, back: Int) throws(PatternFault) {
            if group > expression.groupCount {
                throw reader.fault("invalid group reference \(group)", back: back)
            }
            if !text.isEmpty { parts.append(.text(text)) }
            text = []
            parts.append(.group(group))
        }
        while let token = try reader.take() {
            guard let letter = token.escaped else {
                text.append(token.first)
                continue
            }
            if letter == 0x67 {
                let (group, length) = try Self.group(&reader, expression)
                try add(group, back: length + 1)
            } else if letter == 0x30 {
                let digits = try reader.take(upTo: 2) { $0.isOctal }
                text.append(UInt32(digits.number(radix: 8) & 0xFF))
            } else if letter.isDigit {
                var digits = [letter] + (try reader.take(upTo: 1) { $0.isDigit })
                if digits.count == 2, digits.allSatisfy(\.isOctal) {
                    digits += try reader.take(upTo: 1) { $0.isOctal }
                }
                guard digits.count == 3 else {
                    try add(digits.number(radix: 10), back: digits.count)
                    continue
                }
                let value = digits.number(radix: 8)
                guard value <= 0o377 else {
                    throw reader.fault(
                        "octal escape value \\".points + digits + " outside of range 0-0o377".points,
                        back: digits.count + 1)
                }
                text.append(UInt32(value))
            } else if let point = Self.escapes[letter] {
                text.append(point)
            } else if letter.isLetter {
                throw reader.fault("bad escape \\", [letter], back: 2)
            } else {
                text += token.points
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        self.parts = parts
    }

    private static let escapes: [UInt32: UInt32] = [
        0x61: 0x07, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x76: 0x0B, 0x5C: 0x5C,
    ]

    /// `<name>` or `<1>` behind `\g`, and how long that name is.
    private static func group(
        _ reader: inout PatternReader, _ expression: RegularExpression
    ) throws(PatternFault) -> (group: Int, length: Int) {
        guard try reader.take("<") else { throw reader.fault("missing <") }
        let name = try reader.take(until: ">", named: "group name")
        if let number = name.number {
            guard number < PatternParser.mostGroups else {
                throw reader.fault(
                    "invalid group reference ", Array(name.drop { $0 == 0x30 }), back: name.count + 1)
            }
            return (number, name.count)
        }
        try reader.checkName(name, back: 1)
        guard let group = expression.names.first(where: { $0.name == name })?.group else {
            throw .unknownGroup(name: name)
        }
        return (group, name.count)
    }
}
