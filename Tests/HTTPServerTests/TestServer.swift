import Foundation
import HTTPServer
import TestSupport
import Testing

/// A handler made of a closure.
struct ClosureHandler: HTTPHandler {
    let body: @Sendable (ServerRequest, @escaping @Sendable (ServerResponse) -> Void) -> Void

    func handle(_ request: ServerRequest, respond: @escaping @Sendable (ServerResponse) -> Void) {
        body(request, respond)
    }
}

/// A time that only tests move.
final class ManualClock: ServerClock, @unchecked Sendable {
    private let lock = NSLock()
    private var time: UInt64 = 1_000_000_000
    private var wakes: [@Sendable () -> Void] = []

    func now() -> UInt64 { lock.withLock { time } }

    func secondsSince1970() -> Int64 { 784_111_777 + Int64(now() / 1_000_000_000) - 1 }

    func onJump(_ wake: @escaping @Sendable () -> Void) { lock.withLock { wakes.append(wake) } }

    func advance(by duration: Duration) {
        let wakes = lock.withLock {
            time +=
                UInt64(duration.components.seconds) * 1_000_000_000
                + UInt64(duration.components.attoseconds / 1_000_000_000)
            return self.wakes
        }
        wakes.forEach { $0() }
    }
}

/// A started server on a port of the system's choice, which is shut down in the end.
final class TestServer: Sendable {
    let server: HTTPServer
    let address: BoundAddress
    let clock = ManualClock()
    let events = Recorder<ServerEvent>()

    init(
        handler: @escaping @Sendable (ServerRequest, @escaping @Sendable (ServerResponse) -> Void) -> Void =
            TestServer.echo,
        configure: (inout ServerConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.clock = clock
        configure(&configuration)
        let events = self.events
        server = HTTPServer(configuration: configuration, handler: ClosureHandler(body: handler)) {
            events.append($0)
        }
        address = try server.start()
    }

    deinit {
        let done = DispatchSemaphore(value: 0)
        server.shutdown(deadline: .zero) { done.signal() }
        clock.advance(by: .seconds(1))
        done.wait()
    }

    func connect(receiveBuffer: Int32? = nil) throws -> HTTPTestClient {
        try HTTPTestClient(host: address.host, port: address.port, receiveBuffer: receiveBuffer)
    }

    /// Waits until the server's counts satisfy the condition, half a minute at most.
    func wait(
        sourceLocation: SourceLocation = #_sourceLocation, until condition: (ServerStatistics) -> Bool
    ) {
        let end = SystemClock().now() + 30_000_000_000
        while !condition(server.statistics) {
            sched_yield()
            if SystemClock().now() > end {
                Issue.record("waited in vain: \(server.statistics)", sourceLocation: sourceLocation)
                return
            }
        }
    }

    /// Answers with the method, the target and the body.
    static let echo: @Sendable (ServerRequest, @escaping @Sendable (ServerResponse) -> Void) -> Void = {
        let text = "\($0.method.name) \($0.target) \(String(decoding: $0.body, as: UTF8.self))"
        $1(
            ServerResponse(
                status: 200, headers: [HeaderField("Content-Type", "text/plain")], body: Array(text.utf8)))
    }
}

/// Values in the order they came, from any thread.
final class Recorder<Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var storage: [Value] = []

    var values: [Value] { condition.withLock { storage } }

    func append(_ value: Value) {
        condition.lock()
        storage.append(value)
        condition.broadcast()
        condition.unlock()
    }

    /// Waits for a value that satisfies the condition, half a minute at most; the first one counts.
    func first(
        sourceLocation: SourceLocation = #_sourceLocation, where isWanted: (Value) -> Bool
    ) throws -> Value {
        condition.lock()
        defer { condition.unlock() }
        let end = Date(timeIntervalSinceNow: 30)
        while true {
            if let value = storage.first(where: isWanted) { return value }
            if !condition.wait(until: end) {
                Issue.record("waited in vain after \(storage.count) values", sourceLocation: sourceLocation)
                throw CancellationError()
            }
        }
    }
}

extension NSCondition {
    fileprivate func withLock<Result>(_ body: () -> Result) -> Result {
        lock()
        defer { unlock() }
        return body()
    }
}
