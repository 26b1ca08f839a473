extension Tokenizer {
    /// As CPython's `MAXINDENT`; the outermost level counts.
    static let indentationLimit = 100

    /// The next token outside the text of f-strings.
    mutating func codeToken() throws(Fault) -> Token {
        while true {
            if isAtLineStart {
                isAtLineStart = false
                try measureIndentation()
            }
            if pendingIndents != 0 { return indentationToken() }
            if let token = try tokenOnLine() { return token }
        }
    }

    /// The next token of the line; nil behind its line feed, when that is none.
    private mutating func tokenOnLine() throws(Fault) -> Token? {
        while true {
            var byte = current
            while byte == .space || byte == .tab || byte == .formFeed {
                cursor &+= 1
                byte = current
            }
            if byte.mayBeginName { return try nameOrString() }
            if byte == .hash {
                skipComment()
                byte = current
            }
            switch byte {
            case .lineFeed: return lineFeed()
            case 0: return try endToken()
            case .backslash:
                cursor &+= 1
                try continueLine()
            case .singleQuote, .doubleQuote: return try string(from: cursor)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
            case UInt8(ascii: ".") where bytes[cursor &+ 1].isDigit: return try number()
            default: return try operatorToken()
            }
        }
    }

    /// The line feed under the cursor as a token; nil inside brackets.
    private mutating func lineFeed() -> Token? {
        let start = cursor
        cursor &+= 1
        let newline = brackets.isEmpty ? token(.newline, from: start) : nil
        beginLine()
        isAtLineStart = true
        return newline
    }

    /// Skips to the end of the line.
    private mutating func skipComment() {
        while current != .lineFeed && current != 0 { cursor &+= 1 }
    }

    /// Measures the indentation of the next line that has a token, and decides on indents and dedents.
    private mutating func measureIndentation() throws(Fault) {
        while true {
            bufferStart = lineStart
            var indentation = Indentation(column: 0, alternative: 0)
            // A line that a backslash continues is indented as far as its first backslash.
            var continued = 0
            measuring: while true {
                switch current {
                case .space:
                    indentation.column &+= 1
                    indentation.alternative &+= 1
                case .tab:
                    indentation.column = (indentation.column / 8 &+ 1) &* 8
                    indentation.alternative &+= 1
                case .formFeed: indentation = Indentation(column: 0, alternative: 0)
                case .backslash:
                    if continued == 0 { continued = indentation.column }
                    cursor &+= 1
                    try continueLine()
                    bufferStart = lineStart
                    continue measuring
                default: break measuring
                }
                cursor &+= 1
            }
            if current == .hash { skipComment() }
            if current == .lineFeed {
                cursor &+= 1
                beginLine()
                continue
            }
            if current == 0, let textFault { throw Fault(error: textFault, isRaisedAtOnce: true) }
            guard brackets.isEmpty else { return }
            if continued != 0 { indentation = Indentation(column: continued, alternative: continued) }
            return try indent(to: indentation)
        }
    }

    /// Compares a line's indentation with those around it.
    private mutating func indent(to new: Indentation) throws(Fault) {
        var top = indentations[indentations.count - 1]
        if new.column > top.column {
            guard indentations.count < Self.indentationLimit else {
                throw noted(.indentationError, "too many levels of indentation", at: position(lineStart))
            }
            guard new.alternative > top.alternative else { throw inconsistentTabs }
            indentations.append(new)
            pendingIndents = 1
            return
        }
        while new.column < top.column {
            indentations.removeLast()
            pendingIndents -= 1
            top = indentations[indentations.count - 1]
        }
        guard new.column == top.column else {
            throw noted(
                .indentationError, "unindent does not match any outer indentation level", at: endOfLine)
        }
        guard new.alternative == top.alternative else { throw inconsistentTabs }
    }

    private var inconsistentTabs: Fault {
        noted(.tabError, "inconsistent use of tabs and spaces in indentation", at: position(lineStart))
    }

    /// One token of the indentation that was measured.
    private mutating func indentationToken() -> Token {
        if pendingIndents > 0 {
            pendingIndents = 0
            return token(.indent, from: lineStart)
        }
        pendingIndents += 1
        return token(.dedent, from: cursor)
    }

    /// Goes on behind a backslash, which has to end a line that is not the last.
    mutating func continueLine() throws(Fault) {
        guard current == .lineFeed else {
            // CPython counts the column from the start of its buffer, even if it leads out of this line; here it
            // stays in it.
            var end = cursor
            while bytes[end] != .lineFeed && bytes[end] != 0 { end += 1 }
            let column = min(cursor - bufferStart, end - lineStart)
            throw noted(
                .syntaxError, "unexpected character after line continuation character",
                at: SourcePosition(line: line, column: UInt32(column)))
        }
        let lineFeed = position(cursor)
        cursor &+= 1
        beginLine()
        if current == 0 {
            if let textFault { throw Fault(error: textFault, isRaisedAtOnce: true) }
            if let open = unclosedBracketError { throw Fault(error: open, isRaisedAtOnce: false) }
            throw noted(.syntaxError, "unexpected EOF while parsing", at: lineFeed)
        }
    }
}
