import OrderedJSON

/// Reads the members of one JSON object of a specification, strictly: a member that was not asked for is refused.
struct ObjectReader {
    let members: JSONObject

    init(_ value: JSONValue, what: String = "an object") throws(SessionError) {
        guard case .object(let members) = value else {
            throw .malformed(field: "", reason: "must be \(what), not \(value.kind)")
        }
        self.members = members
    }

    /// Refuses every member that is not in `names`.
    func allow(_ names: [String]) throws(SessionError) {
        for member in members where !names.contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
            throw .malformed(
                field: "/" + jsonPointerComponent(member.name),
                reason: "is not one of the members known here: \(names.joined(separator: ", "))")
        }
    }

    /// The member's value; nil when it is absent.
    subscript(name: String) -> JSONValue? { members[name] }

    /// Converts a member that must be there.
    func require<Value>(
        _ name: String, _ convert: (JSONValue) throws(SessionError) -> Value
    ) throws(SessionError) -> Value {
        guard let value = members[name] else {
            throw .malformed(field: "/" + name, reason: "is missing")
        }
        return try nested(in: name) { () throws(SessionError) in try convert(value) }
    }

    /// Converts a member that may be absent.
    func ifPresent<Value>(
        _ name: String, _ convert: (JSONValue) throws(SessionError) -> Value
    ) throws(SessionError) -> Value? {
        guard let value = members[name] else { return nil }
        return try nested(in: name) { () throws(SessionError) in try convert(value) }
    }
}

/// Conversions of single JSON values, each refusing what it is not.
enum Read {
    static func string(_ value: JSONValue) throws(SessionError) -> String {
        guard case .string(let text) = value else { throw wrong(value, "a string") }
        return text
    }

    static func bool(_ value: JSONValue) throws(SessionError) -> Bool {
        guard case .bool(let flag) = value else { throw wrong(value, "true or false") }
        return flag
    }

    /// An integer, as JSON Schema means it: `2.0` is one.
    static func integer(
        _ value: JSONValue, in range: ClosedRange<Int64>
    ) throws(SessionError) -> Int {
        let number: Int64? =
            switch value {
            case .integer(let number): number
            case .number(let number): Int64(exactly: number.doubleValue)
            default: nil
            }
        guard let number, range.contains(number) else {
            throw wrong(value, "an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(number)
    }

    static func array<Element>(
        _ value: JSONValue, _ convert: (JSONValue) throws(SessionError) -> Element
    ) throws(SessionError) -> [Element] {
        guard case .array(let elements) = value else { throw wrong(value, "an array") }
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            result.append(try nested(in: String(index)) { () throws(SessionError) in try convert(element) })
        }
        return result
    }

    /// A name that Python source could have in this place.
    static func identifier(_ value: JSONValue) throws(SessionError) -> String {
        let name = try string(value)
        try checkIdentifier(name)
        return name
    }

    /// The longest name, in code points.
    static let maximumNameLength = 250

    /// Refuses what could not stand as a name in Python source. What no pattern can say, which letters of Unicode are
    /// letters of names, is Python's own SyntaxError.
    static func checkIdentifier(_ name: String) throws(SessionError) {
        var isFirst = true
        var foreign: Unicode.Scalar?
        for scalar in name.unicodeScalars {
            if scalar.isASCII {
                guard isASCIILetter(scalar) || scalar == "_" || (!isFirst && ("0"..."9").contains(scalar))
                else {
                    throw .malformed(field: "", reason: "is not a Python identifier")
                }
            } else if foreign == nil,
                !(isFirst ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue)
            {
                foreign = scalar
            }
            isFirst = false
        }
        if isFirst { throw .malformed(field: "", reason: "must not be empty") }
        if name.utf8.count > maximumNameLength, name.unicodeScalars.count > maximumNameLength {
            throw .malformed(field: "", reason: "must not be longer than \(maximumNameLength) characters")
        }
        if keywords.contains(name) { throw .malformed(field: "", reason: "is a Python keyword") }
        if let foreign { throw .python(syntaxError(foreign)) }
    }

    private static func syntaxError(_ scalar: Unicode.Scalar) -> PythonError {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let isPrintable =
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
                .spaceSeparator:
                false
            default: true
            }
        return PythonError(
            type: "SyntaxError",
            message: isPrintable
                ? "invalid character '\(scalar)' (\(code))" : "invalid non-printable character \(code)")
    }

    private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
        "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
        "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    static func wrong(_ value: JSONValue, _ expected: String) -> SessionError {
        .malformed(field: "", reason: "must be \(expected), not \(value.kind)")
    }
}
