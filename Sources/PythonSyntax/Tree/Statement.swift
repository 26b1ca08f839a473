/// A whole source, as `ast.Module`.
package struct Module: Sendable {
    package var body: [Statement]

    package init(body: [Statement]) { self.body = body }
}

/// A statement of Python 3.13. Names and fields are those of CPython's `ast` module.
package struct Statement: Sendable {
    /// What it is.
    package var kind: Kind
    /// What it covers.
    package var range: SourceRange

    /// A statement that covers a range.
    package init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// What a statement is.
    package indirect enum Kind: Sendable {
        case functionDef(FunctionDef)
        case classDef(ClassDef)
        case `return`(Expression?)
        case delete([Expression])
        case assign(targets: [Expression], value: Expression)
        case typeAlias(name: Expression, typeParameters: [TypeParameter], value: Expression)
        case augAssign(target: Expression, BinaryOperator, value: Expression)
        /// `isSimple`: the target is a name without parentheses.
        case annAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)
        case `for`(For)
        case `while`(test: Expression, body: [Statement], orElse: [Statement])
        case `if`(test: Expression, body: [Statement], orElse: [Statement])
        case with(items: [WithItem], body: [Statement], isAsync: Bool)
        case match(subject: Expression, cases: [MatchCase])
        case raise(exception: Expression?, cause: Expression?)
        case `try`(Try)
        case assert(test: Expression, message: Expression?)
        case `import`([Alias])
        /// `level` counts the leading dots.
        case importFrom(module: String?, names: [Alias], level: Int)
        case global([String])
        case nonlocal([String])
        case expression(Expression)
        case pass, `break`, `continue`
    }
}

/// `def`, `async def`. The range of the statement begins at `def`, without the decorators.
package struct FunctionDef: Sendable {
    package var name: String
    package var arguments: Arguments
    package var body: [Statement]
    package var decorators: [Expression]
    package var returns: Expression?
    package var typeParameters: [TypeParameter]
    package var isAsync: Bool

    package init(
        name: String, arguments: Arguments, body: [Statement], decorators: [Expression] = [],
        returns: Expression? = nil, typeParameters: [TypeParameter] = [], isAsync: Bool = false
    ) {
        self.name = name
        self.arguments = arguments
        self.body = body
        self.decorators = decorators
        self.returns = returns
        self.typeParameters = typeParameters
        self.isAsync = isAsync
    }
}

/// `class`
package struct ClassDef: Sendable {
    package var name: String
    package var bases: [Expression]
    package var keywords: [Keyword]
    package var body: [Statement]
    package var decorators: [Expression]
    package var typeParameters: [TypeParameter]

    package init(
        name: String, bases: [Expression], keywords: [Keyword], body: [Statement], decorators: [Expression],
        typeParameters: [TypeParameter]
    ) {
        self.name = name
        self.bases = bases
        self.keywords = keywords
        self.body = body
        self.decorators = decorators
        self.typeParameters = typeParameters
    }
}

/// `for`, `async for`
package struct For: Sendable {
    package var target: Expression
    package var iterable: Expression
    package var body: [Statement]
    package var orElse: [Statement]
    package var isAsync: Bool

    package init(
        target: Expression, iterable: Expression, body: [Statement], orElse: [Statement], isAsync: Bool
    ) {
        self.target = target
        self.iterable = iterable
        self.body = body
        self.orElse = orElse
        self.isAsync = isAsync
    }
}

/// `try` with `except` or `except*`
package struct Try: Sendable {
    package var body: [Statement]
    package var handlers: [ExceptHandler]
    package var orElse: [Statement]
    package var finalBody: [Statement]
    /// Whether the handlers are `except*`.
    package var isStar: Bool

    package init(
        body: [Statement], handlers: [ExceptHandler], orElse: [Statement], finalBody: [Statement],
        isStar: Bool
    ) {
        self.body = body
        self.handlers = handlers
        self.orElse = orElse
        self.finalBody = finalBody
        self.isStar = isStar
    }
}

/// `except type as name:`
package struct ExceptHandler: Sendable {
    package var type: Expression?
    package var name: String?
    package var body: [Statement]
    package var range: SourceRange

    package init(type: Expression?, name: String?, body: [Statement], range: SourceRange) {
        self.type = type
        self.name = name
        self.body = body
        self.range = range
    }
}

/// `context as target` of a `with`
package struct WithItem: Sendable {
    package var context: Expression
    package var target: Expression?

    package init(context: Expression, target: Expression?) {
        self.context = context
        self.target = target
    }
}

/// `name as asName` of an import
package struct Alias: Sendable {
    /// Dotted, or `*`.
    package var name: String
    package var asName: String?
    package var range: SourceRange

    package init(name: String, asName: String?, range: SourceRange) {
        self.name = name
        self.asName = asName
        self.range = range
    }
}

/// `[T: bound = default]`, `[*Ts]`, `[**P]`
package struct TypeParameter: Sendable {
    package enum Kind: Sendable { case typeVar(bound: Expression?), typeVarTuple, paramSpec }

    package var kind: Kind
    package var name: String
    package var defaultValue: Expression?
    package var range: SourceRange

    package init(kind: Kind, name: String, defaultValue: Expression?, range: SourceRange) {
        self.kind = kind
        self.name = name
        self.defaultValue = defaultValue
        self.range = range
    }
}
