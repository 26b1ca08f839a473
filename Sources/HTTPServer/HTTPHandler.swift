@_exported import HTTPWire

/// What answers the requests of a server.
public protocol HTTPHandler: Sendable {
    /// Handles a request and calls `respond` once, from any thread, now or later.
    ///
    /// It is called on the server's own thread, which serves all connections: whatever takes time belongs on
    /// another queue.
    func handle(_ request: ServerRequest, respond: @escaping @Sendable (ServerResponse) -> Void)
}
