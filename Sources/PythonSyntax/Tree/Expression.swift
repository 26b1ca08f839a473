/// An expression of Python 3.13. Names and fields are those of CPython's `ast` module.
package struct Expression: Sendable {
    /// What it is.
    package var kind: Kind
    /// What it covers.
    package var range: SourceRange

    /// An expression that covers a range.
    package init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// What an expression is.
    package indirect enum Kind: Sendable {
        case boolOp(BooleanOperator, values: [Expression])
        case namedExpr(target: Expression, value: Expression)
        case binOp(left: Expression, BinaryOperator, right: Expression)
        case unaryOp(UnaryOperator, operand: Expression)
        case lambda(Arguments, body: Expression)
        case ifExp(test: Expression, body: Expression, orElse: Expression)
        /// Keys of `**mapping` are nil.
        case dict(keys: [Expression?], values: [Expression])
        case set([Expression])
        case listComp(element: Expression, [Comprehension])
        case setComp(element: Expression, [Comprehension])
        case dictComp(key: Expression, value: Expression, [Comprehension])
        case generatorExp(element: Expression, [Comprehension])
        case await(Expression)
        case yield(Expression?)
        case yieldFrom(Expression)
        case compare(left: Expression, [ComparisonOperator], comparators: [Expression])
        case call(function: Expression, arguments: [Expression], keywords: [Keyword])
        /// One `{…}` of an f-string.
        case formattedValue(FormattedValue)
        /// An f-string: constants and formatted values in turn.
        case joinedStr([Expression])
        /// `hasUPrefix` as in `u"…"`: `ast` shows it.
        case constant(Constant, hasUPrefix: Bool)
        case attribute(value: Expression, name: String, Context)
        case `subscript`(value: Expression, slice: Expression, Context)
        case starred(Expression, Context)
        case name(String, Context)
        case list([Expression], Context)
        case tuple([Expression], Context)
        case slice(lower: Expression?, upper: Expression?, step: Expression?)
    }

    /// Whether a name, attribute or subscript is read, bound or deleted.
    package enum Context: Sendable { case load, store, delete }
}

/// `and`, `or`
package enum BooleanOperator: Sendable { case and, or }

/// An operator between two operands; the names are those of `ast`.
package enum BinaryOperator: Sendable, CaseIterable {
    case add, sub, mult, matMult, div, mod, pow, leftShift, rightShift, bitOr, bitXor, bitAnd, floorDiv
}

/// `~`, `not`, `+`, `-`
package enum UnaryOperator: Sendable { case invert, not, plus, minus }

/// An operator of a comparison.
package enum ComparisonOperator: Sendable {
    case equal, notEqual, less, lessEqual, greater, greaterEqual, `is`, isNot, `in`, notIn
}

/// `for target in iterable if conditions`
package struct Comprehension: Sendable {
    package var target: Expression
    package var iterable: Expression
    package var conditions: [Expression]
    package var isAsync: Bool

    package init(target: Expression, iterable: Expression, conditions: [Expression], isAsync: Bool) {
        self.target = target
        self.iterable = iterable
        self.conditions = conditions
        self.isAsync = isAsync
    }
}

/// `name=value` of a call or class; `**value` without a name.
package struct Keyword: Sendable {
    package var name: String?
    package var value: Expression
    package var range: SourceRange

    package init(name: String?, value: Expression, range: SourceRange) {
        self.name = name
        self.value = value
        self.range = range
    }
}

/// `{value!conversion:specification}` of an f-string.
package struct FormattedValue: Sendable {
    package var value: Expression
    package var conversion: Conversion
    /// A joined string.
    package var specification: Expression?

    package init(value: Expression, conversion: Conversion, specification: Expression?) {
        self.value = value
        self.conversion = conversion
        self.specification = specification
    }

    /// Nothing, `!s`, `!r`, `!a`.
    package enum Conversion: Sendable { case none, str, repr, ascii }
}

/// The parameters of a function.
package struct Arguments: Sendable {
    package var positionalOnly: [Parameter]
    package var positional: [Parameter]
    package var variadic: Parameter?
    package var keywordOnly: [Parameter]
    /// As many as `keywordOnly`; nil for one that is required.
    package var keywordDefaults: [Expression?]
    package var variadicKeywords: Parameter?
    /// Of the last positional parameters.
    package var defaults: [Expression]

    package init(
        positionalOnly: [Parameter] = [], positional: [Parameter] = [], variadic: Parameter? = nil,
        keywordOnly: [Parameter] = [], keywordDefaults: [Expression?] = [],
        variadicKeywords: Parameter? = nil, defaults: [Expression] = []
    ) {
        self.positionalOnly = positionalOnly
        self.positional = positional
        self.variadic = variadic
        self.keywordOnly = keywordOnly
        self.keywordDefaults = keywordDefaults
        self.variadicKeywords = variadicKeywords
        self.defaults = defaults
    }
}

/// One parameter (`arg` in `ast`).
package struct Parameter: Sendable {
    package var name: String
    package var annotation: Expression?
    package var range: SourceRange

    package init(name: String, annotation: Expression? = nil, range: SourceRange) {
        self.name = name
        self.annotation = annotation
        self.range = range
    }
}
