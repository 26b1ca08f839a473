import Foundation

/// Something to log.
public enum ServerEvent: Sendable {
    /// The server is ready.
    case listening(BoundAddress)
    /// A client connected.
    case accepted(PeerAddress)
    /// A connection ended.
    case closed(PeerAddress, ConnectionEnd)
    /// The server refused a request by itself; no handler saw it.
    case refused(WireFailure, PeerAddress)
    /// The system would not give a connection; accepting pauses until another one closes or some time has
    /// passed.
    case acceptFailed(errno: Int32)
    /// As many connections are open as the configuration allows.
    case connectionLimitReached(Int)
    /// A shutdown began.
    case shutdownStarted
    /// The deadline of the shutdown passed, and so many connections were cut.
    case shutdownCut(connections: Int)
    /// The server is down.
    case stopped
}

/// Why a connection ended.
public enum ConnectionEnd: Sendable, Hashable {
    /// All was said.
    case finished
    /// The client said nothing for too long.
    case idle
    /// The client did not take its answer for too long.
    case writeTimeout
    /// The connection broke.
    case failed(errno: Int32)
    /// A streamed body could not be completed.
    case aborted
    /// The deadline of a shutdown passed.
    case cut
}

/// Why a server cannot start.
public enum ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The host has no address.
    case resolve(host: String, reason: String)
    /// A call to the system failed.
    case socket(operation: String, errno: Int32, address: String)
    /// It was started before.
    case alreadyStarted

    /// The error for people.
    public var description: String {
        switch self {
        case .resolve(let host, let reason): "cannot resolve \(host): \(reason)"
        case .socket(let operation, let errno, let address):
            "cannot \(operation) \(address): \(String(cString: strerror(errno)))"
        case .alreadyStarted: "the server was started before"
        }
    }
}

/// Counts since the start of a server.
public struct ServerStatistics: Sendable, Hashable {
    /// Connections that are open now.
    public var openConnections = 0
    /// Connections that were accepted.
    public var acceptedConnections = 0
    /// Requests that were handed to the handler.
    public var requests = 0
    /// Requests that the server refused by itself.
    public var refusedRequests = 0
    /// Bytes received.
    public var bytesRead = 0
    /// Bytes sent.
    public var bytesWritten = 0
}
