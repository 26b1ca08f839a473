extension Parser {
    /// The compound statement that begins here, if one does.
    mutating func compoundStatement() throws(Rejection) -> Statement? {
        let start = position
        switch symbol {
        case .if: return try ifStatement()
        case .for: return try forStatement(start, isAsync: false)
        case .while: return try whileStatement()
        case .def: return try functionDefinition(start, decorators: [], isAsync: false)
        case .class: return try classDefinition(decorators: [])
        case .at: return try decorated()
        case .try: return try tryStatement()
        case .with: return try withStatement(start, isAsync: false)
        case .async:
            advance()
            switch symbol {
            case .for: return try forStatement(start, isAsync: true)
            case .def: return try functionDefinition(start, decorators: [], isAsync: true)
            case .with: return try withStatement(start, isAsync: true)
            default: throw Rejection()
            }
        case .softMatch: return try matchStatement()
        default: return nil
        }
    }

    /// `:` and the statements it governs: of the line, or indented ones.
    mutating func block() throws(Rejection) -> [Statement] {
        try expect(.colon)
        var body: [Statement] = []
        guard take(.newline) else {
            try simpleStatements(into: &body)
            return body
        }
        try enter()
        try expect(.indent)
        repeat { try statement(into: &body) } while symbol != .dedent && symbol != .endMarker
        try expect(.dedent)
        leave()
        return body
    }

    private mutating func elseBlock() throws(Rejection) -> [Statement] {
        take(.else) ? try block() : []
    }

    /// `if` with its `elif`s, which nest in the tree: each is the whole `else` of the one before.
    private mutating func ifStatement() throws(Rejection) -> Statement {
        var branches: [(start: Int, test: Expression, body: [Statement])] = []
        let outerDepth = depth
        repeat {
            let start = position
            advance()
            let test = try namedExpression()
            branches.append((start, test, try block()))
            // The next branch stands one level deeper.
            try enter()
        } while symbol == .elif
        var orElse = try elseBlock()
        while let (start, test, body) = branches.popLast() {
            orElse = [Statement(.if(test: test, body: body, orElse: orElse), rangeOfBlock(from: start))]
        }
        depth = outerDepth
        return orElse[0]
    }

    private mutating func whileStatement() throws(Rejection) -> Statement {
        let start = position
        advance()
        let test = try namedExpression()
        let body = try block()
        let orElse = try elseBlock()
        return Statement(.while(test: test, body: body, orElse: orElse), rangeOfBlock(from: start))
    }

    private mutating func forStatement(_ start: Int, isAsync: Bool) throws(Rejection) -> Statement {
        advance()
        let target = try targets()
        try expect(.in)
        let iterable = try starExpressions()
        let body = try block()
        let orElse = try elseBlock()
        let loop = For(target: target, iterable: iterable, body: body, orElse: orElse, isAsync: isAsync)
        return Statement(.for(loop), rangeOfBlock(from: start))
    }

    private mutating func tryStatement() throws(Rejection) -> Statement {
        let start = position
        advance()
        var result = Try(body: try block(), handlers: [], orElse: [], finalBody: [], isStar: false)
        result.isStar = symbol == .except && following == .star
        while symbol == .except { result.handlers.append(try exceptHandler(isStar: result.isStar)) }
        if !result.handlers.isEmpty { result.orElse = try elseBlock() }
        if take(.finally) {
            result.finalBody = try block()
        } else if result.handlers.isEmpty {
            throw Rejection()
        }
        return Statement(.try(result), rangeOfBlock(from: start))
    }

    private mutating func exceptHandler(isStar: Bool) throws(Rejection) -> ExceptHandler {
        let start = position
        advance()
        guard take(.star) == isStar else { throw Rejection() }
        var type: Expression?
        var name: String?
        if isStar || symbol != .colon {
            type = try expression()
            if take(.as) { name = try self.name() }
        }
        let body = try block()
        return ExceptHandler(type: type, name: name, body: body, range: rangeOfBlock(from: start))
    }

    private mutating func withStatement(_ start: Int, isAsync: Bool) throws(Rejection) -> Statement {
        advance()
        var items: [WithItem]?
        if symbol == .leftParenthesis {
            // The parentheses may be the statement's or an expression's; only what comes behind them tells.
            items = try attempt { (parser: inout Parser) throws(Rejection) in
                try parser.parenthesizedWithItems()
            }
        }
        if items == nil {
            var plain = [try withItem()]
            while take(.comma) { plain.append(try withItem()) }
            items = plain
        }
        let body = try block()
        return Statement(
            .with(items: items ?? [], body: body, isAsync: isAsync), rangeOfBlock(from: start))
    }

    private mutating func parenthesizedWithItems() throws(Rejection) -> [WithItem] {
        try expect(.leftParenthesis)
        var items = [try withItem()]
        while take(.comma), symbol != .rightParenthesis { items.append(try withItem()) }
        try expect(.rightParenthesis)
        guard symbol == .colon else { throw Rejection() }
        return items
    }

    private mutating func withItem() throws(Rejection) -> WithItem {
        let context = try expression()
        return WithItem(context: context, target: take(.as) ? try starTarget() : nil)
    }
}
