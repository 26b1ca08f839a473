import BigInt
import OrderedJSON

/// A value inside a request: an object of the session, a literal, or an object to be made on the way.
///
/// In JSON a reference is `{"ref":"o17"}`, a global is `{"name":"a"}`, literals are themselves, an array is a list
/// display, and `{"type":...}` makes any other object.
public indirect enum ValueSpecification: Sendable, Equatable {
    /// An object by its handle.
    case reference(Handle)
    /// A global of `__main__`, or a builtin, by its name.
    case name(String)
    /// `None`.
    case none
    /// `True` or `False`.
    case bool(Bool)
    /// A constant int.
    case integer(BigInt)
    /// A constant float.
    case float(Double)
    /// A constant str.
    case string(String)
    /// A list display.
    case list([ValueSpecification])
    /// A new object of any type.
    case object(ObjectSpecification)

    /// Whether the value is a constant of the compiled unit, as a display's elements are when all are literals.
    public var isConstant: Bool {
        switch self {
        case .none, .bool, .integer, .float, .string: true
        case .object(let specification): specification.isConstant
        case .reference, .name, .list: false
        }
    }
}

extension ValueSpecification {
    /// Reads the JSON form.
    ///
    /// - Throws: `.malformed` with the pointer of the first field that is wrong; `.unknownObject` for a `ref` that is
    ///   no handle.
    public init(json: JSONValue) throws(SessionError) {
        switch json {
        case .null: self = .none
        case .bool(let flag): self = .bool(flag)
        case .integer(let number): self = .integer(BigInt(number))
        case .string(let text): self = .string(text)
        case .number(let number):
            if number.isInteger {
                self = .integer(try ObjectSpecification.bigInteger(number.lexeme))
            } else {
                self = .float(number.doubleValue)
            }
        case .array:
            self = .list(
                try Read.array(json) { (element) throws(SessionError) in try ValueSpecification(json: element)
                })
        case .object(let members):
            if members["ref"] != nil {
                let reader = try ObjectReader(json)
                try reader.allow(["ref"])
                self = .reference(try reader.require("ref", Handle.read))
            } else if members["type"] != nil {
                self = .object(try ObjectSpecification(json: json))
            } else if members["name"] != nil {
                let reader = try ObjectReader(json)
                try reader.allow(["name"])
                self = .name(try reader.require("name", Read.string))
            } else {
                throw .malformed(
                    field: "", reason: "must be a literal, {\"ref\":...}, {\"name\":...} or {\"type\":...}")
            }
        }
    }

    /// Writes the JSON form that `init(json:)` reads.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .reference(let handle):
            writer.beginObject()
            writer.member("ref", handle.description)
            writer.endObject()
        case .name(let name):
            writer.beginObject()
            writer.member("name", name)
            writer.endObject()
        case .none: writer.null()
        case .bool(let flag): writer.bool(flag)
        case .integer(let number):
            if let small = Int64(exactly: number) {
                writer.integer(small)
            } else {
                JSONNumber(lexeme: String(number)).map { writer.number($0) }
            }
        case .float(let number):
            if number.isFinite {
                writer.double(number)
            } else {
                ObjectSpecification.float(number, computed: false).write(to: &writer)
            }
        case .string(let text): writer.string(text)
        case .list(let items): ObjectSpecification.write(items, to: &writer)
        case .object(let specification): specification.write(to: &writer)
        }
    }
}

extension Handle {
    /// Reads a handle inside a body.
    static func read(_ value: JSONValue) throws(SessionError) -> Handle {
        let text = try Read.string(value)
        guard let handle = Handle(text) else { throw .unknownObject(text, field: "") }
        return handle
    }
}
