/// The tokens that let a client in (RFC 6750).
public struct BearerTokens: Sendable {
    private let tokens: [[UInt8]]

    /// Reads one token a line; empty lines and lines that begin with `#` are passed over. Nil when none is left.
    public init?(text: String) {
        tokens = text.split(whereSeparator: \.isNewline)
            .map { line in Array(line.utf8.drop { $0 == 0x20 || $0 == 0x09 }) }
            .map { line in Array(line.reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed()) }
            .filter { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
        if tokens.isEmpty { return nil }
    }

    /// Whether an Authorization field carries one of the tokens. Takes the same time for every wrong token of a length.
    func admit(_ field: String) -> Bool {
        let bytes = Array(field.utf8)
        guard bytes.count > 7, bytes[6] == 0x20 else { return false }
        let scheme = bytes[..<6].map { $0 | 0x20 }
        guard scheme.elementsEqual("bearer".utf8) else { return false }
        let candidate = bytes[7...].drop { $0 == 0x20 }
        var isKnown = false
        for token in tokens where Self.areEqual(token, candidate) { isKnown = true }
        return isKnown
    }

    private static func areEqual(_ left: [UInt8], _ right: ArraySlice<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(left, right) { difference |= a ^ b }
        return difference == 0
    }
}
