import Foundation

/// A value that several threads share, each access alone.
///
/// `NSLock` is used because the Thread Sanitizer sees it; `Synchronization.Mutex` gives it false alarms.
final class Locked<Value>: @unchecked Sendable {
    // SAFETY: `value` is only touched between lock() and unlock().
    private var value: Value
    private let lock = NSLock()

    init(_ value: Value) { self.value = value }

    /// Runs `body` alone. It must not call out: no completion, no other lock.
    func access<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
