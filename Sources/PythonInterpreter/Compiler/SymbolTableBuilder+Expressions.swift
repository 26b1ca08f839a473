import PythonSyntax

extension SymbolTableBuilder {
    mutating func visit(_ expression: Expression?) throws(SyntaxError) {
        if let expression { try visit(expression) }
    }

    mutating func visit(_ expressions: [Expression]) throws(SyntaxError) {
        for expression in expressions { try visit(expression) }
    }

    mutating func visit(_ keywords: [Keyword]) throws(SyntaxError) {
        for keyword in keywords {
            if let name = keyword.name { try checkBinding(name, at: keyword.range) }
            try visit(keyword.value)
        }
    }

    mutating func visit(_ expression: Expression) throws(SyntaxError) {
        let range = expression.range
        switch expression.kind {
        case .boolOp(_, let values): try visit(values)
        case .namedExpr(let target, let value): try visitNamed(target, value, range)
        case .binOp(let left, _, let right):
            try visit(left)
            try visit(right)
        case .unaryOp(_, let operand): try visit(operand)
        case .lambda(let arguments, let body):
            try visitDefaults(of: arguments)
            enter(.lambda, named: "lambda", range)
            try visitParameters(of: arguments)
            try visit(body)
            leave()
        case .ifExp(let test, let body, let orElse):
            try visit(test)
            try visit(body)
            try visit(orElse)
        case .dict(let keys, let values):
            for key in keys { try visit(key) }
            try visit(values)
        case .set(let elements): try visit(elements)
        case .listComp(let element, let generators):
            try visitComprehension(.listComprehension, "listcomp", element, nil, generators, range)
        case .setComp(let element, let generators):
            try visitComprehension(.setComprehension, "setcomp", element, nil, generators, range)
        case .dictComp(let key, let value, let generators):
            try visitComprehension(.dictComprehension, "dictcomp", key, value, generators, range)
        case .generatorExp(let element, let generators):
            try visitComprehension(.generatorExpression, "genexpr", element, nil, generators, range)
        case .await(let value):
            try refuseInAnnotation("await expression", range)
            try visit(value)
            current.isCoroutine = true
        case .yield(let value):
            try refuseInAnnotation("yield expression", range)
            try visit(value)
            try noteYield(range)
        case .yieldFrom(let value):
            try refuseInAnnotation("yield expression", range)
            try visit(value)
            try noteYield(range)
        case .compare(let left, _, let comparators):
            try visit(left)
            try visit(comparators)
        case .call(let function, let arguments, let keywords):
            try visit(function)
            try visit(arguments)
            try visit(keywords)
        case .formattedValue(let formatted):
            try visit(formatted.value)
            try visit(formatted.specification)
        case .joinedStr(let values): try visit(values)
        case .constant: break
        case .attribute(let value, let name, let context):
            if context != .load { try checkBinding(name, at: range, isDeletion: context == .delete) }
            try visit(value)
        case .subscript(let value, let slice, _):
            try visit(value)
            try visit(slice)
        case .starred(let value, _): try visit(value)
        case .name(let name, let context): try visitName(name, context, range)
        case .list(let elements, _), .tuple(let elements, _): try visit(elements)
        case .slice(let lower, let upper, let step):
            try visit(lower)
            try visit(upper)
            try visit(step)
        }
    }

    private func visitName(
        _ name: String, _ context: Expression.Context, _ range: SourceRange
    ) throws(SyntaxError) {
        if context != .load { try checkBinding(name, at: range, isDeletion: context == .delete) }
        try define(name, context == .load ? .used : .assigned, at: range)
        // `super` without arguments finds the class in a cell of this name.
        if context == .load, name == "super", current.isFunctionLike {
            try define("__class__", .used, at: range)
        }
    }

    private func noteYield(_ range: SourceRange) throws(SyntaxError) {
        current.isGenerator = true
        let place: String
        switch current.kind {
        case .listComprehension: place = "list comprehension"
        case .setComprehension: place = "set comprehension"
        case .dictComprehension: place = "dict comprehension"
        case .generatorExpression: place = "generator expression"
        default: return
        }
        throw SyntaxError("'yield' inside \(place)", at: range)
    }

    /// Some expressions would belong to a frame that an annotation or a type parameter has not got.
    private func refuseInAnnotation(_ what: String, _ range: SourceRange) throws(SyntaxError) {
        let place: String
        switch current.kind {
        case .annotation: place = "an annotation"
        case .typeVariableBound, .typeVariableDefault: place = current.place
        case .typeAlias: place = "a type alias"
        case .typeParameters: place = "the definition of a generic"
        default: return
        }
        throw SyntaxError("\(what) cannot be used within \(place)", at: range)
    }

    // MARK: Assignment expressions

    private mutating func visitNamed(
        _ target: Expression, _ value: Expression, _ range: SourceRange
    ) throws(SyntaxError) {
        try refuseInAnnotation("named expression", range)
        if current.iterableDepth > 0 {
            throw SyntaxError(
                "assignment expression cannot be used in a comprehension iterable expression", at: range)
        }
        if current.isComprehension, case .name(let name, _) = target.kind {
            try bindOutsideComprehension(name, target.range)
        }
        try visit(value)
        try visit(target)
    }

    /// `:=` in a comprehension binds a name of the block around it.
    private func bindOutsideComprehension(_ name: String, _ range: SourceRange) throws(SyntaxError) {
        let mangledName = mangled(name, in: privateName)
        for scope in stack.reversed() {
            switch scope.kind {
            case .listComprehension, .setComprehension, .dictComprehension, .generatorExpression:
                if scope[mangledName].uses.contains(.iterationTarget) {
                    throw SyntaxError(
                        "assignment expression cannot rebind comprehension iteration variable '\(name)'",
                        at: range)
                }
            case .function, .lambda:
                let isGlobal = scope[mangledName].uses.contains(.global)
                try define(name, isGlobal ? .global : .nonlocal, at: range)
                current.directives.append((mangledName, range))
                try define(name, .assigned, in: scope, at: range)
                return
            case .module:
                try define(name, .global, at: range)
                current.directives.append((mangledName, range))
                try define(name, .global, in: scope, at: range)
                return
            case .classBody:
                throw SyntaxError(
                    "assignment expression within a comprehension cannot be used in a class body", at: range)
            case .typeParameters, .annotation:
                throw SyntaxError(
                    "assignment expression within a comprehension cannot be used within the definition of a"
                        + " generic", at: range)
            case .typeVariableBound, .typeVariableDefault:
                throw SyntaxError(
                    "assignment expression within a comprehension cannot be used in \(scope.place)",
                    at: range)
            case .typeAlias:
                throw SyntaxError(
                    "assignment expression within a comprehension cannot be used in a type alias", at: range)
            }
        }
    }

    // MARK: Comprehensions

    private mutating func visitComprehension(
        _ kind: Scope.Kind, _ name: String, _ element: Expression, _ value: Expression?,
        _ generators: [Comprehension], _ range: SourceRange
    ) throws(SyntaxError) {
        // The first iterable belongs to the block around the comprehension.
        current.iterableDepth += 1
        try visit(generators[0].iterable)
        current.iterableDepth -= 1
        enter(kind, named: name, range)
        if generators[0].isAsync { current.isCoroutine = true }
        try define(".0", .parameter, at: range)
        try visitTarget(generators[0].target)
        try visit(generators[0].conditions)
        for generator in generators.dropFirst() {
            try visitTarget(generator.target)
            current.iterableDepth += 1
            try visit(generator.iterable)
            current.iterableDepth -= 1
            try visit(generator.conditions)
            if generator.isAsync { current.isCoroutine = true }
        }
        try visit(value)
        try visit(element)
        current.isGenerator = kind == .generatorExpression
        let isAsync = current.isCoroutine && kind != .generatorExpression
        leave()
        if isAsync { current.isCoroutine = true }
    }

    private mutating func visitTarget(_ target: Expression) throws(SyntaxError) {
        current.isVisitingTarget = true
        try visit(target)
        current.isVisitingTarget = false
    }
}
