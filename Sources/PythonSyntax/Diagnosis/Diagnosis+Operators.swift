extension Diagnosis {
    mutating func bitwiseOr() throws(SyntaxError) -> Match? { try arithmetic(1) }

    /// Operators of a precedence and above, as in `Symbol.arithmetic`.
    private mutating func arithmetic(_ minimum: Int) throws(SyntaxError) -> Match? {
        guard minimum <= 6 else { return try faultyOrPlainFactor() }
        if let known = recall(.arithmetic, minimum) { return known }
        let mark = position
        if minimum == 4, findsFaults {
            try faultyArithmetic()
            position = mark
        }
        guard var left = try arithmetic(minimum + 1) else {
            return remember(.arithmetic, minimum, from: mark, nil)
        }
        while true {
            let behind = position
            guard let (_, precedence) = try symbol().arithmetic, precedence == minimum else { break }
            position += 1
            guard try arithmetic(minimum + 1) != nil else {
                position = behind
                break
            }
            left = Match(kind: .operation, range: range(from: mark))
        }
        return remember(.arithmetic, minimum, from: mark, left)
    }

    /// `a + not b`
    private mutating func faultyArithmetic() throws(SyntaxError) {
        guard try arithmetic(5) != nil,
            try takeOne(of: [.plus, .minus, .star, .slash, .percent, .doubleSlash, .at])
        else { return }
        guard let not = try match(.not), let operand = try inversion() else { return }
        throw fault("'not' after an operator must be parenthesized", from: not, to: operand)
    }

    private mutating func faultyOrPlainFactor() throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults, try takeOne(of: [.plus, .minus, .tilde]) {
            if let not = try match(.not), let operand = try factor() {
                throw fault("'not' after an operator must be parenthesized", from: not, to: operand)
            }
        }
        position = mark
        return try factor()
    }

    private mutating func factor() throws(SyntaxError) -> Match? {
        if let known = recall(.factor) { return known }
        let mark = position
        if try takeOne(of: [.plus, .minus, .tilde]) {
            depth += 1
            defer { depth -= 1 }
            guard depth <= Diagnosis.depthLimit else { throw fault("invalid syntax") }
            guard try factor() != nil else { return remember(.factor, from: mark, nil) }
            return remember(.factor, from: mark, Match(kind: .operation, range: range(from: mark)))
        }
        return remember(.factor, from: mark, try power())
    }

    private mutating func power() throws(SyntaxError) -> Match? {
        let mark = position
        guard let base = try awaited() else { return nil }
        let behind = position
        if try take(.doubleStar) {
            depth += 1
            defer { depth -= 1 }
            guard depth <= Diagnosis.depthLimit else { throw fault("invalid syntax") }
            if try factor() != nil { return Match(kind: .operation, range: range(from: mark)) }
            position = behind
        }
        return base
    }

    private mutating func awaited() throws(SyntaxError) -> Match? {
        if let known = recall(.awaited) { return known }
        let mark = position
        if try take(.await), try primary() != nil {
            return remember(.awaited, from: mark, Match(kind: .await, range: range(from: mark)))
        }
        position = mark
        return remember(.awaited, from: mark, try primary())
    }

    private mutating func primary() throws(SyntaxError) -> Match? {
        if let known = recall(.primary) { return known }
        let mark = position
        guard var result = try atom() else { return remember(.primary, from: mark, nil) }
        while let kind = try trailer() { result = Match(kind: kind, range: range(from: mark)) }
        return remember(.primary, from: mark, result)
    }

    /// Passes `.name`, a call or a subscript; what it makes of the primary before it.
    mutating func trailer() throws(SyntaxError) -> Match.Kind? {
        let mark = position
        let symbol = try symbol()
        guard symbol == .dot || symbol == .leftParenthesis || symbol == .leftBracket else { return nil }
        try enter(Diagnosis.bracketDepth)
        defer { depth -= Diagnosis.bracketDepth }
        switch symbol {
        case .dot:
            position += 1
            if try name() != nil { return .attribute }
        case .leftParenthesis:
            if try generatorExpression() != nil { return .call }
            position = mark + 1
            _ = try arguments()
            if try take(.rightParenthesis) { return .call }
        case .leftBracket:
            position += 1
            if try slices(), try take(.rightBracket) { return .subscript }
        default: break
        }
        position = mark
        return nil
    }

    private mutating func slices() throws(SyntaxError) -> Bool {
        let mark = position
        if try slice() != nil, try !sees(.comma) { return true }
        position = mark
        let elements = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            if let match = try diagnosis.slice() { return match }
            return try diagnosis.starredExpression()
        }
        guard elements != nil else { return false }
        _ = try take(.comma)
        return true
    }

    private mutating func slice() throws(SyntaxError) -> Match? {
        let mark = position
        _ = try expression()
        if try take(.colon) {
            _ = try expression()
            if try take(.colon) { _ = try expression() }
            return syntax(from: mark)
        }
        position = mark
        return try namedExpression()
    }
}
