import Foundation

/// One client's connection: the socket, the state machine, and what is on its way between them.
///
/// It is confined to the event loop's thread; other threads hold it only through an `Exchange`, to name it in
/// messages.
final class Connection: @unchecked Sendable {
    enum Stage {
        case open
        /// All is written; what the client still sends is read and dropped until it closes too.
        case lingering
        case closed
    }

    /// More than this is not encoded ahead of the socket.
    static let outputLimit = 131_072
    /// More than this is not written at once while other connections wait.
    static let writeBudget = 1_048_576

    let mailbox: Mailbox
    let peer: PeerAddress
    let socket: Socket
    unowned let loop: EventLoop
    var place = -1
    var stage = Stage.open

    var machine: ConnectionMachine
    var exchanges: [Exchange] = []
    var streams: [UInt64: ResponseStream] = [:]

    /// Bytes that were read but have to wait for an answer to an earlier request.
    private var unread: [UInt8] = []
    private var isBlocked = false
    private var isInputEnded = false

    var output: [UInt8] = []
    var written = 0
    var needsFlush = false

    var phase = ConnectionMachine.Phase.idle
    var phaseRequests: UInt64 = 0
    var phaseDeadline = UInt64.max
    var writeDeadline = UInt64.max

    init(socket: Socket, peer: PeerAddress, loop: EventLoop) {
        self.socket = socket
        self.peer = peer
        self.loop = loop
        mailbox = loop.mailbox
        machine = ConnectionMachine(limits: loop.configuration.limits)
    }

    // MARK: Reading

    /// Something happened on the socket.
    func handle(events: Int16) {
        guard stage != .closed else { return }
        if events & Int16(POLLOUT) != 0 { loop.flushLater(self) }
        if events & Int16(POLLIN) != 0 {
            readAvailable()
        } else if events & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 {
            // Both directions are gone. While reading is wanted, reading tells why.
            if wantsInput { readAvailable() } else { end(.failed(errno: ECONNRESET)) }
        }
    }

    /// Reads once, as much as one buffer holds.
    func readAvailable() {
        switch socket.read(into: loop.readBuffer) {
        case .bytes(0): inputEnded()
        case .bytes(let count):
            loop.statistics.bytesRead += count
            if stage == .lingering { return }
            // SAFETY: the buffer is the loop's; nothing reads into it before this call returns.
            process(UnsafeBufferPointer(rebasing: loop.readBuffer[..<count]).span)
            loop.flushLater(self)
        case .wouldBlock: break
        case .failed(let error): end(.failed(errno: error))
        }
    }

    private func inputEnded() {
        if stage == .lingering { return end(.finished) }
        isInputEnded = true
        machine.receiveEnd()
        // Half-closed or gone, nobody can tell; whoever can stop working on an answer should.
        exchanges.forEach { $0.cancel() }
        updateInterest()
        loop.flushLater(self)
    }

    private func process(_ bytes: Span<UInt8>) {
        var position = 0
        isBlocked = false
        stepping: while true {
            switch machine.receive(bytes, at: &position) {
            case .dispatch(let request): dispatch(request)
            case .blocked:
                isBlocked = true
                unread = bytes.extracting(position..<bytes.count).withUnsafeBufferPointer { Array($0) }
                break stepping
            case .refused(let failure): loop.noteRefusal(failure, of: self)
            case .needsMore, .finished: break stepping
            }
        }
        updateInterest()
    }

    private func dispatch(_ received: ReceivedRequest) {
        loop.statistics.requests += 1
        let exchange = Exchange(sequence: received.sequence, connection: self)
        exchanges.append(exchange)
        let request = ServerRequest(received, peer: peer, arrival: loop.now, exchange: exchange)
        loop.handler.handle(request) { exchange.respond($0) }
    }

    /// Goes on with what had to wait, if that is possible now.
    func resumeBlocked() -> Bool {
        guard isBlocked, machine.canResume, stage == .open else { return false }
        let bytes = unread
        unread = []
        process(bytes.span)
        return true
    }

    /// Whether more is to be read now.
    private var wantsInput: Bool {
        stage == .lingering || stage == .open && !isBlocked && !isInputEnded
    }

    func updateInterest() {
        guard stage != .closed else { return }
        var interest: Poller.Interest = wantsInput ? .read : []
        if written < output.count || writeDeadline != .max { interest.insert(.write) }
        loop.setInterest(interest, of: self)
    }

    // MARK: The end

    /// Closes the connection; whoever works for it is told.
    func end(_ reason: ConnectionEnd) {
        guard stage != .closed else { return }
        stage = .closed
        exchanges.forEach { $0.cancel() }
        exchanges = []
        streams.values.forEach { $0.cancel() }
        streams = [:]
        output = []
        written = 0
        unread = []
        if reason == .aborted || reason == .cut { socket.resetOnClose() }
        loop.remove(self, reason)
        socket.close()
    }
}
