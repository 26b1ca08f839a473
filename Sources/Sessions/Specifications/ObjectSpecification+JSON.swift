import BigInt
import Foundation
import OrderedJSON

/// The body of a creation: the object, and the global that it is bound to.
public struct ObjectCreation: Sendable, Equatable {
    /// The object.
    public var specification: ObjectSpecification
    /// The global of `__main__` that it is bound to; without one the client holds it.
    public var name: String?

    /// Pairs a specification with a name.
    public init(_ specification: ObjectSpecification, name: String? = nil) {
        self.specification = specification
        self.name = name
    }

    /// Reads the body of a creation.
    public init(json: JSONValue) throws(SessionError) {
        let reader = try ObjectReader(json)
        name = try reader.ifPresent("name", Read.identifier)
        specification = try ObjectSpecification(json: json, boundName: name, mayHaveName: true)
    }
}

extension ObjectSpecification {
    /// Reads the JSON form.
    ///
    /// - Parameters:
    ///   - boundName: the `name` that the body binds the object to: a class or a function without a name of its own
    ///     takes it.
    ///   - mayHaveName: whether `name` is a member of the body. Nested objects have none.
    /// - Throws: `.malformed` with the pointer of the first field that is wrong.
    public init(
        json: JSONValue, boundName: String? = nil, mayHaveName: Bool = false
    ) throws(SessionError) {
        let reader = try ObjectReader(json)
        let type = try reader.require("type", Read.string)
        func allow(_ names: String...) throws(SessionError) {
            try reader.allow(["type"] + names + (mayHaveName ? ["name"] : []))
        }
        func items() throws(SessionError) -> [ValueSpecification] {
            try allow("items")
            return try reader.ifPresent("items", Self.values) ?? []
        }
        func entries() throws(SessionError) -> [DictEntry] {
            try allow("entries")
            return try reader.ifPresent("entries", Self.entries) ?? []
        }
        func computed() throws(SessionError) -> Bool { try reader.ifPresent("computed", Read.bool) ?? false }

        switch type {
        case "NoneType", "none":
            try allow()
            self = .none
        case "ellipsis":
            try allow()
            self = .ellipsis
        case "NotImplementedType":
            try allow()
            self = .notImplemented
        case "bool":
            try allow("value")
            self = .bool(try reader.require("value", Read.bool))
        case "int":
            try allow("value", "computed")
            self = .integer(try reader.require("value", Self.integer), computed: try computed())
        case "float":
            try allow("value", "computed")
            self = .float(try reader.require("value", Self.double), computed: try computed())
        case "complex":
            try allow("real", "imag", "computed")
            self = .complex(
                real: try reader.ifPresent("real", Self.double) ?? 0,
                imaginary: try reader.ifPresent("imag", Self.double) ?? 0, computed: try computed())
        case "str":
            try allow("value", "computed")
            self = .string(try reader.require("value", Read.string), computed: try computed())
        case "bytes":
            try allow("value", "items", "base64", "computed")
            self = .bytes(try Self.bytes(reader), computed: try computed())
        case "bytearray":
            try allow("value", "items", "base64")
            self = .byteArray(try Self.bytes(reader))
        case "list": self = .list(try items())
        case "tuple": self = .tuple(try items())
        case "set": self = .set(try items())
        case "frozenset": self = .frozenSet(try items())
        case "dict": self = .dict(try entries())
        case "range":
            try allow("start", "stop", "step")
            self = .range(
                start: try reader.ifPresent("start", Self.integer) ?? 0,
                stop: try reader.require("stop", Self.integer),
                step: try reader.ifPresent("step", Self.integer) ?? 1)
        case "slice":
            try allow("start", "stop", "step")
            self = .slice(
                start: try reader.ifPresent("start", Self.value) ?? .none,
                stop: try reader.ifPresent("stop", Self.value) ?? .none,
                step: try reader.ifPresent("step", Self.value) ?? .none)
        case "object":
            try allow()
            self = .object
        case "class", "type":
            try allow("className", "bases", "slots", "attributes", "finalizer")
            self = .classObject(try ClassSpecification(reader, boundName: boundName))
        case "instance":
            try allow("class", "attributes", "items", "entries")
            self = .instance(try InstanceSpecification(reader))
        case "function":
            try allow("functionName", "parameters", "defaults", "closure")
            self = .function(try FunctionSpecification(reader, boundName: boundName))
        case "method":
            try allow("function", "self")
            self = .method(
                function: try reader.require("function", Self.value),
                receiver: try reader.require("self", Self.value))
        case "cell":
            try allow("value")
            self = .cell(try reader.ifPresent("value", Self.value))
        case "exception":
            try allow("exceptionType", "arguments")
            self = .exception(
                type: try reader.require("exceptionType", Read.identifier),
                arguments: try reader.ifPresent("arguments", Self.values) ?? [])
        case "ref", "weakproxy":
            try allow("target", "callback")
            let weak = try WeakReferenceSpecification(reader)
            self = type == "ref" ? .weakReference(weak) : .weakProxy(weak)
        case "WeakValueDictionary": self = .weakValueDictionary(try entries())
        case "WeakKeyDictionary": self = .weakKeyDictionary(try entries())
        case "WeakSet": self = .weakSet(try items())
        case "finalize":
            try allow("target", "label")
            self = .finalize(
                target: try reader.require("target", Self.value),
                label: try reader.ifPresent("label", Read.string) ?? "finalize")
        default:
            throw .malformed(field: "/type", reason: "must be a type that can be made: \(Self.typeNames)")
        }
    }

    private static let typeNames = """
        NoneType, ellipsis, NotImplementedType, bool, int, float, complex, str, bytes, bytearray, list, tuple, set, \
        frozenset, dict, range, slice, object, class, instance, function, method, cell, exception, ref, weakproxy, \
        WeakValueDictionary, WeakKeyDictionary, WeakSet, finalize
        """

    static func value(_ json: JSONValue) throws(SessionError) -> ValueSpecification {
        try ValueSpecification(json: json)
    }

    static func values(_ json: JSONValue) throws(SessionError) -> [ValueSpecification] {
        try Read.array(json, value)
    }

    /// Longest decimal text of an int: CPython's `sys.int_info.default_max_str_digits`.
    static let maximumDigits = 4300

    static func bigInteger(_ lexeme: String) throws(SessionError) -> BigInt {
        guard lexeme.utf8.count <= maximumDigits + 1 else {
            throw .malformed(field: "", reason: "must not have more than \(maximumDigits) digits")
        }
        guard let number = BigInt(lexeme) else {
            throw .malformed(field: "", reason: "is not a decimal integer")
        }
        return number
    }

    static func integer(_ json: JSONValue) throws(SessionError) -> BigInt {
        switch json {
        case .integer(let number): return BigInt(number)
        case .number(let number):
            if number.isInteger { return try bigInteger(number.lexeme) }
            // JSON Schema counts 2.0 as an integer.
            guard let integer = BigInt(exactly: number.doubleValue) else {
                throw Read.wrong(json, "an integer or a string of decimal digits")
            }
            return integer
        case .string(let text):
            let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
            guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else {
                throw .malformed(field: "", reason: "is not a decimal integer")
            }
            return try bigInteger(text)
        default: throw Read.wrong(json, "an integer or a string of decimal digits")
        }
    }

    static func double(_ json: JSONValue) throws(SessionError) -> Double {
        switch json {
        case .integer(let number): return Double(number)
        case .number(let number): return number.doubleValue
        case .string("nan"): return .nan
        case .string("inf"): return .infinity
        case .string("-inf"): return -.infinity
        default: throw Read.wrong(json, "a number, \"nan\", \"inf\" or \"-inf\"")
        }
    }

    private static func bytes(_ reader: ObjectReader) throws(SessionError) -> [UInt8] {
        let given = ["value", "items", "base64"].filter { reader[$0] != nil }
        guard given.count <= 1 else {
            throw .malformed(field: "/" + given[1], reason: "excludes \(given[0])")
        }
        if let items = try reader.ifPresent("items", Self.octets) { return items }
        if let data = try reader.ifPresent("base64", Self.base64) { return data }
        return try reader.ifPresent("value", Self.latin1) ?? []
    }

    private static func octets(_ json: JSONValue) throws(SessionError) -> [UInt8] {
        try Read.array(json) { (item) throws(SessionError) in UInt8(try Read.integer(item, in: 0...255)) }
    }

    private static func base64(_ json: JSONValue) throws(SessionError) -> [UInt8] {
        guard let data = Data(base64Encoded: try Read.string(json)) else {
            throw .malformed(field: "", reason: "is not base64 (RFC 4648, with padding)")
        }
        return [UInt8](data)
    }

    private static func latin1(_ json: JSONValue) throws(SessionError) -> [UInt8] {
        var result: [UInt8] = []
        for scalar in try Read.string(json).unicodeScalars {
            guard scalar.value < 256 else {
                throw .malformed(field: "", reason: "must contain only characters from U+0000 to U+00FF")
            }
            result.append(UInt8(scalar.value))
        }
        return result
    }

    static func entries(_ json: JSONValue) throws(SessionError) -> [DictEntry] {
        if case .object = json {
            return try namedValues(json, areIdentifiers: false).map {
                DictEntry(key: .string($0.name), value: $0.value)
            }
        }
        return try Read.array(json) { (entry) throws(SessionError) in
            if case .array(let pair) = entry {
                guard pair.count == 2 else {
                    throw .malformed(
                        field: "", reason: "must be a key and a value, not \(pair.count) elements")
                }
                return DictEntry(
                    key: try nested(in: "0") { () throws(SessionError) in try value(pair[0]) },
                    value: try nested(in: "1") { () throws(SessionError) in try value(pair[1]) })
            }
            let reader = try ObjectReader(entry, what: "a key and a value")
            try reader.allow(["key", "value"])
            return DictEntry(key: try reader.require("key", value), value: try reader.require("value", value))
        }
    }

    /// Reads `{"name": value, ...}`.
    static func namedValues(
        _ json: JSONValue, areIdentifiers: Bool = true
    ) throws(SessionError) -> [NamedValue] {
        let reader = try ObjectReader(json)
        var result: [NamedValue] = []
        result.reserveCapacity(reader.members.count)
        for member in reader.members {
            result.append(
                try nested(in: member.name) { () throws(SessionError) in
                    if areIdentifiers { try Read.checkIdentifier(member.name) }
                    return NamedValue(name: member.name, value: try value(member.value))
                })
        }
        return result
    }

    static func attributes(_ json: JSONValue) throws(SessionError) -> [NamedValue] { try namedValues(json) }
}
