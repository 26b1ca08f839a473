extension Tokenizer {
    /// A string without replacement fields. The cursor stands on its first quote, behind the prefix.
    mutating func string(from start: Int) throws(Fault) -> Token {
        let first = (position: position(start), line: line)
        let quote = current
        let isTriple = bytes[cursor + 1] == quote && bytes[cursor + 2] == quote
        var hasEscapedQuote = false
        cursor += isTriple ? 3 : 1
        while true {
            let byte = current
            if byte == quote {
                if !isTriple || (bytes[cursor + 1] == quote && bytes[cursor + 2] == quote) {
                    cursor += isTriple ? 3 : 1
                    break
                }
                cursor &+= 1
            } else if byte == .backslash {
                cursor &+= 1
                if current == quote { hasEscapedQuote = true }
                if current == .lineFeed {
                    cursor &+= 1
                    beginLine()
                } else if current != 0 {
                    cursor &+= 1
                }
            } else if byte == 0 || (byte == .lineFeed && !isTriple) {
                throw try unterminated(
                    quote, isTriple: isTriple, at: first.position, hasEscapedQuote: hasEscapedQuote)
            } else {
                cursor &+= 1
                if byte == .lineFeed { beginLine() }
            }
        }
        return Token(
            kind: .string, range: SourceRange(first.position, position(cursor)), bytes: start..<cursor)
    }

    /// The fault of a string whose quotes do not come.
    ///
    /// Inside a replacement field, quotes like those around the f-string were meant to end it.
    private func unterminated(
        _ quote: UInt8, isTriple: Bool, at place: SourcePosition, hasEscapedQuote: Bool
    ) throws(Fault) -> Fault {
        let detected = try lineOfDetection()
        if let string = fstrings.last, string.quote == quote, string.isTriple == isTriple {
            return raised("f-string: expecting '}'", at: place)
        }
        if isTriple {
            return raised(
                "unterminated triple-quoted string literal (detected at line \(detected))", at: place)
        }
        let guess = hasEscapedQuote ? "; perhaps you escaped the end quote?" : ""
        return raised("unterminated string literal (detected at line \(detected))\(guess)", at: place)
    }
}
