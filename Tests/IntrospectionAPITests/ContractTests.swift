import Testing

@testable import IntrospectionAPI

/// Holds the route table and `openapi.yaml` together, both ways.
@Suite struct ContractTests {
    private let contract: Contract

    init() throws { contract = try Contract() }

    @Test func bothNameTheSameOperations() throws {
        let documented = Set(
            try contract.operations().map {
                "\($0.method) \($0.path) \($0.id)"
            })
        let routed = Set(HoldfastAPI.routes.map { "\($0.method.name) \($0.template.text) \($0.id)" })
        #expect(documented.subtracting(routed) == [])
        #expect(routed.subtracting(documented) == [])
    }

    @Test func bothTakeTheSameParametersAndBodies() throws {
        for entry in try contract.operations() {
            let (path, method, operation, shared) = (entry.path, entry.method, entry.members, entry.shared)
            let route = try #require(
                HoldfastAPI.routes.first { $0.template.text == path && $0.method.name == method }
            )
            let parameters = try (shared + (operation["parameters"] as? [Any] ?? [])).map(contract.resolve)
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
            case .required, .source: #expect(body?["required"] as? Bool == true, "\(route.id)")
            case .optional, .optionalSource: #expect(body?["required"] as? Bool == false, "\(route.id)")
            }
        }
    }

    @Test func everyOperationDocumentsItsAnswers() throws {
        for entry in try contract.operations() {
            let operation = entry.members
            let id = entry.id
            let route = try #require(HoldfastAPI.routes.first { $0.id == id })
            let responses = try #require(operation["responses"] as? [String: Any])
            var needed: Set<String> = ["400", "406", "414", "431"]
            if route.isProtected { needed.insert("401") }
            if route.template.text.contains("{") { needed.formUnion(["404", "500", "503"]) }
            if route.body != .none { needed.formUnion(["413", "415", "422"]) }
            #expect(needed.subtracting(responses.keys) == [], "\(id)")
            let success = try #require(responses.first { $0.key.hasPrefix("2") }, "\(id)")
            let content = try contract.resolve(success.value)["content"] as? [String: Any] ?? [:]
            let types = Set(route.formats.map { String($0.rawValue.prefix { $0 != ";" }) })
            #expect(success.key == "204" || Set(content.keys) == types, "\(id)")
            for (status, response) in responses where status.hasPrefix("4") || status.hasPrefix("5") {
                let content = try contract.resolve(response)["content"] as? [String: Any]
                #expect(content.map { Set($0.keys) } == ["application/problem+json"], "\(id) \(status)")
            }
        }
    }

    @Test func everyProblemTypeIsDocumentedUnderItsStatus() throws {
        let responses = try contract.member("components", "responses")
        let statuses = try contract.operations().reduce(into: [String: Set<String>]()) { found, entry in
            for (status, response) in entry.members["responses"] as? [String: Any] ?? [:] {
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
                if object["$ref"] is String, (try? contract.resolve(object)) == nil {
                    unknown.append("\(object)")
                }
                for member in object.values { try visit(member) }
            case let list as [Any]: for element in list { try visit(element) }
            default: break
            }
        }
        try visit(contract.document)
        #expect(unknown == [])
    }

    @Test func everyRequestSchemaIsClosed() throws {
        let schemas = try contract.member("components", "schemas")
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
