extension Diagnosis {
    /// A comma or an `else` that was forgotten, or a lambda in an f-string.
    mutating func faultyExpression() throws(SyntaxError) {
        let mark = position
        // Names before strings are taken for wrong prefixes, and a soft keyword may begin a statement.
        let startsOtherwise = try isNameBeforeString() ? true : isSoftKeyword()
        if !startsOtherwise, let left = try disjunction(), let right = try expressionWithoutFaults() {
            if !isLegacyStatement(left, at: mark), level > 0 {
                throw fault("invalid syntax. Perhaps you forgot a comma?", from: left, to: right)
            }
        }
        position = mark
        if let left = try disjunction(), try take(.if), let condition = try disjunction(),
            try !seesOne(of: [.else, .colon])
        {
            throw fault("expected 'else' after 'if' expression", from: left, to: condition)
        }
        position = mark
        if let lambda = try match(.lambda) {
            _ = try parameterList(isLambda: true)
            if let colon = try match(.colon), try sees(.fstringMiddle) {
                throw fault(
                    "f-string: lambda expressions are not allowed without parentheses", from: lambda,
                    to: colon)
            }
        }
    }

    private mutating func isNameBeforeString() throws(SyntaxError) -> Bool {
        let mark = position
        defer { position = mark }
        guard try name() != nil else { return false }
        return try take(.string)
    }

    /// CPython compares no further than the name goes, so that `t` passes for `type`.
    private mutating func isSoftKeyword() throws(SyntaxError) -> Bool {
        guard try symbol().isName else { return false }
        let text = tokens.text(at: position)
        return ["_", "case", "match", "type"].contains { $0.hasPrefix(text) }
    }

    /// Whether a match is the name of what was a statement in Python 2.
    private func isLegacyStatement(_ match: Match, at token: Int) -> Bool {
        guard match.kind == .name else { return false }
        // In parentheses it stands behind the token.
        var token = token
        while tokens.places[token].range.start < match.range.start { token += 1 }
        let text = tokens.text(at: token)
        return text == "print" || text == "exec"
    }

    /// `print "…"`
    mutating func faultyLegacyExpression() throws(SyntaxError) {
        let mark = position
        guard let name = try name(), try !sees(.leftParenthesis), let rest = try starExpressions(),
            isLegacyStatement(name, at: mark)
        else { return }
        let text = tokens.text(at: mark)
        throw fault(
            "Missing parentheses in call to '\(text)'. Did you mean \(text)(...)?", from: name, to: rest)
    }

    /// `=` for `==` or `:=`, and `:=` behind what is no name.
    mutating func faultyNamedExpression() throws(SyntaxError) {
        if recall(.faultyNamedExpression) != nil { return }
        let mark = position
        if let target = try expression(), try take(.colonEqual), try expression() != nil {
            throw fault("cannot use assignment expressions with \(description(of: target))", at: target)
        }
        position = mark
        if let name = try name(), try take(.equal), let value = try bitwiseOr(),
            try !seesOne(of: [.equal, .colonEqual])
        {
            throw fault(
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", from: name, to: value)
        }
        position = mark
        if try !isDisplayOrSingleton(), let target = try bitwiseOr(), try take(.equal),
            try bitwiseOr() != nil, try !seesOne(of: [.equal, .colonEqual])
        {
            throw fault(
                "cannot assign to \(description(of: target)) here. Maybe you meant '==' instead of '='?",
                at: target)
        }
        _ = remember(.faultyNamedExpression, from: mark, nil)
    }

    private mutating func isDisplayOrSingleton() throws(SyntaxError) -> Bool {
        let mark = position
        defer { position = mark }
        switch try symbol() {
        case .true, .none, .false: return true
        case .leftBracket, .leftParenthesis:
            guard let match = try atom() else { return false }
            // Parentheses around a list or tuple do not make one.
            guard match.range.start == tokens.places[mark].range.start else { return false }
            return match.kind == .list || match.kind == .tuple || match.kind == .generator
        default: return false
        }
    }

    /// What is wrong with the target of a comprehension; its brackets are whichever come next.
    mutating func faultyComprehension() throws(SyntaxError) {
        guard findsFaults else { return }
        let mark = position
        if try takeOne(of: [.leftBracket, .leftParenthesis, .leftBrace]),
            let starred = try starredExpression(),
            try comprehensionClauses() != nil
        {
            throw fault("iterable unpacking cannot be used in comprehension", at: starred)
        }
        let message = "did you forget parentheses around the comprehension target?"
        position = mark
        if try takeOne(of: [.leftBracket, .leftBrace]), let first = try starNamedExpression(),
            try take(.comma), let rest = try starNamedExpressions(), let last = rest.last,
            try comprehensionClauses() != nil
        {
            throw fault(message, from: first, to: last)
        }
        position = mark
        if try takeOne(of: [.leftBracket, .leftBrace]), let first = try starNamedExpression(),
            let comma = try match(.comma), try comprehensionClauses() != nil
        {
            throw fault(message, from: first, to: comma)
        }
        position = mark
    }

    mutating func faultyDictComprehension() throws(SyntaxError) {
        guard try take(.leftBrace), let stars = try match(.doubleStar), try bitwiseOr() != nil,
            try comprehensionClauses() != nil, try take(.rightBrace)
        else { return }
        throw fault("dict unpacking cannot be used in dict comprehension", at: stars)
    }

    mutating func faultyComprehensionClause() throws(SyntaxError) {
        let mark = position
        _ = try take(.async)
        if try take(.for) {
            let operands = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
                try diagnosis.bitwiseOr()
            }
            if operands != nil {
                _ = try take(.comma)
                if try !sees(.in) { throw fault("'in' expected after for-loop variables") }
            }
        }
        position = mark
        try faultyLoopTarget()
    }

    mutating func faultyLoopTarget() throws(SyntaxError) {
        _ = try take(.async)
        if try take(.for), let target = try starExpressions() { try refuse(target, as: .loop) }
    }

    /// What is wrong between the braces of a dict.
    mutating func faultyPairs() throws(SyntaxError) {
        let mark = position
        if try doubleStarredPairs() != nil, try take(.comma) {
            let behind = position
            if let key = try expression(), try !sees(.colon) {
                let end = key.range.end
                // CPython points before the end of the key.
                let place = SourcePosition(line: key.range.start.line, column: end.column &- 1)
                throw SyntaxError(
                    "':' expected after dictionary key", at: SourceRange(place, place))
            }
            position = behind
            try faultyValue()
        }
        position = mark
        try faultyValue()
        position = mark
    }

    private mutating func faultyValue() throws(SyntaxError) {
        let mark = position
        if try expression() != nil, try take(.colon), let star = try match(.star), try bitwiseOr() != nil {
            throw fault("cannot use a starred expression in a dictionary value", startingFrom: star)
        }
        position = mark
        if try expression() != nil, let colon = try match(.colon),
            try seesOne(of: [.rightBrace, .comma])
        {
            throw fault("expression expected after dictionary key and ':'", at: colon)
        }
    }
}
