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
                reason: "is unknown here; known: \(names.joined(separator: ", "))")
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

    static func integer(
        _ value: JSONValue, in range: ClosedRange<Int64>
    ) throws(SessionError) -> Int {
        guard case .integer(let number) = value, range.contains(number) else {
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
        if let reason = identifierFault(name) { throw .malformed(field: "", reason: reason) }
        return name
    }

    /// Why a name could not stand in Python source; nil when it could.
    static func identifierFault(_ name: String) -> String? {
        var scalars = name.unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return "must not be empty" }
        guard name.utf8.count <= 1000 else { return "must not be longer than 1000 bytes" }
        guard first == "_" || (first.isASCII ? isASCIILetter(first) : first.properties.isXIDStart) else {
            return "is not a Python identifier"
        }
        while let scalar = scalars.next() {
            let isGood =
                scalar.isASCII
                ? isASCIILetter(scalar) || scalar == "_" || ("0"..."9").contains(scalar)
                : scalar.properties.isXIDContinue
            guard isGood else { return "is not a Python identifier" }
        }
        return keywords.contains(name) ? "is a Python keyword" : nil
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
