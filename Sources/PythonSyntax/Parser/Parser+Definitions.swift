extension Parser {
    /// Decorators and the function or class they decorate, whose range begins behind them.
    mutating func decorated() throws(Rejection) -> Statement {
        var decorators: [Expression] = []
        while take(.at) {
            decorators.append(try namedExpression())
            try expect(.newline)
        }
        let start = position
        switch symbol {
        case .class: return try classDefinition(decorators: decorators)
        case .def: return try functionDefinition(start, decorators: decorators, isAsync: false)
        case .async where following == .def:
            advance()
            return try functionDefinition(start, decorators: decorators, isAsync: true)
        default: throw Rejection()
        }
    }

    /// `def name[T](parameters) -> annotation:`
    mutating func functionDefinition(
        _ start: Int, decorators: [Expression], isAsync: Bool
    ) throws(Rejection) -> Statement {
        advance()
        let name = try name()
        let typeParameters = try typeParameters()
        try expect(.leftParenthesis)
        let parameters = try parameters(until: .rightParenthesis)
        try expect(.rightParenthesis)
        let returns = take(.arrow) ? try expression() : nil
        let body = try block()
        let function = FunctionDef(
            name: name, arguments: parameters, body: body, decorators: decorators, returns: returns,
            typeParameters: typeParameters, isAsync: isAsync)
        return Statement(.functionDef(function), rangeOfBlock(from: start))
    }

    /// `class name[T](bases, key=word):`
    mutating func classDefinition(decorators: [Expression]) throws(Rejection) -> Statement {
        let start = position
        advance()
        let name = try name()
        let typeParameters = try typeParameters()
        var bases: [Expression] = []
        var keywords: [Keyword] = []
        if take(.leftParenthesis) { (bases, keywords) = try arguments(first: nil) }
        let body = try block()
        let definition = ClassDef(
            name: name, bases: bases, keywords: keywords, body: body, decorators: decorators,
            typeParameters: typeParameters)
        return Statement(.classDef(definition), rangeOfBlock(from: start))
    }

    /// `[T: bound = default, *Ts, **P]`, if it is there.
    mutating func typeParameters() throws(Rejection) -> [TypeParameter] {
        guard tokens.features.hasTypeParameters, take(.leftBracket) else { return [] }
        var result: [TypeParameter] = []
        repeat {
            result.append(try typeParameter())
        } while take(.comma) && symbol != .rightBracket
        try expect(.rightBracket)
        return result
    }

    private mutating func typeParameter() throws(Rejection) -> TypeParameter {
        let start = position
        let isTuple = take(.star)
        let isSpecification = !isTuple && take(.doubleStar)
        let name = try name()
        var kind: TypeParameter.Kind = isTuple ? .typeVarTuple : .paramSpec
        if !isTuple, !isSpecification {
            kind = .typeVar(bound: take(.colon) ? try expression() : nil)
        }
        var value: Expression?
        if tokens.features.hasTypeParameterDefaults, take(.equal) {
            value = isTuple ? try starExpression() : try expression()
        }
        return TypeParameter(kind: kind, name: name, defaultValue: value, range: range(from: start))
    }
}
