/// Looks through the text of an f-string as CPython before 3.12 does: for its fields, and for what is wrong with them.
///
/// Fields are not read as code here: only brackets, quotes and the characters that end an expression count.
struct FieldScanner {
    /// The bytes of the whole source, and where the string's text ends in them.
    private let bytes: [UInt8]
    private let end: Int
    private let isRaw: Bool
    private var cursor: Int
    /// Where the expressions of the fields stand, in the order in which they are compiled.
    private(set) var expressions: [Range<Int>] = []

    /// What is wrong with a field, in CPython's words.
    struct Fault: Error { var message: String }

    /// How deep brackets may nest in a field.
    private static let bracketLimit = 200

    /// Looks through the f-string that is one token of a source.
    init(_ bytes: [UInt8], token: Range<Int>) {
        self.bytes = bytes
        let quote = bytes[token].firstIndex { $0.isQuote } ?? token.lowerBound
        isRaw = bytes[token.lowerBound..<quote].contains { $0.lowercased == UInt8(ascii: "r") }
        let isTriple =
            token.upperBound - quote >= 6 && bytes[quote + 1] == bytes[quote]
            && bytes[quote + 2] == bytes[quote]
        cursor = quote + (isTriple ? 3 : 1)
        end = token.upperBound - (isTriple ? 3 : 1)
    }

    /// Finds the fields.
    mutating func scan() throws(Fault) { try parts(level: 0) }

    /// Text and fields in turn.
    private mutating func parts(level: Int) throws(Fault) {
        while cursor < end {
            try skipText(level: level)
            guard cursor < end, bytes[cursor] == .leftBrace else { break }
            try field(level: level)
        }
        if level > 0, cursor >= end || bytes[cursor] != .rightBrace {
            throw Fault(message: "f-string: expecting '}'")
        }
    }

    private mutating func skipText(level: Int) throws(Fault) {
        while cursor < end {
            var byte = bytes[cursor]
            cursor += 1
            if !isRaw, byte == .backslash, cursor < end {
                byte = bytes[cursor]
                cursor += 1
                if byte == UInt8(ascii: "N") {
                    if cursor < end, bytes[cursor] == .leftBrace {
                        while cursor < end, bytes[cursor] != .rightBrace { cursor += 1 }
                        cursor = min(end, cursor + 1)
                    }
                    continue
                }
            }
            guard byte == .leftBrace || byte == .rightBrace else { continue }
            if level == 0 {
                if cursor < end, bytes[cursor] == byte {
                    cursor += 1
                    continue
                }
                if byte == .rightBrace { throw Fault(message: "f-string: single '}' is not allowed") }
            }
            cursor -= 1
            return
        }
    }

    private mutating func field(level: Int) throws(Fault) {
        guard level < 2 else { throw Fault(message: "f-string: expressions nested too deeply") }
        cursor += 1
        let start = cursor
        try skipExpression()
        let expression = start..<cursor
        guard cursor < end else { throw Fault(message: "f-string: expecting '}'") }
        if bytes[expression].allSatisfy({ [0x20, 0x09, 0x0A, 0x0C].contains($0) }) {
            let mark = bytes[cursor]
            guard mark == .rightBrace else {
                throw Fault(
                    message: "f-string: expression required before '\(Character(Unicode.Scalar(mark)))'")
            }
            throw Fault(message: "f-string: empty expression not allowed")
        }
        expressions.append(expression)
        if bytes[cursor] == UInt8(ascii: "=") {
            repeat {
                cursor += 1
            } while cursor < end && (bytes[cursor] == 0x20 || (9...13).contains(bytes[cursor]))
            guard cursor < end else { throw Fault(message: "f-string: expecting '}'") }
        }
        if bytes[cursor] == UInt8(ascii: "!") {
            cursor += 1
            guard cursor < end else { throw Fault(message: "f-string: expecting '}'") }
            guard [UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a")].contains(bytes[cursor]) else {
                throw Fault(
                    message: "f-string: invalid conversion character: expected 's', 'r', or 'a'")
            }
            cursor += 1
        }
        if cursor < end, bytes[cursor] == UInt8(ascii: ":") {
            cursor += 1
            guard cursor < end else { throw Fault(message: "f-string: expecting '}'") }
            try parts(level: level + 1)
        }
        guard cursor < end, bytes[cursor] == .rightBrace else {
            throw Fault(message: "f-string: expecting '}'")
        }
        cursor += 1
    }

    /// Goes to what ends an expression: `!`, `:`, `=` or the brace.
    private mutating func skipExpression() throws(Fault) {
        var quote: (byte: UInt8, isTriple: Bool)?
        var brackets: [UInt8] = []
        func isTripled(_ byte: UInt8) -> Bool {
            cursor + 2 < end && bytes[cursor + 1] == byte && bytes[cursor + 2] == byte
        }
        func text(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }
        while cursor < end {
            let byte = bytes[cursor]
            if byte == .backslash {
                throw Fault(message: "f-string expression part cannot include a backslash")
            }
            if let open = quote {
                if byte == open.byte, !open.isTriple || isTripled(byte) {
                    if open.isTriple { cursor += 2 }
                    quote = nil
                }
                cursor += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                quote = (byte, isTripled(byte))
                if isTripled(byte) { cursor += 2 }
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                guard brackets.count < Self.bracketLimit else {
                    throw Fault(message: "f-string: too many nested parenthesis")
                }
                brackets.append(byte)
            case UInt8(ascii: "#"): throw Fault(message: "f-string expression part cannot include '#'")
            case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "<"),
                UInt8(ascii: ">"),
                UInt8(ascii: "}"):
                if brackets.isEmpty {
                    if byte != UInt8(ascii: ":"), byte != UInt8(ascii: "}"), cursor + 1 < end,
                        bytes[cursor + 1] == UInt8(ascii: "=")
                    {
                        cursor += 1
                    } else if byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">") {
                        return
                    }
                } else if byte == UInt8(ascii: "}") {
                    try close(byte, &brackets)
                }
            case UInt8(ascii: ")"), UInt8(ascii: "]"): try close(byte, &brackets)
            default: break
            }
            cursor += 1
        }
        if quote != nil { throw Fault(message: "f-string: unterminated string") }
        if let open = brackets.last { throw Fault(message: "f-string: unmatched '\(text(open))'") }
    }

    private func close(_ byte: UInt8, _ brackets: inout [UInt8]) throws(Fault) {
        let closing = Character(Unicode.Scalar(byte))
        guard let open = brackets.popLast() else {
            throw Fault(message: "f-string: unmatched '\(closing)'")
        }
        let pairs: [UInt8: UInt8] = [
            UInt8(ascii: ")"): UInt8(ascii: "("), UInt8(ascii: "]"): UInt8(ascii: "["),
            UInt8(ascii: "}"): UInt8(ascii: "{"),
        ]
        guard pairs[byte] == open else {
            throw Fault(
                message: "f-string: closing parenthesis '\(closing)' does not match opening parenthesis "
                    + "'\(Character(Unicode.Scalar(open)))'")
        }
    }
}
