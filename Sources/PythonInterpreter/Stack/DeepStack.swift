import Foundation

/// Runs what recurses as deep as a source nests, or as Python's special methods call one another.
///
/// A session's thread has half a megabyte of stack; a source may nest a thousand levels deep, and so may `__repr__` in `__repr__`.
package enum DeepStack {
    /// Pages that are not touched cost nothing.
    private static let size = 256 << 20

    /// Gives the value of some work done on a thread with a large stack.
    package static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
        let result = Result<Value>()
        let done = DispatchSemaphore(value: 0)
        start {
            result.value = work()
            done.signal()
        }
        done.wait()
        guard let value = result.value else { preconditionFailure("the work left no value") }
        return value
    }

    /// Starts some work on a thread with a large stack.
    package static func start(_ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.stackSize = size
        thread.start()
    }

    // SAFETY: the thread writes before it signals, and nobody reads before the signal.
    private final class Result<Value: Sendable>: @unchecked Sendable {
        var value: Value?
    }
}
