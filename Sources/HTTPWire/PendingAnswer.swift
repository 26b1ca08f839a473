/// What a streamed body gives when it is asked for more.
public enum StreamStep: Sendable {
    /// Some more bytes.
    case bytes([UInt8])
    /// The body is complete.
    case end
    /// Something failed midway; the connection is cut, so that the client cannot take the body for complete.
    case abort
}

/// The body of an answer.
public enum WireBody: Sendable {
    /// All of it.
    case bytes([UInt8])
    /// Parts that are asked for one after the other.
    case streamed
}

/// A request that was handed out, in its place among the connection's answers.
struct PendingAnswer: Sendable {
    enum State: Sendable {
        case waiting
        case answered(status: Int, headers: [HeaderField], body: WireBody)
        /// The head is written, the body up to that place.
        case writing([UInt8], from: Int)
        /// The head is written; the body's next part was not asked for yet.
        case streaming
        /// The next part was asked for.
        case pulling
        /// The next part is here.
        case pulled(StreamStep)
    }

    let sequence: UInt64
    let isHead: Bool
    let isHTTP10: Bool
    let isSafe: Bool
    var state = State.waiting
}
