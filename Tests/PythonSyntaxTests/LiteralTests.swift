import Testing

@testable import PythonSyntax

/// Values, errors and warnings that CPython 3.13 gave.
@Suite struct LiteralTests {
    private static let place = SourceRange(
        SourcePosition(line: 1, column: 0), SourcePosition(line: 1, column: 9))

    private static func number(_ text: String) throws -> Constant {
        try NumberLiteral.value(of: Array(text.utf8)[...], at: place)
    }

    private static func string(_ text: String) throws -> StringLiteral {
        try StringLiteral(Array(text.utf8)[...], at: place)
    }

    private static func message(_ text: String) -> String? {
        do {
            _ = try StringLiteral(Array(text.utf8)[...], at: place)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("0", 10, "0"), ("00_0", 10, "0"), ("1_000", 10, "1000"), ("0XFf_0", 16, "ff0"), ("0o0_17", 8, "17"),
        ("0B10", 2, "10"), ("0x0", 16, "0"), ("0xe1", 16, "e1"),
    ])
    func integers(text: String, radix: Int, digits: String) throws {
        #expect(try Self.number(text) == .integer(IntegerLiteral(radix: radix, digits: digits)))
    }

    @Test(
        arguments: [
            ("1.5", 1.5), (".5", 0.5), ("5.", 5), ("1e5", 1e5), ("1E-5_0", 1e-50), ("1e400", .infinity),
            ("0.1e-400", 0), ("1_0.0_1", 10.01), ("09.5", 9.5), ("4.9e-324", .leastNonzeroMagnitude),
            ("0e0", 0),
        ] as [(String, Double)])
    func floats(text: String, value: Double) throws {
        #expect(try Self.number(text) == .float(value))
        #expect(try Self.number(text + "j") == .imaginary(value))
    }

    @Test func decimalIntegersHaveALimit() throws {
        let most = String(repeating: "9", count: 4300)
        #expect(try Self.number(most) == .integer(IntegerLiteral(radix: 10, digits: most)))
        let error = #expect(throws: SyntaxError.self) { try Self.number(most + "_9") }
        #expect(
            error?.message
                == "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use "
                + "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer "
                + "literals to avoid decimal conversion limits.")
        let zeros = String(repeating: "0", count: 4301)
        #expect(try Self.number(zeros) == .integer(IntegerLiteral(radix: 10, digits: "0")))
        #expect(try Self.number("0x" + most) == .integer(IntegerLiteral(radix: 16, digits: most)))
    }

    @Test(arguments: [
        ("'a'", "a"), ("''", ""), ("\"\"\"a\"b\"\"\"", "a\"b"), ("r'\\d'", "\\d"), ("'a\\\nb'", "ab"),
        ("'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "\u{7}\u{8}\u{C}\n\r\t\u{B}\\'\""),
        ("'\\0\\12\\123\\400'", "\0\nS\u{100}"), ("'\\x41\\u20ac\\U0001F600'", "A€😀"), ("'\\é'", "\\é"),
        ("'\\N{BULLET}\\N{em dash}'", "•—"), ("'\\N{HANGUL SYLLABLE GAG}'", "각"),
        ("'\\N{CJK UNIFIED IDEOGRAPH-4E00}\\N{LF}\\N{NULL}'", "一\n\0"),
        ("'\\N{CJK COMPATIBILITY IDEOGRAPH-FA0F}\\N{HANGUL JUNGSEONG O-YEO}'", "\u{FA0F}\u{D7B0}"),
    ])
    func strings(text: String, value: String) throws {
        #expect(try Self.string(text).value == .string(Array(value.utf8)))
    }

    @Test func loneSurrogatesAreThreeBytes() throws {
        #expect(
            try Self.string("'\\ud83d\\ude00'").value == .string([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]))
    }

    @Test func bytesAndPrefixes() throws {
        #expect(try Self.string("b'\\xff\\777\\u'").value == .bytes([0xFF, 0xFF, 0x5C, 0x75]))
        #expect(try Self.string("Rb'\\x'").value == .bytes([0x5C, 0x78]))
        #expect(try Self.string("u'x'").hasUPrefix)
        #expect(try !Self.string("U'x'").hasUPrefix)
    }

    @Test(arguments: [
        ("'\\x'", "0-1: truncated \\xXX escape"), ("'a\\x1'", "1-3: truncated \\xXX escape"),
        ("'\\u12'", "0-3: truncated \\uXXXX escape"), ("'\\U0011'", "0-5: truncated \\UXXXXXXXX escape"),
        ("'\\U00110000'", "0-9: illegal Unicode character"), ("'\\N'", "0-1: malformed \\N character escape"),
        ("'\\N{'", "0-2: malformed \\N character escape"), ("'\\N{}'", "0-2: malformed \\N character escape"),
        ("'\\N{foo}'", "0-6: unknown Unicode character name"), ("'é\\x'", "10-11: truncated \\xXX escape"),
        ("'\\é\\x'", "16-17: truncated \\xXX escape"),
    ])
    func escapesThatCannotBeDecoded(text: String, detail: String) {
        #expect(
            Self.message(text)
                == "(unicode error) 'unicodeescape' codec can't decode bytes in position \(detail)")
    }

    @Test func bytesThatCannotBeDecoded() {
        #expect(Self.message("b'a\\xzz'") == "(value error) invalid \\x escape at position 1")
        #expect(Self.message("b'é'") == "bytes can only contain ASCII literal characters")
    }

    @Test func theFirstEscapeThatIsNoneIsWarnedOf() throws {
        for (text, messages) in [
            ("'\\d \\q'", ["invalid escape sequence '\\d'"]), ("b'\\N'", ["invalid escape sequence '\\N'"]),
            ("'\\777'", ["invalid octal escape sequence '\\777'"]), ("r'\\d'", []), ("'\\n'", []),
        ] {
            #expect(try Self.string(text).warnings.map(\.message) == messages)
        }
    }

    @Test func partsOfFStrings() throws {
        var warnings: [SyntaxWarning] = []
        func text(_ part: String, isRaw: Bool) throws -> String {
            String(
                decoding: try StringLiteral.text(
                    ofFStringPart: Array(part.utf8)[...], isRaw: isRaw, at: Self.place, warnings: &warnings),
                as: UTF8.self)
        }
        #expect(try text("a\\n{", isRaw: false) == "a\n{")
        #expect(try text("a\\n", isRaw: true) == "a\\n")
        #expect(try text("\\", isRaw: false) == "\\")
        #expect(try text("\\{", isRaw: false) == "\\{")
        #expect(warnings.isEmpty)
        #expect(try text("\\d", isRaw: false) == "\\d")
        #expect(warnings == [SyntaxWarning("invalid escape sequence '\\d'", line: 1)])
    }
}
