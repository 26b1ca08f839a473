extension Parser {
    /// The targets of a `for`: one, or a tuple without parentheses.
    mutating func targets() throws(Rejection) -> Expression {
        let start = position
        let first = try starTarget()
        guard symbol == .comma else { return first }
        var elements = [first]
        while take(.comma), symbol.startsStarExpression { elements.append(try starTarget()) }
        return Expression(.tuple(elements, .store), range(from: start))
    }

    /// One target, perhaps with a star.
    mutating func starTarget() throws(Rejection) -> Expression {
        try target(symbol == .star ? starred() : bitwiseOr(), .store)
    }

    /// An expression as what an assignment binds or `del` unbinds; rejects what cannot be one.
    func target(_ expression: Expression, _ context: Expression.Context) throws(Rejection) -> Expression {
        var result = expression
        switch expression.kind {
        case .name(let name, _): result.kind = .name(name, context)
        case .attribute(let value, let name, _):
            result.kind = .attribute(value: value, name: name, context)
        case .subscript(let value, let slice, _):
            result.kind = .subscript(value: value, slice: slice, context)
        case .starred(let value, _):
            if context == .delete { throw Rejection() }
            if case .starred = value.kind { throw Rejection() }
            result.kind = .starred(try target(value, context), context)
        case .list(let elements, _): result.kind = .list(try targets(elements, context), context)
        case .tuple(let elements, _): result.kind = .tuple(try targets(elements, context), context)
        default: throw Rejection()
        }
        return result
    }

    private func targets(
        _ elements: [Expression], _ context: Expression.Context
    ) throws(Rejection) -> [Expression] {
        var result: [Expression] = []
        result.reserveCapacity(elements.count)
        for element in elements { result.append(try target(element, context)) }
        return result
    }

    /// A name, attribute or subscript: what an annotation or an augmented assignment takes.
    func singleTarget(_ expression: Expression) throws(Rejection) -> Expression {
        switch expression.kind {
        case .name, .attribute, .subscript: try target(expression, .store)
        default: throw Rejection()
        }
    }
}
