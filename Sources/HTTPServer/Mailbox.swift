import Foundation
import Locking

/// What other threads tell the event loop.
enum Message: Sendable {
    case answer(Exchange, ServerResponse)
    case deliver(Exchange, StreamStep)
    case shutdown(deadline: Duration, completion: @Sendable () -> Void)
    /// Time jumped: look at the deadlines.
    case wake
}

/// The way into the event loop from any thread: messages, and a pipe that ends the loop's wait, used only
/// while it waits.
final class Mailbox: Sendable {
    private struct State {
        var messages: [Message] = []
        var isWaiting = false
        var writer: Int32
    }

    /// The end of the pipe that the loop waits for.
    let reader: Int32
    private let state: Locked<State>

    init() throws(ServerError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .socket(operation: "open", errno: errno, address: "a pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reader = ends[0]
        state = Locked(State(writer: ends[1]))
    }

    /// Leaves a message; false when the loop has ended.
    @discardableResult
    func post(_ message: Message) -> Bool {
        state.withLock { state in
            guard state.writer >= 0 else { return false }
            state.messages.append(message)
            if state.isWaiting {
                state.isWaiting = false
                var byte: UInt8 = 0
                // A full pipe is as good as a written byte; the pipe stays open as long as the lock is held.
                _ = write(state.writer, &byte, 1)
            }
            return true
        }
    }

    /// Announces that the loop is going to wait; false when there are messages to take first.
    func prepareToWait() -> Bool {
        state.withLock { state in
            state.isWaiting = state.messages.isEmpty
            return state.isWaiting
        }
    }

    /// Says that the loop waits no more.
    func endWait() {
        state.withLock { $0.isWaiting = false }
    }

    /// Throws away what woke the loop.
    func emptyPipe() {
        var bytes = [UInt8](repeating: 0, count: 16)
        while read(reader, &bytes, bytes.count) == bytes.count {}
    }

    /// Exchanges the messages for an empty array, whose storage is used again.
    func take(_ messages: inout [Message]) {
        state.withLock { swap(&$0.messages, &messages) }
    }

    /// Ends the mailbox and returns the last messages; later ones are not taken.
    func close() -> [Message] {
        state.withLock { state in
            _ = Foundation.close(state.writer)
            _ = Foundation.close(reader)
            state.writer = -1
            defer { state.messages = [] }
            return state.messages
        }
    }
}
