import Foundation
import Locking

/// The one thread that serves all connections of a server: it waits for sockets and messages, and does
/// everything in turn.
///
/// Everything but `mailbox` and `published` is confined to that thread once `run` was called.
final class EventLoop: @unchecked Sendable {
    let configuration: ServerConfiguration
    let handler: any HTTPHandler
    let log: @Sendable (ServerEvent) -> Void
    let mailbox: Mailbox
    let published = Locked(ServerStatistics())
    let readBuffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65_536)

    var statistics = ServerStatistics()
    var now: UInt64
    var dateLine: [UInt8] = []
    private var dateSecond: Int64 = -1
    private var nextCheck: UInt64 = 0

    var poller = Poller()
    var listener: Listener?
    var listenerPlaces: [Int] = []
    var isAccepting = true
    private var flushing: [Connection] = []
    private var messages: [Message] = []
    private var spareOutput: [UInt8] = []
    var shutdown: Shutdown?

    init(
        configuration: ServerConfiguration, handler: any HTTPHandler, listener: Listener,
        log: @escaping @Sendable (ServerEvent) -> Void
    ) throws(ServerError) {
        self.configuration = configuration
        self.handler = handler
        self.log = log
        self.listener = listener
        mailbox = try Mailbox()
        now = configuration.clock.now()
        _ = poller.add(mailbox.reader, .read, owner: .mailbox)
        listenerPlaces = listener.sockets.map { poller.add($0.descriptor, .read, owner: .listener($0)) }
    }

    deinit { readBuffer.deallocate() }

    /// Serves until a shutdown is complete.
    func run() {
        while true {
            waitForEvents()
            updateTime()
            for place in 0..<poller.count {
                let events = poller.takeEvent(place)
                if events == 0 { continue }
                switch poller.owner(place) {
                case .nobody: break
                case .mailbox: mailbox.emptyPipe()
                case .listener(let socket): accept(from: socket)
                case .connection(let connection): connection.handle(events: events)
                }
            }
            takeMessages()
            if now >= nextCheck { checkDeadlines() }
            // Whoever reads an answer finds it in the counts already.
            published.withLock { $0 = statistics }
            flushAll()
            published.withLock { $0 = statistics }
            if shutdown != nil, statistics.openConnections == 0 { break }
        }
        finishShutdown()
    }

    private func waitForEvents() {
        guard mailbox.prepareToWait() else { return poller.wait(milliseconds: 0) }
        // Deadlines are looked at four times a second, and only while there is something that can have one.
        let isQuiet = statistics.openConnections == 0 && shutdown == nil && isAccepting
        poller.wait(milliseconds: isQuiet ? -1 : 250)
        mailbox.endWait()
    }

    private func updateTime() {
        now = configuration.clock.now()
        let second = configuration.clock.secondsSince1970()
        if second != dateSecond {
            dateSecond = second
            dateLine = Array("Date: \(HTTPDate.format(secondsSince1970: second))\r\n".utf8)
        }
    }

    private func takeMessages() {
        mailbox.take(&messages)
        for message in messages {
            switch message {
            case .answer(let exchange, let response): exchange.connection?.take(response, for: exchange)
            case .deliver(let exchange, let step): exchange.connection?.take(step, for: exchange.sequence)
            case .shutdown(let deadline, let completion): beginShutdown(deadline, completion)
            case .wake:
                updateTime()
                nextCheck = now
            }
        }
        messages.removeAll(keepingCapacity: true)
    }

    // MARK: What connections ask of the loop

    /// Flushes the connection before the loop waits again.
    func flushLater(_ connection: Connection) {
        if connection.needsFlush { return }
        connection.needsFlush = true
        flushing.append(connection)
    }

    private func flushAll() {
        var index = 0
        // Flushing may put further connections, or the same again, at the end.
        while index < flushing.count {
            let connection = flushing[index]
            connection.needsFlush = false
            connection.flush()
            index += 1
        }
        flushing.removeAll(keepingCapacity: true)
    }

    /// The moment so long after now.
    func deadline(_ duration: Duration) -> UInt64 { now &+ duration.nanoseconds }

    func setInterest(_ interest: Poller.Interest, of connection: Connection) {
        poller.set(connection.place, interest)
    }

    /// Gives a connection without output the storage that all of them share.
    func lend(_ output: inout [UInt8]) {
        if output.isEmpty { swap(&output, &spareOutput) }
    }

    /// Takes the storage back from a connection whose output is empty, so that idle ones hold none.
    func takeBack(_ output: inout [UInt8]) {
        if output.capacity > spareOutput.capacity { swap(&output, &spareOutput) }
        output = []
    }

    func noteRefusal(_ failure: WireFailure, of connection: Connection) {
        statistics.refusedRequests += 1
        log(.refused(failure, connection.peer))
    }

    private func checkDeadlines() {
        nextCheck = now &+ 250_000_000
        forEachConnection { $0.checkDeadlines(now: now) }
        if !isAccepting { resumeAccepting() }
        if let shutdown, now >= shutdown.deadline { cutConnections() }
    }

    func forEachConnection(_ body: (Connection) -> Void) {
        for place in 0..<poller.count {
            if case .connection(let connection) = poller.owner(place) { body(connection) }
        }
    }
}
