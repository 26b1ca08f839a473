import OrderedJSON

/// A frame to be pushed: the call of a function that has not returned.
public struct FrameSpecification: Sendable, Equatable {
    /// What is called.
    public enum Callee: Sendable, Equatable {
        /// A function made for this call, with these local variables.
        case made(name: String, locals: [NamedValue])
        /// A function of the session, with these arguments.
        case function(ValueSpecification, arguments: [ValueSpecification])
    }

    /// What is called.
    public var callee: Callee
    /// The line that runs.
    public var line: Int?

    /// Makes the specification of a call.
    public init(_ callee: Callee, line: Int? = nil) {
        self.callee = callee
        self.line = line
    }

    /// Reads `{functionName?, locals?, line?}` or `{function, arguments?, line?}`.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["functionName", "locals", "function", "arguments", "line"])
        line = try reader.ifPresent("line") { (json) throws(SessionError) in
            try Read.integer(json, in: 1...Int64(Int32.max))
        }
        if let function = try reader.ifPresent("function", ObjectSpecification.value) {
            for name in ["functionName", "locals"] where reader[name] != nil {
                throw .malformed(field: "/" + name, reason: "excludes function")
            }
            callee = .function(
                function, arguments: try reader.ifPresent("arguments", ObjectSpecification.values) ?? [])
        } else {
            if reader["arguments"] != nil {
                throw .malformed(field: "/function", reason: "is missing: arguments need a function")
            }
            callee = .made(
                name: try reader.ifPresent("functionName", Read.identifier) ?? "f",
                locals: try reader.ifPresent("locals", ObjectSpecification.attributes) ?? [])
        }
    }

    func writeMembers(to writer: inout JSONWriter) {
        switch callee {
        case .made(let name, let locals):
            writer.member("functionName", name)
            ObjectSpecification.write(locals, as: "locals", to: &writer)
        case .function(let function, let arguments):
            writer.name("function")
            function.write(to: &writer)
            ObjectSpecification.write(arguments, as: "arguments", to: &writer)
        }
        if let line { writer.member("line", line) }
    }
}
