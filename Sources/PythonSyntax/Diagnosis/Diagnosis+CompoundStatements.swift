extension Diagnosis {
    /// One or more statements.
    mutating func statements() throws(SyntaxError) -> Bool {
        guard try statement() else { return false }
        while try statement() {}
        return true
    }

    mutating func statement() throws(SyntaxError) -> Bool {
        let mark = position
        if try compoundStatement() { return true }
        position = mark
        return try simpleStatements()
    }

    mutating func compoundStatement() throws(SyntaxError) -> Bool {
        let mark = position
        let symbol = try symbol()
        if [.def, .at, .async].contains(symbol), try decorated(isClass: false) { return true }
        position = mark
        if symbol == .if { return try ifStatement() }
        if [.class, .at].contains(symbol), try decorated(isClass: true) { return true }
        position = mark
        if [.with, .async].contains(symbol), try withStatement() { return true }
        position = mark
        if [.for, .async].contains(symbol), try forStatement() { return true }
        position = mark
        switch symbol {
        case .try: return try tryStatement()
        case .while: return try whileStatement()
        case .softMatch: return try matchStatement()
        default: return false
        }
    }

    mutating func block() throws(SyntaxError) -> Bool {
        if let known = recall(.block) { return known != nil }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Diagnosis.depthLimit else { throw fault("invalid syntax") }
        let mark = position
        if try take(.newline), try take(.indent), try statements(), try take(.dedent) {
            return remember(.block, from: mark, syntax(from: mark)) != nil
        }
        position = mark
        if try simpleStatements() { return remember(.block, from: mark, syntax(from: mark)) != nil }
        position = mark
        if findsFaults, try isBlockMissing() { throw fault("expected an indented block", .indentationError) }
        return remember(.block, from: mark, nil) != nil
    }

    /// `keyword condition:` with the faults that it may have.
    private mutating func conditionalHead(_ keyword: Symbol, _ text: String) throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults {
            if let head = try match(keyword), try namedExpression() != nil {
                let behind = position
                if try take(.newline) { throw fault("expected ':'") }
                position = behind
                if try take(.colon), try isBlockMissing() {
                    throw missingBlock(after: "'\(text)' statement", of: head)
                }
            }
            position = mark
        }
        guard try take(keyword), try namedExpression() != nil, try take(.colon) else { return false }
        return try block()
    }

    private mutating func ifStatement() throws(SyntaxError) -> Bool {
        guard try conditionalHead(.if, "if") else { return false }
        while true {
            let mark = position
            guard try conditionalHead(.elif, "elif") else {
                position = mark
                break
            }
        }
        try elseBlock()
        return true
    }

    private mutating func whileStatement() throws(SyntaxError) -> Bool {
        guard try conditionalHead(.while, "while") else { return false }
        try elseBlock()
        return true
    }

    mutating func elseBlock() throws(SyntaxError) {
        let mark = position
        if findsFaults {
            if let head = try match(.else), try take(.colon), try isBlockMissing() {
                throw missingBlock(after: "'else' statement", of: head)
            }
            position = mark
        }
        if try take(.else) {
            try force(.colon, ":")
            if try block() { return }
        }
        position = mark
    }

    private mutating func forStatement() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults {
            _ = try take(.async)
            if let head = try match(.for), try starTargets() != nil, try take(.in),
                try starExpressions() != nil
            {
                let behind = position
                if try take(.newline) { throw fault("expected ':'") }
                position = behind
                if try take(.colon), try isBlockMissing() {
                    throw missingBlock(after: "'for' statement", of: head)
                }
            }
            position = mark
        }
        _ = try take(.async)
        if try take(.for), try starTargets() != nil, try take(.in) {
            // There is no way back from here.
            guard try starExpressions() != nil, try take(.colon), try block() else { return false }
            try elseBlock()
            return true
        }
        position = mark
        if findsFaults { try faultyLoopTarget() }
        return false
    }

    // MARK: with

    private mutating func withStatement() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults { try faultyWith(isIndented: true) }
        position = mark
        _ = try take(.async)
        guard try take(.with) else { return false }
        let behind = position
        if try take(.leftParenthesis), try withItems() {
            _ = try take(.comma)
            if try take(.rightParenthesis), try take(.colon), try block() { return true }
        }
        position = behind
        if try withItems(), try take(.colon), try block() { return true }
        position = mark
        if findsFaults { try faultyWith(isIndented: false) }
        return false
    }

    private mutating func withItems() throws(SyntaxError) -> Bool {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.withItem() } != nil
    }

    private mutating func withItem() throws(SyntaxError) -> Match? {
        let mark = position
        let ends: [Symbol] = [.comma, .rightParenthesis, .colon]
        if let context = try expression(), try take(.as), try starTarget() != nil, try seesOne(of: ends) {
            return context
        }
        position = mark
        if findsFaults {
            if try expression() != nil, try take(.as), let target = try expression(), try seesOne(of: ends) {
                try refuse(target, as: .assignment)
            }
            position = mark
        }
        return try expression()
    }

    /// A `with` without its colon, or without its block.
    private mutating func faultyWith(isIndented: Bool) throws(SyntaxError) {
        _ = try take(.async)
        guard let head = try match(.with) else { return }
        let mark = position
        for isParenthesized in [false, true] {
            position = mark
            if isParenthesized { guard try take(.leftParenthesis) else { continue } }
            let items = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
                let context = try isParenthesized ? diagnosis.expressions() : diagnosis.expression()
                let behind = diagnosis.position
                if context != nil {
                    let hasTarget = try diagnosis.take(.as)
                    if try hasTarget ? diagnosis.starTarget() == nil : false { diagnosis.position = behind }
                }
                return context
            }
            guard items != nil else { continue }
            if isParenthesized {
                _ = try take(.comma)
                guard try take(.rightParenthesis) else { continue }
            }
            if isIndented {
                if try take(.colon), try isBlockMissing() {
                    throw missingBlock(after: "'with' statement", of: head)
                }
            } else if try take(.newline) {
                throw fault("expected ':'")
            }
        }
    }
}
