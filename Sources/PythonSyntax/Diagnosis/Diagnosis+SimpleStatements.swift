extension Diagnosis {
    /// Statements with semicolons between them up to the end of the line.
    mutating func simpleStatements() throws(SyntaxError) -> Bool {
        let mark = position
        if try simpleStatement() != nil, try !sees(.semicolon), try take(.newline) { return true }
        position = mark
        let statements = try gather(
            { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.simpleStatement() },
            separator: .semicolon)
        if statements != nil {
            _ = try take(.semicolon)
            if try take(.newline) { return true }
        }
        position = mark
        return false
    }

    private mutating func simpleStatement() throws(SyntaxError) -> Match? {
        if let known = recall(.simpleStatement) { return known }
        let mark = position
        return remember(.simpleStatement, from: mark, try readSimpleStatement() ? syntax(from: mark) : nil)
    }

    private mutating func readSimpleStatement() throws(SyntaxError) -> Bool {
        let mark = position
        if try assignment() { return true }
        position = mark
        if try typeAlias() { return true }
        position = mark
        if try starExpressions() != nil { return true }
        position = mark
        switch try symbol() {
        case .return:
            position += 1
            _ = try starExpressions()
            return true
        case .import, .from: return try importStatement()
        case .raise:
            position += 1
            guard try expression() != nil else { return true }
            let behind = position
            if try take(.from), try expression() != nil { return true }
            position = behind
            return true
        case .del: return try deletion()
        case .yield: return try yieldExpression() != nil
        case .assert:
            position += 1
            guard try expression() != nil else { return false }
            let behind = position
            if try take(.comma), try expression() != nil { return true }
            position = behind
            return true
        case .pass, .break, .continue:
            position += 1
            return true
        case .global, .nonlocal:
            position += 1
            return try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.name() }
                != nil
        default: return false
        }
    }

    private mutating func typeAlias() throws(SyntaxError) -> Bool {
        guard tokens.features.hasTypeParameters, try take(.softType), try name() != nil else { return false }
        _ = try typeParameters()
        guard try take(.equal) else { return false }
        return try expression() != nil
    }

    private mutating func deletion() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.del), try deleteTargets() != nil, try seesOne(of: [.semicolon, .newline]) {
            return true
        }
        position = mark
        if findsFaults, try take(.del), let targets = try starExpressions() {
            try refuse(targets, as: .deletion)
        }
        return false
    }

    private mutating func assignment() throws(SyntaxError) -> Bool {
        let mark = position
        if try name() != nil, try take(.colon), try expression() != nil { return try assignedValue() }
        position = mark
        if try annotatedTarget(), try take(.colon), try expression() != nil { return try assignedValue() }
        position = mark
        if try !targetsBeforeEqual().isEmpty, try annotatedRightSide() != nil, try !sees(.equal) {
            return true
        }
        position = mark
        if try singleTarget() != nil, try symbol().augmented != nil {
            position += 1
            return try annotatedRightSide() != nil
        }
        position = mark
        if findsFaults { try faultyAssignment() }
        return false
    }

    private mutating func assignedValue() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.equal), try annotatedRightSide() != nil { return true }
        position = mark
        return true
    }

    private mutating func annotatedTarget() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.leftParenthesis), try singleTarget() != nil, try take(.rightParenthesis) { return true }
        position = mark
        return try subscriptOrAttribute() != nil
    }

    /// `a = b =`
    private mutating func targetsBeforeEqual() throws(SyntaxError) -> [Match] {
        try many { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            guard let targets = try diagnosis.starTargets(), try diagnosis.take(.equal) else {
                return diagnosis.back(to: mark)
            }
            return targets
        }
    }

    private mutating func faultyAssignment() throws(SyntaxError) {
        let mark = position
        if let target = try listOrTuple(), try take(.colon), try expression() != nil {
            throw fault("only single target (not \(description(of: target))) can be annotated", at: target)
        }
        position = mark
        if let first = try starNamedExpression(), try take(.comma) {
            while try starNamedExpressions() != nil {}
            if try take(.colon), try expression() != nil {
                throw fault("only single target (not tuple) can be annotated", at: first)
            }
        }
        position = mark
        if let target = try expression(), try take(.colon), try expression() != nil {
            throw fault("illegal target for annotation", at: target)
        }
        position = mark
        _ = try targetsBeforeEqual()
        if let targets = try starExpressions(), try take(.equal) { try refuse(targets, as: .assignment) }
        position = mark
        _ = try targetsBeforeEqual()
        if let target = try yieldExpression(), try take(.equal) {
            throw fault("assignment to yield expression not possible", at: target)
        }
        position = mark
        if let target = try starExpressions(), try symbol().augmented != nil {
            position += 1
            if try annotatedRightSide() != nil {
                throw fault(
                    "'\(description(of: target))' is an illegal expression for augmented assignment",
                    at: target)
            }
        }
        position = mark
    }

    /// A list or tuple, perhaps in parentheses.
    private mutating func listOrTuple() throws(SyntaxError) -> Match? {
        let mark = position
        if let match = try atom(), match.kind == .list || match.kind == .tuple { return match }
        return back(to: mark)
    }
}
