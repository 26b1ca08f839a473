/// How a server listens and what it allows.
public struct ServerConfiguration: Sendable {
    /// The name or the numeric address to listen at; a name with several addresses, like `localhost`, means
    /// all of them.
    public var host = "127.0.0.1"
    /// The port; 0 lets the system choose.
    public var port = 8080
    /// How many connections may wait to be accepted.
    public var backlog = 1_024
    /// How many connections are open at most; further ones wait in the backlog.
    public var maximumConnections = 4_096
    /// What a request may consist of.
    public var limits = WireLimits()
    /// How long things may take.
    public var timeouts = ServerTimeouts()
    /// What time it is.
    public var clock: any ServerClock = SystemClock()

    /// The default configuration.
    public init() {}
}

/// How long a connection may take.
public struct ServerTimeouts: Sendable, Hashable {
    /// How long a connection may stay open without a request.
    public var idle = Duration.seconds(60)
    /// From the first byte of a head to its last, also from the connection to the first byte; longer is
    /// answered 408.
    public var head = Duration.seconds(10)
    /// From the end of a head to the end of the body; longer is answered 408.
    public var body = Duration.seconds(60)
    /// How long a client may take none of the bytes that wait for it.
    public var write = Duration.seconds(30)
    /// How long a refused client is heard out, so that it gets to read the refusal.
    public var linger = Duration.seconds(2)

    /// The default timeouts.
    public init() {}
}

extension Duration {
    /// The duration in nanoseconds, 0 for a negative one.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        if seconds < 0 || attoseconds < 0 { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max / 2 : min(product + UInt64(attoseconds / 1_000_000_000), .max / 2)
    }
}
