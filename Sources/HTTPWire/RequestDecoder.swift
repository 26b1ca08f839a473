/// Decodes a stream of HTTP/1.1 requests without doing any input or output.
///
/// The caller hands over the bytes as they come and calls `next` until it needs more. Bytes are only kept
/// while a head is incomplete.
public struct RequestDecoder: Sendable {
    /// What the bytes up to now mean.
    public enum Step: Sendable {
        /// All bytes were taken; nothing more is known.
        case needsMore
        /// A head is complete.
        case head(RequestHead)
        /// These bytes of the input belong to the body.
        case body(Range<Int>)
        /// The request is complete.
        case end
        /// The request is refused; nothing after it can be decoded.
        case failed(WireFailure)
    }

    private enum State {
        case head
        case length(remaining: Int)
        case chunked
        case failed(WireFailure)
    }

    private let limits: WireLimits
    private var state = State.head
    private var parser = HeadParser()
    private var carried: [UInt8] = []
    private var chunks = ChunkedDecoder()

    /// A decoder at the start of a connection.
    public init(limits: WireLimits = WireLimits()) {
        self.limits = limits
    }

    /// Whether it stands between two requests.
    public var isBetweenRequests: Bool {
        if case .head = state { return parser.isBlank }
        return false
    }

    /// Whether a head was decoded whose body is not complete.
    public var isInBody: Bool {
        switch state {
        case .length, .chunked: true
        case .head, .failed: false
        }
    }

    /// Takes bytes from `position` on, moves it behind them, and says what they mean.
    public mutating func next(_ input: Span<UInt8>, at position: inout Int) -> Step {
        switch state {
        case .head: return nextHead(input, at: &position)
        case .length(remaining: 0):
            return end()
        case .length(let remaining):
            guard position < input.count else { return .needsMore }
            let range = position..<min(input.count, position + remaining)
            position = range.upperBound
            state = .length(remaining: remaining - range.count)
            return .body(range)
        case .chunked:
            switch chunks.next(input, at: &position, limits: limits) {
            case .needsMore: return .needsMore
            case .data(let range): return .body(range)
            case .end: return end()
            case .failed(let failure): return fail(failure)
            }
        case .failed(let failure): return .failed(failure)
        }
    }

    private mutating func end() -> Step {
        state = .head
        parser = HeadParser()
        return .end
    }

    private mutating func fail(_ failure: WireFailure) -> Step {
        state = .failed(failure)
        carried = []
        return .failed(failure)
    }

    private mutating func nextHead(_ input: Span<UInt8>, at position: inout Int) -> Step {
        guard position < input.count else { return .needsMore }
        let start = position
        let fresh = input.extracting(start..<input.count)
        if carried.isEmpty {
            // The usual case: the whole head is in the input, and is parsed where it is.
            switch parser.advance(fresh, limits: limits) {
            case .complete(let length):
                position = start + length
                return begin(fresh, length)
            case .incomplete:
                carried.append(fresh)
                position = input.count
                return .needsMore
            case .failed(let failure): return fail(failure)
            }
        }
        var bytes = carried
        carried = []
        let before = bytes.count
        bytes.append(fresh)
        switch parser.advance(bytes.span, limits: limits) {
        case .complete(let length):
            position = start + length - before
            return begin(bytes.span, length)
        case .incomplete:
            carried = bytes
            position = input.count
            return .needsMore
        case .failed(let failure): return fail(failure)
        }
    }

    private mutating func begin(_ bytes: Span<UInt8>, _ length: Int) -> Step {
        do throws(WireFailure) {
            let head = try parser.head(bytes, length: length)
            switch head.framing {
            case .length(let length):
                if length > limits.bodyBytes { throw .bodyTooLarge(limit: limits.bodyBytes) }
                state = .length(remaining: length)
            case .chunked:
                chunks = ChunkedDecoder()
                state = .chunked
            }
            return .head(head)
        } catch {
            return fail(error)
        }
    }
}
