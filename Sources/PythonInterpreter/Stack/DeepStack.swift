import Foundation

/// Runs what recurses as deep as a source nests, or as Python's special methods call one another.
///
/// A session's thread has half a megabyte of stack; a source may nest a thousand levels deep, and so may `__repr__` in `__repr__`.
package enum DeepStack {
    /// Pages that are not touched cost nothing.
    private static let size = 256 << 20

    /// Gives the value of some work done on a thread with a large stack: on this one, if it has most of such a stack left.
    package static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
        if depth.map({ $0 < size / 2 }) == true { return work() }
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
        let thread = Thread {
            Thread.current.threadDictionary[base] = place
            work()
        }
        thread.stackSize = size
        thread.start()
    }

    /// Where the stack of a thread begins, in its dictionary.
    private static let base = "DeepStack.base"

    /// An address in the frame of whoever asks, or one nearby.
    private static var place: UInt {
        var here: UInt8 = 0
        return withUnsafePointer(to: &here) { UInt(bitPattern: $0) }
    }

    /// How many bytes of its large stack the thread has used; nil on any other thread.
    private static var depth: Int? {
        guard let begin = Thread.current.threadDictionary[base] as? UInt else { return nil }
        let place = place
        return Int(max(begin, place) - min(begin, place))
    }

    // SAFETY: the thread writes before it signals, and nobody reads before the signal.
    private final class Result<Value: Sendable>: @unchecked Sendable {
        var value: Value?
    }
}
