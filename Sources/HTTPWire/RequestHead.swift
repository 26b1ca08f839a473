/// Where one header field stands in the bytes of its head.
struct FieldRange: Sendable, Hashable {
    var name: Range<Int>
    var value: Range<Int>
}

/// A decoded request head: the request line and the header fields, on one copy of the bytes received.
public struct RequestHead: Sendable {
    /// The method.
    public let method: HTTPMethod
    /// The version.
    public let version: HTTPVersion
    /// The header fields.
    public let headers: RequestHeaders
    /// How the body is delimited.
    public let framing: BodyFraming
    /// Whether the client waits for `100 Continue` before it sends the body.
    public let expectsContinue: Bool
    /// Whether the client wants the connection closed after the answer.
    public let wantsClose: Bool

    let targetRange: Range<Int>
    let pathRange: Range<Int>
    let queryRange: Range<Int>?

    /// The request target as it was received.
    public var target: String { headers.string(targetRange) }

    /// The path of the target, still percent-encoded: `/` at least, or `*`.
    public var path: String { pathRange.isEmpty ? "/" : headers.string(pathRange) }

    /// What follows the first `?` of the target, still percent-encoded.
    public var query: String? { queryRange.map(headers.string) }
}

/// How the end of a request's body is known.
public enum BodyFraming: Hashable, Sendable {
    /// So many bytes; 0 when the head says nothing of a body.
    case length(Int)
    /// Chunks up to an empty one.
    case chunked
}
