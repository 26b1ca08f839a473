import OrderedJSON

/// What a run came to, at its end or where it paused.
public struct RunReport: Report, Equatable {
    /// How a run stands.
    public enum Status: String, Sendable {
        /// The program ended, by an exception perhaps.
        case completed
        /// The run waits to be continued.
        case paused
        /// A limit or a client ended the run before the program ended.
        case interrupted
    }

    /// How the run stands.
    public var status: Status
    /// Where it is paused.
    public var at: PauseDescription?
    /// What was written to `sys.stdout` since the run began or went on.
    public var stdout = ""
    /// What was written to `sys.stderr`.
    public var stderr = ""
    /// Whether output was dropped because there was too much of it.
    public var isTruncated = false
    /// The value of the last statement, when it is an expression and not None.
    public var value: ObjectDescription?
    /// What nobody caught, or what ended the run.
    public var exception: ExceptionDescription?
    /// How many instructions ran, from the run's begin.
    public var instructions: Int
    /// How many objects were made and freed again meanwhile.
    public var temporaries = 0
    /// How many effects there were beyond those that are told.
    public var omittedEffects = 0

    /// Writes the run, but for its effects.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("status", status.rawValue)
        if let at { writer.member("at", report: at) }
        writer.member("stdout", stdout)
        writer.member("stderr", stderr)
        writer.member("truncated", isTruncated)
        writer.member("value", report: value)
        writer.member("exception", report: exception)
        writer.member("instructions", instructions)
        writer.member("temporaries", temporaries)
        writer.member("omittedEffects", omittedEffects)
        writer.endObject()
    }
}

/// An exception that ended a run.
public struct ExceptionDescription: Report, Equatable {
    /// The class's name.
    public var type: String
    /// What `str()` of it gives.
    public var message: String
    /// What Python prints about it.
    public var traceback: String

    /// Writes `{"type":...,"message":...,"traceback":...}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("type", type)
        writer.member("message", message)
        writer.member("traceback", traceback)
        writer.endObject()
    }
}

/// Where a run is paused: before a line.
public struct PauseDescription: Report, Equatable {
    /// `co_filename`
    public var filename: String
    /// The line that is next.
    public var line: Int
    /// `co_name`
    public var function: String
    /// The frame's identifier.
    public var frame: String

    /// Writes the place.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("filename", filename)
        writer.member("line", line)
        writer.member("function", function)
        writer.member("frame", frame)
        writer.endObject()
    }
}

/// How a session's last run stands.
public struct RunState: Report, Equatable {
    /// idle, running, paused, completed or interrupted.
    public var status: String
    /// The entry of the run, or of the last time that it went on.
    public var entry: UInt64?
    /// What it is called in tracebacks.
    public var filename: String?
    /// Where it is paused.
    public var at: PauseDescription?
    /// The class of the exception that ended it.
    public var exception: String?
    /// How many instructions it has run; not known while it is running.
    public var instructions: Int?

    /// The state of a session that has had no run.
    public static let idle = RunState(status: "idle")
    /// The state while a run is under way.
    public static let running = RunState(status: "running")

    /// Writes the state.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("status", status)
        if let entry { writer.member("entry", entry) }
        if let filename { writer.member("filename", filename) }
        if let at { writer.member("at", report: at) }
        if let exception { writer.member("exception", exception) }
        if let instructions { writer.member("instructions", instructions) }
        writer.endObject()
    }
}
