import Foundation
import HTTPServer
import HistoryStore
import IntrospectionAPI
import OrderedJSON
import Sessions
import TestSupport
import Testing

/// A whole service on a port of the system's choice, with its database in a folder of its own.
final class Service {
    let port: Int
    private let database: Database
    private let registry: SessionRegistry
    private let server: HTTPServer

    /// A database in a folder of its own that goes away with the last service on it.
    private final class Database: Sendable {
        let folder: URL
        let store: HistoryStore

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "holdfast-api-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            store = try HistoryStore(path: folder.appendingPathComponent("history.sqlite").path)
        }

        deinit {
            try? store.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    convenience init(tokens: BearerTokens? = nil, bodyBytes: Int = 1 << 20) throws {
        try self.init(Database(), tokens: tokens, bodyBytes: bodyBytes)
    }

    /// A service that knows only what another one has stored.
    func restarted() throws -> Service { try Service(database, tokens: nil, bodyBytes: 1 << 20) }

    private init(_ database: Database, tokens: BearerTokens?, bodyBytes: Int) throws {
        self.database = database
        registry = try SessionRegistry(store: database.store)
        var configuration = APIConfiguration()
        configuration.tokens = tokens
        var server = ServerConfiguration()
        server.port = 0
        server.limits.bodyBytes = bodyBytes
        self.server = HTTPServer(
            configuration: server, handler: HoldfastAPI(registry: registry, configuration: configuration))
        port = try self.server.start().port
    }

    deinit {
        let server = self.server
        let registry = self.registry
        let database = self.database
        server.shutdown(deadline: .zero) {
            registry.close { withExtendedLifetime(database) {} }
        }
    }

    /// A client of the service.
    func client() throws -> HTTPTestClient { try HTTPTestClient(port: port) }

    /// A connection to talk about the service itself.
    func open() throws -> Conversation {
        Conversation(service: self, client: try client(), root: "")
    }

    /// A new session, and a connection to talk about it.
    func session(_ body: JSONValue = [:]) throws -> Conversation {
        let client = try client()
        let answer = try client.request("POST", "/v1/sessions", body: body.description)
        try #require(answer.status == 201, "\(answer.text)")
        let id = try #require(try JSONValue(parsing: answer.body)["id"]?.stringValue)
        return Conversation(service: self, client: client, root: "/v1/sessions/\(id)")
    }
}

/// One client talking about one session.
final class Conversation {
    let service: Service
    let client: HTTPTestClient
    let root: String

    init(service: Service, client: HTTPTestClient, root: String) {
        self.service = service
        self.client = client
        self.root = root
    }

    /// Sends a request below the session, expects `status`, and gives the answer's JSON.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: JSONValue? = nil, headers: [(String, String)] = [],
        status: Int = 200, at location: SourceLocation = #_sourceLocation
    ) throws -> JSONValue {
        let answer = try client.request(method, root + path, headers: headers, body: body?.description)
        try #require(answer.status == status, "\(method) \(path): \(answer.text)", sourceLocation: location)
        return answer.body.isEmpty ? .null : try JSONValue(parsing: answer.body)
    }

    /// Makes an object.
    @discardableResult
    func make(_ body: JSONValue, at location: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try ask("POST", "/objects", body, status: 201, at: location)
    }

    /// The same session in a service that was started anew.
    func restarted() throws -> Conversation {
        let service = try service.restarted()
        return Conversation(service: service, client: try service.client(), root: root)
    }

    /// What a name is bound to.
    func object(named name: String, at location: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try #require(try ask("GET", "/names/\(name)", at: location)["object"], sourceLocation: location)
    }

    /// The handle of what a name is bound to.
    func handle(of name: String, at location: SourceLocation = #_sourceLocation) throws -> String {
        try #require(try object(named: name, at: location)["id"]?.stringValue, sourceLocation: location)
    }

    /// `name = value`
    @discardableResult
    func bind(_ name: String, _ value: JSONValue, at location: SourceLocation = #_sourceLocation) throws
        -> JSONValue
    {
        try ask("PUT", "/names/\(name)", ["value": value], at: location)
    }

    /// `del name`
    @discardableResult
    func unbind(_ name: String, at location: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try ask("DELETE", "/names/\(name)", at: location)
    }

    /// `left is right` and `left == right` of two names.
    func compare(_ left: String, _ right: String) throws -> (is: Bool?, equals: Bool?) {
        let answer = try ask(
            "POST", "/comparisons", ["left": ["name": .string(left)], "right": ["name": .string(right)]])
        return (answer["is"]?.boolValue, answer["equals"]?.boolValue)
    }

    /// `gc.collect()`
    func collect() throws -> JSONValue {
        try ask("POST", "/collections", status: 201)
    }

    /// Everything that a client can see of the session, to be compared with what it was before.
    func dump() throws -> String {
        try [
            "/objects?limit=1000", "/objects?limit=1000&tracked=false", "/names", "/frames", "/modules",
            "/gc",
            "/memory", "/collections", "/history", "",
        ].map { try client.get(root + $0).text }.joined(separator: "\n")
    }
}

extension JSONValue {
    /// The member's string, or what is there instead.
    func text(_ name: String) -> String? { self[name]?.stringValue }

    /// The member's integer.
    func number(_ name: String) -> Int64? { self[name]?.integerValue }

    /// The kinds of the effects, each with the label that it has: `finalized`, `callback weak`.
    var effectKinds: [String] {
        (self["effects"]?.arrayValue ?? []).map { effect in
            (effect.text("kind") ?? "?") + (effect.text("label").map { " \($0)" } ?? "")
        }
    }

    /// The items' members of a name, as strings.
    func items(_ path: String...) -> [String] {
        (self["items"]?.arrayValue ?? []).map { item in
            var value: JSONValue? = item
            for name in path { value = value?[name] }
            return value?.stringValue ?? value?.description ?? "?"
        }
    }
}
