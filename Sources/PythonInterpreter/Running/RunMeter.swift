import Dispatch

/// What a run has used up, and what stopped it.
struct RunMeter {
    var limits = RunLimits()
    /// Where a replay has to stop.
    var stop: RunStop?
    var signal: RunSignal?
    /// When the time is up, by the host's monotonic clock.
    var deadline = UInt64.max
    /// Bytes of output that were taken, and whether there were more.
    var outputBytes = 0
    var isOutputFull = false
    /// What stopped the run; while it is there, no Python code runs.
    var interruption: RunInterruption?
    /// The frames that were left because of it, innermost first, as tracebacks show them.
    var traceback: [String] = []

    /// How many instructions run between two looks at the limits.
    static let interval = 1000
    /// How many frames a traceback shows.
    static let longestTraceback = 100

    static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// What the run has to stop for after so many instructions.
    func reason(executed: Int, bytes: Int, objects: Int) -> RunInterruption? {
        if let stop, executed >= stop.instructions { return stop.reason }
        if executed >= limits.instructions { return .instructions }
        if bytes > limits.bytes || objects > limits.objects { return .memory }
        if isOutputFull { return .output }
        if signal?.wasRaised == true { return .cancelled }
        if deadline != .max, Self.now >= deadline { return .time }
        return nil
    }
}
