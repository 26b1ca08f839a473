/// The answer to a request.
///
/// The server writes Date, Content-Length, Transfer-Encoding, Connection and Keep-Alive itself and drops
/// those given here. Control characters in names and values become spaces. 204 and 304 are sent without a
/// body.
public struct ServerResponse: Sendable {
    /// The status, from 200 to 599.
    public var status: Int {
        didSet { Self.check(status) }
    }
    /// The header fields, in the order they are written.
    public var headers: [HeaderField]
    /// The body.
    public var body: ResponseBody

    /// An answer whose body is known.
    public init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        Self.check(status)
        self.status = status
        self.headers = headers
        self.body = .bytes(body)
    }

    /// An answer whose body comes in parts.
    public init(status: Int, headers: [HeaderField] = [], stream: ResponseStream) {
        Self.check(status)
        self.status = status
        self.headers = headers
        self.body = .stream(stream)
    }

    /// Adds a header field behind the others.
    public mutating func append(_ name: String, _ value: String) {
        headers.append(HeaderField(name, value))
    }

    private static func check(_ status: Int) {
        precondition((200...599).contains(status), "\(status) is no final status")
    }
}

/// The body of an answer.
public enum ResponseBody: Sendable {
    /// All of it.
    case bytes([UInt8])
    /// Parts, asked for when the socket has room.
    case stream(ResponseStream)
}

/// A body that is made while it is sent, at the speed at which the client takes it.
public struct ResponseStream: Sendable {
    let next: @Sendable (_ deliver: @escaping @Sendable (StreamStep) -> Void) -> Void
    let cancel: @Sendable () -> Void

    /// A stream.
    ///
    /// - Parameters:
    ///   - next: Asked for the next part, on the server's thread; it calls `deliver` once, from any thread, now or later.
    ///   - cancel: Called at most once instead of any further `next`, when the body is no longer wanted.
    public init(
        next: @escaping @Sendable (_ deliver: @escaping @Sendable (StreamStep) -> Void) -> Void,
        cancel: @escaping @Sendable () -> Void = {}
    ) {
        self.next = next
        self.cancel = cancel
    }
}
