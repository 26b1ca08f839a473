extension Parser {
    /// Reads a source as a module.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseModule(_ source: [UInt8]) throws(SyntaxError) -> Module {
        try parse(source, .exec) { (parser: inout Parser) throws(Rejection) in try parser.module() }
    }

    /// Reads a source as one expression, as `eval` does.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    /// - Throws: What CPython 3.13 reports.
    package static func parseExpression(_ source: [UInt8]) throws(SyntaxError) -> Expression {
        try parse(source, .eval) { (parser: inout Parser) throws(Rejection) in
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
    package static func parseInteractive(_ source: [UInt8]) throws(SyntaxError) -> Module {
        try parse(source, .single) { (parser: inout Parser) throws(Rejection) in
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
            return Module(body: body)
        }
    }

    private static func parse<Tree>(
        _ source: [UInt8], _ mode: Mode, _ read: (inout Parser) throws(Rejection) -> Tree
    ) throws(SyntaxError) -> Tree {
        var parser = Parser(source, mode)
        do throws(Rejection) {
            return try read(&parser)
        } catch {
            throw parser.diagnosis
        }
    }

    /// Why the source was rejected.
    private var diagnosis: SyntaxError {
        if let fault { return fault }
        if symbol == .fault, let error = tokens.fault { return error }
        return SyntaxError("invalid syntax", at: tokens.places[position].range)
    }
}
