/// A parameter of the query, and the form that its value must have.
enum QueryParameter: String, Sendable, CaseIterable {
    case limit
    case cursor
    case after
    case type
    case generation
    case tracked
    case filename
    case mode
    case package
    case format
    case around
    case depth

    /// How far a graph can reach around an object.
    static let greatestDepth = 1000

    /// The largest page.
    static let largestPage = 1000

    /// The page's size when the client names none.
    static let usualPage = 100

    /// What is wrong with `value`, or nil when nothing is.
    func objection(to value: String) -> String? {
        switch self {
        case .limit:
            Self.number(value, in: 1...UInt64(Self.largestPage)) == nil
                ? "limit must be a number from 1 to \(Self.largestPage)." : nil
        case .after:
            Self.number(value, in: 0...(1 << 53 - 1)) == nil ? "after must be an entry's number." : nil
        case .generation:
            Self.number(value, in: 0...3) == nil ? "generation must be 0, 1, 2 or 3." : nil
        case .tracked, .package:
            value == "true" || value == "false" ? nil : "\(rawValue) must be true or false."
        case .format: value == "json" || value == "dot" ? nil : "format must be json or dot."
        case .around:
            PathParameter.object.accepts(value) ? nil : "around must be \(PathParameter.object.expectation)."
        case .depth:
            Self.number(value, in: 0...UInt64(Self.greatestDepth)) == nil
                ? "depth must be a number from 0 to \(Self.greatestDepth)." : nil
        case .cursor:
            Self.isCursor(value) ? nil : "cursor must be the nextCursor of a page."
        case .type:
            value.isEmpty || value.unicodeScalars.count > 250
                ? "type must be a type's name, such as list." : nil
        case .filename:
            value.isEmpty || value.unicodeScalars.count > 1024
                || value.unicodeScalars.contains { $0.value < 0x20 } ? "filename must be a file's name." : nil
        case .mode:
            value == "script" || value == "interactive" ? nil : "mode must be script or interactive."
        }
    }

    /// The number that `text` writes in decimal digits without a sign or leading zeros, when it lies in `range`.
    static func number(_ text: String, in range: ClosedRange<UInt64>) -> UInt64? {
        guard !text.isEmpty, text.utf8.count <= 17 else { return nil }
        guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
        guard text == "0" || text.utf8.first != UInt8(ascii: "0") else { return nil }
        guard let number = UInt64(text), range.contains(number) else { return nil }
        return number
    }

    private static func isCursor(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// The query of a request: each parameter at most once, every value checked.
struct Query: Sendable {
    private var values: [QueryParameter: String] = [:]

    /// Takes `text` apart; refuses a parameter that is not in `allowed`, one that comes twice, and a value of the wrong form.
    init(_ text: String?, allowed: [QueryParameter]) throws(RequestError) {
        guard let text, !text.isEmpty else { return }
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0].utf8, plusIsSpace: true),
                let value = parts.count > 1 ? PercentEncoding.decode(parts[1].utf8, plusIsSpace: true) : ""
            else { throw .malformedPath(text) }
            guard let parameter = QueryParameter(rawValue: name), allowed.contains(parameter) else {
                throw .queryParameter(name: name, reason: Self.unknown(name, allowed: allowed))
            }
            guard values[parameter] == nil else {
                throw .queryParameter(name: name, reason: "\(name) comes twice.")
            }
            if let reason = parameter.objection(to: value) {
                throw .queryParameter(name: name, reason: reason)
            }
            values[parameter] = value
        }
    }

    /// The value of `parameter`, when the request has it.
    subscript(parameter: QueryParameter) -> String? { values[parameter] }

    /// The size of the page that is asked for.
    var limit: Int { values[.limit].flatMap { Int($0) } ?? QueryParameter.usualPage }

    private static func unknown(_ name: String, allowed: [QueryParameter]) -> String {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        let shown = String(name.prefix(80))
        return allowed.isEmpty
            ? "\(shown) is not known here; there are no parameters."
            : "\(shown) is not known here; \(names) are."
    }
}
