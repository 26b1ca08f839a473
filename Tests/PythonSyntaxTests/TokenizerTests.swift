import Testing

@testable import PythonSyntax

@Suite struct TokenizerTests {
    @Test(arguments: TokenRecordings.plain + TokenRecordings.fstrings)
    func readsTheTokensThatCPythonReads(source: String, tokens: String) throws {
        #expect(try Self.stream(source) == tokens.replacing("\n", with: " ¦ "))
    }

    @Test func anEmptySourceIsItsEnd() throws {
        #expect(try Self.stream("") == "ENDMARKER 1.0-1.0")
    }

    @Test func theEndComesAgain() throws {
        var tokenizer = Tokenizer(Array("x".utf8))
        for _ in 0..<2 { _ = try tokenizer.next() }
        for _ in 0..<3 { #expect(try tokenizer.next().kind == .endMarker) }
    }

    @Test func singleModeEndsACompoundStatement() throws {
        #expect(
            try Self.stream("if a:\n b", mode: .single).hasSuffix(
                "NEWLINE 2.2-2.3 ¦ DEDENT 3.0-3.0 ¦ NEWLINE 3.0-3.0 ¦ ENDMARKER 3.0-3.0"))
    }

    @Test func whatNoRuleTakesIsAToken() throws {
        var tokenizer = Tokenizer(Array("$ ? ` <>".utf8))
        for text in ["$", "?", "`", "<>"] {
            let token = try tokenizer.next()
            #expect(token.kind == .unknown)
            #expect(tokenizer.text(of: token) == text)
        }
    }

    /// The tokens of a source as the recordings write them.
    static func stream(_ source: String, mode: Parser.Mode = .exec) throws -> String {
        var tokenizer = Tokenizer(Array(source.utf8), mode: mode)
        var lines: [String] = []
        while true {
            let token = try tokenizer.next()
            let (start, end) = (token.range.start, token.range.end)
            var line = "\(name(token.kind)) \(start.line).\(start.column)-\(end.line).\(end.column)"
            switch token.kind {
            case .newline, .indent, .dedent, .endMarker: break
            default:
                line += " " + tokenizer.text(of: token).map { $0 == "\n" ? "\\n" : String($0) }.joined()
            }
            if case .op(let kind) = token.kind { #expect(kind.rawValue == tokenizer.text(of: token)) }
            lines.append(line)
            if token.kind == .endMarker { return lines.joined(separator: " ¦ ") }
        }
    }

    private static func name(_ kind: Token.Kind) -> String {
        switch kind {
        case .name: "NAME"
        case .number: "NUMBER"
        case .string: "STRING"
        case .fstringStart: "FSTRING_START"
        case .fstringMiddle: "FSTRING_MIDDLE"
        case .fstringEnd: "FSTRING_END"
        case .op: "OP"
        case .unknown: "UNKNOWN"
        case .newline: "NEWLINE"
        case .indent: "INDENT"
        case .dedent: "DEDENT"
        case .endMarker: "ENDMARKER"
        }
    }
}
