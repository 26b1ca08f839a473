import OrderedJSON

/// The collector's settings at a session's start.
public struct CollectorStart: Report, Equatable {
    /// Whether automatic collection runs.
    public var enabled: Bool
    /// The three thresholds; nil stands for the profile's.
    public var thresholds: [Int]?

    /// Makes settings.
    public init(enabled: Bool = true, thresholds: [Int]? = nil) {
        self.enabled = enabled
        self.thresholds = thresholds
    }

    init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["enabled", "thresholds"])
        enabled = try reader.ifPresent("enabled", Read.bool) ?? true
        thresholds = try reader.ifPresent("thresholds", CollectorChange.thresholds)
    }

    /// Writes `{"enabled":...,"thresholds":[...]}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("enabled", enabled)
        if let thresholds { writer.member("thresholds", integers: thresholds) }
        writer.endObject()
    }
}

/// A session to be created.
public struct NewSession: Sendable, Equatable {
    /// The client's name for it.
    public var name: String?
    /// The CPython version to follow; nil stands for the newest profile.
    public var python: String?
    /// The collector's settings.
    public var gc: CollectorStart
    /// The quotas as they were asked for; nil stands for the server's.
    public var quotas: JSONValue?

    /// Makes the request of an ordinary session.
    public init(
        name: String? = nil, python: String? = nil, gc: CollectorStart = .init(), quotas: JSONValue? = nil
    ) {
        self.name = name
        self.python = python
        self.gc = gc
        self.quotas = quotas
    }

    /// Reads `{name?, python?, gc?: {enabled?, thresholds?}, quotas?: {...}}`.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["name", "python", "gc", "quotas"])
        name = try reader.ifPresent("name", SessionChange.name) ?? nil
        python = try reader.ifPresent("python", Read.string)
        gc =
            try reader.ifPresent("gc") { (json) throws(SessionError) in try CollectorStart(json: json) }
            ?? .init()
        quotas = reader["quotas"]
    }

    /// The request in one form, by which repeats of it are recognised.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("python", python)
        writer.member("gc", report: gc)
        if let quotas {
            writer.name("quotas")
            writer.value(quotas)
        }
        writer.endObject()
    }
}

/// A change of what a session is called, and may grow to.
public struct SessionChange: Sendable, Equatable {
    /// A new name; the inner nil takes the name away.
    public var name: String??
    /// New quotas.
    public var quotas: JSONValue?

    /// Makes a change.
    public init(name: String?? = .none, quotas: JSONValue? = nil) {
        self.name = name
        self.quotas = quotas
    }

    /// Reads `{name?: "..." | null, quotas?: {...}}`.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["name", "quotas"])
        name = try reader.ifPresent("name", Self.name)
        quotas = reader["quotas"]
    }

    static func name(_ json: JSONValue) throws(SessionError) -> String? {
        if json.isNull { return nil }
        let name = try Read.string(json)
        guard (1...200).contains(name.unicodeScalars.count) else {
            throw .malformed(field: "", reason: "must have from 1 to 200 characters")
        }
        return name
    }
}
