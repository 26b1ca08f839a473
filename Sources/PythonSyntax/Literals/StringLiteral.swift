/// The value of a string token.
struct StringLiteral {
    /// A str or bytes.
    let value: Constant
    /// Whether it is written `u"…"`.
    let hasUPrefix: Bool
    /// What CPython warns of: the first escape that is none.
    let warnings: [SyntaxWarning]

    /// Decodes a string token, with its prefix and quotes, that stands at a place.
    ///
    /// - Complexity: O(n) in its bytes. The first `\N{…}` of the process makes a table of all names.
    /// - Throws: CPython's `SyntaxError` for an escape that cannot be decoded, and for bytes that are not ASCII.
    init(_ token: ArraySlice<UInt8>, at range: SourceRange) throws(SyntaxError) {
        let prefix = token.prefix { !$0.isQuote }
        func has(_ letter: UInt8) -> Bool { prefix.contains { $0.lowercased == letter } }
        let body = Self.body(of: token.dropFirst(prefix.count))
        let isRaw = has(UInt8(ascii: "r")) || !body.contains(.backslash)
        hasUPrefix = prefix.first == UInt8(ascii: "u")
        var warnings: [SyntaxWarning] = []
        if has(UInt8(ascii: "b")) {
            guard body.allSatisfy({ $0 < 0x80 }) else {
                throw SyntaxError(
                    .syntaxError, "bytes can only contain ASCII literal characters", at: range)
            }
            value = .bytes(
                try isRaw ? Array(body) : Self.decodedBytes(body, at: range, &warnings))
        } else {
            value = .string(
                try isRaw ? Array(body) : Self.decodedText(body, at: range, &warnings))
        }
        self.warnings = warnings
    }

    /// The text between an f-string's replacement fields.
    ///
    /// - Throws: CPython's `SyntaxError` for an escape that cannot be decoded.
    static func text(
        ofFStringPart part: ArraySlice<UInt8>, isRaw: Bool, at range: SourceRange,
        warnings: inout [SyntaxWarning]
    ) throws(SyntaxError) -> [UInt8] {
        guard !isRaw, part.contains(.backslash) else { return Array(part) }
        return try decodedText(part, at: range, &warnings, ignoringBraces: true)
    }

    /// The text between an f-string's replacement fields, without warnings.
    static func text(
        ofFStringPart part: ArraySlice<UInt8>, isRaw: Bool, at range: SourceRange
    ) throws(SyntaxError) -> [UInt8] {
        var warnings: [SyntaxWarning] = []
        return try text(ofFStringPart: part, isRaw: isRaw, at: range, warnings: &warnings)
    }

    /// What stands between the quotes.
    private static func body(of quoted: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let quotes = quoted.prefix(3)
        let isTriple = quoted.count >= 6 && quotes.allSatisfy { $0 == quotes.first }
        return isTriple ? quoted.dropFirst(3).dropLast(3) : quoted.dropFirst().dropLast()
    }

    private static func decodedText(
        _ body: ArraySlice<UInt8>, at range: SourceRange, _ warnings: inout [SyntaxWarning],
        ignoringBraces: Bool = false
    ) throws(SyntaxError) -> [UInt8] {
        var decoder = EscapeDecoder(body)
        do throws(EscapeDecoder.Failure) {
            try decoder.decodeText()
        } catch {
            throw SyntaxError(
                .syntaxError,
                "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                    + "\(error.start)-\(error.end - 1): \(error.reason)",
                at: range)
        }
        decoder.warn(of: range, &warnings, ignoringBraces: ignoringBraces)
        return decoder.output
    }

    private static func decodedBytes(
        _ body: ArraySlice<UInt8>, at range: SourceRange, _ warnings: inout [SyntaxWarning]
    ) throws(SyntaxError) -> [UInt8] {
        var decoder = EscapeDecoder(body)
        do throws(EscapeDecoder.Failure) {
            try decoder.decodeBytes()
        } catch {
            throw SyntaxError(
                .syntaxError, "(value error) \(error.reason) at position \(error.start)", at: range)
        }
        decoder.warn(of: range, &warnings, ignoringBraces: false)
        return decoder.output
    }
}
