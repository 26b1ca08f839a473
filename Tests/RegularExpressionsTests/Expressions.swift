@testable import RegularExpressions

/// Patterns over ASCII, for tests.
enum Expressions {
    static let tables = CharacterTables(
        isSpace: { $0 == 0xA0 }, isDecimal: { _ in false }, isAlphanumeric: { $0 > 0xBF },
        lowercase: { (0xC0...0xDE).contains($0) ? $0 + 0x20 : $0 },
        uppercase: { (0xE0...0xFE).contains($0) ? $0 - 0x20 : $0 },
        lowered: { (UInt32(0xC0)...0xDE).map { ($0, $0 + 0x20) } },
        isIdentifier: { $0.first.map { !$0.isDigit } == true && $0.allSatisfy { $0.isDigit || $0.isLetter } },
        representation: { "'".points + $0 + "'".points },
        character: { $0 == "BULLET".points ? 0x2022 : nil })

    /// A compiled pattern.
    static func compile(_ pattern: String, _ flags: PatternFlags = []) throws -> RegularExpression {
        try RegularExpression.read(pattern.points, isText: true, flags: flags, tables: tables).result.get()
    }

    /// What is wrong with a pattern, and where.
    static func fault(_ pattern: String) -> PatternFault? {
        switch RegularExpression.read(pattern.points, isText: true, flags: [], tables: tables).result {
        case .success: nil
        case .failure(let fault): fault
        }
    }

    /// The spans of the first match and of its groups.
    static func spans(
        _ pattern: String, _ text: String, _ flags: PatternFlags = [], _ manner: MatchManner = .search
    ) throws -> [Int]? {
        let meter = MatchMeter(charge: { _ in }, admit: { _ in })
        let units = text.points
        return try compile(pattern, flags).firstMatch(
            in: .four(units), from: 0, to: units.count, manner, meter)?.spans
    }
}
