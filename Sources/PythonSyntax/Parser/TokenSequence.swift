/// The tokens of a source, and where the tokenizer stopped if it did.
struct TokenSequence {
    /// The source as the tokenizer reads it; the bytes of tokens are offsets in it.
    let source: [UInt8]
    /// What the grammar sees of each token; ends in `endMarker` or in `fault`.
    private(set) var symbols: [Symbol] = []
    /// Where each token stands.
    private(set) var places: [Place] = []
    /// What the tokenizer complains about at the `fault`.
    private(set) var fault: SyntaxError?

    /// What the tokenizer warned of, in order.
    private(set) var warnings: [SyntaxWarning] = []

    /// What of the grammar there is.
    let features: SyntaxFeatures

    /// What is wrong with the fields of strings, by their first bytes, where f-strings are looked through afterwards.
    private(set) var fieldFaults: [Int: String] = [:]

    /// Whether the last line has an end, given or added: CPython adds one to a file.
    let endsInLineFeed: Bool

    /// Where a token stands: in lines and columns, and in bytes.
    struct Place {
        var range: SourceRange
        var firstByte: UInt32
        var endByte: UInt32
    }

    /// Splits a source into tokens.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    init(_ original: [UInt8], _ mode: Parser.Mode, _ features: SyntaxFeatures = .all) {
        var tokenizer = Tokenizer(original, mode: mode, features: features)
        self.features = features
        endsInLineFeed = mode == .exec || original.last == 0x0A || original.last == 0x0D
        source = tokenizer.bytes
        defer {
            warnings = tokenizer.warnings
            fieldFaults = tokenizer.fieldFaults
        }
        symbols.reserveCapacity(source.count / 4 + 4)
        places.reserveCapacity(source.count / 4 + 4)
        do {
            while symbols.last != .endMarker {
                let token = try tokenizer.next()
                symbols.append(Symbol(token, in: source))
                places.append(
                    Place(
                        range: token.range, firstByte: UInt32(truncatingIfNeeded: token.bytes.lowerBound),
                        endByte: UInt32(truncatingIfNeeded: token.bytes.upperBound)))
            }
            if mode == .eval, !endsInLineFeed, symbols.dropLast().last == .newline {
                symbols.remove(at: symbols.count - 2)
                places.remove(at: places.count - 2)
            }
        } catch {
            fault = error
            let place = error.range ?? SourceRange(.init(line: 1, column: 0), .init(line: 1, column: 0))
            symbols.append(.fault)
            places.append(
                Place(range: place, firstByte: UInt32(source.count), endByte: UInt32(source.count)))
        }
    }

    /// The bytes of a token.
    func bytes(at index: Int) -> ArraySlice<UInt8> {
        source[Int(places[index].firstByte)..<Int(places[index].endByte)]
    }

    /// What is wrong with the fields of a string, as CPython before 3.12 finds it; nil for other tokens.
    func fieldFault(at index: Int) -> String? {
        fieldFaults.isEmpty ? nil : fieldFaults[Int(places[index].firstByte)]
    }

    /// What is wrong with the fields of strings that stand beside each other, at the token behind them.
    func fieldFault(_ message: String, behind index: Int) -> SyntaxError {
        var error = fault(message, at: index)
        if symbols[index] == .newline, let range = error.range {
            error.range = SourceRange(range.start, range.start)
        }
        return error
    }

    /// Where an f-string ends, in bytes; nil if its end is not among the tokens.
    func endOfFString(at start: Int) -> Int? {
        var depth = 0
        for index in start..<symbols.count {
            if symbols[index] == .fstringStart { depth += 1 }
            if symbols[index] == .fstringEnd {
                depth -= 1
                if depth == 0 { return Int(places[index].endByte) }
            }
        }
        return nil
    }

    /// The text of a token.
    func text(at index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }

    /// Lets the ends of lines begin where their comments begin, as CPython places them in what it reports.
    mutating func coverComments() {
        for index in symbols.indices.dropFirst() where symbols[index] == .newline {
            let behind = Int(places[index - 1].endByte)
            let gap = source[behind..<max(behind, Int(places[index].firstByte))]
            guard let comment = gap.firstIndex(of: UInt8(ascii: "#")) else { continue }
            // Between a token and the end of its line are no other line ends but escaped ones.
            let length = UInt32(truncatingIfNeeded: Int(places[index].firstByte) - comment)
            places[index].range.start.column -= min(length, places[index].range.start.column)
        }
    }

    /// A fault at a token, as CPython places one that has no place of its own.
    ///
    /// Tokens that only shape lines have no column there. For them it takes how far it has read the line.
    func fault(_ message: String, _ kind: SyntaxError.Kind = .syntaxError, at index: Int) -> SyntaxError {
        let range = places[index].range
        var column: UInt32
        var line = range.end.line
        switch symbols[index] {
        case .indent: column = range.end.column
        case .dedent where places[index].firstByte < source.count - 1: column = range.end.column
        case .dedent, .endMarker:
            (line, column) = end
        default: return SyntaxError(kind, message, at: range)
        }
        // CPython counts from 1 and forgets to here.
        let place = SourcePosition(line: line, column: column == 0 ? 0 : column - 1)
        var error = SyntaxError(kind, message, at: SourceRange(place, place))
        error.hasColumn = column > 0
        return error
    }

    /// The last line, and its length with its end.
    var end: (line: UInt32, length: UInt32) {
        // The last bytes are the line's end and the zero behind it.
        let text = source.dropLast(2)
        let start = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let length = text.endIndex - start + (endsInLineFeed ? 1 : 0)
        let line = places.last.map { $0.range.end.line > 1 ? $0.range.end.line - 1 : 1 } ?? 1
        return (line, UInt32(truncatingIfNeeded: length))
    }
}
