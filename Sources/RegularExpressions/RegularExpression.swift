/// A compiled regular expression, with Python's syntax and meaning.
///
/// Swift's own `Regex` is of no use here: its syntax, its characters (graphemes) and its rules for empty matches are others, it has no
/// possessive loops over captures as `sre` has, and nothing counts or ends what a pattern makes it do. This matcher goes back with a
/// stack of its own, asks its meter as it goes, and gives the groups that CPython 3.13 gives.
package struct RegularExpression: Sendable {
    /// The flags, those in the pattern included.
    package let flags: PatternFlags
    /// How many groups there are, without the whole.
    package let groupCount: Int
    /// The names of groups with their numbers, in the pattern's order.
    package let names: [(name: [UInt32], group: Int)]
    /// How many words CPython compiles it to, which is in its size.
    package let codeLength: Int
    let program: Program

    /// What came of reading a pattern.
    package struct Reading: Sendable {
        /// The expression, or why there is none.
        package let result: Result<RegularExpression, PatternFault>
        /// FutureWarnings, each with how many calls of CPython's parser it arose in.
        package let warnings: [(message: String, depth: Int)]
    }

    /// Reads and compiles a pattern.
    ///
    /// - Parameters:
    ///   - points: its code points, or its bytes.
    ///   - isText: whether it is a str.
    package static func read(
        _ points: [UInt32], isText: Bool, flags: PatternFlags, tables: CharacterTables
    ) -> Reading {
        var warnings: [(message: String, depth: Int)] = []
        do throws(PatternFault) {
            var parser = try PatternParser(points, isText: isText, flags: flags, tables: tables)
            defer { warnings = parser.warnings }
            let part = try parser.parse()
            let expression = RegularExpression(
                flags: parser.flags, groupCount: parser.groupCount - 1, names: parser.names,
                codeLength: try CodeLength.of(part, parser.flags, parser.widths, tables),
                program: try ProgramWriter.program(
                    of: part, parser.flags, widths: parser.widths, tables))
            return Reading(result: .success(expression), warnings: parser.warnings)
        } catch {
            return Reading(result: .failure(error), warnings: warnings)
        }
    }
}

/// What a match is looked for in: the units of a str as they are stored, or bytes.
package enum Subject: Sendable {
    case one([UInt8])
    case two([UInt16])
    case four([UInt32])

    package var count: Int {
        switch self {
        case .one(let units): units.count
        case .two(let units): units.count
        case .four(let units): units.count
        }
    }
}

/// Which matches are wanted.
package enum MatchManner: Sendable {
    /// One at the start, one of all of it, or the first anywhere.
    case match, fullMatch, search
}

/// A match: where it is, and where its groups are.
package struct Matched: Sendable {
    /// The start and the end of the whole, then of each group; -1 for a group that took no part.
    package let spans: [Int]
    /// The number of the group that ended last; nil if none did.
    package let lastGroup: Int?

    package var range: Range<Int> { spans[0]..<spans[1] }
}

/// What a matcher asks while it works; either ends the match by throwing.
package struct MatchMeter {
    /// Counts so many steps.
    let charge: (Int) throws -> Void
    /// Asks for so many bytes before they are taken.
    let admit: (Int) throws -> Void

    package init(charge: @escaping (Int) throws -> Void, admit: @escaping (Int) throws -> Void) {
        (self.charge, self.admit) = (charge, admit)
    }
}

extension RegularExpression {
    /// Looks for a match.
    ///
    /// - Parameters:
    ///   - start: where it may begin at first.
    ///   - end: what counts as the end of the text.
    ///   - mustAdvance: whether a match at the start may not be empty.
    /// - Throws: what the meter throws.
    package func firstMatch(
        in subject: Subject, from start: Int, to end: Int, _ manner: MatchManner, mustAdvance: Bool = false,
        _ meter: MatchMeter
    ) throws -> Matched? {
        func search<Unit: FixedWidthInteger & UnsignedInteger>(_ units: [Unit]) throws -> Matched? {
            try units.withUnsafeBufferPointer { units in
                // SAFETY: the matcher reads below `end` alone, and lives shorter than the buffer.
                precondition(start >= 0 && start <= end && end <= units.count, "outside of the text")
                var matcher = Matcher(program, units, end: end, meter)
                return try matcher.find(from: start, manner, mustAdvance: mustAdvance)
            }
        }
        switch subject {
        case .one(let units): return try search(units)
        case .two(let units): return try search(units)
        case .four(let units): return try search(units)
        }
    }
}
