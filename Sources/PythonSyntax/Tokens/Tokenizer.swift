/// Cuts a source into the tokens of Python 3.13, one at a time, in time linear in the source.
///
/// It works on UTF-8 bytes and keeps explicit stacks, so that no source exhausts the native one. The rules, their
/// order and the messages are those of CPython's lexer, whose positions of faults it keeps: a fault that CPython
/// reports at one place has an empty range there.
///
/// - Note: CPython normalises identifiers to NFKC, for which the standard library has no tables. An identifier here is
///   what was written: two spellings of one NFKC form are two names.
struct Tokenizer {
    /// What is read: the source without its byte order mark, in UTF-8, with every end of line a line feed and a line
    /// feed at the end; behind it a zero, which no source has. `Token.bytes` are indices of it.
    let bytes: [UInt8]
    /// What this source is read as.
    let mode: Parser.Mode
    /// What is wrong with the source as text, thrown where `bytes` end.
    let textFault: SyntaxError?
    /// What of the grammar there is.
    let features: SyntaxFeatures
    /// What is wrong with the fields of strings, by their first bytes, where f-strings are looked through afterwards.
    private(set) var fieldFaults: [Int: String] = [:]
    /// What CPython warned of so far, in order.
    private(set) var warnings: [SyntaxWarning] = []

    /// The next byte to read.
    var cursor = 0
    /// The line of `cursor`, from 1, and its first byte.
    var line: UInt32 = 1
    var lineStart = 0
    /// The first byte of the line that was begun last between two tokens, from which CPython counts the column of a
    /// stray backslash.
    var bufferStart = 0

    /// Whether the indentation of the line has still to be measured.
    var isAtLineStart = true
    var indentations = [Indentation(column: 0, alternative: 0)]
    /// Tokens of indentation that are still to be given out: dedents below zero.
    var pendingIndents = 0

    /// The brackets that are open, the innermost last. Those of replacement fields are among them.
    private(set) var brackets: [OpenBracket] = []
    /// The f-strings that are open, the innermost last.
    var fstrings: [OpenFString] = []

    /// Whether a token was given out already, and whether the line feed that `single` mode adds was.
    private var hasBegun = false
    private var hasEndedStatement = false
    /// The fault that ended it.
    private var fault: Fault?

    /// Columns of an indentation: with tabs to multiples of 8, and with tabs as one column each. Both have to agree
    /// about what is deeper.
    struct Indentation { var column, alternative: Int }

    /// A bracket that was opened.
    struct OpenBracket {
        /// `(`, `[` or `{`.
        var byte: UInt8
        var position: SourcePosition
    }

    /// Why no more tokens come.
    struct Fault {
        var error: SyntaxError
        /// Whether CPython's lexer raises the exception itself; of the others it only notes a code, and an error that
        /// the parser found earlier stands.
        var isRaisedAtOnce: Bool
    }

    /// Reads a source.
    ///
    /// - Parameters:
    ///   - filename: For messages that name it.
    ///   - ignoresCookie: Whether a `coding` comment is not looked for, as `compile` does for a str.
    init(
        _ source: [UInt8], mode: Parser.Mode = .exec, filename: String? = nil, ignoresCookie: Bool = false,
        features: SyntaxFeatures = .all
    ) {
        let text = SourceText(source, filename: filename, ignoresCookie: ignoresCookie)
        bytes = text.bytes
        textFault = text.fault
        self.mode = mode
        self.features = features
    }

    /// The next token; behind the end, the end marker again.
    ///
    /// - Throws: What CPython would raise; the same error again afterwards.
    mutating func next() throws(SyntaxError) -> Token {
        if let fault { throw fault.error }
        do throws(Fault) {
            let token =
                if let string = fstrings.last, string.isInText {
                    try fstringText()
                } else {
                    try codeToken()
                }
            hasBegun = true
            return token
        } catch {
            fault = error
            throw error.error
        }
    }

    /// The text of a token.
    func text(of token: Token) -> String { String(decoding: bytes[token.bytes], as: UTF8.self) }
}

extension Tokenizer.Fault: Error {}

extension Tokenizer {
    /// The byte under the cursor; zero behind the end.
    @inline(__always) var current: UInt8 { bytes[cursor] }

    /// The place of a byte on the current line.
    @inline(__always)
    func position(_ index: Int) -> SourcePosition {
        SourcePosition(line: line, column: UInt32(truncatingIfNeeded: index &- lineStart))
    }

    /// A token from a byte of the current line to the cursor.
    @inline(__always)
    func token(_ kind: Token.Kind, from start: Int) -> Token {
        Token(kind: kind, range: SourceRange(position(start), position(cursor)), bytes: start..<cursor)
    }

    /// Goes on behind a line feed that was read.
    @inline(__always)
    mutating func beginLine() {
        line &+= 1
        lineStart = cursor
    }

    /// Notes what is wrong with the fields of a string.
    mutating func noteFieldFault(_ message: String, at start: Int) { fieldFaults[start] = message }

    /// Notes a warning on a line.
    mutating func warn(_ message: String, line: UInt32) {
        var warning = SyntaxWarning(message, line: line)
        let place = position(cursor - 1)
        warning.range = SourceRange(place, place)
        warnings.append(warning)
    }

    /// Opens a bracket at a byte of the current line.
    mutating func pushBracket(_ byte: UInt8, at index: Int) {
        brackets.append(OpenBracket(byte: byte, position: position(index)))
    }

    /// Closes the innermost bracket.
    mutating func popBracket() -> OpenBracket? { brackets.popLast() }

    /// The end of the source, or what it ends in.
    ///
    /// In `single` mode CPython takes the end for one more line feed, which closes a compound statement.
    mutating func endToken() throws(Fault) -> Token {
        if let textFault { throw Fault(error: textFault, isRaisedAtOnce: true) }
        if let open = unclosedBracketError { throw Fault(error: open, isRaisedAtOnce: false) }
        if mode == .single && hasBegun && !hasEndedStatement {
            hasEndedStatement = true
            return token(.newline, from: cursor)
        }
        return token(.endMarker, from: cursor)
    }

    /// `'(' was never closed`, if a bracket is open.
    var unclosedBracketError: SyntaxError? {
        guard let bracket = brackets.last else { return nil }
        return SyntaxError(
            .syntaxError, "'\(Character(Unicode.Scalar(bracket.byte)))' was never closed",
            at: SourceRange(bracket.position, bracket.position))
    }

    /// The fault further on that CPython reports in place of an error of its parser: one that its lexer raises, or a
    /// bracket that was opened on a line before `line` and never closed. The tokens are used up.
    ///
    /// - Complexity: O(n) in the rest of the source.
    mutating func faultFurtherOn(ofErrorOn line: UInt32) -> SyntaxError? {
        while true {
            do throws(SyntaxError) {
                if try next().kind == .endMarker { return nil }
            } catch {
                // CPython stops looking at a fault inside an f-string, and reports nothing.
                guard fstrings.isEmpty else { return nil }
                if let fault, fault.isRaisedAtOnce { return error }
                if let bracket = brackets.last, line > bracket.position.line { return unclosedBracketError }
                return nil
            }
        }
    }
}
