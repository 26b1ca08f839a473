extension Parser {
    /// Reads a source as a module.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseModule(
        _ source: [UInt8], features: SyntaxFeatures = .all, noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> Module {
        try parse(source, .exec, features, warnings) { (parser: inout Parser) throws(Rejection) in
            try parser.module()
        }
    }

    /// Reads a source as one expression, as `eval` does.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseExpression(
        _ source: [UInt8], features: SyntaxFeatures = .all, noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> Expression {
        try parse(source, .eval, features, warnings) { (parser: inout Parser) throws(Rejection) in
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
        _ source: [UInt8], features: SyntaxFeatures = .all, noting warnings: SyntaxWarnings? = nil
    ) throws(SyntaxError) -> Module {
        try parse(source, .single, features, warnings) { (parser: inout Parser) throws(Rejection) in
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
        _ source: [UInt8], _ mode: Mode, _ features: SyntaxFeatures, _ warnings: SyntaxWarnings?,
        _ read: (inout Parser) throws(Rejection) -> Tree
    ) throws(SyntaxError) -> Tree {
        var parser = Parser(source, mode, features)
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
        if let error = fieldError() { return error }
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
        var tokenizer = Tokenizer(source, mode: mode, features: tokens.features)
        for _ in 0...furthest where (try? tokenizer.next()) == nil { return found }
        return tokenizer.faultFurtherOn(ofErrorOn: tokens.places[furthest].range.start.line) ?? found
    }

    /// What is wrong with the code of an f-string's field that was rejected, where fields are compiled one by one, in parentheses.
    private func fieldError() -> SyntaxError? {
        guard !tokens.features.nestsFStrings else { return nil }
        var depth = 0
        var start = 0
        for index in previousStatementStart..<position {
            if tokens.symbols[index] == .fstringStart {
                if depth == 0 { start = index }
                depth += 1
            } else if tokens.symbols[index] == .fstringEnd {
                depth -= 1
            }
        }
        guard depth > 0, let end = tokens.endOfFString(at: start) else { return nil }
        let first = Int(tokens.places[start].firstByte)
        var fields = FieldScanner(tokens.source, token: first..<end)
        guard (try? fields.scan()) != nil else { return nil }
        for field in fields.expressions {
            let code = [UInt8(ascii: "(")] + tokens.source[field] + [UInt8(ascii: ")")]
            do throws(SyntaxError) {
                _ = try Parser.parseExpression(code, features: tokens.features)
            } catch {
                var error = error
                error.message = "f-string: \(error.message)"
                error.text = String(decoding: code, as: UTF8.self)
                let lines = tokens.source[first..<field.lowerBound].count { $0 == .lineFeed }
                let line = tokens.places[start].range.start.line + UInt32(truncatingIfNeeded: lines)
                if var range = error.range {
                    range.start.line = line
                    range.end.line = line
                    error.range = range
                }
                return error
            }
        }
        return nil
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
