/// A JSON number kept as its lexeme, so that integers of any size and floats reach the caller exactly.
public struct JSONNumber: Sendable, Hashable {
    /// The number's text as JSON has it.
    public let lexeme: String

    /// The number that `lexeme` writes, or nil when RFC 8259's grammar has no such number.
    public init?(lexeme: String) {
        var text = lexeme
        let isNumber = text.withUTF8 { bytes in
            var parser = JSONParser(bytes: bytes, limits: JSONLimits(numberLength: .max))
            guard let first = bytes.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
                (try? parser.parseNumber()) != nil
            else { return false }
            return parser.isAtEnd
        }
        guard isNumber else { return nil }
        self.lexeme = text
    }

    /// The shortest lexeme that reads back as `value`.
    ///
    /// - Precondition: `value` is finite.
    public init(_ value: Double) {
        precondition(value.isFinite, "JSON has no number for \(value)")
        lexeme = value.description
    }

    /// A lexeme that the parser has just accepted.
    init(accepted lexeme: String) {
        self.lexeme = lexeme
    }

    /// Whether it is written without fraction and exponent.
    public var isInteger: Bool {
        lexeme.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
    }

    /// The nearest double; an infinity when the number is out of range, as in Python's `json`.
    public var doubleValue: Double {
        // The grammar of JSON numbers is contained in that of `Double.init(_:)`, which fails on nothing else.
        Double(lexeme) ?? .nan
    }
}
