extension Tokenizer {
    /// As CPython's `MAXLEVEL`.
    static let bracketLimit = 200

    /// An operator or delimiter, the longest that fits.
    mutating func operatorToken() throws(Fault) -> Token {
        let start = cursor
        let byte = current
        if byte == UInt8(ascii: ":"), let string = fstrings.last, string.fieldDepth >= 0,
            string.bracketDepth - 1 == string.fieldDepth
        {
            cursor += 1
            fstrings[fstrings.count - 1].isInText = true
            fstrings[fstrings.count - 1].isInFormat = true
            return token(.op(.colon), from: start)
        }
        guard let (kind, length) = operatorUnderCursor() else { return try unknownToken() }
        cursor &+= length
        switch kind {
        case .leftParenthesis, .leftBracket, .leftBrace: try open(byte, at: start)
        case .rightParenthesis, .rightBracket, .rightBrace: try close(byte)
        default: break
        }
        return token(.op(kind), from: start)
    }

    /// What is neither name, literal nor operator.
    private mutating func unknownToken() throws(Fault) -> Token {
        let start = cursor
        let byte = current
        cursor += 1
        if byte == UInt8(ascii: "<") { cursor += 1 }
        guard byte > 0x20 && byte < 0x7F else {
            throw raised(
                "invalid non-printable character \(Self.codePoint(Unicode.Scalar(byte)))", before: cursor)
        }
        return token(.unknown, from: start)
    }

    private mutating func open(_ byte: UInt8, at index: Int) throws(Fault) {
        guard brackets.count < Self.bracketLimit else {
            throw raised("too many nested parentheses", before: cursor)
        }
        pushBracket(byte, at: index)
        if !fstrings.isEmpty { fstrings[fstrings.count - 1].bracketDepth += 1 }
    }

    private mutating func close(_ byte: UInt8) throws(Fault) {
        let closing = Character(Unicode.Scalar(byte))
        let string = fstrings.last
        if let string, string.bracketDepth == 0, byte == .rightBrace {
            throw raised("f-string: single '}' is not allowed", before: cursor)
        }
        guard let bracket = popBracket() else { throw raised("unmatched '\(closing)'", before: cursor) }
        guard byte == Self.closing(bracket.byte) else {
            // What closes nothing inside a field does not belong to the field's own brace.
            if let string, bracket.byte == .leftBrace, string.bracketDepth - 1 == string.fieldDepth {
                throw raised("f-string: unmatched '\(closing)'", before: cursor)
            }
            let opening = Character(Unicode.Scalar(bracket.byte))
            let place = bracket.position.line == line ? "" : " on line \(bracket.position.line)"
            throw raised(
                "closing parenthesis '\(closing)' does not match opening parenthesis '\(opening)'\(place)",
                before: cursor)
        }
        guard let string else { return }
        guard string.bracketDepth > 0 else {
            throw raised("f-string: unmatched '\(closing)'", before: cursor)
        }
        let top = fstrings.count - 1
        fstrings[top].bracketDepth -= 1
        if byte == .rightBrace && fstrings[top].bracketDepth == string.fieldDepth {
            fstrings[top].fieldDepth -= 1
            fstrings[top].isInText = true
            fstrings[top].isInFormat = false
        }
    }

    private static func closing(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        default: .rightBrace
        }
    }

    /// The longest operator under the cursor, with its length.
    private func operatorUnderCursor() -> (Operator, Int)? {
        let second = bytes[cursor &+ 1]
        let isAssignment = second == UInt8(ascii: "=")
        /// An operator that an `=` may follow.
        func assignable(_ alone: Operator, _ assigned: Operator) -> (Operator, Int) {
            isAssignment ? (assigned, 2) : (alone, 1)
        }
        /// An operator that may be doubled, and both may be followed by `=`.
        func doublable(
            _ alone: Operator, _ assigned: Operator, _ double: Operator, _ doubleAssigned: Operator
        ) -> (Operator, Int) {
            guard second == current else { return assignable(alone, assigned) }
            return bytes[cursor &+ 2] == UInt8(ascii: "=") ? (doubleAssigned, 3) : (double, 2)
        }
        switch current {
        case UInt8(ascii: "("): return (.leftParenthesis, 1)
        case UInt8(ascii: ")"): return (.rightParenthesis, 1)
        case UInt8(ascii: "["): return (.leftBracket, 1)
        case UInt8(ascii: "]"): return (.rightBracket, 1)
        case .leftBrace: return (.leftBrace, 1)
        case .rightBrace: return (.rightBrace, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case UInt8(ascii: ";"): return (.semicolon, 1)
        case UInt8(ascii: "~"): return (.tilde, 1)
        case UInt8(ascii: ":"): return assignable(.colon, .colonEqual)
        case UInt8(ascii: "="): return assignable(.equal, .doubleEqual)
        case UInt8(ascii: "!"): return assignable(.exclamation, .notEqual)
        case UInt8(ascii: "+"): return assignable(.plus, .plusEqual)
        case UInt8(ascii: "%"): return assignable(.percent, .percentEqual)
        case UInt8(ascii: "|"): return assignable(.bar, .barEqual)
        case UInt8(ascii: "&"): return assignable(.ampersand, .ampersandEqual)
        case UInt8(ascii: "^"): return assignable(.caret, .caretEqual)
        case UInt8(ascii: "@"): return assignable(.at, .atEqual)
        case UInt8(ascii: "-"):
            return second == UInt8(ascii: ">") ? (.arrow, 2) : assignable(.minus, .minusEqual)
        case UInt8(ascii: "."):
            let isEllipsis = second == UInt8(ascii: ".") && bytes[cursor &+ 2] == UInt8(ascii: ".")
            return isEllipsis ? (.ellipsis, 3) : (.dot, 1)
        case UInt8(ascii: "*"): return doublable(.star, .starEqual, .doubleStar, .doubleStarEqual)
        case UInt8(ascii: "/"): return doublable(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
        case UInt8(ascii: "<"):
            if second == UInt8(ascii: ">") { return nil }
            return doublable(.less, .lessEqual, .leftShift, .leftShiftEqual)
        case UInt8(ascii: ">"):
            return doublable(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
        default: return nil
        }
    }
}
