extension Diagnosis {
    /// What CPython says about a source that its parser rejects.
    ///
    /// - Parameters:
    ///   - start: The first token to read: the beginning of the statement that was rejected.
    ///   - rejected: The token that the parser had no place for.
    /// - Returns: The error, the furthest token looked at, and whether faults of tokens behind do not matter.
    /// - Complexity: O(*n*) in the tokens from `start` to the fault, as every rule is read once at a token at most.
    static func report(
        on tokens: TokenSequence, _ mode: Parser.Mode, from start: Int, rejected: Int
    ) -> (error: SyntaxError, furthest: Int, isLast: Bool) {
        var diagnosis = Diagnosis(tokens, from: start)
        do throws(SyntaxError) {
            if try diagnosis.read(mode) { diagnosis.furthest = rejected }
            let last = diagnosis.furthest
            diagnosis.beginFindingFaults()
            _ = try diagnosis.read(mode)
            let isIndentation = tokens.symbols[last] == .indent || tokens.symbols[last] == .dedent
            return (diagnosis.plainFault(at: last), diagnosis.furthest, isIndentation)
        } catch {
            return (error, diagnosis.furthest, false)
        }
    }

    private mutating func read(_ mode: Parser.Mode) throws(SyntaxError) -> Bool {
        switch mode {
        case .exec:
            _ = try statements()
            return try take(.endMarker)
        case .eval:
            guard try expressions() != nil else { return false }
            while try take(.newline) {}
            return try take(.endMarker)
        case .single:
            let mark = position
            if try compoundStatement() { return try take(.newline) }
            position = mark
            if try simpleStatements() { return true }
            return try takeOne(of: [.newline, .endMarker])
        }
    }

    /// A fault that no rule knows, at the last token that the first reading looked at.
    private func plainFault(at last: Int) -> SyntaxError {
        switch tokens.symbols[last] {
        case .indent: return fault("unexpected indent", .indentationError)
        case .dedent: return fault("unexpected unindent", .indentationError)
        case .endMarker:
            let line = SourcePosition(line: tokens.end.line, column: 0)
            var error = SyntaxError("invalid syntax", at: SourceRange(line, line))
            error.hasColumn = false
            return error
        default: return SyntaxError("invalid syntax", at: tokens.places[last].range)
        }
    }
}
