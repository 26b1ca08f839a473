extension Parser {
    /// The arguments of a call, its parentheses included. A generator expression alone shares them.
    mutating func callArguments() throws(Rejection) -> ([Expression], [Keyword]) {
        let start = position
        advance()
        if symbol.startsExpression, !(symbol.isName && following == .equal) {
            let first = try namedExpression()
            if startsComprehension {
                let clauses = try comprehensions()
                try expect(.rightParenthesis)
                return ([Expression(.generatorExp(element: first, clauses), range(from: start))], [])
            }
            return try arguments(first: first)
        }
        return try arguments(first: nil)
    }

    /// Arguments up to and with the closing parenthesis; the first one may have been read.
    ///
    /// Positional ones, then keywords among `*iterables`, then keywords among `**mappings`.
    mutating func arguments(first: Expression?) throws(Rejection) -> ([Expression], [Keyword]) {
        var positional: [Expression] = []
        var keywords: [Keyword] = []
        var hasUnpackedMapping = false
        if let first {
            positional.append(first)
            if take(.rightParenthesis) { return (positional, keywords) }
            try expect(.comma)
        }
        while symbol != .rightParenthesis {
            let start = position
            if symbol.isName, following == .equal {
                let name = try name()
                advance()
                let value = try expression()
                keywords.append(Keyword(name: name, value: value, range: range(from: start)))
            } else if take(.doubleStar) {
                let value = try expression()
                keywords.append(Keyword(name: nil, value: value, range: range(from: start)))
                hasUnpackedMapping = true
            } else if take(.star) {
                guard !hasUnpackedMapping else { throw Rejection() }
                let value = try expression()
                positional.append(Expression(.starred(value, .load), range(from: start)))
            } else {
                guard keywords.isEmpty else { throw Rejection() }
                positional.append(try namedExpression())
            }
            if symbol == .rightParenthesis { break }
            try expect(.comma)
        }
        try expect(.rightParenthesis)
        return (positional, keywords)
    }

    /// What stands in brackets behind an object.
    mutating func slices() throws(Rejection) -> Expression {
        let start = position
        let isStarred = symbol == .star
        let first = try slice()
        guard symbol == .comma || isStarred else { return first }
        var elements = [first]
        while take(.comma), symbol != .rightBracket { elements.append(try slice()) }
        return Expression(.tuple(elements, .load), range(from: start))
    }

    /// `a`, `*a`, `a:b:c`
    private mutating func slice() throws(Rejection) -> Expression {
        let start = position
        if take(.star) {
            let value = try expression()
            return Expression(.starred(value, .load), range(from: start))
        }
        let lower: Expression?
        if symbol == .colon {
            lower = nil
        } else {
            let isNamed = symbol.isName && following == .colonEqual
            let value = try namedExpression()
            if isNamed || symbol != .colon { return value }
            lower = value
        }
        try expect(.colon)
        let upper = symbol.startsExpression ? try expression() : nil
        var step: Expression?
        if take(.colon), symbol.startsExpression { step = try expression() }
        return Expression(.slice(lower: lower, upper: upper, step: step), range(from: start))
    }
}
