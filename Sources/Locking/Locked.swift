import Foundation

/// A value that several threads share behind a lock, which is never held while calling out.
///
/// It is `NSLock` and not `Synchronization.Mutex`, because Thread Sanitizer cannot see into the latter's slow path
/// (Swift 6.3 on Linux) and reports races that are none.
public final class Locked<Value>: @unchecked Sendable {
    // SAFETY: `value` is only touched between lock() and unlock().
    @usableFromInline var value: Value
    @usableFromInline let lock = NSLock()

    /// Puts `value` behind a lock of its own.
    @inlinable
    public init(_ value: Value) {
        self.value = value
    }

    /// Runs `body` alone. It must not call out: no completion, no other lock.
    @inlinable @inline(__always)
    public func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
