import BigInt
import OrderedJSON

extension ObjectSpecification {
    /// Writes the JSON form that `init(json:)` reads.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
    }

    /// Writes the members without the braces, so that an operation can put its own beside them.
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("type", typeName)
        switch self {
        case .none, .ellipsis, .notImplemented, .object: break
        case .bool(let flag): writer.member("value", flag)
        case .integer(let number, let computed):
            writer.name("value")
            ValueSpecification.integer(number).write(to: &writer)
            if computed { writer.member("computed", true) }
        case .float(let number, let computed):
            Self.write(number, as: "value", to: &writer)
            if computed { writer.member("computed", true) }
        case .complex(let real, let imaginary, let computed):
            Self.write(real, as: "real", to: &writer)
            Self.write(imaginary, as: "imag", to: &writer)
            if computed { writer.member("computed", true) }
        case .string(let text, let computed):
            writer.member("value", text)
            if computed { writer.member("computed", true) }
        case .bytes(let bytes, let computed):
            Self.write(bytes, to: &writer)
            if computed { writer.member("computed", true) }
        case .byteArray(let bytes): Self.write(bytes, to: &writer)
        case .list(let items), .tuple(let items), .set(let items), .frozenSet(let items), .weakSet(let items):
            Self.write(items, as: "items", to: &writer)
        case .dict(let entries), .weakValueDictionary(let entries), .weakKeyDictionary(let entries):
            Self.write(entries, to: &writer)
        case .range(let start, let stop, let step):
            for (name, number) in [("start", start), ("stop", stop), ("step", step)] {
                writer.name(name)
                ValueSpecification.integer(number).write(to: &writer)
            }
        case .slice(let start, let stop, let step):
            for (name, value) in [("start", start), ("stop", stop), ("step", step)] {
                writer.name(name)
                value.write(to: &writer)
            }
        case .classObject(let specification): specification.writeMembers(to: &writer)
        case .instance(let instance):
            writer.name("class")
            instance.class.write(to: &writer)
            Self.write(instance.attributes, as: "attributes", to: &writer)
            if !instance.items.isEmpty { Self.write(instance.items, as: "items", to: &writer) }
            if !instance.entries.isEmpty { Self.write(instance.entries, to: &writer) }
        case .function(let function):
            writer.member("functionName", function.name)
            if !function.parameters.isEmpty {
                writer.name("parameters")
                writer.beginArray()
                for parameter in function.parameters { writer.string(parameter) }
                writer.endArray()
            }
            Self.write(function.defaults, as: "defaults", to: &writer)
            Self.write(function.closure, as: "closure", to: &writer)
        case .method(let function, let receiver):
            writer.name("function")
            function.write(to: &writer)
            writer.name("self")
            receiver.write(to: &writer)
        case .cell(let value):
            if let value {
                writer.name("value")
                value.write(to: &writer)
            }
        case .exception(let type, let arguments):
            writer.member("exceptionType", type)
            Self.write(arguments, as: "arguments", to: &writer)
        case .weakReference(let weak), .weakProxy(let weak): weak.writeMembers(to: &writer)
        case .finalize(let target, let label):
            writer.name("target")
            target.write(to: &writer)
            writer.member("label", label)
        }
    }

    /// The `type` member of the JSON form.
    public var typeName: String {
        switch self {
        case .none: "NoneType"
        case .ellipsis: "ellipsis"
        case .notImplemented: "NotImplementedType"
        case .bool: "bool"
        case .integer: "int"
        case .float: "float"
        case .complex: "complex"
        case .string: "str"
        case .bytes: "bytes"
        case .byteArray: "bytearray"
        case .list: "list"
        case .tuple: "tuple"
        case .set: "set"
        case .frozenSet: "frozenset"
        case .dict: "dict"
        case .range: "range"
        case .slice: "slice"
        case .object: "object"
        case .classObject: "class"
        case .instance: "instance"
        case .function: "function"
        case .method: "method"
        case .cell: "cell"
        case .exception: "exception"
        case .weakReference: "ref"
        case .weakProxy: "weakproxy"
        case .weakValueDictionary: "WeakValueDictionary"
        case .weakKeyDictionary: "WeakKeyDictionary"
        case .weakSet: "WeakSet"
        case .finalize: "finalize"
        }
    }

    static func write(_ items: [ValueSpecification], to writer: inout JSONWriter) {
        writer.beginArray()
        for item in items { item.write(to: &writer) }
        writer.endArray()
    }

    static func write(_ items: [ValueSpecification], as name: String, to writer: inout JSONWriter) {
        guard !items.isEmpty else { return }
        writer.name(name)
        write(items, to: &writer)
    }

    static func write(_ values: [NamedValue], as name: String, to writer: inout JSONWriter) {
        guard !values.isEmpty else { return }
        writer.name(name)
        writer.beginObject()
        for named in values {
            writer.name(named.name)
            named.value.write(to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ entries: [DictEntry], to writer: inout JSONWriter) {
        guard !entries.isEmpty else { return }
        writer.name("entries")
        writer.beginArray()
        for entry in entries {
            writer.beginArray()
            entry.key.write(to: &writer)
            entry.value.write(to: &writer)
            writer.endArray()
        }
        writer.endArray()
    }

    private static func write(_ number: Double, as name: String, to writer: inout JSONWriter) {
        if number.isFinite {
            writer.member(name, number)
        } else {
            writer.member(name, number.isNaN ? "nan" : number < 0 ? "-inf" : "inf")
        }
    }

    private static func write(_ bytes: [UInt8], to writer: inout JSONWriter) {
        writer.name("items")
        writer.beginArray()
        for byte in bytes { writer.integer(byte) }
        writer.endArray()
    }
}
