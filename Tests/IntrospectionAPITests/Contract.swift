import Foundation
import OrderedJSON
import Testing
import Yams

@testable import IntrospectionAPI

/// `openapi.yaml` as the tests read it.
struct Contract {
    /// One operation, with the parameters that its path shares with others.
    struct Operation {
        var id: String
        var method: String
        var path: String
        var members: [String: Any]
        var shared: [Any]
    }

    private static let methods: Set<String> = [
        "get", "put", "post", "delete", "patch", "head", "options", "trace",
    ]

    let document: [String: Any]

    init() throws {
        let text = String(decoding: OpenAPIDocument.bytes, as: UTF8.self)
        document = try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    /// The object at a path of member names.
    func member(_ path: String...) throws -> [String: Any] {
        var value = document
        for name in path { value = try #require(value[name] as? [String: Any], "\(name)") }
        return value
    }

    /// What a `$ref` stands for.
    func resolve(_ value: Any) throws -> [String: Any] {
        let object = try #require(value as? [String: Any])
        guard let reference = object["$ref"] as? String else { return object }
        var found = document
        for name in reference.split(separator: "/").dropFirst() {
            found = try #require(found[String(name)] as? [String: Any], "\(reference)")
        }
        return found
    }

    /// Every operation, in the order of paths and methods.
    func operations() throws -> [Operation] {
        var found: [Operation] = []
        for (path, item) in try member("paths") {
            let item = try #require(item as? [String: Any])
            for (method, operation) in item where Self.methods.contains(method) {
                let members = try #require(operation as? [String: Any])
                found.append(
                    Operation(
                        id: members["operationId"] as? String ?? "?", method: method.uppercased(), path: path,
                        members: members, shared: item["parameters"] as? [Any] ?? []))
            }
        }
        return found.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    }

    /// The answer that says that an operation did what it is for.
    func success(of operation: Operation) throws -> (status: Int, response: [String: Any]) {
        let responses = try #require(operation.members["responses"] as? [String: Any])
        let success = try #require(responses.first { $0.key.hasPrefix("2") }, "\(operation.id)")
        return (try #require(Int(success.key)), try resolve(success.value))
    }
}

extension JSONValue {
    /// A value that was written in YAML.
    init(yaml value: Any) throws {
        switch value {
        case is NSNull: self = .null
        case let flag as Bool: self = .bool(flag)
        case let number as Int: self = .integer(Int64(number))
        case let number as Double: self = .double(number)
        case let text as String: self = .string(text)
        case let list as [Any]: self = .array(try list.map { try JSONValue(yaml: $0) })
        case let object as [String: Any]:
            self = .object(
                try JSONObject(try object.map { .init(name: $0.key, value: try JSONValue(yaml: $0.value)) }))
        default: throw Unreadable(value: "\(value)")
        }
    }

    private struct Unreadable: Error { var value: String }
}
