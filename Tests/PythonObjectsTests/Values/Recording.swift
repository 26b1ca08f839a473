import Foundation
import PythonObjects
import Testing

/// A file of `Recordings`, which hold what a real CPython answered.
enum Recording {
    static func data(_ name: String) throws -> Data {
        let folder = try #require(Bundle.module.resourceURL)
        return try Data(contentsOf: folder.appendingPathComponent("Recordings/\(name)"))
    }

    /// All of a JSON file.
    static func object<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: data(name))
    }

    /// One value a line, of the lines that begin so.
    static func lines<Value: Decodable>(
        _ name: String, as type: Value.Type, beginning prefix: String
    ) throws -> [Value] {
        let decoder = JSONDecoder()
        return try data(name).split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: prefix.utf8) }
            .map { try decoder.decode(type, from: $0) }
    }
}

/// A number, a text, nothing, or a list of these.
enum Item: Decodable, Hashable, Sendable {
    case int(Int)
    case text(String)
    case list([Item])
    case nothing

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .int(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Item].self) {
            self = .list(list)
        } else {
            self = .nothing
        }
    }

    var number: Int {
        if case .int(let number) = self { return number }
        return 0
    }

    var text: String {
        if case .text(let text) = self { return text }
        return ""
    }

    var items: [Item] {
        if case .list(let items) = self { return items }
        return []
    }

    /// `repr()` of the item as Python writes it.
    var repr: String {
        switch self {
        case .int(let number): "\(number)"
        case .text(let text): PythonString(text).repr
        case .list, .nothing: ""
        }
    }

    /// `hash()` of the item.
    var hash: Int {
        switch self {
        case .int(let number): PythonHash.int(number)
        case .text(let text): PythonString(text).hash
        case .list, .nothing: 0
        }
    }

    var isText: Bool {
        if case .text = self { return true }
        return false
    }
}

/// A program of `tables.3.13.jsonl`.
struct Program: Decodable, Sendable {
    var kind: String
    var steps: [[Item]]
    var final: [Item]

    static func all(_ kind: String) throws -> [Program] {
        try Recording.lines("tables.3.13.jsonl", as: Program.self, beginning: "{\"kind\":\"\(kind)\"")
    }
}

/// The recorder's checksum: FNV-1a, 32 bits, over texts joined with commas.
func checksum(_ texts: [String]) -> Int {
    var value: UInt32 = 0x811C_9DC5
    for byte in texts.joined(separator: ",").utf8 { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(value)
}
