/// A typed place in a path: what may stand there and how it is explained to a client.
public enum PathParameter: String, Sendable, CaseIterable {
    case session
    case object
    case label
    case name
    case frame
    case module
    case weakref
    case collection

    /// What a well-formed value looks like, for the problem that a malformed one gets.
    var expectation: String {
        switch self {
        case .session: "a session's id, such as `s1`"
        case .object, .weakref: "a handle: `o` or `b` followed by a number without leading zeros"
        case .label: "a reference's label, percent-encoded: `[3]`, `['key']` or `.attribute`"
        case .name: "a Python identifier"
        case .frame: "a frame's id: `f` followed by a number without leading zeros"
        case .module: "a dotted module name"
        case .collection: "a collection's id: `c` followed by a number without leading zeros"
        }
    }

    /// Whether `value` has the parameter's form; that the thing exists is for the session to say.
    func accepts(_ value: String) -> Bool {
        switch self {
        case .session: Self.isIdentifier(value, prefixes: [UInt8(ascii: "s")])
        case .object, .weakref: Self.isIdentifier(value, prefixes: [UInt8(ascii: "o"), UInt8(ascii: "b")])
        case .frame: value == "f0" || Self.isIdentifier(value, prefixes: [UInt8(ascii: "f")])
        case .collection: Self.isIdentifier(value, prefixes: [UInt8(ascii: "c")])
        case .label: !value.isEmpty && value.utf8.count <= 1024
        case .name: PythonName.isIdentifier(value)
        case .module: PythonName.isDotted(value)
        }
    }

    /// A letter out of `prefixes` and then a number without leading zeros, at most 18 digits long.
    private static func isIdentifier(_ value: String, prefixes: [UInt8]) -> Bool {
        var bytes = value.utf8.makeIterator()
        guard let prefix = bytes.next(), prefixes.contains(prefix) else { return false }
        guard let first = bytes.next(), first >= UInt8(ascii: "1"), first <= UInt8(ascii: "9") else {
            return false
        }
        var digits = 1
        while let digit = bytes.next() {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return false }
            digits += 1
        }
        return digits <= 18
    }
}

/// A route's path, `/v1/sessions/{session}/objects`, taken apart once.
public struct PathTemplate: Sendable, Hashable {
    /// One part of the path between two slashes.
    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(PathParameter)
    }

    let segments: [Segment]

    /// The template as it stands in `openapi.yaml`.
    public let text: String

    /// Takes a template apart; one that names no known parameter is a mistake in the route table.
    init(_ text: String) {
        precondition(text.hasPrefix("/"), "a path template starts with a slash: \(text)")
        self.text = text
        segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return .literal(String(part)) }
            guard let parameter = PathParameter(rawValue: String(part.dropFirst().dropLast())) else {
                preconditionFailure("unknown path parameter \(part) in \(text)")
            }
            return .parameter(parameter)
        }
    }
}
