import OrderedJSON
import TestSupport
import Testing

@testable import IntrospectionAPI

/// Every operation of the contract, over a socket, is answered as the contract says.
@Suite struct OperationTests {
    /// What an operation is asked with: the parameters of its path come from the session that is laid out for it.
    struct Prepared {
        var body: JSONValue?
        var path: [String: String] = [:]
        /// Whether it is about a run that is paused.
        var isPaused = false

        static let plain = Prepared()
    }

    static let prepared: [String: Prepared] = [
        "getLiveness": .plain, "getReadiness": .plain, "getMetrics": .plain, "getContract": .plain,
        "listSessions": .plain, "createSession": Prepared(body: ["name": "another"]), "getSession": .plain,
        "updateSession": Prepared(body: ["name": "renamed", "quotas": ["frames": 7]]),
        "deleteSession": .plain,

        "listObjects": .plain, "createObject": Prepared(body: ["type": "dict", "entries": ["a": 1.5]]),
        "getObject": .plain, "getReferrers": .plain, "getReferents": .plain, "getRefcount": .plain,
        "createReference": Prepared(body: ["index": 0, "target": ["name": "n"]]), "deleteReference": .plain,
        "putHold": .plain, "releaseHold": .plain,
        "compareObjects": Prepared(body: ["left": ["name": "x"], "right": ["name": "n"]]),
        "internString": Prepared(body: ["value": "not yet interned"]),

        "listNames": .plain, "getName": .plain,
        "bindName": Prepared(body: ["value": ["name": "n"]], path: ["name": "y"]), "unbindName": .plain,

        "listFrames": .plain, "pushFrame": Prepared(body: ["functionName": "g", "locals": ["y": "text"]]),
        "getFrame": .plain, "popFrame": .plain, "getLocals": .plain, "getGlobals": .plain,
        "setLocal": Prepared(body: ["value": ["name": "n"]]), "deleteLocal": .plain,

        "listModules": .plain, "getModule": .plain,
        "createModule": Prepared(body: ["spec": ["origin": "built-in"]], path: ["module": "fresh"]),
        "createWeakReference": Prepared(body: ["target": ["name": "n"], "callback": ["label": "gone"]]),
        "getWeakReference": .plain,

        "getCollector": .plain, "updateCollector": Prepared(body: ["thresholds": [100, 5, 5]]),
        "listCollections": .plain, "collect": Prepared(body: ["generation": 1]), "getCollection": .plain,
        "getMemory": .plain, "getHistory": .plain, "validateSession": .plain,
        "getGraph": .plain,

        "runSource": Prepared(body: ["source": "class A: pass\na = A()\n[a]"]), "getRun": .plain,
        "continueRun": Prepared(isPaused: true), "stepRun": Prepared(body: ["over": true], isPaused: true),
        "stopRun": Prepared(isPaused: true),
    ]

    private let contract: Contract

    init() throws { contract = try Contract() }

    @Test func everyOperationIsPreparedAndNoOther() throws {
        #expect(Set(try contract.operations().map(\.id)) == Set(Self.prepared.keys))
    }

    @Test func everyOperationIsAnsweredAsDocumented() throws {
        let service = try Service()
        let untouched = try laidOut(service)
        for operation in try contract.operations() {
            let prepared = try #require(Self.prepared[operation.id], "\(operation.id)")
            let success = try contract.success(of: operation)
            let content = success.response["content"] as? [String: Any] ?? [:]
            for type in content.isEmpty ? [""] : content.keys.sorted() {
                // What changes a session has one of its own.
                let (session, values) = operation.method == "GET" ? untouched : try laidOut(service)
                if prepared.isPaused {
                    let source: JSONValue = ["source": "breakpoint()\nlast = 1\n"]
                    #expect(try session.ask("POST", "/run", source).text("status") == "paused")
                }
                var path = operation.path
                for (name, value) in values.merging(prepared.path, uniquingKeysWith: { $1 }) {
                    path = path.replacing("{\(name)}", with: value)
                }
                let answer = try session.client.request(
                    operation.method, path, headers: type.isEmpty ? [] : [("Accept", type)],
                    body: prepared.body?.description)
                let name = "\(operation.id) \(type)"
                try #require(answer.status == success.status, "\(name): \(answer.text)")
                #expect(
                    (answer.header("content-type") ?? "").prefix { $0 != ";" } == type, "\(name)")
                for header in try requiredHeaders(of: success.response) {
                    #expect(answer.header(header) != nil, "\(name): \(header)")
                }
                let schema = (content[type] as? [String: Any])?["schema"] as? [String: Any]
                #expect(try objections(to: answer, type, schema) == [], "\(name)")
            }
        }
    }

    @Test func everyExampleOfAnAnswerIsAsItsSchemaSays() throws {
        var examples = 0
        for operation in try contract.operations() {
            for (status, response) in operation.members["responses"] as? [String: Any] ?? [:] {
                let content = try contract.resolve(response)["content"] as? [String: Any] ?? [:]
                for case let (type, media as [String: Any]) in content where type.hasSuffix("json") {
                    guard let example = media["example"], let schema = media["schema"] as? [String: Any]
                    else { continue }
                    examples += 1
                    let objections = try contract.objections(to: JSONValue(yaml: example), schema: schema)
                    #expect(objections == [], "\(operation.id) \(status)")
                }
            }
        }
        #expect(examples > 46)
    }

    /// A session with one of everything that a path can name, and the names.
    private func laidOut(_ service: Service) throws -> (Conversation, [String: String]) {
        let session = try service.session()
        let list = try #require(
            try session.make(["type": "list", "items": [1.5, "text"], "name": "x"]).text("id"))
        try session.ask("PUT", "/objects/\(list)/hold")
        try session.make(["type": "class", "name": "Node"])
        try session.make(["type": "instance", "class": ["name": "Node"], "name": "n"])
        let weakref = try session.ask(
            "POST", "/weakrefs", ["target": ["name": "n"], "name": "r"], status: 201)
        let frame = try session.ask(
            "POST", "/frames", ["functionName": "f", "locals": ["x": ["name": "x"]]], status: 201)
        try session.ask("POST", "/modules/m", status: 201)
        let collection = try session.collect()
        return (
            session,
            [
                "session": String(session.root.dropFirst("/v1/sessions/".count)), "object": list,
                "label": "%5B0%5D", "name": "x", "frame": try #require(frame.text("id")), "module": "m",
                "weakref": try #require(weakref.text("id")),
                "collection": try #require(collection.text("id")),
            ]
        )
    }

    /// The header fields that an answer must have.
    private func requiredHeaders(of response: [String: Any]) throws -> [String] {
        try (response["headers"] as? [String: Any] ?? [:]).filter { _, header in
            try contract.resolve(header)["required"] as? Bool == true
        }.map(\.key)
    }

    private func objections(
        to answer: HTTPTestResponse, _ type: String, _ schema: [String: Any]?
    ) throws -> [String] {
        switch type {
        case "application/json":
            try contract.objections(to: try JSONValue(parsing: answer.body), schema: try #require(schema))
        case "application/x-ndjson":
            try answer.text.split(separator: "\n").flatMap {
                try contract.objections(to: try JSONValue(parsing: String($0)), schema: ["type": "object"])
            }
        case "": answer.body.isEmpty ? [] : ["a body without a type"]
        default: answer.body.isEmpty ? ["no body"] : []
        }
    }
}
