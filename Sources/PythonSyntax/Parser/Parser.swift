/// Reads Python 3.13 into a tree.
///
/// Recursive descent over an array of tokens, with precedence climbing for operators. What it accepts is CPython's grammar; it
/// goes back over tokens only where a soft keyword or a parenthesis after `with` can mean two things, once a statement, so
/// that reading is linear. It has no words for faults: when it rejects a source, a slower reading finds out what to say.
///
/// Names stay as they are written: CPython also brings them to Unicode's NFKC, which needs tables that are not here.
package struct Parser {
    /// What a source is read as: the `mode` of Python's `compile`.
    package enum Mode: Sendable {
        /// A file: any number of statements.
        case exec
        /// One expression.
        case eval
        /// One interactive statement.
        case single
    }

    /// What is read.
    var tokens: TokenSequence
    /// The token to read next.
    var position = 0
    /// How deep what is being read nests.
    var depth = 0
    /// How deep the deepest node read so far stands in the tree.
    var peak = 0
    /// What made the parser stop, unless that is just that the grammar has no place for a token.
    var fault: SyntaxError?
    /// What is odd about string literals, in order, and the last token of which that was noted: some are read more than once.
    private(set) var warnings: [SyntaxWarning] = []
    private var lastWarned = -1
    /// What is odd about the f-strings that are being read.
    var openWarnings: [SyntaxWarning] = []
    /// Where the statement of the module began that is being read, and the one before.
    var statementStart = 0
    var previousStatementStart = 0

    init(_ source: [UInt8], _ mode: Mode, _ features: SyntaxFeatures = .all) {
        tokens = TokenSequence(source, mode, features)
    }
}

/// The grammar has no place for what is there, or `Parser.fault` says what else is wrong.
struct Rejection: Error {}

extension Parser {
    /// The token to read next.
    var symbol: Symbol { tokens.symbols[position] }

    /// The token after the one to read next.
    var following: Symbol {
        position + 1 < tokens.symbols.count ? tokens.symbols[position + 1] : .endMarker
    }

    /// Goes to the next token.
    mutating func advance() {
        // The last token, an end or a fault, is never passed.
        if position + 1 < tokens.symbols.count { position += 1 }
    }

    /// Passes a token if it is this one.
    mutating func take(_ wanted: Symbol) -> Bool {
        guard symbol == wanted else { return false }
        advance()
        return true
    }

    /// Passes a token that has to be this one.
    mutating func expect(_ wanted: Symbol) throws(Rejection) {
        guard take(wanted) else { throw Rejection() }
    }

    /// Passes a name.
    mutating func name() throws(Rejection) -> String {
        guard symbol.isName else { throw Rejection() }
        let name = tokens.text(at: position)
        advance()
        return name
    }

    /// From the beginning of a token to the end of the token last passed.
    func range(from first: Int) -> SourceRange {
        SourceRange(tokens.places[first].range.start, tokens.places[position - 1].range.end)
    }

    /// From the beginning of a token to the end of the last one that does not only shape lines: how compound statements end.
    func rangeOfBlock(from first: Int) -> SourceRange {
        var last = position - 1
        while last > first, tokens.symbols[last].isLayout { last -= 1 }
        return SourceRange(tokens.places[first].range.start, tokens.places[last].range.end)
    }

    /// Notes what is odd about the token at a position.
    mutating func warn(_ found: [SyntaxWarning], at position: Int) {
        guard !found.isEmpty, position > lastWarned else { return }
        lastWarned = position
        let range = tokens.places[position].range
        warnings += found.map { warning in
            var warning = warning
            (warning.line, warning.range) = (range.start.line, range)
            return warning
        }
    }

    /// Reads what may be there; goes back if it is not.
    mutating func attempt<Result>(
        _ read: (inout Parser) throws(Rejection) -> Result
    ) throws(Rejection) -> Result? {
        let (position, depth, peak) = (position, depth, peak)
        do throws(Rejection) {
            return try read(&self)
        } catch {
            // Too deep stays too deep, whatever it might be read as.
            if fault != nil { throw error }
            (self.position, self.depth, self.peak) = (position, depth, peak)
            return nil
        }
    }
}
