/// `case pattern if guard:`
package struct MatchCase: Sendable {
    package var pattern: Pattern
    package var condition: Expression?
    package var body: [Statement]

    package init(pattern: Pattern, condition: Expression?, body: [Statement]) {
        self.pattern = pattern
        self.condition = condition
        self.body = body
    }
}

/// A pattern of a `case`. Names and fields are those of CPython's `ast` module.
package struct Pattern: Sendable {
    /// What it is.
    package var kind: Kind
    /// What it covers.
    package var range: SourceRange

    /// A pattern that covers a range.
    package init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// What a pattern is.
    package indirect enum Kind: Sendable {
        case matchValue(Expression)
        /// `None`, `True`, `False`
        case matchSingleton(Constant)
        case matchSequence([Pattern])
        case matchMapping(keys: [Expression], patterns: [Pattern], rest: String?)
        case matchClass(
            type: Expression, patterns: [Pattern], keywordNames: [String], keywordPatterns: [Pattern])
        /// `*name`; nil for `*_`
        case matchStar(String?)
        /// `pattern as name`; a name alone without a pattern, `_` without both
        case matchAs(Pattern?, name: String?)
        case matchOr([Pattern])
    }
}
