extension Diagnosis {
    /// One more rule inside another; deeper than this reads, a fault is plain invalid syntax.
    mutating func enter(_ levels: Int = 1) throws(SyntaxError) {
        depth += levels
        guard depth <= Diagnosis.depthLimit else { throw fault("invalid syntax") }
    }

    mutating func expression() throws(SyntaxError) -> Match? {
        if let known = recall(.expression) { return known }
        try enter()
        defer { depth -= 1 }
        let mark = position
        if findsFaults {
            try faultyExpression()
            position = mark
            try faultyLegacyExpression()
            position = mark
        }
        return remember(.expression, from: mark, try plainExpression())
    }

    /// An expression, without looking for what is wrong with it as a whole.
    private mutating func plainExpression() throws(SyntaxError) -> Match? {
        let mark = position
        if try disjunction() != nil, try take(.if), try disjunction() != nil, try take(.else),
            try expression() != nil
        {
            return Match(kind: .conditional, range: range(from: mark))
        }
        position = mark
        if let match = try disjunction() { return match }
        position = mark
        return try lambda()
    }

    /// An expression, without looking for what is wrong in it.
    mutating func expressionWithoutFaults() throws(SyntaxError) -> Match? {
        let outer = findsFaults
        findsFaults = false
        defer { findsFaults = outer }
        return try plainExpression()
    }

    /// `a`, `a,`, `a, b`
    mutating func expressions() throws(SyntaxError) -> Match? {
        try tuple { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.expression() }
    }

    mutating func starExpressions() throws(SyntaxError) -> Match? {
        try tuple { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.starExpression() }
    }

    private mutating func tuple(_ read: Reading) throws(SyntaxError) -> Match? {
        let mark = position
        guard let elements = try gather(read) else { return nil }
        let hasComma = try take(.comma)
        if elements.count == 1, !hasComma { return elements[0] }
        return Match(kind: .tuple, range: range(from: mark), parts: elements)
    }

    mutating func starExpression() throws(SyntaxError) -> Match? {
        if let known = recall(.starExpression) { return known }
        let mark = position
        if let match = try starredOperand() { return remember(.starExpression, from: mark, match) }
        return remember(.starExpression, from: mark, try expression())
    }

    /// `*a` of displays and tuples.
    private mutating func starredOperand() throws(SyntaxError) -> Match? {
        let mark = position
        guard try take(.star), let value = try bitwiseOr() else { return back(to: mark) }
        return Match(kind: .starred, range: range(from: mark), parts: [value])
    }

    mutating func starNamedExpression() throws(SyntaxError) -> Match? {
        if let match = try starredOperand() { return match }
        return try namedExpression()
    }

    mutating func starNamedExpressions() throws(SyntaxError) -> [Match]? {
        let elements = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.starNamedExpression()
        }
        if elements != nil { _ = try take(.comma) }
        return elements
    }

    /// `name := expression`
    mutating func assignmentExpression() throws(SyntaxError) -> Match? {
        let mark = position
        guard try name() != nil, try take(.colonEqual), try expression() != nil else {
            return back(to: mark)
        }
        return Match(kind: .named, range: range(from: mark))
    }

    mutating func namedExpression() throws(SyntaxError) -> Match? {
        let mark = position
        if let match = try assignmentExpression() { return match }
        if findsFaults {
            try faultyNamedExpression()
            position = mark
        }
        if let match = try expression(), try !sees(.colonEqual) { return match }
        return back(to: mark)
    }

    mutating func yieldExpression() throws(SyntaxError) -> Match? {
        let mark = position
        guard try take(.yield) else { return nil }
        let behind = position
        if try take(.from), try expression() != nil { return Match(kind: .yield, range: range(from: mark)) }
        position = behind
        _ = try starExpressions()
        return Match(kind: .yield, range: range(from: mark))
    }

    /// What may stand right of `=`.
    mutating func annotatedRightSide() throws(SyntaxError) -> Match? {
        if let match = try yieldExpression() { return match }
        return try starExpressions()
    }

    mutating func disjunction() throws(SyntaxError) -> Match? {
        if let known = recall(.disjunction) { return known }
        let mark = position
        let match = try operands(.or) { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.conjunction()
        }
        return remember(.disjunction, from: mark, match)
    }

    private mutating func conjunction() throws(SyntaxError) -> Match? {
        if let known = recall(.conjunction) { return known }
        let mark = position
        let match = try operands(.and) { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.inversion()
        }
        return remember(.conjunction, from: mark, match)
    }

    private mutating func operands(_ op: Symbol, _ read: Reading) throws(SyntaxError) -> Match? {
        let mark = position
        guard let values = try gather(read, separator: op) else { return nil }
        return values.count == 1 ? values[0] : Match(kind: .operation, range: range(from: mark))
    }

    mutating func inversion() throws(SyntaxError) -> Match? {
        if let known = recall(.inversion) { return known }
        let mark = position
        if try take(.not) {
            try enter()
            defer { depth -= 1 }
            if try inversion() != nil {
                return remember(
                    .inversion, from: mark, Match(kind: .operation, range: range(from: mark)))
            }
            position = mark
        }
        return remember(.inversion, from: mark, try comparison())
    }

    private mutating func comparison() throws(SyntaxError) -> Match? {
        let mark = position
        guard let left = try bitwiseOr() else { return nil }
        var first: Symbol?
        while true {
            let behind = position
            guard let op = try comparisonOperator(), try bitwiseOr() != nil else {
                position = behind
                break
            }
            first = first ?? op
        }
        guard let first else { return left }
        return Match(
            kind: first == .in ? .containment : .comparison, range: range(from: mark), parts: [left])
    }

    private mutating func comparisonOperator() throws(SyntaxError) -> Symbol? {
        let symbol = try symbol()
        switch symbol {
        case .doubleEqual, .notEqual, .lessEqual, .less, .greaterEqual, .greater, .in: position += 1
        case .not:
            position += 1
            return try take(.in) ? .not : nil
        case .is:
            position += 1
            _ = try take(.not)
        default: return nil
        }
        return symbol
    }
}
