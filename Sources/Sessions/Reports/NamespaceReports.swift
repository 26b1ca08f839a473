import OrderedJSON
import PythonInterpreter

/// A name and the object that it is bound to.
public struct NameDescription: Report, Equatable {
    /// The name.
    public var name: String
    /// The object.
    public var object: ObjectDescription

    /// Writes `{"name":...,"object":{...}}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("object", report: object)
        writer.endObject()
    }
}

/// The names of a namespace, in the order of its dict.
public struct NamespaceDescription: Report, Equatable {
    /// The dict itself, when the namespace is one.
    public var object: ObjectDescription?
    /// Its names.
    public var items: [NameDescription]

    /// Writes `{"object":...,"items":[...]}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("object", report: object)
        writer.member("items", reports: items)
        writer.endObject()
    }
}

/// A call that has not returned.
public struct FrameDescription: Report, Equatable {
    /// `f1`, `f2` and so on.
    public var id: String
    /// The function's name.
    public var function: String
    /// The file that the code says it comes from.
    public var filename: String
    /// `f_lineno`.
    public var line: Int
    /// `f_back`.
    public var back: String?
    /// `f_code`.
    public var code: Handle?
    /// The names of its local variables, in order.
    public var locals: [String]

    /// Writes the frame.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("function", function)
        writer.member("filename", filename)
        writer.member("line", line)
        writer.member("back", back)
        writer.member("code", code?.description)
        writer.member("locals", strings: locals)
        writer.endObject()
    }
}

/// A module and its `__spec__`.
public struct ModuleDescription: Report, Equatable {
    /// The name in `sys.modules`.
    public var name: String
    /// The module object; nil for a module that can be imported from source and was not yet.
    public var object: ObjectDescription?
    /// Its `__spec__`; nil is None.
    public var spec: ModuleSpecDescription?
    /// The names of its attributes, in the order of its dict.
    public var attributes: [String]
    /// The source that it is imported from, if a client gave one.
    public var source: ModuleSourceDescription?

    /// Writes the module.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("object", report: object)
        writer.member("spec", report: spec)
        writer.member("attributes", strings: attributes)
        if let source { writer.member("source", report: source) }
        writer.endObject()
    }
}

/// The source that a module is imported from.
public struct ModuleSourceDescription: Report, Equatable {
    /// `__file__`, and what tracebacks show.
    public var filename: String
    /// Whether it is a package.
    public var isPackage: Bool
    /// Its length.
    public var bytes: Int

    init(_ source: ModuleSource) {
        (filename, isPackage, bytes) = (source.filename, source.isPackage, source.bytes.count)
    }

    /// Writes the description.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("filename", filename)
        writer.member("package", isPackage)
        writer.member("bytes", bytes)
        writer.endObject()
    }
}

/// What is wrong with a source that is no Python.
public struct SourceFaultDescription: Sendable, Equatable {
    /// The exception's class.
    public var type: String
    /// Its message.
    public var message: String
    /// What the source is called.
    public var filename: String
    /// The line, where there is one.
    public var line: Int?
    /// The column in code points, from 1, where there is one.
    public var column: Int?
    /// The line's text.
    public var text: String?

    init(_ fault: SourceFault, filename: String) {
        (type, message, self.filename) = (fault.type, fault.message, filename)
        (line, column, text) = (fault.line, fault.column, fault.text)
    }
}

/// What a module's `__spec__` says, an attribute of the spec object after the other.
public struct ModuleSpecDescription: Report, Equatable {
    /// The spec object.
    public var object: ObjectDescription
    /// Its attributes: name, loader, origin, submodule_search_locations, parent, cached, has_location.
    public var attributes: [(name: String, value: JSONValue)]

    /// Compares objects and attributes.
    public static func == (left: Self, right: Self) -> Bool {
        left.object == right.object && left.attributes.elementsEqual(right.attributes, by: ==)
    }

    /// Writes the spec: `object`, and each attribute in camelCase. A loader is shown as its repr.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("object", report: object)
        for attribute in attributes {
            writer.member(Self.camelCase(attribute.name), attribute.value)
        }
        writer.endObject()
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(String(words.first ?? "")) {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }
}

/// A weak reference, dead or alive.
public struct WeakReferenceDescription: Report, Equatable {
    /// The weak reference itself.
    public var object: ObjectDescription
    /// The referent; nil when it is dead.
    public var target: ObjectDescription?
    /// The callback; nil is None.
    public var callback: ObjectDescription?

    /// Writes the weak reference.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", object.id.description)
        writer.member("alive", target != nil)
        writer.member("target", report: target)
        writer.member("callback", report: callback)
        writer.member("object", report: object)
        writer.endObject()
    }
}
