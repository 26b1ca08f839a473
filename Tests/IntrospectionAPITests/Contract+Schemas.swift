import Foundation
import OrderedJSON
import Testing

/// As much of JSON Schema as the contract says its answers with.
extension Contract {
    /// Everything about `value` that is not as `schema` says, each with the pointer to where it is.
    ///
    /// A member that no schema of its object names is an objection too: what is answered, is documented.
    func objections(to value: JSONValue, schema: [String: Any], at place: String = "") throws -> [String] {
        var found = try self.violations(of: schema, by: value, at: place)
        guard case .object(let members) = value else { return found }
        guard let known = try names(in: schema, for: value) else { return found }
        for member in members where !known.contains(member.name) {
            found.append("\(place)/\(member.name) is not documented")
        }
        return found
    }

    private func violations(
        of schema: [String: Any], by value: JSONValue, at place: String
    ) throws -> [String] {
        var found: [String] = []
        for (keyword, argument) in schema {
            switch (keyword, argument) {
            case ("$ref", _):
                found += try violations(of: resolve(schema), by: value, at: place)
            case ("type", let type as String):
                if !Self.is(value, type) { found.append("\(place) is \(value), no \(type)") }
            case ("type", let types as [String]):
                if !types.contains(where: { Self.is(value, $0) }) {
                    found.append("\(place) is \(value), none of \(types)")
                }
            case ("required", let names as [String]):
                guard case .object(let members) = value else { continue }
                for name in names where members[name] == nil { found.append("\(place)/\(name) is missing") }
            case ("properties", let properties as [String: Any]):
                guard case .object(let members) = value else { continue }
                for member in members {
                    guard let schema = properties[member.name] as? [String: Any] else { continue }
                    found += try objections(to: member.value, schema: schema, at: "\(place)/\(member.name)")
                }
            case ("items", let schema as [String: Any]):
                guard case .array(let elements) = value else { continue }
                for (index, element) in elements.enumerated() {
                    found += try objections(to: element, schema: schema, at: "\(place)/\(index)")
                }
            case ("allOf", let schemas as [[String: Any]]):
                for schema in schemas { found += try violations(of: schema, by: value, at: place) }
            case ("anyOf", let schemas as [[String: Any]]):
                if try !schemas.contains(where: { try violations(of: $0, by: value, at: place).isEmpty }) {
                    found.append("\(place) is \(value), which is nothing of what it can be")
                }
            case ("enum", let values as [String]):
                if !values.contains(where: { value == .string($0) }) {
                    found.append("\(place) is \(value), none of \(values)")
                }
            case ("minimum", let bound as Int):
                if let number = value.integerValue, number < bound { found.append("\(place) is \(number)") }
            case ("maximum", let bound as Int):
                if let number = value.integerValue, number > bound { found.append("\(place) is \(number)") }
            case ("minItems", let count as Int):
                if let elements = value.arrayValue, elements.count < count {
                    found.append("\(place) is short")
                }
            case ("maxItems", let count as Int):
                if let elements = value.arrayValue, elements.count > count {
                    found.append("\(place) is long")
                }
            case ("pattern", let pattern as String):
                if let text = value.stringValue, try Regex(pattern).firstMatch(in: text) == nil {
                    found.append("\(place) is \(text), not like \(pattern)")
                }
            case ("format", "date-time" as String):
                if let text = value.stringValue,
                    (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)) == nil
                {
                    found.append("\(place) is \(text), no time")
                }
            case ("description", _), ("examples", _), ("additionalProperties", true as Bool): break
            default: Issue.record("\(place): the keyword \(keyword) with \(argument) is not looked at")
            }
        }
        return found
    }

    /// The names of the members that `schema` has for `value`; nil when it may have others too.
    private func names(in schema: [String: Any], for value: JSONValue) throws -> Set<String>? {
        let schema = try resolve(schema)
        if schema["additionalProperties"] as? Bool == true { return nil }
        let choices = try (schema["anyOf"] as? [[String: Any]] ?? []).filter {
            try violations(of: $0, by: value, at: "").isEmpty
        }
        var names = (schema["properties"] as? [String: Any]).map { Set($0.keys) }
        for part in choices + (schema["allOf"] as? [[String: Any]] ?? []) {
            guard let more = try self.names(in: part, for: value) else { return nil }
            names = (names ?? []).union(more)
        }
        return names
    }

    private static func `is`(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value.kind) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool),
            ("null", .null), ("integer", .integer), ("number", .integer), ("number", .number):
            true
        default: false
        }
    }
}
