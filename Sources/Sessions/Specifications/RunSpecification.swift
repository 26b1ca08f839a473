import OrderedJSON
import PythonInterpreter

/// Python source to be run in `__main__`.
public struct RunSpecification: Sendable, Equatable {
    /// How the source is cut into compiled units.
    public enum Mode: String, Sendable, CaseIterable {
        /// The whole source is one, as `python file.py` runs it.
        case script
        /// Each statement is one, as the REPL and notebooks run it.
        case interactive
    }

    /// The source.
    public var source: String
    /// What tracebacks call it.
    public var filename: String
    /// How it is cut into compiled units.
    public var mode: Mode
    /// Limits below the session's.
    public var limits: RunQuotas
    /// Where the run pauses.
    public var breakpoints: [BreakpointSpecification]

    /// What tracebacks call a source without a name.
    public static let usualFilename = "<string>"

    /// Makes the specification of a run.
    public init(
        source: String, filename: String = Self.usualFilename, mode: Mode = .script,
        limits: RunQuotas = .init(), breakpoints: [BreakpointSpecification] = []
    ) {
        self.source = source
        self.filename = filename
        self.mode = mode
        self.limits = limits
        self.breakpoints = breakpoints
    }

    /// Reads `{source, filename?, mode?, limits?, breakpoints?}`.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["source", "filename", "mode", "limits", "breakpoints"])
        try self.init(reader)
    }

    /// Reads the same members among others.
    init(_ reader: ObjectReader) throws(SessionError) {
        source = try reader.require("source", Read.string)
        filename = try reader.ifPresent("filename", Self.filename) ?? Self.usualFilename
        mode =
            try reader.ifPresent("mode") { (json) throws(SessionError) in
                guard let mode = Mode(rawValue: try Read.string(json)) else {
                    throw .malformed(field: "", reason: "must be script or interactive")
                }
                return mode
            } ?? .script
        limits =
            try reader.ifPresent("limits") { (json) throws(SessionError) in try RunQuotas(json: json) }
            ?? .init()
        breakpoints =
            try reader.ifPresent("breakpoints") { (json) throws(SessionError) in
                try Read.array(json) { (json) throws(SessionError) in
                    try BreakpointSpecification(json: json)
                }
            } ?? []
    }

    static func filename(_ json: JSONValue) throws(SessionError) -> String {
        let name = try Read.string(json)
        guard (1...1024).contains(name.unicodeScalars.count), !name.utf8.contains(where: { $0 < 0x20 }) else {
            throw .malformed(
                field: "", reason: "must have from 1 to 1024 characters, and no control characters")
        }
        return name
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("source", source)
        writer.member("filename", filename)
        writer.member("mode", mode.rawValue)
        writer.member("limits", report: limits)
        if !breakpoints.isEmpty { writer.member("breakpoints", reports: breakpoints) }
    }
}

/// Where a run pauses.
public enum BreakpointSpecification: Report, Equatable {
    /// Before a line, of one file or of any.
    case line(Int, filename: String?)
    /// Before the first line of a function of this name, or qualified name.
    case function(String)

    /// Reads `{line, filename?}` or `{function}`.
    init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["line", "filename", "function"])
        if let function = try reader.ifPresent("function", RunSpecification.filename) {
            for name in ["line", "filename"] where reader[name] != nil {
                throw .malformed(field: "/" + name, reason: "excludes function")
            }
            self = .function(function)
        } else {
            self = .line(
                try reader.require("line") { (json) throws(SessionError) in
                    try Read.integer(json, in: 1...Int64(Int32.max))
                }, filename: try reader.ifPresent("filename", RunSpecification.filename))
        }
    }

    /// Writes what the client sent.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .line(let line, let filename):
            writer.member("line", line)
            if let filename { writer.member("filename", filename) }
        case .function(let function): writer.member("function", function)
        }
        writer.endObject()
    }
}

/// What one run may use up; nil leaves it to the session's quotas.
public struct RunQuotas: Report, Equatable {
    /// Instructions.
    public var instructions: UInt64?
    /// Bytes of simulated memory that the session may hold meanwhile.
    public var bytes: UInt64?
    /// Bytes of output.
    public var outputBytes: UInt64?
    /// Milliseconds.
    public var milliseconds: UInt64?

    /// Limits of a run; nil leaves one to the session.
    public init(
        instructions: UInt64? = nil, bytes: UInt64? = nil, outputBytes: UInt64? = nil,
        milliseconds: UInt64? = nil
    ) {
        self.instructions = instructions
        self.bytes = bytes
        self.outputBytes = outputBytes
        self.milliseconds = milliseconds
    }

    /// Reads `{instructions?, bytes?, outputBytes?, milliseconds?}`.
    init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["instructions", "bytes", "outputBytes", "milliseconds"])
        func limit(_ name: String) throws(SessionError) -> UInt64? {
            try reader.ifPresent(name) { (json) throws(SessionError) in
                UInt64(try Read.integer(json, in: 1...Int64.max))
            }
        }
        self.init(
            instructions: try limit("instructions"), bytes: try limit("bytes"),
            outputBytes: try limit("outputBytes"), milliseconds: try limit("milliseconds"))
    }

    /// Writes the limits that there are.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        if let instructions { writer.member("instructions", instructions) }
        if let bytes { writer.member("bytes", bytes) }
        if let outputBytes { writer.member("outputBytes", outputBytes) }
        if let milliseconds { writer.member("milliseconds", milliseconds) }
        writer.endObject()
    }

    /// The limits with the session's quotas in the place of those that are missing.
    ///
    /// - Throws: `.malformed` for a limit above the session's.
    func within(_ quotas: SessionQuotas) throws(SessionError) -> RunQuotas {
        func limit(_ name: String, _ own: UInt64?, _ quota: UInt64) throws(SessionError) -> UInt64 {
            guard let own else { return quota }
            guard own <= quota else {
                throw .malformed(
                    field: "/limits/" + name, reason: "must be at most \(quota), the session's quota")
            }
            return own
        }
        return RunQuotas(
            instructions: try limit("instructions", instructions, quotas.instructions),
            bytes: try limit("bytes", bytes, quotas.bytes),
            outputBytes: try limit("outputBytes", outputBytes, quotas.outputBytes),
            milliseconds: try limit("milliseconds", milliseconds, quotas.milliseconds))
    }

    /// The limits as the interpreter takes them.
    func runLimits(objects: UInt64) -> RunLimits {
        var limits = RunLimits()
        limits.instructions = Int(clamping: instructions ?? .max)
        limits.bytes = Int(clamping: bytes ?? .max)
        limits.outputBytes = Int(clamping: outputBytes ?? .max)
        limits.objects = Int(clamping: objects)
        let (nanoseconds, isBeyond) = (milliseconds ?? .max).multipliedReportingOverflow(by: 1_000_000)
        limits.nanoseconds = isBeyond ? .max : nanoseconds
        return limits
    }
}
