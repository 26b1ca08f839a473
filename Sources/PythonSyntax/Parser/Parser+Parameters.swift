extension Parser {
    /// `lambda a, *b: c`
    mutating func lambda() throws(Rejection) -> Expression {
        let start = position
        advance()
        let parameters = try parameters(until: .colon)
        try expect(.colon)
        let body = try expression()
        return Expression(.lambda(parameters, body: body), range(from: start))
    }

    /// Parameters up to the token that ends them: `)` for a function, `:` for a lambda, whose parameters have no annotations.
    mutating func parameters(until end: Symbol) throws(Rejection) -> Arguments {
        let isAnnotated = end == .rightParenthesis
        var result = Arguments()
        var mayBeSlash = true
        while symbol != end {
            switch symbol {
            case .slash:
                guard mayBeSlash, !result.positional.isEmpty else { throw Rejection() }
                advance()
                result.positionalOnly = result.positional
                result.positional = []
                mayBeSlash = false
            case .star:
                advance()
                try parametersAfterStar(until: end, into: &result)
                return result
            case .doubleStar:
                try variadicKeywords(until: end, into: &result)
                return result
            default:
                result.positional.append(try parameter(isAnnotated: isAnnotated))
                if take(.equal) {
                    result.defaults.append(try expression())
                } else if !result.defaults.isEmpty {
                    throw Rejection()
                }
            }
            guard symbol != end else { break }
            try expect(.comma)
        }
        return result
    }

    /// What follows `*`: a name or a comma, then parameters that only keywords reach.
    private mutating func parametersAfterStar(
        until end: Symbol, into result: inout Arguments
    ) throws(Rejection) {
        let isAnnotated = end == .rightParenthesis
        if symbol == .comma {
            // A bare star has to be followed by a parameter.
            guard following.isName else { throw Rejection() }
        } else {
            result.variadic = try parameter(isAnnotated: isAnnotated, mayBeStarred: true)
        }
        while symbol != end {
            try expect(.comma)
            guard symbol != end else { return }
            if symbol == .doubleStar {
                try variadicKeywords(until: end, into: &result)
                return
            }
            result.keywordOnly.append(try parameter(isAnnotated: isAnnotated))
            result.keywordDefaults.append(take(.equal) ? try expression() : nil)
        }
    }

    /// `**name`, the last parameter.
    private mutating func variadicKeywords(
        until end: Symbol, into result: inout Arguments
    ) throws(Rejection) {
        advance()
        result.variadicKeywords = try parameter(isAnnotated: end == .rightParenthesis)
        _ = take(.comma)
        guard symbol == end else { throw Rejection() }
    }

    private mutating func parameter(
        isAnnotated: Bool, mayBeStarred: Bool = false
    ) throws(Rejection) -> Parameter {
        let start = position
        let name = try name()
        var annotation: Expression?
        if isAnnotated, take(.colon) {
            annotation = mayBeStarred ? try starExpression() : try expression()
        }
        return Parameter(name: name, annotation: annotation, range: range(from: start))
    }
}
