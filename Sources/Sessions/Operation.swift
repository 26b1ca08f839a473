import OrderedJSON

/// One write that a session accepts; its JSON form is what the history keeps.
public indirect enum Operation: Sendable, Equatable {
    /// Makes an object and binds it to a global, or lets the client hold it.
    case create(ObjectSpecification, name: String?)
    /// Makes a reference start at an object.
    case link(Handle, LinkSpecification)
    /// Removes the reference with this label from an object, as `del` does.
    case unlink(Handle, label: String)
    /// Takes one more client reference to an object.
    case hold(Handle)
    /// Drops one client reference to an object.
    case release(Handle)
    /// Binds a global of `__main__`.
    case bind(name: String, ValueSpecification)
    /// Unbinds a global of `__main__`.
    case unbind(name: String)
    /// Calls a function that does not return yet.
    case pushFrame(FrameSpecification)
    /// Lets the innermost call return.
    case popFrame(String)
    /// Assigns a local variable of a frame.
    case setLocal(frame: String, name: String, ValueSpecification)
    /// Deletes a local variable of a frame.
    case deleteLocal(frame: String, name: String)
    /// Makes a module.
    case createModule(ModuleSpecification)
    /// Makes a weak reference and binds it to a global, or lets the client hold it.
    case createWeakReference(WeakReferenceSpecification, name: String?)
    /// `sys.intern(value)`; the result is bound to a global or held.
    case intern(ValueSpecification, name: String?)
    /// Changes the collector's settings.
    case setCollector(CollectorChange)
    /// `gc.collect(generation)`.
    case collect(generation: Int)
    /// Compares two values with `is` and `==`, where that takes Python code; other comparisons are no operations.
    case compare(ValueSpecification, ValueSpecification)
    /// Runs Python source in `__main__`, until it ends or pauses.
    case run(RunSpecification)
    /// Lets the paused run go on.
    case resume(RunResumption)
    /// Ends the paused run.
    case stopRun

    /// Whether it executes a run, or goes on with one.
    var isOfRun: Bool {
        switch self {
        case .run, .resume: true
        default: false
        }
    }

    /// Whether it is for a paused run, while all other operations have to wait for its end.
    var isForPausedRun: Bool {
        switch self {
        case .resume, .stopRun: true
        default: false
        }
    }
}

/// How far a paused run goes on.
public enum RunResumption: String, Sendable, CaseIterable {
    /// To its next breakpoint.
    case toBreakpoint = "continue"
    /// To the next line, in whatever frame.
    case step
    /// To the next line of the same frame, or of one that it returns to.
    case over
    /// To the next line of the frame that called the one that is paused.
    case out
}

extension RunResumption {
    /// Reads `{over?, out?}`.
    public init(step json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["over", "out"])
        let isOver = try reader.ifPresent("over", Read.bool) ?? false
        let isOut = try reader.ifPresent("out", Read.bool) ?? false
        if isOver && isOut { throw .malformed(field: "/out", reason: "excludes over") }
        self = isOver ? .over : isOut ? .out : .step
    }
}
