import OrderedJSON

/// A module to be made and registered in `sys.modules`.
public struct ModuleSpecification: Sendable, Equatable {
    /// What its `__spec__` says.
    public struct Spec: Sendable, Equatable {
        /// The loader; None when absent.
        public var loader: ValueSpecification?
        /// Where it comes from.
        public var origin: String?
        /// Where a package's submodules are looked for; nil for a module that is no package.
        public var submoduleSearchLocations: [String]?

        /// Makes the spec of a module without loader.
        public init() {}
    }

    /// The module's dotted name.
    public var name: String
    /// Its `__spec__`; nil when it is None.
    public var spec: Spec?
    /// Its first attributes.
    public var attributes: [NamedValue]

    /// Makes the specification of a module.
    public init(name: String, spec: Spec? = nil, attributes: [NamedValue] = []) {
        self.name = name
        self.spec = spec
        self.attributes = attributes
    }

    /// Reads `{spec?: {loader?, origin?, submoduleSearchLocations?} | null, attributes?}` for the module `name`.
    ///
    /// A module without the member `spec` has a spec that only names it.
    public init(name: String, json: JSONValue) throws(SessionError) {
        guard Self.isModuleName(name) else { throw .unknownModule(name) }
        let reader = try ObjectReader(json)
        try reader.allow(["spec", "attributes"])
        self.name = name
        spec = .init()
        if let json = reader["spec"] {
            spec = try nested(in: "spec") { () throws(SessionError) in
                json.isNull ? nil : try Spec(json: json)
            }
        }
        attributes = try reader.ifPresent("attributes", ObjectSpecification.attributes) ?? []
    }

    /// Whether a text is a dotted name of identifiers.
    static func isModuleName(_ name: String) -> Bool {
        name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            do throws(SessionError) {
                try Read.checkIdentifier(String(part))
                return true
            } catch {
                return false
            }
        }
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.name("spec")
        if let spec { spec.write(to: &writer) } else { writer.null() }
        ObjectSpecification.write(attributes, as: "attributes", to: &writer)
    }
}

extension ModuleSpecification.Spec {
    init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        try reader.allow(["loader", "origin", "submoduleSearchLocations"])
        loader = try reader.ifPresent("loader", ObjectSpecification.value)
        origin =
            try reader.ifPresent("origin") { (json) throws(SessionError) in
                json.isNull ? nil : try Read.string(json)
            } ?? nil
        submoduleSearchLocations =
            try reader.ifPresent("submoduleSearchLocations") { (json) throws(SessionError) in
                json.isNull ? nil : try Read.array(json, Read.string)
            } ?? nil
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        if let loader {
            writer.name("loader")
            loader.write(to: &writer)
        }
        if let origin { writer.member("origin", origin) }
        if let submoduleSearchLocations {
            writer.name("submoduleSearchLocations")
            writer.beginArray()
            for location in submoduleSearchLocations { writer.string(location) }
            writer.endArray()
        }
        writer.endObject()
    }
}
