/// Decodes the escape sequences of a string's body, as CPython's `unicode_escape` and `escape_decode` do.
struct EscapeDecoder {
    private let body: ArraySlice<UInt8>
    private var index: Int
    /// What was decoded: bytes, or generalised UTF-8.
    private(set) var output: [UInt8] = []
    /// The first escape that is none, without its backslash, and whether it is an octal number beyond a byte.
    private var invalid: (text: ArraySlice<UInt8>, isOctal: Bool)?

    /// Why an escape cannot be decoded.
    struct Failure: Error {
        /// The offsets of the escape in what CPython's codec sees.
        var start, end: Int
        var reason: String
    }

    init(_ body: ArraySlice<UInt8>) {
        self.body = body
        index = body.startIndex
        output.reserveCapacity(body.count)
    }

    /// Decodes to a str.
    mutating func decodeText() throws(Failure) {
        while let (start, letter) = copyToEscape() {
            if decodeCommon(letter, limit: 0x10FFFF) { continue }
            switch letter {
            case UInt8(ascii: "x"): try hexadecimal(2, from: start, "truncated \\xXX escape")
            case UInt8(ascii: "u"): try hexadecimal(4, from: start, "truncated \\uXXXX escape")
            case UInt8(ascii: "U"): try hexadecimal(8, from: start, "truncated \\UXXXXXXXX escape")
            case UInt8(ascii: "N"): try named(from: start)
            default: keepInvalid(letter)
            }
        }
    }

    /// Decodes to bytes.
    mutating func decodeBytes() throws(Failure) {
        while let (start, letter) = copyToEscape() {
            if decodeCommon(letter, limit: 0xFF) { continue }
            guard letter == UInt8(ascii: "x") else {
                keepInvalid(letter)
                continue
            }
            let digits = body[index...].prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else {
                throw Failure(
                    start: start - body.startIndex, end: index - body.startIndex,
                    reason: "invalid \\x escape")
            }
            output.append(value)
            index += 2
        }
    }

    /// Warns of the first escape that is none.
    ///
    /// - Parameter ignoringBraces: Of a brace in an f-string the tokenizer has warned already.
    func warn(of range: SourceRange, _ warnings: inout [SyntaxWarning], ignoringBraces: Bool) {
        guard let invalid else { return }
        let text = String(decoding: invalid.text, as: UTF8.self)
        if ignoringBraces && (text == "{" || text == "}") { return }
        let kind = invalid.isOctal ? "octal escape" : "escape"
        warnings.append(SyntaxWarning("invalid \(kind) sequence '\\\(text)'", line: range.start.line))
    }

    /// Copies up to the next escape, and reads its backslash and letter; nil at the end.
    private mutating func copyToEscape() -> (start: Int, letter: UInt8)? {
        while index < body.endIndex {
            let byte = body[index]
            index += 1
            // To CPython a backslash before what is not ASCII, or at the end of an f-string's part, is itself.
            guard byte == .backslash, index < body.endIndex, body[index] < 0x80 else {
                output.append(byte)
                continue
            }
            index += 1
            return (index - 2, body[index - 1])
        }
        return nil
    }

    /// Decodes what str and bytes have in common; the escape is read up to its letter.
    private mutating func decodeCommon(_ letter: UInt8, limit: UInt32) -> Bool {
        switch letter {
        case .lineFeed: break
        case .backslash, .singleQuote, .doubleQuote: output.append(letter)
        case UInt8(ascii: "a"): output.append(0x07)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "v"): output.append(0x0B)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): octal(limit: limit)
        default: return false
        }
        return true
    }

    /// Up to three octal digits, the first of which is read.
    private mutating func octal(limit: UInt32) {
        let digits = body[(index - 1)...].prefix(3).prefix { $0 &- 0x30 < 8 }
        index = digits.endIndex
        let value = digits.reduce(UInt32(0)) { $0 << 3 | UInt32($1 & 7) }
        if value > 0xFF && invalid == nil { invalid = (digits, true) }
        if limit == 0xFF {
            output.append(UInt8(truncatingIfNeeded: value))
        } else {
            append(value)
        }
    }

    private mutating func hexadecimal(_ count: Int, from start: Int, _ truncated: String) throws(Failure) {
        let digits = body[index...].prefix(count).prefix { $0.isHexadecimalDigit }
        guard digits.count == count else { throw failure(start, digits.endIndex, truncated) }
        index = digits.endIndex
        let value = digits.reduce(UInt32(0)) {
            $0 << 4 | UInt32($1.isDigit ? $1 & 0xF : ($1 & 0x7) + 9)
        }
        guard value <= 0x10FFFF else { throw failure(start, index, "illegal Unicode character") }
        append(value)
    }

    private mutating func named(from start: Int) throws(Failure) {
        guard index < body.endIndex, body[index] == .leftBrace else {
            throw failure(start, index, "malformed \\N character escape")
        }
        let name = body[(index + 1)...].prefix { $0 != .rightBrace }
        guard !name.isEmpty, name.endIndex < body.endIndex else {
            throw failure(start, name.endIndex, "malformed \\N character escape")
        }
        index = name.endIndex + 1
        guard let scalar = UnicodeNames.scalar(named: name) else {
            throw failure(start, index, "unknown Unicode character name")
        }
        append(scalar)
    }

    private mutating func keepInvalid(_ letter: UInt8) {
        if invalid == nil { invalid = (body[(index - 1)..<index], false) }
        output.append(.backslash)
        output.append(letter)
    }

    /// Appends a code point, a surrogate like any other.
    private mutating func append(_ value: UInt32) {
        func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(value >> shift & 0x3F) }
        switch value {
        case ..<0x80: output.append(UInt8(value))
        case ..<0x800: output += [0xC0 | UInt8(value >> 6), continuation(0)]
        case ..<0x10000: output += [0xE0 | UInt8(value >> 12), continuation(6), continuation(0)]
        default:
            output += [0xF0 | UInt8(value >> 18), continuation(12), continuation(6), continuation(0)]
        }
    }

    private func failure(_ start: Int, _ end: Int, _ reason: String) -> Failure {
        Failure(start: codecOffset(of: start), end: codecOffset(of: end), reason: reason)
    }

    /// The offset that CPython's codec counts: what is not ASCII reaches it as `\U000000e9`, and a backslash before that
    /// as `\u005c`.
    private func codecOffset(of target: Int) -> Int {
        var offset = 0
        var position = body.startIndex
        while position < target {
            let byte = body[position]
            if byte == .backslash, position + 1 < target {
                offset += body[position + 1] < 0x80 ? 2 : 6
                position += body[position + 1] < 0x80 ? 2 : 1
            } else {
                if !byte.continuesScalar { offset += byte < 0x80 ? 1 : 10 }
                position += 1
            }
        }
        return offset
    }
}
