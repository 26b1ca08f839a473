/// What the grammar sees in a token: every operator and every keyword is a symbol of its own.
///
/// One byte a token, so that the parser decides by comparing small integers.
enum Symbol: UInt8, Sendable {
    // Names; the soft keywords are names wherever the grammar does not ask for them. They come first: see `isName`.
    case name, softMatch, softCase, softType, softUnderscore

    case number, string, fstringStart, fstringMiddle, fstringEnd
    case newline, indent, dedent, endMarker
    /// A token that no rule takes.
    case unknown
    /// The tokenizer stopped here.
    case fault

    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case colon, comma, semicolon, dot, ellipsis, at, arrow, exclamation, colonEqual
    case plus, minus, star, slash, percent, doubleStar, doubleSlash
    case bar, ampersand, caret, tilde, leftShift, rightShift
    case less, greater, equal, doubleEqual, notEqual, lessEqual, greaterEqual
    case plusEqual, minusEqual, starEqual, slashEqual, percentEqual, doubleStarEqual, doubleSlashEqual
    case barEqual, ampersandEqual, caretEqual, leftShiftEqual, rightShiftEqual, atEqual

    case `false`, none, `true`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del
    case elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal
    case not, or, pass, raise, `return`, `try`, `while`, with, yield
}

extension Symbol {
    /// Whether a name may stand here: an identifier that is no keyword, soft keywords included.
    var isName: Bool { rawValue <= Symbol.softUnderscore.rawValue }

    /// Whether it is a keyword that can never be a name.
    var isKeyword: Bool { rawValue >= Symbol.false.rawValue }

    /// Whether it only shapes lines: CPython ends compound statements before such tokens.
    var isLayout: Bool { rawValue >= Symbol.newline.rawValue && rawValue <= Symbol.endMarker.rawValue }

    /// Whether an expression (without `yield` and `*`) can begin with it.
    var startsExpression: Bool {
        switch self {
        case .name, .softMatch, .softCase, .softType, .softUnderscore, .number, .string, .fstringStart,
            .leftParenthesis, .leftBracket, .leftBrace, .ellipsis, .plus, .minus, .tilde, .false, .none,
            .true, .await, .lambda, .not:
            true
        default: false
        }
    }

    /// Whether an expression or a starred one can begin with it.
    var startsStarExpression: Bool { self == .star || startsExpression }

    /// The arithmetic operator that it is, and how tightly it binds: 1 for `|` up to 6 for `*`.
    var arithmetic: (operator: BinaryOperator, precedence: Int)? {
        switch self {
        case .bar: (.bitOr, 1)
        case .caret: (.bitXor, 2)
        case .ampersand: (.bitAnd, 3)
        case .leftShift: (.leftShift, 4)
        case .rightShift: (.rightShift, 4)
        case .plus: (.add, 5)
        case .minus: (.sub, 5)
        case .star: (.mult, 6)
        case .slash: (.div, 6)
        case .doubleSlash: (.floorDiv, 6)
        case .percent: (.mod, 6)
        case .at: (.matMult, 6)
        default: nil
        }
    }

    /// The operator of an augmented assignment.
    var augmented: BinaryOperator? {
        switch self {
        case .plusEqual: .add
        case .minusEqual: .sub
        case .starEqual: .mult
        case .slashEqual: .div
        case .percentEqual: .mod
        case .doubleStarEqual: .pow
        case .doubleSlashEqual: .floorDiv
        case .barEqual: .bitOr
        case .ampersandEqual: .bitAnd
        case .caretEqual: .bitXor
        case .leftShiftEqual: .leftShift
        case .rightShiftEqual: .rightShift
        case .atEqual: .matMult
        default: nil
        }
    }
}
