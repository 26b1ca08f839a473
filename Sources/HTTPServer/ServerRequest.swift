/// A complete request, as a handler gets it.
public struct ServerRequest: Sendable {
    /// The method; HEAD is answered like GET, and the server drops the body.
    public let method: HTTPMethod
    /// The version that the client speaks.
    public let version: HTTPVersion
    /// The path, still percent-encoded and without the query: at least `/`, or `*`.
    public let path: String
    /// The header fields.
    public let headers: RequestHeaders
    /// The whole body, without its transfer coding.
    public let body: [UInt8]
    /// Who asks.
    public let peer: PeerAddress
    /// When the request was complete, in nanoseconds of the server's clock.
    public let arrival: UInt64
    /// Tells when nobody waits for the answer any more.
    public let cancellation: RequestCancellation

    private let source: Source

    private enum Source: Sendable {
        case head(RequestHead)
        case target(String)
    }

    /// The request target as it was received.
    public var target: String {
        switch source {
        case .head(let head): head.target
        case .target(let target): target
        }
    }

    /// What follows the first `?` of the target, still percent-encoded; nil without one.
    public var query: String? {
        switch source {
        case .head(let head): head.query
        case .target(let target):
            target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) }
        }
    }

    init(_ received: ReceivedRequest, peer: PeerAddress, arrival: UInt64, exchange: Exchange) {
        let head = received.head
        method = head.method
        version = head.version
        path = head.path
        headers = head.headers
        body = received.body
        self.peer = peer
        self.arrival = arrival
        cancellation = RequestCancellation(exchange: exchange)
        source = .head(head)
    }

    /// A request that no client sent: for tests of handlers.
    public init(
        method: HTTPMethod, target: String, headers: [HeaderField] = [], body: [UInt8] = [],
        peer: PeerAddress = .unknown, arrival: UInt64 = 0
    ) {
        self.method = method
        version = .http11
        path = String(target.prefix { $0 != "?" })
        self.headers = RequestHeaders(headers)
        self.body = body
        self.peer = peer
        self.arrival = arrival
        cancellation = RequestCancellation(exchange: Exchange(sequence: 0, connection: nil))
        source = .target(target)
    }
}
