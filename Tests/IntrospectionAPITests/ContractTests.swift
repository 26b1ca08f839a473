import Testing
import Yams

@testable import IntrospectionAPI

/// Holds the route table and `openapi.yaml` together, both ways.
@Suite struct ContractTests {
    private static let methods: Set<String> = [
        "get", "put", "post", "delete", "patch", "head", "options", "trace",
    ]

    private let document: [String: Any]

    init() throws {
        let text = String(decoding: OpenAPIDocument.bytes, as: UTF8.self)
        document = try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    private func member(_ path: String...) throws -> [String: Any] {
        var value = document
        for name in path { value = try #require(value[name] as? [String: Any], "\(name)") }
        return value
    }

    /// What a `$ref` stands for.
    private func resolve(_ value: Any) throws -> [String: Any] {
        let object = try #require(value as? [String: Any])
        guard let reference = object["$ref"] as? String else { return object }
        var found = document
        for name in reference.split(separator: "/").dropFirst() {
            found = try #require(found[String(name)] as? [String: Any], "\(reference)")
        }
        return found
    }

    private struct Documented {
        var path: String
        var method: String
        var operation: [String: Any]
        var shared: [Any]
    }

    private func operations() throws -> [Documented] {
        var found: [Documented] = []
        for (path, item) in try member("paths") {
            let item = try #require(item as? [String: Any])
            for (method, operation) in item where Self.methods.contains(method) {
                found.append(
                    Documented(
                        path: path, method: method, operation: try #require(operation as? [String: Any]),
                        shared: item["parameters"] as? [Any] ?? []))
            }
        }
        return found
    }

    @Test func bothNameTheSameOperations() throws {
        let documented = Set(
            try operations().map {
                "\($0.method.uppercased()) \($0.path) \($0.operation["operationId"] ?? "?")"
            })
        let routed = Set(HoldfastAPI.routes.map { "\($0.method.name) \($0.template.text) \($0.id)" })
        #expect(documented.subtracting(routed) == [])
        #expect(routed.subtracting(documented) == [])
    }

    @Test func bothTakeTheSameParametersAndBodies() throws {
        for entry in try operations() {
            let (path, method, operation, shared) = (entry.path, entry.method, entry.operation, entry.shared)
            let route = try #require(
                HoldfastAPI.routes.first { $0.template.text == path && $0.method.name == method.uppercased() }
            )
            let parameters = try (shared + (operation["parameters"] as? [Any] ?? [])).map(resolve)
            func names(_ place: String) -> [String] {
                parameters.filter { $0["in"] as? String == place }.compactMap { $0["name"] as? String }
            }
            let inPath = route.template.segments.compactMap { segment in
                if case .parameter(let parameter) = segment { parameter.rawValue } else { nil }
            }
            #expect(names("path") == inPath, "\(route.id)")
            #expect(Set(names("query")) == Set(route.query.map(\.rawValue)), "\(route.id)")
            let body = operation["requestBody"] as? [String: Any]
            switch route.body {
            case .none: #expect(body == nil, "\(route.id)")
            case .required: #expect(body?["required"] as? Bool == true, "\(route.id)")
            case .optional: #expect(body?["required"] as? Bool == false, "\(route.id)")
            }
        }
    }

    @Test func everyOperationDocumentsItsAnswers() throws {
        for entry in try operations() {
            let operation = entry.operation
            let id = operation["operationId"] as? String ?? "?"
            let route = try #require(HoldfastAPI.routes.first { $0.id == id })
            let responses = try #require(operation["responses"] as? [String: Any])
            var needed: Set<String> = ["400", "406", "414", "431"]
            if route.isProtected { needed.insert("401") }
            if route.template.text.contains("{") { needed.formUnion(["404", "500", "503"]) }
            if route.body != .none { needed.formUnion(["413", "415", "422"]) }
            #expect(needed.subtracting(responses.keys) == [], "\(id)")
            let success = try #require(responses.first { $0.key.hasPrefix("2") }, "\(id)")
            let content = try resolve(success.value)["content"] as? [String: Any] ?? [:]
            let types = Set(route.formats.map { String($0.rawValue.prefix { $0 != ";" }) })
            #expect(success.key == "204" || Set(content.keys) == types, "\(id)")
            for (status, response) in responses where status.hasPrefix("4") || status.hasPrefix("5") {
                let content = try resolve(response)["content"] as? [String: Any]
                #expect(content.map { Set($0.keys) } == ["application/problem+json"], "\(id) \(status)")
            }
        }
    }

    @Test func everyProblemTypeIsDocumentedUnderItsStatus() throws {
        let responses = try member("components", "responses")
        let statuses = try operations().reduce(into: [String: Set<String>]()) { found, entry in
            for (status, response) in entry.operation["responses"] as? [String: Any] ?? [:] {
                let name = (response as? [String: String])?["$ref"]?.split(separator: "/").last.map(
                    String.init)
                if let name { found[name, default: []].insert(status) }
            }
        }
        for type in ProblemType.allCases where ![.methodNotAllowed, .unknownPath].contains(type) {
            let place = responses.first { name, response in
                statuses[name]?.contains("\(type.status)") == true
                    && ((response as? [String: Any])?["description"] as? String)?.contains(
                        "`\(type.rawValue)`") == true
            }
            #expect(place != nil, "\(type.rawValue)")
        }
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        var unknown: [String] = []
        func visit(_ value: Any) throws {
            switch value {
            case let object as [String: Any]:
                if object["$ref"] is String, (try? resolve(object)) == nil { unknown.append("\(object)") }
                for member in object.values { try visit(member) }
            case let list as [Any]: for element in list { try visit(element) }
            default: break
            }
        }
        try visit(document)
        #expect(unknown == [])
    }

    @Test func everyRequestSchemaIsClosed() throws {
        let schemas = try member("components", "schemas")
        var open: [String] = []
        func visit(_ value: Any, _ name: String) {
            switch value {
            case let object as [String: Any]:
                if object["properties"] != nil, object["additionalProperties"] as? Bool != false {
                    open.append(name)
                }
                for (_, member) in object { visit(member, name) }
            case let list as [Any]: for element in list { visit(element, name) }
            default: break
            }
        }
        for (name, schema) in schemas where name.hasPrefix("New") || name.hasSuffix("Change") {
            visit(schema, name)
        }
        #expect(open == [])
    }
}
