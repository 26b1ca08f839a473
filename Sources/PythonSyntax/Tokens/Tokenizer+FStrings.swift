extension Tokenizer {
    /// As CPython's `MAXFSTRINGLEVEL`; the code around all f-strings counts.
    static let fstringLimit = 150
    /// As CPython's `MAX_EXPR_NESTING`: a field, one in its format, one in the format of that.
    static let fieldLimit = 3

    /// An f-string that was begun.
    struct OpenFString {
        var quote: UInt8
        var isTriple: Bool
        var isRaw: Bool
        /// Where its prefix stands.
        var start: SourcePosition
        /// Whether text comes next, and not the code of a replacement field.
        var isInText = true
        /// Whether the text is of a format specification, up to its first nested field.
        var isInFormat = false
        /// How many brackets are open in its replacement fields, theirs among them.
        var bracketDepth = 0
        /// The depth outside the bracket of the replacement field that was opened last; -1 in none.
        var fieldDepth = -1
    }

    /// The innermost f-string; there has to be one.
    @inline(__always)
    private var top: OpenFString {
        get { fstrings[fstrings.count - 1] }
        set { fstrings[fstrings.count - 1] = newValue }
    }

    /// The beginning of an f-string. The cursor stands on its first quote, behind the prefix.
    mutating func fstringStart(from start: Int) throws(Fault) -> Token {
        if !features.nestsFStrings, let token = try faultyFString(from: start) { return token }
        let quote = current
        let isTriple = bytes[cursor + 1] == quote && bytes[cursor + 2] == quote
        let isRaw = bytes[start..<cursor].contains { $0.lowercased == UInt8(ascii: "r") }
        cursor += isTriple ? 3 : 1
        guard fstrings.count + 1 < Self.fstringLimit else {
            throw raised("too many nested f-strings", before: cursor)
        }
        fstrings.append(
            OpenFString(quote: quote, isTriple: isTriple, isRaw: isRaw, start: position(start)))
        return token(.fstringStart, from: start)
    }

    /// An f-string whose fields are at fault, as one token, where it is one string first; nil if nothing is wrong with them.
    private mutating func faultyFString(from start: Int) throws(Fault) -> Token? {
        var probe = self
        let token = try probe.string(from: start)
        var fields = FieldScanner(bytes, token: token.bytes)
        do throws(FieldScanner.Fault) {
            try fields.scan()
            return nil
        } catch {
            self = probe
            noteFieldFault(error.message, at: start)
            return token
        }
    }

    /// The next token where an f-string's text stands: text, its end, or the first of a replacement field.
    mutating func fstringText() throws(Fault) -> Token {
        let start = cursor
        if current == .leftBrace && bytes[cursor + 1] != .leftBrace {
            try enterField()
            return try codeToken()
        }
        if isAtClosingQuotes {
            cursor += top.isTriple ? 3 : 1
            fstrings.removeLast()
            return token(.fstringEnd, from: start)
        }
        return try fstringMiddle()
    }

    private var isAtClosingQuotes: Bool {
        let quote = top.quote
        guard current == quote else { return false }
        return !top.isTriple || (bytes[cursor + 1] == quote && bytes[cursor + 2] == quote)
    }

    /// Goes on with code at the brace under the cursor.
    private mutating func enterField() throws(Fault) {
        top.fieldDepth += 1
        guard top.fieldDepth < Self.fieldLimit else {
            throw raised("f-string: expressions nested too deeply", before: cursor)
        }
        top.isInText = false
        top.isInFormat = false
    }

    /// Goes on with code at what stands under the cursor.
    private mutating func leaveText() {
        top.isInText = false
        top.isInFormat = false
    }

    /// Text up to a brace or the closing quotes.
    private mutating func fstringMiddle() throws(Fault) -> Token {
        let start = cursor
        let place = position(start)
        let string = top
        let isInFormat = string.isInFormat && string.fieldDepth >= 0
        var isInName = false
        /// The token that ends before the cursor, but for `hidden` bytes.
        func middle(hiding hidden: Int = 0) -> Token {
            let end = cursor - hidden
            return Token(
                kind: .fstringMiddle, range: SourceRange(place, position(end)), bytes: start..<end)
        }
        while true {
            switch current {
            case string.quote:
                if isAtClosingQuotes { return middle() }
                cursor &+= 1
            case .leftBrace:
                if bytes[cursor + 1] == .leftBrace && !isInFormat {
                    cursor += 2
                    return middle(hiding: 1)
                }
                try enterField()
                return middle()
            case .rightBrace:
                cursor += 1
                if isInName { return middle() }
                if current == .rightBrace && !isInFormat && string.bracketDepth == 0 {
                    cursor += 1
                    return middle(hiding: 1)
                }
                cursor -= 1
                leaveText()
                return middle()
            case .backslash: isInName = skipEscape(isRaw: string.isRaw) || isInName
            case .lineFeed where !string.isTriple:
                if isInFormat {
                    leaveText()
                    return middle()
                }
                throw try unterminated(string)
            case 0: throw try unterminated(string)
            case .lineFeed:
                cursor &+= 1
                beginLine()
            default: cursor &+= 1
            }
        }
    }

    /// Skips a backslash and what it escapes, except braces. Returns whether it begins a `\N{`.
    private mutating func skipEscape(isRaw: Bool) -> Bool {
        cursor += 1
        switch current {
        case .leftBrace, .rightBrace:
            if !isRaw {
                warn("invalid escape sequence '\\\(Character(Unicode.Scalar(current)))'", line: line)
            }
        case .lineFeed:
            cursor += 1
            beginLine()
        case UInt8(ascii: "N") where !isRaw:
            cursor += 1
            if current == .leftBrace {
                cursor += 1
                return true
            }
        case 0: break
        default: cursor += 1
        }
        return false
    }

    private func unterminated(_ string: OpenFString) throws(Fault) -> Fault {
        let detected = try lineOfDetection()
        let triple = string.isTriple ? "triple-quoted " : ""
        return raised(
            "unterminated \(triple)f-string literal (detected at line \(detected))", at: string.start)
    }
}
