extension Tokenizer {
    /// A fault that CPython's lexer raises at the character before a byte of the current line.
    func raised(_ message: String, before index: Int) -> Fault {
        var start = max(index - 1, lineStart)
        while start > lineStart, bytes[start].continuesScalar { start -= 1 }
        return raised(message, at: position(start))
    }

    /// A fault that CPython's lexer raises at a place.
    func raised(_ message: String, at place: SourcePosition) -> Fault {
        Fault(error: SyntaxError(.syntaxError, message, at: SourceRange(place, place)), isRaisedAtOnce: true)
    }

    /// A fault of which CPython's lexer notes a code.
    func noted(_ kind: SyntaxError.Kind, _ message: String, at place: SourcePosition) -> Fault {
        Fault(error: SyntaxError(kind, message, at: SourceRange(place, place)), isRaisedAtOnce: false)
    }

    /// The place of the line feed that ends the current line.
    var endOfLine: SourcePosition {
        var index = cursor
        while bytes[index] != .lineFeed && bytes[index] != 0 { index += 1 }
        return position(index)
    }

    /// What the current token is unterminated by: the line that CPython detects it on, or what is wrong with the text.
    func lineOfDetection() throws(Fault) -> UInt32 {
        guard current == 0 else { return line }
        if let textFault { throw Fault(error: textFault, isRaisedAtOnce: true) }
        // The cursor stands behind the line feed of the last line.
        return line - 1
    }
}
