import OrderedJSON

/// What is limited.
public enum Quota: String, Sendable, CaseIterable {
    /// Living objects of a session.
    case objects
    /// Bytes of a session's simulated memory.
    case bytes
    /// Entries of a session's history.
    case entries
    /// Frames of a session.
    case frames
    /// Sessions of the server.
    case sessions
    /// Instructions of a run.
    case instructions
    /// Bytes of a run's output.
    case outputBytes
    /// Milliseconds of a run.
    case milliseconds
    /// Bytes of a source.
    case sourceBytes
}

/// What one session may grow to.
public struct SessionQuotas: Report, Equatable {
    /// Living objects, those of the interpreter among them.
    public var objects: UInt64
    /// Bytes of simulated memory.
    public var bytes: UInt64
    /// Entries of the history.
    public var entries: UInt64
    /// Frames below one another.
    public var frames: UInt64
    /// Instructions that one run may execute.
    public var instructions: UInt64
    /// Bytes that one run may write.
    public var outputBytes: UInt64
    /// How long one run may take, without its pauses.
    public var milliseconds: UInt64
    /// Bytes of one source.
    public var sourceBytes: UInt64

    /// Makes quotas; the defaults are the server's.
    public init(
        objects: UInt64 = 1_000_000, bytes: UInt64 = 1 << 30, entries: UInt64 = 10_000_000,
        frames: UInt64 = 1000, instructions: UInt64 = 2_000_000_000, outputBytes: UInt64 = 1 << 20,
        milliseconds: UInt64 = 30_000, sourceBytes: UInt64 = 1 << 20
    ) {
        self.objects = objects
        self.bytes = bytes
        self.entries = entries
        self.frames = frames
        self.instructions = instructions
        self.outputBytes = outputBytes
        self.milliseconds = milliseconds
        self.sourceBytes = sourceBytes
    }

    /// Writes the quotas by name.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("objects", objects)
        writer.member("bytes", bytes)
        writer.member("entries", entries)
        writer.member("frames", frames)
        writer.member("instructions", instructions)
        writer.member("outputBytes", outputBytes)
        writer.member("milliseconds", milliseconds)
        writer.member("sourceBytes", sourceBytes)
        writer.endObject()
    }

    /// Reads quotas by name; what is absent is as in `usual`, or stays at `maximum`, which nothing may exceed.
    init(
        json: JSONValue, within maximum: SessionQuotas, usual: SessionQuotas? = nil
    ) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow([
            "objects", "bytes", "entries", "frames", "instructions", "outputBytes", "milliseconds",
            "sourceBytes",
        ])
        func quota(
            _ name: String, _ path: KeyPath<SessionQuotas, UInt64>
        ) throws(SessionError) -> UInt64 {
            try reader.ifPresent(name) { (json) throws(SessionError) in
                UInt64(try Read.integer(json, in: 1...Int64(clamping: maximum[keyPath: path])))
            } ?? (usual ?? maximum)[keyPath: path]
        }
        self.init(
            objects: try quota("objects", \.objects), bytes: try quota("bytes", \.bytes),
            entries: try quota("entries", \.entries), frames: try quota("frames", \.frames),
            instructions: try quota("instructions", \.instructions),
            outputBytes: try quota("outputBytes", \.outputBytes),
            milliseconds: try quota("milliseconds", \.milliseconds),
            sourceBytes: try quota("sourceBytes", \.sourceBytes))
    }
}
