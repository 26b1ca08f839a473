import BigInt
import Foundation

/// A JSON number, exact.
struct Numeral { var value: BigInt }

/// JSON's null.
struct Null {}

/// JSON as Swift's own values: `[String: Any]`, `[Any]`, `String`, `Bool`, `Numeral`, `Null`.
struct JSONTree: Decodable {
    let value: Any

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            var members: [String: Any] = [:]
            for key in container.allKeys {
                members[key.stringValue] = try container.decode(JSONTree.self, forKey: key).value
            }
            value = members
            return
        }
        if var container = try? decoder.unkeyedContainer() {
            var items: [Any] = []
            while !container.isAtEnd { items.append(try container.decode(JSONTree.self).value) }
            value = items
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = Null()
        } else if let bool = try? container.decode(Bool.self) {
            value = bool
        } else if let number = try? container.decode(Decimal.self) {
            value = Numeral(value: BigInt(number.description) ?? 0)
        } else {
            value = try container.decode(String.self)
        }
    }

    /// The lines of a file of JSON objects.
    static func lines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").compactMap { line in
            try JSONDecoder().decode(JSONTree.self, from: Data(line.utf8)).value as? [String: Any]
        }
    }

    /// One spelling for equal values.
    static func text(_ any: Any) -> String {
        switch any {
        case let dictionary as [String: Any]:
            "{"
                + dictionary.keys.sorted().map { "\($0):\(text(dictionary[$0] ?? Null()))" }.joined(
                    separator: ",") + "}"
        case let array as [Any]: "[" + array.map { text($0) }.joined(separator: ",") + "]"
        case let numeral as Numeral: "\(numeral.value)"
        case is Null: "null"
        case let string as String: "\"\(string)\""
        default: "\(any)"
        }
    }
}
