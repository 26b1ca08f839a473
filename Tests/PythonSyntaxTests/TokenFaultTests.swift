import Testing

@testable import PythonSyntax

@Suite struct TokenFaultTests {
    @Test(arguments: TokenFaultRecordings.all)
    func reportsWhatCPythonReports(source: String, place: String, error: String) throws {
        let fault = try #require(Self.fault(in: Array(source.utf8)))
        #expect("\(fault.kind.rawValue): \(fault.message)" == error)
        let range = try #require(fault.range)
        let start = "\(range.start.line).\(range.start.column)"
        let end = "\(range.end.line).\(range.end.column)"
        #expect((start == end ? start : "\(start)-\(end)") == place)
    }

    @Test func brackets() {
        let most = String(repeating: "[", count: 200)
        #expect(Self.fault(in: Array(most.utf8))?.message == "'[' was never closed")
        #expect(Self.fault(in: Array((most + "(").utf8))?.message == "too many nested parentheses")
        let bomb = [UInt8](repeating: UInt8(ascii: "("), count: 100_000)
        #expect(Self.fault(in: bomb)?.message == "too many nested parentheses")
    }

    @Test func indentation() {
        let lines = (0...100).map { String(repeating: " ", count: $0) + "if 1:\n" }
        #expect(Self.fault(in: Array(lines[..<100].joined().utf8)) == nil)
        let fault = Self.fault(in: Array(lines.joined().utf8))
        #expect(fault?.kind == .indentationError)
        #expect(fault?.message == "too many levels of indentation")
    }

    @Test func fstringsInFStrings() {
        let fields = String(repeating: "f'{", count: 160)
        #expect(Self.fault(in: Array(fields.utf8))?.message == "too many nested f-strings")
    }

    @Test func whatIsNotPrintable() {
        #expect(Self.fault(in: [1])?.message == "invalid non-printable character U+0001")
        #expect(
            Self.fault(in: Array("x\u{200B}".utf8))?.message == "invalid non-printable character U+200B")
    }

    @Test func aFaultStays() {
        var tokenizer = Tokenizer(Array(")".utf8))
        for _ in 0..<2 { #expect(throws: SyntaxError.self) { try tokenizer.next() } }
    }

    @Test func warnsOfKeywordsBehindNumbers() throws {
        var tokenizer = Tokenizer(Array("1if 0x1for x in y\n\n1or 2 f'\\{x}'".utf8))
        while try tokenizer.next().kind != .endMarker {}
        #expect(
            tokenizer.warnings.map { "\($0.line): \($0.message)" } == [
                "1: invalid decimal literal", "1: invalid hexadecimal literal", "3: invalid decimal literal",
                "3: invalid escape sequence '\\{'",
            ])
    }

    /// A fault that CPython's lexer raises goes before an error of its parser, and so does a bracket that was opened on
    /// an earlier line.
    @Test func findsTheFaultFurtherOn() throws {
        for (source, message) in [
            ("a b\n'", "unterminated string literal (detected at line 2)"), ("a b\n(", nil),
            ("(\na b", "'(' was never closed"), ("if a:\n  b c\n d", nil), ("a b", nil),
        ] as [(String, String?)] {
            var tokenizer = Tokenizer(Array(source.utf8))
            let line = source.hasPrefix("(") ? 2 : 1
            #expect(tokenizer.faultFurtherOn(ofErrorOn: UInt32(line))?.message == message)
        }
    }

    static func fault(in source: [UInt8]) -> SyntaxError? {
        var tokenizer = Tokenizer(source)
        do throws(SyntaxError) {
            while try tokenizer.next().kind != .endMarker {}
            return nil
        } catch {
            return error
        }
    }
}
