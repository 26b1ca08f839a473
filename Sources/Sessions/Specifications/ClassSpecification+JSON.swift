import OrderedJSON

extension ClassSpecification {
    init(_ reader: ObjectReader, boundName: String?) throws(SessionError) {
        guard let name = try reader.ifPresent("className", Read.identifier) ?? boundName else {
            throw .malformed(
                field: "/className", reason: "is missing: a class needs className, or a name to bind")
        }
        self.init(name: name)
        bases = try reader.ifPresent("bases", ObjectSpecification.values) ?? []
        slots = try reader.ifPresent("slots") { (json) throws(SessionError) in
            try Read.array(json, Read.identifier)
        }
        attributes = try reader.ifPresent("attributes", ObjectSpecification.attributes) ?? []
        finalizer = try reader.ifPresent("finalizer") { (json) throws(SessionError) in
            try FinalizerSpecification(json: json)
        }
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("className", name)
        ObjectSpecification.write(bases, as: "bases", to: &writer)
        if let slots {
            writer.name("slots")
            writer.beginArray()
            for slot in slots { writer.string(slot) }
            writer.endArray()
        }
        ObjectSpecification.write(attributes, as: "attributes", to: &writer)
        if let finalizer {
            writer.name("finalizer")
            finalizer.write(to: &writer)
        }
    }
}

extension FinalizerSpecification {
    init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        switch try reader.require("action", Read.string) {
        case "record":
            try reader.allow(["action"])
            self = .record
        case "resurrect":
            try reader.allow(["action", "name"])
            self = .resurrect(name: try reader.require("name", Read.identifier))
        case "raise":
            try reader.allow(["action", "exceptionType", "message"])
            self = .raise(
                type: try reader.ifPresent("exceptionType", Read.identifier) ?? "RuntimeError",
                message: try reader.ifPresent("message", Read.string) ?? "")
        default: throw .malformed(field: "/action", reason: "must be record, resurrect or raise")
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .record: writer.member("action", "record")
        case .resurrect(let name):
            writer.member("action", "resurrect")
            writer.member("name", name)
        case .raise(let type, let message):
            writer.member("action", "raise")
            writer.member("exceptionType", type)
            writer.member("message", message)
        }
        writer.endObject()
    }
}

extension InstanceSpecification {
    init(_ reader: ObjectReader) throws(SessionError) {
        self.init(class: try reader.require("class", ObjectSpecification.value))
        attributes = try reader.ifPresent("attributes", ObjectSpecification.attributes) ?? []
        items = try reader.ifPresent("items", ObjectSpecification.values) ?? []
        entries = try reader.ifPresent("entries", ObjectSpecification.entries) ?? []
    }
}

extension FunctionSpecification {
    init(_ reader: ObjectReader, boundName: String?) throws(SessionError) {
        guard let name = try reader.ifPresent("functionName", Read.identifier) ?? boundName else {
            throw .malformed(
                field: "/functionName", reason: "is missing: a function needs functionName, or a name to bind"
            )
        }
        self.init(name: name)
        parameters =
            try reader.ifPresent("parameters") { (json) throws(SessionError) in
                try Read.array(json, Read.identifier)
            } ?? []
        guard Set(parameters).count == parameters.count else {
            throw .malformed(field: "/parameters", reason: "must not repeat a name")
        }
        defaults = try reader.ifPresent("defaults", ObjectSpecification.values) ?? []
        guard defaults.count <= parameters.count else {
            throw .python(.init(type: "ValueError", message: "more defaults than parameters"))
        }
        closure = try reader.ifPresent("closure", ObjectSpecification.attributes) ?? []
    }
}

extension WeakReferenceSpecification {
    /// Reads `{target, callback?}`; the callback is `{"label": "..."}` or a value.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["target", "callback"])
        try self.init(reader)
    }

    init(_ reader: ObjectReader) throws(SessionError) {
        self.init(target: try reader.require("target", ObjectSpecification.value))
        callback = try reader.ifPresent("callback", Callback.read) ?? nil
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.name("target")
        target.write(to: &writer)
        guard let callback else { return }
        writer.name("callback")
        switch callback {
        case .recording(let label):
            writer.beginObject()
            writer.member("label", label)
            writer.endObject()
        case .object(let value): value.write(to: &writer)
        }
    }
}

extension WeakReferenceSpecification.Callback {
    /// Reads a callback; `null` is no callback, as `None` is in Python.
    static func read(_ json: JSONValue) throws(SessionError) -> Self? {
        if json.isNull { return nil }
        guard json["label"] != nil, json["type"] == nil else {
            return .object(try ValueSpecification(json: json))
        }
        let reader = try ObjectReader(json)
        try reader.allow(["label"])
        return .recording(label: try reader.require("label", Read.string))
    }
}
