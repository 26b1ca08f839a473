/// Why a run was stopped from outside of its program. No Python code can catch it, and none runs while the frames are left.
package enum RunInterruption: String, Error, Sendable, CaseIterable {
    /// More instructions than the run may execute.
    case instructions = "InstructionLimitExceeded"
    /// More memory, or more objects, than the session may hold.
    case memory = "MemoryLimitExceeded"
    /// More output than the run may write.
    case output = "OutputLimitExceeded"
    /// More time than the run may take.
    case time = "TimeLimitExceeded"
    /// Somebody asked for the end of the run, or nobody waits for it any more.
    case cancelled = "Cancelled"

    /// A breakpoint was reached, and no more runs can be kept paused.
    case pauses = "PauseLimitExceeded"

    /// What happened, for people.
    package var message: String {
        switch self {
        case .instructions: "the run executed as many instructions as it may"
        case .memory: "the session holds as much memory as it may"
        case .output: "the run wrote as much output as it may"
        case .time: "the run took as long as it may"
        case .cancelled: "the run was stopped"
        case .pauses: "as many runs are paused as may be"
        }
    }
}

/// Where and why a run was stopped, so that a replay stops it there too.
package struct RunStop: Sendable, Equatable {
    /// Why it was stopped.
    package var reason: RunInterruption
    /// How many instructions had run.
    package var instructions: Int

    /// Makes the record of a stop.
    package init(reason: RunInterruption, instructions: Int) {
        self.reason = reason
        self.instructions = instructions
    }
}
