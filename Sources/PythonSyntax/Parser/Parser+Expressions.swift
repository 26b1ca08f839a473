extension Parser {
    /// `test if condition else other`, `lambda`, or what binds tighter.
    mutating func expression() throws(Rejection) -> Expression {
        try enter()
        if symbol == .lambda {
            let function = try lambda()
            leave()
            return function
        }
        let outer = beginChain()
        let start = position
        var result = try disjunction()
        if take(.if) {
            let test = try disjunction()
            try expect(.else)
            let other = try expression()
            try link()
            result = Expression(.ifExp(test: test, body: result, orElse: other), range(from: start))
        }
        endChain(outer)
        leave()
        return result
    }

    /// `name := expression`, or an expression.
    mutating func namedExpression() throws(Rejection) -> Expression {
        guard symbol.isName, following == .colonEqual else { return try expression() }
        let start = position
        let target = Expression(.name(try name(), .store), range(from: start))
        advance()
        let value = try expression()
        return Expression(.namedExpr(target: target, value: value), range(from: start))
    }

    /// `a or b or c`
    mutating func disjunction() throws(Rejection) -> Expression {
        let outer = beginChain()
        let start = position
        var result = try conjunction()
        if symbol == .or {
            var values = [result]
            while take(.or) { values.append(try conjunction()) }
            try link()
            result = Expression(.boolOp(.or, values: values), range(from: start))
        }
        endChain(outer)
        return result
    }

    /// `a and b and c`
    private mutating func conjunction() throws(Rejection) -> Expression {
        let outer = beginChain()
        let start = position
        var result = try inversion()
        if symbol == .and {
            var values = [result]
            while take(.and) { values.append(try inversion()) }
            try link()
            result = Expression(.boolOp(.and, values: values), range(from: start))
        }
        endChain(outer)
        return result
    }

    /// `not a`; a loop, as any number of them may follow each other.
    private mutating func inversion() throws(Rejection) -> Expression {
        guard symbol == .not else { return try comparison() }
        let outer = beginChain()
        let start = position
        while take(.not) {}
        var first = position
        var result = try comparison()
        while first > start {
            first -= 1
            try link()
            result = Expression(.unaryOp(.not, operand: result), range(from: first))
        }
        endChain(outer)
        return result
    }

    /// `a < b <= c`
    private mutating func comparison() throws(Rejection) -> Expression {
        let outer = beginChain()
        let start = position
        let left = try bitwiseOr()
        guard let first = comparisonOperator() else {
            endChain(outer)
            return left
        }
        var operators = [first]
        var comparators = [try bitwiseOr()]
        while let next = comparisonOperator() {
            operators.append(next)
            comparators.append(try bitwiseOr())
        }
        try link()
        endChain(outer)
        return Expression(.compare(left: left, operators, comparators: comparators), range(from: start))
    }

    /// Passes the operator of a comparison.
    private mutating func comparisonOperator() -> ComparisonOperator? {
        let found: ComparisonOperator
        switch symbol {
        case .doubleEqual: found = .equal
        case .notEqual: found = .notEqual
        case .less: found = .less
        case .lessEqual: found = .lessEqual
        case .greater: found = .greater
        case .greaterEqual: found = .greaterEqual
        case .in: found = .in
        case .is:
            advance()
            return take(.not) ? .isNot : .is
        case .not where following == .in:
            advance()
            found = .notIn
        default: return nil
        }
        advance()
        return found
    }

    /// `|` and all that binds tighter: what may stand beside a comparison, a star, or as a target.
    mutating func bitwiseOr() throws(Rejection) -> Expression { try arithmetic(1) }

    /// Operators of a precedence and above, by precedence climbing.
    private mutating func arithmetic(_ minimum: Int) throws(Rejection) -> Expression {
        let start = position
        let outer = beginChain()
        var left = try factor()
        while let (op, precedence) = symbol.arithmetic, precedence >= minimum {
            advance()
            let right = try arithmetic(precedence + 1)
            try link()
            left = Expression(.binOp(left: left, op, right: right), range(from: start))
        }
        endChain(outer)
        return left
    }

    /// `-a`, `+a`, `~a`, `a ** b`; signs are read in a loop, as any number of them may follow each other.
    private mutating func factor() throws(Rejection) -> Expression {
        guard symbol == .minus || symbol == .plus || symbol == .tilde else { return try power() }
        let outer = beginChain()
        let start = position
        while symbol == .minus || symbol == .plus || symbol == .tilde { advance() }
        var first = position
        var result = try power()
        while first > start {
            first -= 1
            try link()
            let op: UnaryOperator =
                switch tokens.symbols[first] {
                case .minus: .minus
                case .plus: .plus
                default: .invert
                }
            result = Expression(.unaryOp(op, operand: result), range(from: first))
        }
        endChain(outer)
        return result
    }

    /// `a ** b`
    private mutating func power() throws(Rejection) -> Expression {
        let start = position
        let outer = beginChain()
        var result = try awaited()
        if take(.doubleStar) {
            try enter()
            let exponent = try factor()
            leave()
            try link()
            result = Expression(.binOp(left: result, .pow, right: exponent), range(from: start))
        }
        endChain(outer)
        return result
    }

    /// `await a`
    private mutating func awaited() throws(Rejection) -> Expression {
        guard symbol == .await else { return try primary() }
        let start = position
        advance()
        let outer = beginChain()
        let value = try primary()
        try link()
        endChain(outer)
        return Expression(.await(value), range(from: start))
    }
}
