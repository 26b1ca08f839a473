extension Parser {
    /// `a, *b`: an expression, or a tuple without parentheses. A comma behind the last one makes a tuple too.
    mutating func starExpressions() throws(Rejection) -> Expression {
        let start = position
        let first = try starExpression()
        guard symbol == .comma else { return first }
        var elements = [first]
        while take(.comma), symbol.startsStarExpression { elements.append(try starExpression()) }
        return Expression(.tuple(elements, .load), range(from: start))
    }

    /// `a, b` where nothing may be starred.
    mutating func expressions() throws(Rejection) -> Expression {
        let start = position
        let first = try expression()
        guard symbol == .comma else { return first }
        var elements = [first]
        while take(.comma), symbol.startsExpression { elements.append(try expression()) }
        return Expression(.tuple(elements, .load), range(from: start))
    }

    /// `*a` or an expression.
    mutating func starExpression() throws(Rejection) -> Expression {
        try symbol == .star ? starred() : expression()
    }

    /// `*a`, `name := a` or an expression.
    mutating func starNamedExpression() throws(Rejection) -> Expression {
        try symbol == .star ? starred() : namedExpression()
    }

    /// `*a` with what may stand in a display or a tuple behind the star.
    mutating func starred() throws(Rejection) -> Expression {
        let start = position
        try expect(.star)
        let value = try bitwiseOr()
        return Expression(.starred(value, .load), range(from: start))
    }

    /// `yield`, or expressions: what may stand right of `=`.
    mutating func yieldOrExpressions() throws(Rejection) -> Expression {
        try symbol == .yield ? yieldExpression() : starExpressions()
    }

    /// `yield`, `yield a, b`, `yield from a`
    mutating func yieldExpression() throws(Rejection) -> Expression {
        let start = position
        try expect(.yield)
        if take(.from) {
            let value = try expression()
            return Expression(.yieldFrom(value), range(from: start))
        }
        let value = symbol.startsStarExpression ? try starExpressions() : nil
        return Expression(.yield(value), range(from: start))
    }
}
