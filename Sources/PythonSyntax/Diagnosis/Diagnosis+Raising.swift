extension Diagnosis {
    /// A fault at the furthest token looked at: where CPython reports one without a place of its own.
    func fault(_ message: String, _ kind: SyntaxError.Kind = .syntaxError) -> SyntaxError {
        tokens.fault(message, kind, at: furthest)
    }

    /// A fault at a match.
    func fault(_ message: String, at match: Match) -> SyntaxError {
        SyntaxError(message, at: match.range)
    }

    /// A fault from one match to another.
    func fault(_ message: String, from first: Match, to last: Match) -> SyntaxError {
        SyntaxError(message, at: SourceRange(from: first.range, to: last.range))
    }

    /// A fault from a match to where the tokenizer stands.
    func fault(_ message: String, startingFrom match: Match) -> SyntaxError {
        // CPython takes the column that the tokenizer stands at for one that is counted from 1.
        var end = tokens.places[furthest].range.end
        if end.column > 0 { end.column -= 1 }
        return SyntaxError(message, at: SourceRange(match.range.start, end))
    }

    /// A fault at the token to read next.
    mutating func faultOnNextToken(_ message: String) throws(SyntaxError) -> SyntaxError {
        _ = try symbol()
        return tokens.fault(message, at: position)
    }

    /// Passes a token that CPython insists on.
    mutating func force(_ wanted: Symbol, _ text: String) throws(SyntaxError) {
        guard try !take(wanted) else { return }
        throw SyntaxError("expected '\(text)'", at: tokens.places[position].range)
    }

    /// `expected an indented block after …` on the line of a match.
    func missingBlock(after what: String, of match: Match) -> SyntaxError {
        fault("expected an indented block after \(what) on line \(match.range.start.line)", .indentationError)
    }

    /// Whether the end of a line comes next without an indented line behind it; it is passed.
    mutating func isBlockMissing() throws(SyntaxError) -> Bool {
        guard try take(.newline) else { return false }
        return try !sees(.indent)
    }

    /// What a target is for.
    enum TargetUse { case assignment, loop, deletion }

    /// Complains about what is no target in an expression, if anything.
    func refuse(_ match: Match, as use: TargetUse) throws(SyntaxError) {
        guard let culprit = invalidTarget(in: match, use) else { return }
        let verb = use == .deletion ? "delete" : "assign to"
        throw fault("cannot \(verb) \(description(of: culprit))", at: culprit)
    }

    private func invalidTarget(in match: Match, _ use: TargetUse) -> Match? {
        switch match.kind {
        case .list, .tuple:
            for part in match.parts {
                if let culprit = invalidTarget(in: part, use) { return culprit }
            }
            return nil
        case .starred: return use == .deletion ? match : invalidTarget(in: match.parts[0], use)
        // The `a in b` of `for a in b` is read as a comparison.
        case .containment where use == .loop: return invalidTarget(in: match.parts[0], use)
        case .comparison where use == .loop: return nil
        case .name, .subscript, .attribute: return nil
        default: return match
        }
    }

    /// How CPython calls an expression.
    func description(of match: Match) -> String {
        switch match.kind {
        case .syntax: "expression"
        case .name: "name"
        case .attribute: "attribute"
        case .subscript: "subscript"
        case .starred: "starred"
        case .list: "list"
        case .tuple: "tuple"
        case .lambda: "lambda"
        case .call: "function call"
        case .operation: "expression"
        case .generator: "generator expression"
        case .yield: "yield expression"
        case .await: "await expression"
        case .listComprehension: "list comprehension"
        case .setComprehension: "set comprehension"
        case .dictComprehension: "dict comprehension"
        case .dict: "dict literal"
        case .set: "set display"
        case .fstring: "f-string expression"
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "ellipsis"
        case .literal: "literal"
        case .comparison, .containment: "comparison"
        case .conditional: "conditional expression"
        case .named: "named expression"
        }
    }
}
