import Foundation

/// What time it is; tests bring their own.
public protocol ServerClock: Sendable {
    /// Nanoseconds since some moment in the past; they never go back.
    func now() -> UInt64
    /// Whole seconds since the start of 1970, for the Date field.
    func secondsSince1970() -> Int64
    /// Calls `wake` whenever time jumped, for clocks that do not run with the system's.
    func onJump(_ wake: @escaping @Sendable () -> Void)
}

extension ServerClock {
    /// Nothing: the clock runs with the system's.
    public func onJump(_ wake: @escaping @Sendable () -> Void) {}
}

/// The system's clock.
public struct SystemClock: ServerClock {
    /// The system's clock.
    public init() {}

    /// The monotonic clock.
    public func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// The wall clock.
    public func secondsSince1970() -> Int64 { Int64(time(nil)) }
}
