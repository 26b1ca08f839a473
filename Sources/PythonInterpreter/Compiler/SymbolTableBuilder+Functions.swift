import PythonSyntax

extension SymbolTableBuilder {
    mutating func visitDefaults(of arguments: Arguments) throws(SyntaxError) {
        try visit(arguments.defaults)
        for value in arguments.keywordDefaults { try visit(value) }
    }

    mutating func visitParameters(of arguments: Arguments) throws(SyntaxError) {
        for parameter in arguments.inFrameOrder {
            try checkBinding(parameter.name, at: parameter.range)
            try define(parameter.name, .parameter, at: parameter.range)
        }
        current.hasVariadic = arguments.variadic != nil
        current.hasVariadicKeywords = arguments.variadicKeywords != nil
    }

    /// With the future import an annotation becomes text; what it mentions is no use of a name.
    mutating func visitAnnotation(_ annotation: Expression) throws(SyntaxError) {
        guard isAnnotationsFuture else { return try visit(annotation) }
        enter(.annotation, named: "_annotation", annotation.range)
        try visit(annotation)
        leave()
    }

    // MARK: Type parameters

    mutating func enterTypeParameters(
        of name: String, _ parameters: [TypeParameter], _ range: SourceRange, hasDefaults: Bool,
        hasKeywordDefaults: Bool
    ) throws(SyntaxError) {
        let isInClass = current.kind == .classBody
        enter(.typeParameters, named: name, range)
        if isInClass {
            current.seesClassScope = true
            try define("__classdict__", .used, at: range)
        }
        if hasDefaults { try define(".defaults", .parameter, at: range) }
        if hasKeywordDefaults { try define(".kwdefaults", .parameter, at: range) }
        for parameter in parameters { try visit(parameter) }
    }

    private mutating func visit(_ parameter: TypeParameter) throws(SyntaxError) {
        try checkBinding(parameter.name, at: parameter.range)
        try define(parameter.name, [.typeParameter, .assigned], at: parameter.range)
        var kind = "TypeVar"
        switch parameter.kind {
        case .typeVar(let bound):
            if let bound {
                let isTuple = if case .tuple = bound.kind { true } else { false }
                try visitInTypeScope(
                    .typeVariableBound, parameter, bound,
                    place: isTuple ? "a TypeVar constraint" : "a TypeVar bound")
            }
        case .typeVarTuple: kind = "TypeVarTuple"
        case .paramSpec: kind = "ParamSpec"
        }
        if let value = parameter.defaultValue {
            try visitInTypeScope(.typeVariableDefault, parameter, value, place: "a \(kind) default")
        }
    }

    private mutating func visitInTypeScope(
        _ kind: Scope.Kind, _ parameter: TypeParameter, _ value: Expression, place: String
    ) throws(SyntaxError) {
        let seesClassScope = current.seesClassScope
        let range = parameter.range
        enter(kind, named: parameter.name, range)
        current.place = place
        current.seesClassScope = seesClassScope
        if seesClassScope { try define("__classdict__", .used, at: range) }
        try visit(value)
        leave()
    }

    mutating func visitTypeAlias(
        name: Expression, _ parameters: [TypeParameter], value: Expression, _ range: SourceRange
    ) throws(SyntaxError) {
        try visit(name)
        guard case .name(let identifier, _) = name.kind else { return }
        let isInClass = current.kind == .classBody
        if !parameters.isEmpty {
            try enterTypeParameters(
                of: identifier, parameters, range, hasDefaults: false, hasKeywordDefaults: false)
        }
        enter(.typeAlias, named: identifier, range)
        if isInClass {
            current.seesClassScope = true
            try define("__classdict__", .used, at: value.range)
        }
        try visit(value)
        leave()
        if !parameters.isEmpty { leave() }
    }
}

extension Arguments {
    /// The parameters in the order of a frame's locals.
    var inFrameOrder: [Parameter] {
        positionalOnly + positional + keywordOnly + [variadic, variadicKeywords].compactMap { $0 }
    }

    /// The parameters in the order in which CPython evaluates their annotations.
    var inAnnotationOrder: [Parameter] {
        positional + positionalOnly + [variadic].compactMap { $0 } + keywordOnly
            + [variadicKeywords].compactMap { $0 }
    }
}
