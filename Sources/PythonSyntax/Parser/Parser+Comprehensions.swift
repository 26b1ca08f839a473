extension Parser {
    /// Whether `for` or `async for` follows.
    var startsComprehension: Bool { symbol == .for || (symbol == .async && following == .for) }

    /// `for a in b if c for d in e`
    mutating func comprehensions() throws(Rejection) -> [Comprehension] {
        var clauses: [Comprehension] = []
        while startsComprehension {
            let isAsync = take(.async)
            advance()
            let target = try targets()
            try expect(.in)
            // Not an expression: an `if` behind it is the clause's.
            let iterable = try disjunction()
            var conditions: [Expression] = []
            while take(.if) { conditions.append(try disjunction()) }
            clauses.append(
                Comprehension(target: target, iterable: iterable, conditions: conditions, isAsync: isAsync))
        }
        return clauses
    }

    /// `{}`, `{a, b}`, `{a: b, **c}`, `{a for a in b}`, `{a: b for a in c}`
    mutating func braceDisplay() throws(Rejection) -> Expression {
        let start = position
        advance()
        if take(.rightBrace) { return Expression(.dict(keys: [], values: []), range(from: start)) }
        if symbol == .doubleStar { return try dictDisplay(start, keys: [], values: []) }
        let mayBeKey = symbol != .star && !(symbol.isName && following == .colonEqual)
        let first = try starNamedExpression()
        if mayBeKey, take(.colon) {
            let value = try expression()
            if startsComprehension {
                let clauses = try comprehensions()
                try expect(.rightBrace)
                return Expression(.dictComp(key: first, value: value, clauses), range(from: start))
            }
            if symbol == .comma { advance() } else if symbol != .rightBrace { throw Rejection() }
            return try dictDisplay(start, keys: [first], values: [value])
        }
        if mayBeKey || symbol != .colon, startsComprehension, !isStarred(first) {
            let clauses = try comprehensions()
            try expect(.rightBrace)
            return Expression(.setComp(element: first, clauses), range(from: start))
        }
        let elements = try elements(after: first)
        try expect(.rightBrace)
        return Expression(.set(elements), range(from: start))
    }

    /// The rest of a dict behind the items already read and their comma.
    private mutating func dictDisplay(
        _ start: Int, keys: [Expression?], values: [Expression]
    ) throws(Rejection) -> Expression {
        var (keys, values) = (keys, values)
        while symbol != .rightBrace {
            if take(.doubleStar) {
                keys.append(nil)
                values.append(try bitwiseOr())
            } else {
                keys.append(try expression())
                try expect(.colon)
                values.append(try expression())
            }
            guard take(.comma) else { break }
        }
        try expect(.rightBrace)
        return Expression(.dict(keys: keys, values: values), range(from: start))
    }

    private func isStarred(_ expression: Expression) -> Bool {
        if case .starred = expression.kind { true } else { false }
    }
}
