import Dispatch

/// The machine's monotonic clock.
public enum MonotonicClock {
    /// Nanoseconds since some moment in the past.
    @Sendable
    public static func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
}
