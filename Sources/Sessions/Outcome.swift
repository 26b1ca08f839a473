/// What a statement gave.
public enum OperationResult: Sendable, Equatable {
    /// An object that was made, bound or changed.
    case object(ObjectDescription)
    /// A frame that was pushed.
    case frame(FrameDescription)
    /// A module that was made.
    case module(ModuleDescription)
    /// A weak reference that was made.
    case weakReference(WeakReferenceDescription)
    /// The collector after a change of its settings.
    case collector(CollectorDescription)
    /// What a collection did.
    case collection(CollectionReport)
    /// What a comparison came to.
    case comparison(Comparison)
    /// What a run came to, so far.
    case run(RunReport)
    /// Nothing, as `del` gives.
    case nothing
}

/// What an accepted operation did.
public struct Outcome: Sendable, Equatable {
    /// The session's revision after it: the number of its entry.
    public var revision: UInt64
    /// What it gave.
    public var result: OperationResult
    /// What it did to the heap, in order.
    public var effects: [Effect]
    /// What Python code that it called wrote to `sys.stdout` and `sys.stderr`, when it is no run.
    public var output = ""
}

/// What the caller tells its client about an outcome.
///
/// It is kept with the entry when the client gave an idempotency key, and given back word for word on a repeat.
public struct Answer: Sendable, Equatable {
    /// The caller's code, such as a status.
    public var code: Int
    /// Where the new thing is.
    public var location: String?
    /// The body.
    public var body: [UInt8]

    /// An answer.
    public init(code: Int, location: String? = nil, body: [UInt8] = []) {
        self.code = code
        self.location = location
        self.body = body
    }
}

/// An answer that may be given: its operation is committed.
public struct Performed: Sendable, Equatable {
    /// The answer.
    public var answer: Answer
    /// The session's revision after the operation.
    public var revision: UInt64
    /// Whether it was given before, to the same request.
    public var isRepeat: Bool
}

/// The value of a question and the revision that it is about.
public struct Reading<Value: Sendable>: Sendable {
    /// The value.
    public var value: Value
    /// The revision.
    public var revision: UInt64
}
