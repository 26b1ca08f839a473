extension Parser {
    /// An atom with its attributes, calls and subscripts.
    mutating func primary() throws(Rejection) -> Expression {
        let start = position
        let outer = beginChain()
        var result = try atom()
        while true {
            switch symbol {
            case .dot:
                advance()
                let name = try name()
                try link()
                result = Expression(.attribute(value: result, name: name, .load), range(from: start))
            case .leftParenthesis:
                let (arguments, keywords) = try callArguments()
                try link()
                result = Expression(
                    .call(function: result, arguments: arguments, keywords: keywords), range(from: start))
            case .leftBracket:
                advance()
                let slice = try slices()
                try expect(.rightBracket)
                try link()
                result = Expression(.subscript(value: result, slice: slice, .load), range(from: start))
            default:
                endChain(outer)
                return result
            }
        }
    }

    /// A name, a literal, a display or what stands in parentheses.
    private mutating func atom() throws(Rejection) -> Expression {
        let start = position
        switch symbol {
        case .name, .softMatch, .softCase, .softType, .softUnderscore:
            return Expression(.name(try name(), .load), range(from: start))
        case .number: return try number()
        case .string, .fstringStart: return try strings()
        case .leftParenthesis: return try parenthesized()
        case .leftBracket: return try listDisplay()
        case .leftBrace: return try braceDisplay()
        case .none: return constant(.none)
        case .true: return constant(.true)
        case .false: return constant(.false)
        case .ellipsis: return constant(.ellipsis)
        default: throw Rejection()
        }
    }

    /// The constant that one token is.
    mutating func constant(_ value: Constant) -> Expression {
        let start = position
        advance()
        return Expression(.constant(value, hasUPrefix: false), range(from: start))
    }

    /// `()`, `(a)`, `(a, b)`, `(yield a)`, `(a for a in b)`
    private mutating func parenthesized() throws(Rejection) -> Expression {
        let start = position
        advance()
        if take(.rightParenthesis) { return Expression(.tuple([], .load), range(from: start)) }
        if symbol == .yield {
            try enter()
            let value = try yieldExpression()
            leave()
            try expect(.rightParenthesis)
            return value
        }
        let isStarred = symbol == .star
        let first = try starNamedExpression()
        if symbol == .comma {
            let elements = try elements(after: first)
            try expect(.rightParenthesis)
            return Expression(.tuple(elements, .load), range(from: start))
        }
        guard !isStarred else { throw Rejection() }
        if startsComprehension {
            let clauses = try comprehensions()
            try expect(.rightParenthesis)
            return Expression(.generatorExp(element: first, clauses), range(from: start))
        }
        try expect(.rightParenthesis)
        return first
    }

    /// `[]`, `[a, b]`, `[a for a in b]`
    private mutating func listDisplay() throws(Rejection) -> Expression {
        let start = position
        advance()
        if take(.rightBracket) { return Expression(.list([], .load), range(from: start)) }
        let isStarred = symbol == .star
        let first = try starNamedExpression()
        if !isStarred, startsComprehension {
            let clauses = try comprehensions()
            try expect(.rightBracket)
            return Expression(.listComp(element: first, clauses), range(from: start))
        }
        let elements = try elements(after: first)
        try expect(.rightBracket)
        return Expression(.list(elements, .load), range(from: start))
    }

    /// The elements of a display, given the first one.
    mutating func elements(after first: Expression) throws(Rejection) -> [Expression] {
        var elements = [first]
        while take(.comma), symbol.startsStarExpression { elements.append(try starNamedExpression()) }
        return elements
    }
}
