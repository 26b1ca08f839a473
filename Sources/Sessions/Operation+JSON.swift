import OrderedJSON

extension Operation {
    /// The version of the JSON form; an entry without `v` is of version 1.
    static let version = 1

    /// Reads the journal's form.
    ///
    /// - Throws: `.malformed` for anything that `write(to:)` would not write.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json, what: "an operation")
        if let version = try reader.ifPresent(
            "v",
            { (json) throws(SessionError) in
                try Read.integer(json, in: 1...Int64.max)
            }), version > Self.version
        {
            throw .malformed(field: "/v", reason: "is \(version), newer than \(Self.version)")
        }
        func handle() throws(SessionError) -> Handle { try reader.require("object", Handle.read) }
        func name() throws(SessionError) -> String { try reader.require("name", Read.string) }
        func boundName() throws(SessionError) -> String? { try reader.ifPresent("name", Read.identifier) }
        func frame() throws(SessionError) -> String { try reader.require("frame", Read.string) }
        func value() throws(SessionError) -> ValueSpecification {
            try reader.require("value", ObjectSpecification.value)
        }
        switch try reader.require("op", Read.string) {
        case "create":
            self = .create(
                try reader.require("object") { (json) throws(SessionError) in
                    try ObjectSpecification(json: json)
                }, name: try boundName())
        case "link":
            self = .link(
                try handle(),
                try reader.require("reference") { (json) throws(SessionError) in
                    try LinkSpecification(json: json)
                })
        case "unlink": self = .unlink(try handle(), label: try reader.require("label", Read.string))
        case "hold": self = .hold(try handle())
        case "release": self = .release(try handle())
        case "bind": self = .bind(name: try name(), try value())
        case "unbind": self = .unbind(name: try name())
        case "pushFrame":
            self = .pushFrame(
                try reader.require("call") { (json) throws(SessionError) in try FrameSpecification(json: json)
                })
        case "popFrame": self = .popFrame(try frame())
        case "setLocal": self = .setLocal(frame: try frame(), name: try name(), try value())
        case "deleteLocal": self = .deleteLocal(frame: try frame(), name: try name())
        case "createModule":
            let name = try name()
            self = .createModule(
                try reader.require("module") { (json) throws(SessionError) in
                    try ModuleSpecification(name: name, json: json)
                })
        case "createWeakReference":
            self = .createWeakReference(
                try reader.require("weakref") { (json) throws(SessionError) in
                    try WeakReferenceSpecification(json: json)
                }, name: try boundName())
        case "intern": self = .intern(try value(), name: try boundName())
        case "setCollector":
            self = .setCollector(
                try reader.require("gc") { (json) throws(SessionError) in try CollectorChange(json: json) })
        case "collect":
            self = .collect(
                generation: try reader.require("generation") { (json) throws(SessionError) in
                    try Read.integer(json, in: Int64.min...Int64.max)
                })
        case "compare":
            self = .compare(
                try reader.require("left", ObjectSpecification.value),
                try reader.require("right", ObjectSpecification.value))
        case "run": self = .run(try RunSpecification(reader))
        case "resume":
            let how = try reader.require("how", Read.string)
            guard let resumption = RunResumption(rawValue: how) else {
                throw .malformed(field: "/how", reason: "is \(how), which is no way to go on")
            }
            self = .resume(resumption)
        case "stopRun": self = .stopRun
        case let other: throw .malformed(field: "/op", reason: "is \(other), which is no operation")
        }
    }

    /// Writes the journal's form.
    ///
    /// - Parameter account: further members, about how the operation went.
    public func write(to writer: inout JSONWriter, account: ((inout JSONWriter) -> Void)? = nil) {
        writer.beginObject()
        writer.member("op", operationName)
        switch self {
        case .create(let specification, let name):
            Self.writeName(name, to: &writer)
            writer.name("object")
            specification.write(to: &writer)
        case .link(let handle, let link):
            writer.member("object", handle.description)
            writer.name("reference")
            writer.beginObject()
            link.writeMembers(to: &writer)
            writer.endObject()
        case .unlink(let handle, let label):
            writer.member("object", handle.description)
            writer.member("label", label)
        case .hold(let handle), .release(let handle): writer.member("object", handle.description)
        case .bind(let name, let value):
            writer.member("name", name)
            writer.name("value")
            value.write(to: &writer)
        case .unbind(let name): writer.member("name", name)
        case .pushFrame(let frame):
            writer.name("call")
            writer.beginObject()
            frame.writeMembers(to: &writer)
            writer.endObject()
        case .popFrame(let frame): writer.member("frame", frame)
        case .setLocal(let frame, let name, let value):
            writer.member("frame", frame)
            writer.member("name", name)
            writer.name("value")
            value.write(to: &writer)
        case .deleteLocal(let frame, let name):
            writer.member("frame", frame)
            writer.member("name", name)
        case .createModule(let module):
            writer.member("name", module.name)
            writer.name("module")
            writer.beginObject()
            module.writeMembers(to: &writer)
            writer.endObject()
        case .createWeakReference(let weak, let name):
            Self.writeName(name, to: &writer)
            writer.name("weakref")
            writer.beginObject()
            weak.writeMembers(to: &writer)
            writer.endObject()
        case .intern(let value, let name):
            Self.writeName(name, to: &writer)
            writer.name("value")
            value.write(to: &writer)
        case .setCollector(let change):
            writer.name("gc")
            writer.beginObject()
            change.writeMembers(to: &writer)
            writer.endObject()
        case .collect(let generation): writer.member("generation", generation)
        case .compare(let left, let right):
            writer.name("left")
            left.write(to: &writer)
            writer.name("right")
            right.write(to: &writer)
        case .run(let run): run.writeMembers(to: &writer)
        case .resume(let resumption): writer.member("how", resumption.rawValue)
        case .stopRun: break
        }
        account?(&writer)
        writer.endObject()
    }

    private static func writeName(_ name: String?, to writer: inout JSONWriter) {
        if let name { writer.member("name", name) }
    }

    /// The `op` member of the journal's form.
    public var operationName: String {
        switch self {
        case .create: "create"
        case .link: "link"
        case .unlink: "unlink"
        case .hold: "hold"
        case .release: "release"
        case .bind: "bind"
        case .unbind: "unbind"
        case .pushFrame: "pushFrame"
        case .popFrame: "popFrame"
        case .setLocal: "setLocal"
        case .deleteLocal: "deleteLocal"
        case .createModule: "createModule"
        case .createWeakReference: "createWeakReference"
        case .intern: "intern"
        case .setCollector: "setCollector"
        case .collect: "collect"
        case .compare: "compare"
        case .run: "run"
        case .resume: "resume"
        case .stopRun: "stopRun"
        }
    }
}
