import OrderedJSON

/// New settings of the collector: `gc.enable()`, `gc.set_threshold(...)`, `gc.set_debug(...)`, `gc.freeze()`.
public struct CollectorChange: Sendable, Equatable {
    /// Whether automatic collection runs.
    public var enabled: Bool?
    /// The three thresholds.
    public var thresholds: [Int]?
    /// The debug flags, as `gc.set_debug` takes them.
    public var debug: Int?
    /// True moves everything to the permanent generation, false moves it back to the oldest.
    public var frozen: Bool?
    /// Whether `gc.garbage` is emptied.
    public var clearsGarbage = false

    /// Makes a change that changes nothing.
    public init() {}

    /// The debug flags by name.
    public static let debugFlags: [(name: String, value: Int)] = [
        ("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32),
    ]

    /// Reads `{enabled?, thresholds?: [n, n, n], debug?: n | [names], frozen?, garbage?: []}`.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["enabled", "thresholds", "debug", "frozen", "garbage"])
        enabled = try reader.ifPresent("enabled", Read.bool)
        thresholds = try reader.ifPresent("thresholds", Self.thresholds)
        debug = try reader.ifPresent("debug") { (json) throws(SessionError) in
            if case .array = json {
                return try Read.array(json, Self.flag).reduce(0, |)
            }
            let flags = try Read.integer(json, in: 0...63)
            guard flags & ~39 == 0 else {
                throw .malformed(field: "", reason: "must be a sum of the flags 1, 2, 4 and 32")
            }
            return flags
        }
        frozen = try reader.ifPresent("frozen", Read.bool)
        clearsGarbage =
            try reader.ifPresent("garbage") { (json) throws(SessionError) in
                guard case .array(let items) = json, items.isEmpty else {
                    throw .malformed(field: "", reason: "can only be set to an empty array")
                }
                return true
            } ?? false
    }

    static func thresholds(_ json: JSONValue) throws(SessionError) -> [Int] {
        let values = try Read.array(json) { (json) throws(SessionError) in
            try Read.integer(json, in: 0...Int64(Int32.max))
        }
        guard values.count == 3 else { throw .malformed(field: "", reason: "must be three thresholds") }
        return values
    }

    private static func flag(_ json: JSONValue) throws(SessionError) -> Int {
        let name = try Read.string(json)
        if name == "DEBUG_LEAK" { return 38 }
        guard let flag = debugFlags.first(where: { $0.name == name }) else {
            throw .malformed(
                field: "",
                reason: "must be one of \(debugFlags.map(\.name).joined(separator: ", ")), DEBUG_LEAK")
        }
        return flag.value
    }

    func writeMembers(to writer: inout JSONWriter) {
        if let enabled { writer.member("enabled", enabled) }
        if let thresholds {
            writer.name("thresholds")
            writer.beginArray()
            for threshold in thresholds { writer.integer(threshold) }
            writer.endArray()
        }
        if let debug { writer.member("debug", debug) }
        if let frozen { writer.member("frozen", frozen) }
        if clearsGarbage {
            writer.name("garbage")
            writer.beginArray()
            writer.endArray()
        }
    }
}
