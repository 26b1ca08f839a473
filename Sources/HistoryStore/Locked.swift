import Foundation

/// A value behind a lock that is never held while calling out.
///
/// Not `Synchronization.Mutex`: its slow path is invisible to the thread sanitizer, which then reports races that
/// are none (Swift 6.3 on Linux).
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
