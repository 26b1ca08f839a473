import Dispatch
import Foundation

/// The wall clock that entries are dated with. It never enters a heap.
public struct WallClock: Sendable {
    /// Milliseconds since 1970.
    public var now: @Sendable () -> Int64

    /// A clock of any kind.
    public init(now: @escaping @Sendable () -> Int64) { self.now = now }

    /// The host's clock.
    public static let host = WallClock { Int64(Date().timeIntervalSince1970 * 1000) }
}

/// A clock for durations.
enum MonotonicClock {
    static var nanoseconds: UInt64 { DispatchTime.now().uptimeNanoseconds }
}
