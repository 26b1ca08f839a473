extension Diagnosis {
    mutating func atom() throws(SyntaxError) -> Match? {
        if let known = recall(.atom) { return known }
        let mark = position
        let symbol = try symbol()
        var kind: Match.Kind?
        switch symbol {
        case _ where symbol.isName: kind = .name
        case .true: kind = .true
        case .false: kind = .false
        case .none: kind = Match.Kind.none
        case .number: kind = .literal
        case .ellipsis: kind = .ellipsis
        case .string, .fstringStart: return remember(.atom, from: mark, try strings())
        case .leftParenthesis, .leftBracket, .leftBrace:
            try enter(Diagnosis.bracketDepth)
            defer { depth -= Diagnosis.bracketDepth }
            let display =
                switch symbol {
                case .leftParenthesis: try parenthesized()
                case .leftBracket: try bracketed()
                default: try braced()
                }
            return remember(.atom, from: mark, display)
        default: break
        }
        guard let kind else { return remember(.atom, from: mark, nil) }
        position += 1
        return remember(.atom, from: mark, Match(kind: kind, range: range(from: mark)))
    }

    private mutating func parenthesized() throws(SyntaxError) -> Match? {
        if let match = try tupleDisplay() { return match }
        if let match = try group() { return match }
        return try generatorExpression()
    }

    private mutating func tupleDisplay() throws(SyntaxError) -> Match? {
        let mark = position
        guard try take(.leftParenthesis) else { return nil }
        var elements: [Match] = []
        let behind = position
        if let first = try starNamedExpression(), try take(.comma) {
            elements = [first] + (try starNamedExpressions() ?? [])
        } else {
            position = behind
        }
        guard try take(.rightParenthesis) else { return back(to: mark) }
        return Match(kind: .tuple, range: range(from: mark), parts: elements)
    }

    private mutating func group() throws(SyntaxError) -> Match? {
        let mark = position
        guard try take(.leftParenthesis) else { return nil }
        let behind = position
        var value = try yieldExpression()
        if value == nil { value = try namedExpression() }
        if let value, try take(.rightParenthesis) { return value }
        if findsFaults {
            position = behind
            if let starred = try starredExpression(), try take(.rightParenthesis) {
                throw fault("cannot use starred expression here", at: starred)
            }
            position = behind
            if let stars = try match(.doubleStar), try expression() != nil, try take(.rightParenthesis) {
                throw fault("cannot use double starred expression here", at: stars)
            }
        }
        return back(to: mark)
    }

    /// `(a for a in b)`
    mutating func generatorExpression() throws(SyntaxError) -> Match? {
        let mark = position
        if try take(.leftParenthesis), try argumentExpression() != nil, try comprehensionClauses() != nil,
            try take(.rightParenthesis)
        {
            return Match(kind: .generator, range: range(from: mark))
        }
        position = mark
        try faultyComprehension()
        return back(to: mark)
    }

    /// `name := expression`, or an expression without `:=` behind it.
    mutating func argumentExpression() throws(SyntaxError) -> Match? {
        let mark = position
        if let match = try assignmentExpression() { return match }
        if let match = try expression(), try !sees(.colonEqual) { return match }
        return back(to: mark)
    }

    private mutating func bracketed() throws(SyntaxError) -> Match? {
        if let match = try listDisplay() { return match }
        let mark = position
        if try take(.leftBracket), try namedExpression() != nil, try comprehensionClauses() != nil,
            try take(.rightBracket)
        {
            return Match(kind: .listComprehension, range: range(from: mark))
        }
        position = mark
        try faultyComprehension()
        return back(to: mark)
    }

    private mutating func listDisplay() throws(SyntaxError) -> Match? {
        let mark = position
        guard try take(.leftBracket) else { return nil }
        let elements = try starNamedExpressions() ?? []
        guard try take(.rightBracket) else { return back(to: mark) }
        return Match(kind: .list, range: range(from: mark), parts: elements)
    }

    private mutating func braced() throws(SyntaxError) -> Match? {
        let mark = position
        if try dictDisplay() { return Match(kind: .dict, range: range(from: mark)) }
        position = mark
        if try take(.leftBrace), try starNamedExpressions() != nil, try take(.rightBrace) {
            return Match(kind: .set, range: range(from: mark))
        }
        position = mark
        if try take(.leftBrace), try keyValuePair() != nil, try comprehensionClauses() != nil,
            try take(.rightBrace)
        {
            return Match(kind: .dictComprehension, range: range(from: mark))
        }
        position = mark
        if findsFaults { try faultyDictComprehension() }
        position = mark
        if try take(.leftBrace), try namedExpression() != nil, try comprehensionClauses() != nil,
            try take(.rightBrace)
        {
            return Match(kind: .setComprehension, range: range(from: mark))
        }
        position = mark
        try faultyComprehension()
        return back(to: mark)
    }

    private mutating func dictDisplay() throws(SyntaxError) -> Bool {
        guard try take(.leftBrace) else { return false }
        let behind = position
        if try doubleStarredPairs() != nil { _ = try take(.comma) }
        if try take(.rightBrace) { return true }
        position = behind
        // In CPython this rule takes part in both readings.
        try faultyPairs()
        return false
    }

    mutating func doubleStarredPairs() throws(SyntaxError) -> [Match]? {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            if try diagnosis.take(.doubleStar), try diagnosis.bitwiseOr() != nil {
                return diagnosis.syntax(from: mark)
            }
            diagnosis.position = mark
            return try diagnosis.keyValuePair()
        }
    }

    private mutating func keyValuePair() throws(SyntaxError) -> Match? {
        let mark = position
        if try expression() != nil, try take(.colon), try expression() != nil { return syntax(from: mark) }
        return back(to: mark)
    }

    /// `for a in b if c`, one or more; the match ends in the last expression of the last clause, and is that.
    mutating func comprehensionClauses() throws(SyntaxError) -> Match? {
        guard var last = try comprehensionClause() else { return nil }
        while let next = try comprehensionClause() { last = next }
        return last
    }

    private mutating func comprehensionClause() throws(SyntaxError) -> Match? {
        let mark = position
        for isAsync in [true, false] {
            position = mark
            if isAsync { guard try take(.async) else { continue } }
            guard try take(.for), try starTargets() != nil, try take(.in) else { continue }
            // There is no way back from here.
            guard var last = try disjunction() else { return back(to: mark) }
            while true {
                let behind = position
                guard try take(.if), let condition = try disjunction() else {
                    position = behind
                    break
                }
                last = condition
            }
            return last
        }
        position = mark
        if findsFaults { try faultyComprehensionClause() }
        return back(to: mark)
    }
}
