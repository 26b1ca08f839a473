/// A token of Python 3.13.
struct Token: Hashable, Sendable {
    /// What it is.
    var kind: Kind
    /// Where it stands.
    var range: SourceRange
    /// Its bytes in the source's UTF-8.
    var bytes: Range<Int>

    /// What a token is.
    enum Kind: Hashable, Sendable {
        /// An identifier or a keyword: which of them is the parser's business.
        case name
        case number
        /// A whole string literal without replacement fields, its prefix and quotes among the bytes.
        case string
        /// An f-string's prefix and opening quotes.
        case fstringStart
        /// Text of an f-string between replacement fields. `{{` and `}}` end in the first brace.
        case fstringMiddle
        /// An f-string's closing quotes.
        case fstringEnd
        case op(Operator)
        /// What no rule of the grammar takes, though it is no fault of the tokens: `$`, `?`, a backquote, `<>`.
        case unknown
        /// The end of a logical line.
        case newline
        case indent, dedent
        case endMarker
    }
}

/// An operator or delimiter.
enum Operator: String, Hashable, Sendable, CaseIterable {
    case leftParenthesis = "(", rightParenthesis = ")", leftBracket = "[", rightBracket = "]"
    case leftBrace = "{", rightBrace = "}"
    case colon = ":", comma = ",", semicolon = ";", dot = ".", ellipsis = "...", at = "@", arrow = "->"
    case exclamation = "!", colonEqual = ":="
    case plus = "+", minus = "-", star = "*", slash = "/", percent = "%", doubleStar = "**", doubleSlash =
        "//"
    case bar = "|", ampersand = "&", caret = "^", tilde = "~", leftShift = "<<", rightShift = ">>"
    case less = "<", greater = ">", equal = "=", doubleEqual = "==", notEqual = "!="
    case lessEqual = "<=", greaterEqual = ">="
    case plusEqual = "+=", minusEqual = "-=", starEqual = "*=", slashEqual = "/=", percentEqual = "%="
    case doubleStarEqual = "**=", doubleSlashEqual = "//=", barEqual = "|=", ampersandEqual = "&="
    case caretEqual = "^=", leftShiftEqual = "<<=", rightShiftEqual = ">>=", atEqual = "@="
}
