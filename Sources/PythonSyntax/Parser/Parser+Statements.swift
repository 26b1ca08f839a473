extension Parser {
    /// Statements up to the end of the source.
    mutating func module() throws(Rejection) -> Module {
        var body: [Statement] = []
        while symbol != .endMarker {
            (previousStatementStart, statementStart) = (statementStart, position)
            try statement(into: &body)
        }
        return Module(body: body)
    }

    /// One compound statement, or the simple statements of a line.
    mutating func statement(into body: inout [Statement]) throws(Rejection) {
        if let compound = try compoundStatement() {
            body.append(compound)
        } else {
            try simpleStatements(into: &body)
        }
    }

    /// Statements with semicolons between them up to the end of the line.
    mutating func simpleStatements(into body: inout [Statement]) throws(Rejection) {
        repeat {
            body.append(try simpleStatement())
        } while take(.semicolon) && symbol != .newline
        try expect(.newline)
    }

    private mutating func simpleStatement() throws(Rejection) -> Statement {
        let start = position
        let kind: Statement.Kind
        switch symbol {
        case .pass: kind = keyword(.pass)
        case .break: kind = keyword(.break)
        case .continue: kind = keyword(.continue)
        case .return:
            advance()
            kind = .return(symbol.startsStarExpression ? try starExpressions() : nil)
        case .raise: kind = try raiseStatement()
        case .global:
            advance()
            kind = .global(try names())
        case .nonlocal:
            advance()
            kind = .nonlocal(try names())
        case .del: kind = try deleteStatement()
        case .assert:
            advance()
            let test = try expression()
            kind = .assert(test: test, message: take(.comma) ? try expression() : nil)
        case .import: kind = try importStatement()
        case .from: kind = try importFromStatement()
        case .softType where following.isName && tokens.features.hasTypeParameters: kind = try typeAlias()
        default: kind = try expressionStatement()
        }
        return Statement(kind, range(from: start))
    }

    private mutating func keyword(_ kind: Statement.Kind) -> Statement.Kind {
        advance()
        return kind
    }

    private mutating func raiseStatement() throws(Rejection) -> Statement.Kind {
        advance()
        guard symbol.startsExpression else { return .raise(exception: nil, cause: nil) }
        let exception = try expression()
        return .raise(exception: exception, cause: take(.from) ? try expression() : nil)
    }

    private mutating func names() throws(Rejection) -> [String] {
        var names = [try name()]
        while take(.comma) { names.append(try name()) }
        return names
    }

    private mutating func deleteStatement() throws(Rejection) -> Statement.Kind {
        advance()
        var targets = [try target(bitwiseOr(), .delete)]
        while take(.comma), symbol.startsExpression { targets.append(try target(bitwiseOr(), .delete)) }
        guard symbol == .semicolon || symbol == .newline else { throw Rejection() }
        return .delete(targets)
    }

    /// `type X[T] = value`
    private mutating func typeAlias() throws(Rejection) -> Statement.Kind {
        advance()
        let start = position
        let name = Expression(.name(try name(), .store), range(from: start))
        let parameters = try typeParameters()
        try expect(.equal)
        return .typeAlias(name: name, typeParameters: parameters, value: try expression())
    }

    /// An assignment of any kind, or an expression.
    private mutating func expressionStatement() throws(Rejection) -> Statement.Kind {
        let isParenthesized = symbol == .leftParenthesis
        var value = try yieldOrExpressions()
        switch symbol {
        case .equal:
            var targets: [Expression] = []
            while take(.equal) {
                targets.append(try target(value, .store))
                value = try yieldOrExpressions()
            }
            return .assign(targets: targets, value: value)
        case .colon:
            let target = try singleTarget(value)
            advance()
            let annotation = try expression()
            var assigned: Expression?
            if take(.equal) { assigned = try yieldOrExpressions() }
            var isSimple = false
            if case .name = target.kind { isSimple = !isParenthesized }
            return .annAssign(target: target, annotation: annotation, value: assigned, isSimple: isSimple)
        default:
            guard let op = symbol.augmented else { return .expression(value) }
            let target = try singleTarget(value)
            advance()
            return .augAssign(target: target, op, value: try yieldOrExpressions())
        }
    }
}
