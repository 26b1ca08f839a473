import OrderedJSON
import PythonInterpreter

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

    /// Python source that the module is made from when it is imported.
    public struct Source: Sendable, Equatable {
        /// The text.
        public var text: String
        /// `__file__`, and what tracebacks show.
        public var filename: String
        /// Whether it is a package: a module that has submodules.
        public var isPackage: Bool

        /// Describes a source.
        public init(text: String, filename: String, isPackage: Bool = false) {
            self.text = text
            self.filename = filename
            self.isPackage = isPackage
        }
    }

    /// The module's dotted name.
    public var name: String
    /// What the first import of it runs; nil for a module that is made at once.
    public var source: Source?
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

    /// Makes the specification of a module that can be imported.
    public init(name: String, source: Source) {
        self.name = name
        self.source = source
        attributes = []
    }

    /// Reads `{spec?: {loader?, origin?, submoduleSearchLocations?} | null, attributes?}` or `{source, filename?, package?}` for the
    /// module `name`.
    ///
    /// A module without the member `spec` has a spec that only names it.
    public init(name: String, json: JSONValue) throws(SessionError) {
        guard Self.isModuleName(name) else { throw .unknownModule(name) }
        let reader = try ObjectReader(json)
        self.name = name
        if reader["source"] != nil {
            try reader.allow(["source", "filename", "package"])
            source = try Source(reader, of: name)
            attributes = []
            return
        }
        try reader.allow(["spec", "attributes", "source", "filename", "package"])
        for option in ["filename", "package"] where reader[option] != nil {
            throw .malformed(field: "/" + option, reason: "needs source")
        }
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
        if let source { return source.writeMembers(to: &writer) }
        writer.name("spec")
        if let spec { spec.write(to: &writer) } else { writer.null() }
        ObjectSpecification.write(attributes, as: "attributes", to: &writer)
    }
}

extension ModuleSpecification.Source {
    init(_ reader: ObjectReader, of module: String) throws(SessionError) {
        text = try reader.require("source", Read.string)
        isPackage = try reader.ifPresent("package", Read.bool) ?? false
        let path = module.split(separator: ".").joined(separator: "/")
        filename =
            try reader.ifPresent("filename", RunSpecification.filename)
            ?? path + (isPackage ? "/__init__.py" : ".py")
    }

    /// The source as the interpreter takes it.
    var source: ModuleSource {
        ModuleSource(bytes: Array(text.utf8), filename: filename, isPackage: isPackage)
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("source", text)
        writer.member("filename", filename)
        writer.member("package", isPackage)
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
