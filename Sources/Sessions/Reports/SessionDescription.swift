import OrderedJSON

/// What is known about one session.
public struct SessionDescription: Report, Equatable {
    /// Its identifier, never reused.
    public var id: String
    /// The client's name for it.
    public var name: String?
    /// The CPython version that it follows.
    public var python: String
    /// The number of its last committed entry.
    public var revision: UInt64
    /// When it was created, in milliseconds since 1970.
    public var createdAt: Int64
    /// Whether its heap is in memory; it comes back by itself when it is asked for.
    public var resident: Bool
    /// The collector's settings at the session's start.
    public var gc: CollectorStart
    /// What it may grow to.
    public var quotas: SessionQuotas

    /// Writes the contract's session.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("name", name)
        writer.member("python", python)
        writer.member("revision", revision)
        writer.member("createdAt", timestamp(createdAt))
        writer.member("resident", resident)
        writer.member("gc", report: gc)
        writer.member("quotas", report: quotas)
        writer.endObject()
    }
}
