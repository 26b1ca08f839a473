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

    /// Where a token stands: in lines and columns, and in bytes.
    struct Place {
        var range: SourceRange
        var firstByte: UInt32
        var endByte: UInt32
    }

    /// Splits a source into tokens.
    ///
    /// - Complexity: O(*n*) in the source's bytes.
    init(_ original: [UInt8], _ mode: Parser.Mode) {
        var tokenizer = Tokenizer(original, mode: mode)
        source = tokenizer.bytes
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

    /// The text of a token.
    func text(at index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }
}
