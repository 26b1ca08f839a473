extension Parser {
    /// Reads a source as a module.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseModule(
        _ source: [UInt8], noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> Module {
        try parse(source, .exec, warnings) { (parser: inout Parser) throws(Rejection) in try parser.module() }
    }

    /// Reads a source as one expression, as `eval` does.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseExpression(
        _ source: [UInt8], noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> Expression {
        try parse(source, .eval, warnings) { (parser: inout Parser) throws(Rejection) in
            let expression = try parser.expressions()
            while parser.take(.newline) {}
            try parser.expect(.endMarker)
            return expression
        }
    }

    /// Reads a source as one interactive statement: a compound one, or the simple ones of a line.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseInteractive(
        _ source: [UInt8], noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> Module {
        try parse(source, .single, warnings) { (parser: inout Parser) throws(Rejection) in
            var body: [Statement] = []
            let start = parser.position
            if parser.take(.newline) {
                body = [Statement(.pass, parser.range(from: start))]
            } else if let statement = try parser.compoundStatement() {
                body = [statement]
                try parser.expect(.newline)
            } else {
                try parser.simpleStatements(into: &body)
            }
            let last = parser.position - 1
            while parser.take(.newline) {}
            if parser.symbol != .endMarker {
                throw parser.reject(
                    parser.tokens.fault(
                        "multiple statements found while compiling a single statement", at: last))
            }
            return Module(body: body)
        }
    }

    private static func parse<Tree>(
        _ source: [UInt8], _ mode: Mode, _ warnings: SyntaxWarnings?,
        _ read: (inout Parser) throws(Rejection) -> Tree
    ) throws(SyntaxError) -> Tree {
        var parser = Parser(source, mode)
        do throws(Rejection) {
            let tree = try read(&parser)
            parser.tellWarnings(to: warnings)
            return tree
        } catch {
            parser.tellWarnings(to: warnings)
            throw parser.diagnosis(source, mode)
        }
    }

    /// Tells what the tokenizer and the parser warned of so far, by lines.
    private func tellWarnings(to warnings: SyntaxWarnings?) {
        guard let warnings, !(tokens.warnings.isEmpty && self.warnings.isEmpty) else { return }
        let last = tokens.places[position].range.end.line
        let all = (tokens.warnings.filter { $0.line <= last } + self.warnings).enumerated()
        for (_, var warning) in all.sorted(by: { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        ) {
            warning.isParsers = true
            warnings.note(warning)
        }
    }

    /// Why the source was rejected.
    private mutating func diagnosis(_ source: [UInt8], _ mode: Mode) -> SyntaxError {
        if symbol == .fault, let error = tokens.fault { return error }
        var (error, furthest, isLast) = (fault, position, false)
        if let error, error.kind == .memoryError || error.kind == .recursionError { return error }
        tokens.coverComments()
        // What looks like a whole statement may be the head of a compound one, so the one before is read again too. A
        // statement of this size is no one's handiwork, and the slow reading keeps too much of it.
        if error == nil, position - previousStatementStart < Diagnosis.tokenLimit {
            (error, furthest, isLast) = Diagnosis.report(
                on: tokens, mode, from: previousStatementStart, rejected: position)
        }
        var found = error ?? SyntaxError("invalid syntax", at: tokens.places[position].range)
        if let range = found.range { found.range = clipped(range) }
        if isLast { return found }
        // The tokenizer's faults come first, even those behind.
        guard tokens.fault != nil, found != tokens.fault else { return found }
        var tokenizer = Tokenizer(source, mode: mode)
        for _ in 0...furthest where (try? tokenizer.next()) == nil { return found }
        return tokenizer.faultFurtherOn(ofErrorOn: tokens.places[furthest].range.start.line) ?? found
    }

    /// A range over several lines as CPython reports it: its end is taken for one on the first line.
    private func clipped(_ range: SourceRange) -> SourceRange {
        guard range.end.line > range.start.line else { return range }
        var start = tokens.source.startIndex
        for _ in 1..<range.start.line {
            start = (tokens.source[start...].firstIndex(of: 0x0A) ?? tokens.source.endIndex - 1) + 1
        }
        let end = tokens.source[start...].firstIndex(of: 0x0A) ?? tokens.source.endIndex
        var result = range
        result.end.column = min(range.end.column, UInt32(truncatingIfNeeded: end - start))
        return result
    }
}
