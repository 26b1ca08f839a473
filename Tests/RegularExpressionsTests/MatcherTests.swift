import Testing

@testable import RegularExpressions

@Suite struct MatcherTests {
    @Test(arguments: [
        ("a*b", "aab", [0, 3]), ("a*?b", "aab", [0, 3]),
        ("(a|ab)(c|bcd)(d*)", "abcd", [0, 4, 0, 1, 1, 4, 4, 4]),
        ("(a)|b", "b", [0, 1, -1, -1]), ("(?:(a)|b)*", "ab", [0, 2, 0, 1]), ("(a*)*", "aa", [0, 2, 2, 2]),
        ("(?:a|b)*?c", "abc", [0, 3]), ("(a+)+$", "aaa", [0, 3, 0, 3]), ("x*", "aaa", [0, 0]),
        ("(?<=a)b", "ab", [1, 2]), ("(?<!a)b", "abcb", [3, 4]), ("a(?!b)", "abac", [2, 3]),
        ("(?=(a+))a*b\\1", "baaabac", [3, 6, 3, 4]), ("(a)?(?(1)b|c)", "ab", [0, 2, 0, 1]),
        ("(?P<n>.)(?P=n)", "abb", [1, 3, 1, 2]), ("\\bfoo\\b", "a foo", [2, 5]),
    ])
    func findsWhatPythonFinds(_ pattern: String, _ text: String, _ spans: [Int]) throws {
        #expect(try Expressions.spans(pattern, text) == spans)
    }

    @Test(arguments: [
        ("a++a", "aaa"), ("(?>a*)a", "aaa"), ("(?:ab)*+a", "abab"), ("a(?=b)", "ac"), ("(?<=ab)c", "bc"),
        ("\\B", ""), ("(?!)", "a"), ("(a)\\1", "ab"), ("[^\\d\\D]", "a"),
    ])
    func findsNothing(_ pattern: String, _ text: String) throws {
        #expect(try Expressions.spans(pattern, text) == nil)
    }

    @Test func ignoresCase() throws {
        #expect(try Expressions.spans("straSSe", "STRASSE", .ignoreCase) == [0, 7])
        #expect(try Expressions.spans("s", "\u{17F}", .ignoreCase) == [0, 1])
        #expect(try Expressions.spans("s", "\u{17F}", [.ignoreCase, .ascii]) == nil)
        #expect(try Expressions.spans("[À-Þ]", "é", .ignoreCase) == [0, 1])
        #expect(try Expressions.spans("(?i:a)b", "AB") == nil)
    }

    @Test func matchesLines() throws {
        #expect(try Expressions.spans("^b$", "a\nb\n") == nil)
        #expect(try Expressions.spans("^b$", "a\nb\n", .multiline) == [2, 3])
        #expect(try Expressions.spans("a.b", "a\nb") == nil)
        #expect(try Expressions.spans("a.b", "a\nb", .dotAll) == [0, 3])
        #expect(try Expressions.spans("a$", "a\n") == [0, 1])
        #expect(try Expressions.spans("a\\Z", "a\n") == nil)
    }

    @Test func emptyMatchesAreNotFoundTwice() throws {
        let meter = MatchMeter(charge: { _ in }, admit: { _ in })
        let expression = try Expressions.compile("a|")
        let match = try expression.firstMatch(
            in: .one([0x61]), from: 0, to: 1, .search, mustAdvance: true, meter)
        #expect(match?.spans == [0, 1])
        let end = try expression.firstMatch(
            in: .one([0x62]), from: 0, to: 1, .search, mustAdvance: true, meter)
        #expect(end?.spans == [1, 1])
    }

    struct Exhausted: Error {}

    /// What goes back for ever is charged for ever, and ends with the meter.
    @Test(arguments: [
        "(a+)+$", "(?:a|a)*$", "(a*)*b", "(?:a?){40}a{40}b", "(?:(?:a*)*)*b", "(?=(a+)+b)", "(?:a+?)+?b",
        "((a)*)*b",
        "(?>(a|aa)+)+b|(a|aa)+$",
    ])
    func endsWithTheMeter(_ pattern: String) throws {
        var left = 200_000
        let meter = MatchMeter(
            charge: {
                left -= $0
                if left < 0 { throw Exhausted() }
            }, admit: { _ in })
        let units = [UInt8](repeating: 0x61, count: 60) + [0x21]
        #expect(throws: Exhausted.self) {
            while true {
                _ = try Expressions.compile(pattern).firstMatch(
                    in: .one(units), from: 0, to: 61, .search, meter)
            }
        }
    }

    @Test func asksForMemory() throws {
        let units = [UInt8](repeating: 0x61, count: 200_000)
        let meter = MatchMeter(charge: { _ in }, admit: { if $0 > 1 << 20 { throw Exhausted() } })
        #expect(throws: Exhausted.self) {
            try Expressions.compile("(?:ab|a)*b").firstMatch(
                in: .one(units), from: 0, to: units.count, .match, meter)
        }
    }

    @Test(arguments: 0..<20) func noPatternTraps(_ seed: UInt64) throws {
        var random = Seeded(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        for _ in 0..<300 {
            let pattern = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? "a"
            }.joined()
            let flags = PatternFlags(rawValue: Int.random(in: 0..<512, using: &random) & ~(4 | 32 | 128))
            guard let expression = try? Expressions.compile(pattern, flags) else { continue }
            var left = 20_000
            let meter = MatchMeter(
                charge: {
                    left -= $0
                    if left < 0 { throw Exhausted() }
                }, admit: { _ in })
            let text: [UInt8] = (0..<12).map { _ in
                [0x61, 0x62, 0x41, 0x0A, 0x2D, 0x31].randomElement(using: &random) ?? 0
            }
            for manner in [MatchManner.match, .fullMatch, .search] {
                guard
                    let match = try? expression.firstMatch(
                        in: .one(text), from: 1, to: 11, manner, mustAdvance: seed % 2 == 0, meter)
                else { continue }
                #expect(match.spans.count == 2 * expression.groupCount + 2)
                #expect(match.spans.allSatisfy { $0 == -1 || (0...11).contains($0) })
            }
        }
    }

    private static let pieces = [
        "a", "b", "(", ")", "(", ")", "(?:", ")", "|", "*", "+", "?", "*?", "++", "{2}", "{1,3}", "{,2}?",
        "{0}", "[a-c]",
        "[^a]", "\\d", "\\w", "\\b", "^", "$", ".", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?P<n>", "(?P=n)",
        "\\1", "\\2",
        "(?(1)", "(?i:", "(?-i:", "\\", "[", "]", "{", "}", ",", "-", "#", " ", "(?#", "\\x4", "\\u0061",
        "\\N{BULLET}",
    ]
}

/// A linear congruential generator: the same seed, the same patterns.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 31
    }
}
