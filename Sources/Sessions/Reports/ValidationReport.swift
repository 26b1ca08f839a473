import OrderedJSON

/// Whether a heap keeps its own rules.
public struct ValidationReport: Report, Equatable {
    /// The revision that was looked at.
    public var revision: UInt64
    /// How many objects there are, those of the interpreter too.
    public var objects: Int
    /// The first rule that was found broken; nil when all hold.
    public var failure: String?

    /// Writes `{"valid":...,"revision":...,"objects":...}` and what is broken.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("valid", failure == nil)
        writer.member("revision", revision)
        writer.member("objects", objects)
        if let failure { writer.member("failure", failure) }
        writer.endObject()
    }
}
