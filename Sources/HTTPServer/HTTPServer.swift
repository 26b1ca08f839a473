import Foundation
import Locking

/// An HTTP/1.1 server on plain sockets.
///
/// One thread serves all connections and calls the handler; answers may come from any thread. A started
/// server runs until it is shut down, whether or not anybody still holds it.
public final class HTTPServer: Sendable {
    private let configuration: ServerConfiguration
    private let handler: any HTTPHandler
    private let log: @Sendable (ServerEvent) -> Void
    private let state = Locked(State.new)

    private enum State {
        case new
        case running(EventLoop)
        case stopped
    }

    /// A server that does not listen yet.
    public init(
        configuration: ServerConfiguration = ServerConfiguration(), handler: any HTTPHandler,
        log: @escaping @Sendable (ServerEvent) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.handler = handler
        self.log = log
    }

    /// Listens, starts to serve, and returns the addresses, which are ready for clients by then.
    ///
    /// - Throws: `ServerError` when the host is unknown, the address is taken, or the server was started before.
    public func start() throws(ServerError) -> BoundAddress {
        let loop = try state.withLock { state throws(ServerError) in
            guard case .new = state else { throw .alreadyStarted }
            let listener = try Listener(
                host: configuration.host, port: configuration.port, backlog: configuration.backlog)
            let loop = try EventLoop(
                configuration: configuration, handler: handler, listener: listener, log: log)
            state = .running(loop)
            return (loop, listener.address)
        }
        let mailbox = loop.0.mailbox
        configuration.clock.onJump { mailbox.post(.wake) }
        log(.listening(loop.1))
        let thread = Thread { loop.0.run() }
        thread.name = "holdfast.http"
        thread.start()
        return loop.1
    }

    /// Stops accepting, answers what is under way with `Connection: close`, closes what is idle, and then
    /// calls `completion`, from any thread. Whatever is not finished after `deadline` is cut.
    public func shutdown(deadline: Duration, completion: @escaping @Sendable () -> Void) {
        let isPosted = state.withLock { state in
            guard case .running(let loop) = state else {
                state = .stopped
                return false
            }
            return loop.mailbox.post(.shutdown(deadline: deadline, completion: completion))
        }
        if !isPosted { completion() }
    }

    /// What happened up to now.
    public var statistics: ServerStatistics {
        state.withLock { state in
            guard case .running(let loop) = state else { return ServerStatistics() }
            return loop.published.withLock { $0 }
        }
    }
}
