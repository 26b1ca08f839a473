/// What the service's owner decides about it.
public struct APIConfiguration: Sendable {
    /// The tokens that are asked for; nil lets everybody in.
    public var tokens: BearerTokens?

    /// The service's version, as `/metrics` and `/livez` tell it.
    public var version = "development"

    /// Whether the service may be sent work; `/readyz` answers 503 while it says no.
    public var isReady: @Sendable () -> Bool = { true }

    /// Further lines of Prometheus text for `/metrics`, such as the server's own counts.
    public var furtherMetrics: @Sendable () -> String = { "" }

    /// The clock of `ServerRequest.arrival`, in nanoseconds.
    public var now: @Sendable () -> UInt64

    /// Told about every answered request, on whatever queue the answer was made.
    public var log: (@Sendable (AccessRecord) -> Void)?

    /// Makes the settings of an open, silent service.
    public init(now: @escaping @Sendable () -> UInt64 = MonotonicClock.now) {
        self.now = now
    }
}

/// One answered request, for a log.
public struct AccessRecord: Sendable {
    /// The request's method.
    public let method: String
    /// The request's target, as it came.
    public let target: String
    /// The status of the answer.
    public let status: Int
    /// The request's name, which the answer carried.
    public let requestID: String
    /// The operation's id in the contract, when a route was found.
    public let operation: String?
    /// From the request's arrival to its answer.
    public let nanoseconds: UInt64
    /// The client's address.
    public let peer: String
}
