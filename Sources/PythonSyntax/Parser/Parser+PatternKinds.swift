extension Parser {
    /// A pattern that begins with a name: a capture, the wildcard, a dotted value or a class.
    mutating func namedPattern() throws(Rejection) -> Pattern {
        let start = position
        let isWildcard = symbol == .softUnderscore
        let (type, name) = try nameOrAttribute()
        if symbol == .leftParenthesis { return try classPattern(start, type: type) }
        guard symbol != .equal else { throw Rejection() }
        guard let name else { return Pattern(.matchValue(type), range(from: start)) }
        return Pattern(.matchAs(nil, name: isWildcard ? nil : name), range(from: start))
    }

    /// `a` or `a.b.c`; for a plain name also the name.
    private mutating func nameOrAttribute() throws(Rejection) -> (Expression, String?) {
        let start = position
        let outer = beginChain()
        let name = try name()
        var value = Expression(.name(name, .load), range(from: start))
        var isName = true
        while take(.dot) {
            let attribute = try self.name()
            try link()
            value = Expression(.attribute(value: value, name: attribute, .load), range(from: start))
            isName = false
        }
        endChain(outer)
        return (value, isName ? name : nil)
    }

    /// `Type(pattern, name=pattern)`
    private mutating func classPattern(_ start: Int, type: Expression) throws(Rejection) -> Pattern {
        advance()
        var patterns: [Pattern] = []
        var keywordNames: [String] = []
        var keywordPatterns: [Pattern] = []
        while symbol != .rightParenthesis {
            if symbol.isName, following == .equal {
                keywordNames.append(try name())
                advance()
                keywordPatterns.append(try pattern())
            } else {
                guard keywordNames.isEmpty else { throw Rejection() }
                patterns.append(try pattern())
            }
            guard take(.comma) else { break }
        }
        try expect(.rightParenthesis)
        let kind = Pattern.Kind.matchClass(
            type: type, patterns: patterns, keywordNames: keywordNames, keywordPatterns: keywordPatterns)
        return Pattern(kind, range(from: start))
    }

    /// `{key: pattern, **rest}`
    mutating func mappingPattern() throws(Rejection) -> Pattern {
        let start = position
        advance()
        var keys: [Expression] = []
        var patterns: [Pattern] = []
        var rest: String?
        while symbol != .rightBrace {
            if take(.doubleStar) {
                rest = try captureTarget()
                _ = take(.comma)
                break
            }
            keys.append(try mappingKey())
            try expect(.colon)
            patterns.append(try pattern())
            guard take(.comma) else { break }
        }
        try expect(.rightBrace)
        return Pattern(.matchMapping(keys: keys, patterns: patterns, rest: rest), range(from: start))
    }

    private mutating func mappingKey() throws(Rejection) -> Expression {
        switch symbol {
        case .none: return constant(.none)
        case .true: return constant(.true)
        case .false: return constant(.false)
        case .number, .minus, .string, .fstringStart: return try literalExpression()
        default:
            let (value, name) = try nameOrAttribute()
            // Only dotted names are values here.
            guard name == nil else { throw Rejection() }
            return value
        }
    }

    /// A number with its sign, a complex number, or a string.
    mutating func literalExpression() throws(Rejection) -> Expression {
        let start = position
        guard symbol == .number || symbol == .minus else { return try strings() }
        var left: Expression
        if take(.minus) {
            let operand = try number()
            left = Expression(.unaryOp(.minus, operand: operand), range(from: start))
        } else {
            left = try number()
        }
        guard symbol == .plus || symbol == .minus else { return left }
        guard !isImaginary(left) else {
            throw reject(
                SyntaxError(
                    "real number required in complex literal", at: tokens.places[position - 1].range))
        }
        let op: BinaryOperator = symbol == .plus ? .add : .sub
        advance()
        guard symbol == .number else { throw Rejection() }
        let right = try number()
        guard isImaginary(right) else {
            throw reject(SyntaxError("imaginary number required in complex literal", at: right.range))
        }
        return Expression(.binOp(left: left, op, right: right), range(from: start))
    }

    private func isImaginary(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .constant(.imaginary, _): true
        case .unaryOp(_, let operand): isImaginary(operand)
        default: false
        }
    }
}
