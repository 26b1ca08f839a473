import Testing

@testable import RegularExpressions

@Suite struct PatternParserTests {
    @Test(arguments: [
        ("(", "missing ), unterminated subpattern", 0), (")", "unbalanced parenthesis", 0),
        ("*", "nothing to repeat", 0), ("a**", "multiple repeat", 2), ("[a", "unterminated character set", 0),
        ("[b-a]", "bad character range b-a", 1), ("a{3,2}", "min repeat greater than max repeat", 2),
        ("\\", "bad escape (end of pattern)", 0), ("\\q", "bad escape \\q", 0),
        ("\\x1", "incomplete escape \\x1", 0),
        ("(?P<1>a)", "bad character in group name '1'", 4),
        (
            "(?P<n>a)(?P<n>b)",
            "redefinition of group name 'n' as group 2; was group 1", 12
        ),
        ("(?P=n)", "unknown group name 'n'", 4), ("\\1", "invalid group reference 1", 1),
        ("(\\1)", "cannot refer to an open group", 1),
        ("a(?i)", "global flags not at the start of the expression", 1),
        ("(?z)", "unknown extension ?z", 1), ("(?iz)", "unknown flag", 3),
        (
            "(?i-i:a)",
            "bad inline flags: flag turned on and off", 5
        ),
        ("(?(2)a)", "invalid group reference 2", 3),
        (
            "(?(1)a|b|c)(x)",
            "conditional backref with more than two branches", 8
        ),
        ("(?#a", "missing ), unterminated comment", 0), ("\\N{NOPE}", "undefined character name 'NOPE'", 0),
        ("(a)(?<=\\1(b)\\2)", "cannot refer to group defined in the same lookbehind subpattern", 14),
    ])
    func saysWhatIsWrong(_ pattern: String, _ message: String, _ position: Int) {
        #expect(Expressions.fault(pattern) == .malformed(message: message.points, position: position))
    }

    @Test func otherFaults() {
        #expect(Expressions.fault("(?<=a*)") == .malformed("look-behind requires fixed-width pattern"))
        #expect(Expressions.fault("a{4294967295}") == .repetitions)
        let flags = RegularExpression.read(
            [], isText: true, flags: [.ascii, .unicode], tables: Expressions.tables)
        #expect(throws: PatternFault.flags("ASCII and UNICODE flags are incompatible")) {
            try flags.result.get()
        }
    }

    @Test func warnsOfWhatMayChange() {
        let reading = RegularExpression.read(
            "[[a&&b]".points, isText: true, flags: [], tables: Expressions.tables)
        #expect(
            reading.warnings.map(\.message) == [
                "Possible nested set at position 1", "Possible set intersection at position 3",
            ])
    }

    /// What `re.compile(...)` takes beyond an empty object, in words of four bytes.
    @Test(arguments: [
        ("", 6), ("a", 12), ("ab", 16), ("[ab]", 16), ("a|b", 16), ("(a)", 16), ("a*", 13), ("\\d", 14),
        ("(?:ab)*", 15),
        ("[a-cx-z0-9]", 28), ("(?=a)b", 14),
    ])
    func lengthIsCPythons(_ pattern: String, _ length: Int) throws {
        #expect(try Expressions.compile(pattern).codeLength == length)
    }

    @Test func templates() throws {
        let expression = try Expressions.compile("(?P<n>a)(b)")
        func parts(_ text: String) throws -> [ReplacementTemplate.Part] {
            try ReplacementTemplate(text.points, isText: true, for: expression, tables: Expressions.tables)
                .parts
        }
        #expect(
            try parts("x\\2\\g<n>\\g<0>\\n\\101") == [
                .text([0x78]), .group(2), .group(1), .group(0), .text([0x0A, 0x41]),
            ])
        #expect(throws: PatternFault.malformed("invalid group reference 3", 1)) { try parts("\\3") }
        #expect(throws: PatternFault.unknownGroup(name: "q".points)) { try parts("\\g<q>") }
    }
}
