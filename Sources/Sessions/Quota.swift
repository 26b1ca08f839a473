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

    /// Makes quotas; the defaults are the server's.
    public init(
        objects: UInt64 = 1_000_000, bytes: UInt64 = 1 << 30, entries: UInt64 = 10_000_000,
        frames: UInt64 = 1000
    ) {
        self.objects = objects
        self.bytes = bytes
        self.entries = entries
        self.frames = frames
    }

    /// Writes the quotas by name.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("objects", objects)
        writer.member("bytes", bytes)
        writer.member("entries", entries)
        writer.member("frames", frames)
        writer.endObject()
    }

    /// Reads `{objects?, bytes?, entries?, frames?}`; what is absent stays at `maximum`, which nothing may exceed.
    init(json: JSONValue, within maximum: SessionQuotas) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["objects", "bytes", "entries", "frames"])
        func quota(_ name: String, _ maximum: UInt64) throws(SessionError) -> UInt64 {
            try reader.ifPresent(name) { (json) throws(SessionError) in
                UInt64(try Read.integer(json, in: 1...Int64(clamping: maximum)))
            } ?? maximum
        }
        self.init(
            objects: try quota("objects", maximum.objects), bytes: try quota("bytes", maximum.bytes),
            entries: try quota("entries", maximum.entries), frames: try quota("frames", maximum.frames))
    }
}
