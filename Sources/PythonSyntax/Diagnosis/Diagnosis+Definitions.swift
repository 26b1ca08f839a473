extension Diagnosis {
    /// A function or class with its decorators.
    mutating func decorated(isClass: Bool) throws(SyntaxError) -> Bool {
        let mark = position
        if try decorators(), try definition(isClass) { return true }
        position = mark
        return try definition(isClass)
    }

    private mutating func decorators() throws(SyntaxError) -> Bool {
        let lines = try many { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            guard try diagnosis.take(.at), let decorator = try diagnosis.namedExpression(),
                try diagnosis.take(.newline)
            else { return diagnosis.back(to: mark) }
            return decorator
        }
        return !lines.isEmpty
    }

    private mutating func definition(_ isClass: Bool) throws(SyntaxError) -> Bool {
        try isClass ? classDefinition() : functionDefinition()
    }

    private mutating func functionDefinition() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults {
            try faultyFunction()
            position = mark
        }
        _ = try take(.async)
        guard try take(.def), try name() != nil else { return false }
        _ = try typeParameters()
        guard try take(.leftParenthesis) else { return false }
        _ = try parameterList(isLambda: false)
        guard try take(.rightParenthesis) else { return false }
        try returnAnnotation()
        guard try take(.colon) else { return false }
        return try block()
    }

    private mutating func returnAnnotation() throws(SyntaxError) {
        let mark = position
        if try take(.arrow), try expression() != nil { return }
        position = mark
    }

    private mutating func faultyFunction() throws(SyntaxError) {
        _ = try take(.async)
        guard let head = try match(.def), try name() != nil else { return }
        _ = try typeParameters()
        try force(.leftParenthesis, "(")
        _ = try parameterList(isLambda: false)
        guard try take(.rightParenthesis) else { return }
        try returnAnnotation()
        try force(.colon, ":")
        if try isBlockMissing() { throw missingBlock(after: "function definition", of: head) }
    }

    private mutating func classDefinition() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults {
            if let head = try classHead() {
                let behind = position
                if try take(.newline) { throw fault("expected ':'") }
                position = behind
                if try take(.colon), try isBlockMissing() {
                    throw missingBlock(after: "class definition", of: head)
                }
            }
            position = mark
        }
        guard try classHead() != nil, try take(.colon) else { return false }
        return try block()
    }

    private mutating func classHead() throws(SyntaxError) -> Match? {
        guard let head = try match(.class), try name() != nil else { return nil }
        _ = try typeParameters()
        let mark = position
        if try take(.leftParenthesis) {
            _ = try arguments()
            if try take(.rightParenthesis) { return head }
        }
        position = mark
        return head
    }

    mutating func typeParameters() throws(SyntaxError) -> Bool {
        guard tokens.features.hasTypeParameters else { return false }
        let mark = position
        if findsFaults {
            if try take(.leftBracket), let end = try match(.rightBracket) {
                throw fault("Type parameter list cannot be empty", startingFrom: end)
            }
            position = mark
        }
        if try take(.leftBracket) {
            let parameters = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
                try diagnosis.typeParameter()
            }
            if parameters != nil {
                _ = try take(.comma)
                if try take(.rightBracket) { return true }
            }
        }
        position = mark
        return false
    }

    private mutating func typeParameter() throws(SyntaxError) -> Match? {
        let mark = position
        if try name() != nil {
            try optional(.colon, isStarred: false)
            if tokens.features.hasTypeParameterDefaults { try optional(.equal, isStarred: false) }
            return syntax(from: mark)
        }
        if findsFaults {
            for (stars, kind) in [(Symbol.star, "TypeVarTuple"), (.doubleStar, "ParamSpec")] {
                position = mark
                if try take(stars), try name() != nil, let colon = try match(.colon),
                    let bound = try expression()
                {
                    let what = bound.kind == .tuple ? "constraints" : "bound"
                    throw fault("cannot use \(what) with \(kind)", startingFrom: colon)
                }
            }
            position = mark
        }
        for stars in [Symbol.star, .doubleStar] {
            if try take(stars), try name() != nil {
                try optional(.equal, isStarred: stars == .star)
                return syntax(from: mark)
            }
            position = mark
        }
        return nil
    }

    private mutating func optional(_ symbol: Symbol, isStarred: Bool) throws(SyntaxError) {
        let mark = position
        if try take(symbol), try isStarred ? starExpression() != nil : expression() != nil { return }
        position = mark
    }
}
