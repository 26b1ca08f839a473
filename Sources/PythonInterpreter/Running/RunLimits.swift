/// What one run may use up.
package struct RunLimits: Sendable, Equatable {
    /// Instructions, and work of builtins in units of about an instruction.
    package var instructions = Int.max
    /// Bytes of the simulated memory that the session may hold, and of the host's that its references may take.
    package var bytes = Int.max
    /// Bytes beyond which a single block is refused with MemoryError; nil stands for `bytes`.
    package var admittedBytes: Int?
    /// Objects that the session may hold.
    package var objects = Int.max
    /// Bytes written to `sys.stdout` and `sys.stderr` together.
    package var outputBytes = Int.max
    /// Nanoseconds by the host's clock, which decides nothing but the end of a run.
    package var nanoseconds = UInt64.max

    /// No limits.
    package init() {}
}
