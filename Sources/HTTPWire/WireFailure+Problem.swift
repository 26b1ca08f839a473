extension WireFailure {
    /// What is wrong with this request.
    public var detail: String {
        switch self {
        case .malformedRequestLine:
            "The request line must be a method, a target and a version, separated by single spaces."
        case .malformedTarget:
            "The request target must be a path of visible ASCII characters; percent-encode all others."
        case .targetTooLong(let limit): "The request target is longer than \(limit) bytes."
        case .unsupportedVersion: "Only HTTP/1.1 and HTTP/1.0 are spoken here."
        case .malformedLineEnd: "Every line of the head must end with CRLF, and CR may stand nowhere else."
        case .foldedHeader: "Header fields must not be folded over several lines."
        case .malformedHeaderName:
            "A header field's name must be a token, followed by a colon without whitespace between them."
        case .malformedHeaderValue: "A header field's value has a control character."
        case .headersTooLarge(let limit): "The header fields are longer than \(limit) bytes."
        case .tooManyHeaders(let limit): "There are more than \(limit) header fields."
        case .malformedHost: "An HTTP/1.1 request must have exactly one valid Host header field."
        case .malformedContentLength: "Content-Length must be given once and be a decimal number."
        case .ambiguousLength: "Content-Length and Transfer-Encoding must not both be given."
        case .malformedTransferCoding:
            "Transfer-Encoding must be exactly \"chunked\", and only in HTTP/1.1 requests."
        case .unsupportedTransferCoding: "Only the transfer coding \"chunked\" is implemented."
        case .unsupportedExpectation: "Only the expectation \"100-continue\" can be met."
        case .bodyTooLarge(let limit): "The body is longer than \(limit) bytes."
        case .malformedChunk: "The chunked body is malformed."
        case .trailersTooLarge(let limit): "The trailer fields exceed the limit of \(limit)."
        case .headTimeout: "The head of the request did not arrive in time."
        case .bodyTimeout: "The body of the request did not arrive in time."
        }
    }

    /// The problem details document (RFC 9457) that answers the refusal.
    public var problem: [UInt8] {
        // Titles and details are the literals above; quotes are all that needs escaping in them.
        let detail = self.detail.split(separator: "\"", omittingEmptySubsequences: false).joined(
            separator: "\\\"")
        let type = "urn:holdfast:problem:\(problemType)"
        return Array(
            #"{"type":"\#(type)","title":"\#(title)","status":\#(status),"detail":"\#(detail)"}"#.utf8)
    }
}
