/// A JSON value that keeps what JSON text says: the order of object members, and numbers exactly.
///
/// Equality is exact too: members are compared in order, strings by their bytes (not by Unicode canonical
/// equivalence, which Swift's `String` uses), and the numbers `1` and `1.0` differ.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A number written without fraction and exponent that fits. `-0` is 0 here, as it is for Python.
    case integer(Int64)
    /// Every other number, by its lexeme.
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The number with the shortest lexeme that reads back as `value`, always with a fraction or an exponent.
    ///
    /// - Precondition: `value` is finite; JSON has no other numbers.
    public static func double(_ value: Double) -> JSONValue {
        .number(JSONNumber(value))
    }
}

/// What a JSON value is, for saying so in an error.
public enum JSONKind: Sendable, Hashable, CustomStringConvertible {
    case null
    case bool
    /// A number without fraction and exponent, of any size.
    case integer
    /// A number with a fraction or an exponent.
    case number
    case string
    case array
    case object

    /// The kind with its article, as in "expected a string, found an array".
    public var description: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// What this value is.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .integer: .integer
        case .number(let number): number.isInteger ? .integer : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether this is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The boolean, or nil when this is something else.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The integer, or nil when this is something else or does not fit.
    public var integerValue: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The string, or nil when this is something else.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements, or nil when this is not an array.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, or nil when this is not an object.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The value of the member `name`, or nil when there is none or this is not an object.
    ///
    /// - Complexity: O(members).
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }
}

extension JSONValue: Hashable {
    /// Whether both are the same text up to whitespace and escapes.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): ExactString(a) == ExactString(b)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }

    /// Feeds the value to `hasher`.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(ExactString(value))
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}
