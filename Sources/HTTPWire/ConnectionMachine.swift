/// One request, complete with its body, as a connection hands it out.
public struct ReceivedRequest: Sendable {
    /// Its number on the connection; the answer names it.
    public let sequence: UInt64
    /// The request line and the header fields.
    public let head: RequestHead
    /// The whole body.
    public let body: [UInt8]
}

/// The state of one server connection: which requests are under way, in which order they are answered, and
/// what ends it.
///
/// It does no input or output. Its owner feeds it what was read and what was answered; each mutating call
/// returns what to do next. Requests with safe methods are handed out while earlier ones are unanswered; any
/// other waits until it is alone, and is waited for (RFC 9112, 9.3.2). Answers are written in the order of
/// the requests.
public struct ConnectionMachine: Sendable {
    /// What received bytes lead to.
    public enum Step: Sendable {
        /// All bytes were taken; read more.
        case needsMore
        /// Handle this request, then call again.
        case dispatch(ReceivedRequest)
        /// A request has to wait for earlier answers: keep the rest of the bytes, read no more, call again
        /// after the next answer.
        case blocked
        /// The bytes are not acceptable; the refusal is ready to be encoded. Nothing more will be read.
        case refused(WireFailure)
        /// Nothing more will be read: whatever follows is to be thrown away.
        case finished
    }

    /// What the connection waits for, which decides how long it may.
    public enum Phase: Hashable, Sendable {
        /// Nothing is under way.
        case idle
        /// A request head is incomplete.
        case head
        /// A request body is incomplete.
        case body
        /// An answer is awaited or being written.
        case answering
        /// The connection is over but for what is still to be written.
        case finished
    }

    let limits: WireLimits
    var decoder: RequestDecoder
    var answers: [PendingAnswer] = []
    private var nextSequence: UInt64 = 0
    private var head: RequestHead?
    private var body: [UInt8] = []
    var held: ReceivedRequest?
    var owesContinue = false
    /// No request after those handed out or held will be decoded.
    var isInputClosed = false
    private var isDraining = false
    var isAborted = false
    /// The client may still be sending when the connection ends.
    var lingers = false

    /// A fresh connection.
    public init(limits: WireLimits = WireLimits()) {
        self.limits = limits
        decoder = RequestDecoder(limits: limits)
    }

    /// How many requests were completed so far: changes with each, so that equal phases of different requests
    /// can be told apart.
    public private(set) var completedRequests: UInt64 = 0

    /// What is waited for now.
    public var phase: Phase {
        if answers.isEmpty && held == nil {
            if isInputClosed || isAborted { return .finished }
        } else if isInputClosed || held != nil {
            return .answering
        }
        if decoder.isInBody { return .body }
        if !decoder.isBetweenRequests { return .head }
        return answers.isEmpty ? .idle : .answering
    }

    /// Whether a request that had to wait can be handed out now: `receive` will do so.
    public var canResume: Bool { held.map(canDispatch) ?? false }

    /// Takes bytes from `position` on, moves it behind them, and says what to do.
    public mutating func receive(_ input: Span<UInt8>, at position: inout Int) -> Step {
        if let request = held {
            guard canDispatch(request) else { return .blocked }
            held = nil
            return dispatch(request)
        }
        while !isInputClosed {
            switch decoder.next(input, at: &position) {
            case .needsMore: return .needsMore
            case .head(let head):
                self.head = head
                owesContinue = head.expectsContinue
                if case .length(let length) = head.framing { body.reserveCapacity(min(length, 65_536)) }
            case .body(let range): body.append(input.extracting(range))
            case .end:
                if let request = complete() {
                    if canDispatch(request) { return dispatch(request) }
                    held = request
                    return .blocked
                }
            case .failed(let failure):
                refuse(failure)
                return .refused(failure)
            }
        }
        position = input.count
        return .finished
    }

    /// The client has sent its last byte; what was handed out is still answered.
    public mutating func receiveEnd() {
        isInputClosed = true
    }

    /// The time for what is waited for is over; returns the refusal that answers it, if it is answered.
    public mutating func timeOut() -> WireFailure? {
        let failure: WireFailure
        switch phase {
        case .head: failure = .headTimeout
        case .body: failure = .bodyTimeout
        case .idle, .answering, .finished:
            isInputClosed = true
            return nil
        }
        refuse(failure)
        return failure
    }

    /// Lets the request that is under way be the last one; an idle connection ends at once.
    public mutating func drain() {
        isDraining = true
        if decoder.isBetweenRequests { isInputClosed = true }
    }

    private mutating func complete() -> ReceivedRequest? {
        guard let head else { return nil }
        completedRequests += 1
        let request = ReceivedRequest(sequence: nextSequence, head: head, body: body)
        nextSequence += 1
        self.head = nil
        body = []
        owesContinue = false
        if head.wantsClose || isDraining { isInputClosed = true }
        return request
    }

    private func canDispatch(_ request: ReceivedRequest) -> Bool {
        guard let last = answers.last else { return true }
        return last.isSafe && request.head.method.isSafe && answers.count < limits.pipelinedRequests
    }

    private mutating func dispatch(_ request: ReceivedRequest) -> Step {
        let head = request.head
        answers.append(
            PendingAnswer(
                sequence: request.sequence, isHead: head.method == .head, isHTTP10: head.version == .http10,
                isSafe: head.method.isSafe))
        return .dispatch(request)
    }

    private mutating func refuse(_ failure: WireFailure) {
        var answer = PendingAnswer(sequence: nextSequence, isHead: false, isHTTP10: false, isSafe: true)
        answer.state = .answered(
            status: failure.status, headers: [HeaderField("Content-Type", "application/problem+json")],
            body: .bytes(failure.problem))
        answers.append(answer)
        nextSequence += 1
        head = nil
        body = []
        owesContinue = false
        isInputClosed = true
        lingers = true
    }
}
