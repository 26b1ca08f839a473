/// Why the wire refuses a request by itself, before any handler sees it.
public enum WireFailure: Error, Hashable, Sendable {
    /// The request line is not `method SP target SP version CRLF`.
    case malformedRequestLine
    /// The request target is none of the forms that the method allows.
    case malformedTarget
    /// The request line or its target is longer than the limit.
    case targetTooLong(limit: Int)
    /// The version is neither HTTP/1.1 nor HTTP/1.0.
    case unsupportedVersion
    /// A line of the head is not ended by CRLF, or has a bare CR.
    case malformedLineEnd
    /// A header line is folded over two lines.
    case foldedHeader
    /// A header field's name is not a token directly followed by a colon.
    case malformedHeaderName
    /// A header field's value has a control character.
    case malformedHeaderValue
    /// The header lines together are longer than the limit.
    case headersTooLarge(limit: Int)
    /// There are more header fields than the limit.
    case tooManyHeaders(limit: Int)
    /// The Host field is missing, repeated or malformed.
    case malformedHost
    /// Content-Length is repeated or is not a number.
    case malformedContentLength
    /// Both Content-Length and Transfer-Encoding are given.
    case ambiguousLength
    /// Transfer-Encoding does not end with chunked, repeats it, or stands in HTTP/1.0.
    case malformedTransferCoding
    /// Transfer-Encoding names something beside chunked.
    case unsupportedTransferCoding
    /// Expect asks for something beside 100-continue.
    case unsupportedExpectation
    /// The body is longer than the limit.
    case bodyTooLarge(limit: Int)
    /// A chunk's size line or its end is malformed.
    case malformedChunk
    /// The trailers are more or longer than the limits.
    case trailersTooLarge(limit: Int)
    /// The head did not arrive in time.
    case headTimeout
    /// The body did not arrive in time.
    case bodyTimeout

    /// The status that the refusal is answered with.
    public var status: Int { kind.status }

    private var kind: Kind {
        switch self {
        case .targetTooLong: .targetTooLong
        case .unsupportedVersion: .unsupportedVersion
        case .headersTooLarge, .tooManyHeaders, .trailersTooLarge: .headersTooLarge
        case .unsupportedTransferCoding: .unsupportedTransferCoding
        case .unsupportedExpectation: .unsupportedExpectation
        case .bodyTooLarge: .bodyTooLarge
        case .headTimeout, .bodyTimeout: .timeout
        default: .malformed
        }
    }

    /// The stable name that follows `urn:holdfast:problem:`.
    public var problemType: String { kind.rawValue }

    /// The refusal in short words, the same for every occurrence of its type.
    public var title: String {
        switch kind {
        case .malformed: "Malformed request"
        case .timeout: "Request timeout"
        case .bodyTooLarge: "Content too large"
        case .targetTooLong: "URI too long"
        case .unsupportedExpectation: "Expectation failed"
        case .headersTooLarge: "Header fields too large"
        case .unsupportedTransferCoding: "Transfer coding not implemented"
        case .unsupportedVersion: "HTTP version not supported"
        }
    }

    private enum Kind: String {
        case malformed = "malformed-request"
        case timeout = "request-timeout"
        case bodyTooLarge = "content-too-large"
        case targetTooLong = "uri-too-long"
        case unsupportedExpectation = "expectation-failed"
        case headersTooLarge = "header-fields-too-large"
        case unsupportedTransferCoding = "transfer-coding-not-implemented"
        case unsupportedVersion = "http-version-not-supported"

        var status: Int {
            switch self {
            case .malformed: 400
            case .timeout: 408
            case .bodyTooLarge: 413
            case .targetTooLong: 414
            case .unsupportedExpectation: 417
            case .headersTooLarge: 431
            case .unsupportedTransferCoding: 501
            case .unsupportedVersion: 505
            }
        }
    }
}
