extension Symbol {
    /// The symbol of a token of a source.
    init(_ token: Token, in source: [UInt8]) {
        switch token.kind {
        case .name: self = Keywords.symbol(of: source[token.bytes])
        case .number: self = .number
        case .string: self = .string
        case .fstringStart: self = .fstringStart
        case .fstringMiddle: self = .fstringMiddle
        case .fstringEnd: self = .fstringEnd
        case .op(let op): self = Symbol(op)
        case .newline: self = .newline
        case .indent: self = .indent
        case .dedent: self = .dedent
        case .endMarker: self = .endMarker
        case .unknown: self = .unknown
        }
    }

    /// The symbol of an operator or delimiter.
    init(_ op: Operator) {
        self =
            switch op {
            case .leftParenthesis: .leftParenthesis
            case .rightParenthesis: .rightParenthesis
            case .leftBracket: .leftBracket
            case .rightBracket: .rightBracket
            case .leftBrace: .leftBrace
            case .rightBrace: .rightBrace
            case .colon: .colon
            case .comma: .comma
            case .semicolon: .semicolon
            case .dot: .dot
            case .ellipsis: .ellipsis
            case .at: .at
            case .arrow: .arrow
            case .exclamation: .exclamation
            case .colonEqual: .colonEqual
            case .plus: .plus
            case .minus: .minus
            case .star: .star
            case .slash: .slash
            case .percent: .percent
            case .doubleStar: .doubleStar
            case .doubleSlash: .doubleSlash
            case .bar: .bar
            case .ampersand: .ampersand
            case .caret: .caret
            case .tilde: .tilde
            case .leftShift: .leftShift
            case .rightShift: .rightShift
            case .less: .less
            case .greater: .greater
            case .equal: .equal
            case .doubleEqual: .doubleEqual
            case .notEqual: .notEqual
            case .lessEqual: .lessEqual
            case .greaterEqual: .greaterEqual
            case .plusEqual: .plusEqual
            case .minusEqual: .minusEqual
            case .starEqual: .starEqual
            case .slashEqual: .slashEqual
            case .percentEqual: .percentEqual
            case .doubleStarEqual: .doubleStarEqual
            case .doubleSlashEqual: .doubleSlashEqual
            case .barEqual: .barEqual
            case .ampersandEqual: .ampersandEqual
            case .caretEqual: .caretEqual
            case .leftShiftEqual: .leftShiftEqual
            case .rightShiftEqual: .rightShiftEqual
            case .atEqual: .atEqual
            }
    }
}

/// The keywords, found by their bytes.
enum Keywords {
    /// None is longer than eight bytes, so each is one word; an open-addressed table with at least half of it free.
    private static let table: [(word: UInt64, symbol: Symbol)] = {
        var table = [(word: UInt64, symbol: Symbol)](repeating: (0, .name), count: 128)
        for (text, symbol) in all {
            let word = text.utf8.reduce(0) { $0 << 8 | UInt64($1) }
            var slot = slot(of: word)
            while table[slot].word != 0 { slot = (slot + 1) & 127 }
            table[slot] = (word, symbol)
        }
        return table
    }()

    private static func slot(of word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 57)
    }

    /// The keyword or soft keyword that a name is, or `name`.
    static func symbol(of name: ArraySlice<UInt8>) -> Symbol {
        guard name.count <= 8 else { return .name }
        var word: UInt64 = 0
        for byte in name { word = word << 8 | UInt64(byte) }
        var slot = slot(of: word)
        while true {
            let entry = table[slot]
            if entry.word == word || entry.word == 0 { return entry.symbol }
            slot = (slot + 1) & 127
        }
    }

    private static let all: [(String, Symbol)] = [
        ("match", .softMatch), ("case", .softCase), ("type", .softType), ("_", .softUnderscore),
        ("False", .false), ("None", .none), ("True", .true), ("and", .and), ("as", .as), ("assert", .assert),
        ("async", .async), ("await", .await), ("break", .break), ("class", .class), ("continue", .continue),
        ("def", .def), ("del", .del), ("elif", .elif), ("else", .else), ("except", .except),
        ("finally", .finally), ("for", .for), ("from", .from), ("global", .global), ("if", .if),
        ("import", .import), ("in", .in), ("is", .is), ("lambda", .lambda), ("nonlocal", .nonlocal),
        ("not", .not), ("or", .or), ("pass", .pass), ("raise", .raise), ("return", .return), ("try", .try),
        ("while", .while), ("with", .with), ("yield", .yield),
    ]
}
