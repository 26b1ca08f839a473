import HTTPServer
import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// Everything that can be wrong with a request is answered with a documented problem, and nothing changes.
@Suite struct BadInputTests {
    /// One bad request and the problem that it gets.
    struct Case: Sendable, CustomTestStringConvertible {
        var method = "POST"
        var path: String
        var body: String?
        var headers: [(String, String)] = []
        var status: Int
        var type: String
        var field: String?

        var testDescription: String { "\(method) \(path) \(body?.prefix(60) ?? "")" }
    }

    static let bodies: [Case] = [
        // Unknown members and wrong types, by name.
        .objects(#"{"type":"list","itms":[]}"#, 422, "invalid-body", "/itms"),
        .objects(#"{"type":"list","items":3}"#, 422, "invalid-body", "/items"),
        .objects(#"{"type":"list","items":[{"ref":"o9","x":1}]}"#, 422, "invalid-body", "/items/0/x"),
        .objects(#"{"type":"list","items":[{}]}"#, 422, "invalid-body", "/items/0"),
        .objects(#"{"type":7}"#, 422, "invalid-body", "/type"),
        .objects(#"{"type":"nothing"}"#, 422, "invalid-body", "/type"),
        .objects(#"{}"#, 422, "invalid-body", "/type"),
        .objects(#"[]"#, 422, "invalid-body", ""),
        .objects(#"null"#, 422, "invalid-body", ""),
        .objects(#"{"type":"int"}"#, 422, "invalid-body", "/value"),
        .objects(#"{"type":"int","value":1.5}"#, 422, "invalid-body", "/value"),
        .objects(#"{"type":"int","value":"0x10"}"#, 422, "invalid-body", "/value"),
        .objects(#"{"type":"str","value":null}"#, 422, "invalid-body", "/value"),
        .objects(#"{"type":"bytearray","items":[256]}"#, 422, "invalid-body", "/items/0"),
        .objects(#"{"type":"bytearray","items":[-1]}"#, 422, "invalid-body", "/items/0"),
        .objects(#"{"type":"list","name":"a b"}"#, 422, "invalid-body", "/name"),
        .objects(#"{"type":"list","name":"class"}"#, 422, "invalid-body", "/name"),
        .objects(#"{"type":"class"}"#, 422, "invalid-body", "/className"),
        .objects(
            #"{"type":"class","name":"C","finalizer":{"action":"explode"}}"#, 422, "invalid-body",
            "/finalizer/action"),
        .objects(
            "{\"type\":\"int\",\"value\":\"\(String(repeating: "9", count: 5000))\"}", 422, "invalid-body",
            "/value"),
        // Handles.
        .objects(#"{"type":"list","items":[{"ref":"o99999"}]}"#, 409, "dangling-reference", "/items/0/ref"),
        .objects(#"{"type":"list","items":[{"ref":"x1"}]}"#, 422, "invalid-body", "/items/0/ref"),
        .objects(#"{"type":"list","items":[{"ref":"o00"}]}"#, 422, "invalid-body", "/items/0/ref"),
        .objects(#"{"type":"list","items":[{"name":"absent"}]}"#, 409, "python-exception", nil),
        // What Python refuses.
        .objects(#"{"type":"dict","entries":[{"key":[1],"value":2}]}"#, 409, "python-exception", nil),
        .objects(#"{"type":"set","items":[[]]}"#, 409, "python-exception", nil),
        .objects(#"{"type":"range","stop":1,"step":0}"#, 409, "python-exception", nil),
        .objects(#"{"type":"class","name":"C","bases":[{"name":"a"}]}"#, 409, "python-exception", nil),
        .objects(#"{"type":"instance","class":{"name":"a"}}"#, 409, "python-exception", nil),
        .objects(#"{"type":"ref","target":1}"#, 409, "python-exception", nil),
        // Not JSON.
        .objects("", 400, "malformed-json", nil),
        .objects("{", 400, "malformed-json", nil),
        .objects(#"{"type":"list",}"#, 400, "malformed-json", nil),
        .objects(#"{"type":"list","type":"set"}"#, 400, "malformed-json", nil),
        .objects(#"{"type":"list"} {}"#, 400, "malformed-json", nil),
        .objects(#"{"type":"str","value":"\ud800"}"#, 400, "malformed-json", nil),
        .objects(#"{'type':'list'}"#, 400, "malformed-json", nil),
        .objects(#"{"type":"int","value":+1}"#, 400, "malformed-json", nil),
        .objects(#"{"type":"float","value":NaN}"#, 400, "malformed-json", nil),
        .objects(
            #"{"type":"list","items":"# + String(repeating: "[", count: 100_000)
                + String(repeating: "]", count: 100_000) + "}", 400, "malformed-json", nil),
    ]

    static let requests: [Case] = [
        Case(
            path: "/objects/o1/references", body: #"{"target":1}"#, status: 422, type: "invalid-body",
            field: "/kind"),
        Case(
            path: "/objects/A/references", body: #"{"index":0}"#, status: 422, type: "invalid-body",
            field: "/target"),
        Case(
            path: "/objects/A/references", body: #"{"index":0,"key":1,"target":1}"#, status: 422,
            type: "invalid-body"),
        Case(
            path: "/objects/A/references", body: #"{"index":5,"target":1}"#, status: 409,
            type: "python-exception"),
        Case(
            path: "/objects/A/references", body: #"{"index":-3,"target":1}"#, status: 409,
            type: "python-exception"),
        Case(
            path: "/objects/A/references", body: #"{"index":1e99,"target":1}"#, status: 422,
            type: "invalid-body", field: "/index"),
        Case(
            path: "/objects/A/references", body: #"{"attribute":"x","target":1}"#, status: 409,
            type: "python-exception"),
        Case(
            path: "/objects/o99999/references", body: #"{"index":0,"target":1}"#, status: 404,
            type: "object-not-found"),
        Case(
            path: "/collections", body: #"{"generation":3}"#, status: 422, type: "invalid-body",
            field: "/generation"),
        Case(
            path: "/collections", body: #"{"generation":-1}"#, status: 422, type: "invalid-body",
            field: "/generation"),
        Case(
            path: "/comparisons", body: #"{"left":1,"right":2}"#, status: 422, type: "invalid-body",
            field: "/left"),
        Case(
            path: "/comparisons", body: #"{"left":null}"#, status: 422, type: "invalid-body", field: "/right"),
        Case(path: "/weakrefs", body: #"{"target":{"name":"a"}}"#, status: 409, type: "python-exception"),
        Case(
            path: "/frames", body: #"{"locals":{"1":2}}"#, status: 422, type: "invalid-body",
            field: "/locals/1"),
        Case(path: "/frames", body: #"{"line":0}"#, status: 422, type: "invalid-body", field: "/line"),
        Case(
            method: "PATCH", path: "/gc", body: #"{"thresholds":[1,2]}"#, status: 422, type: "invalid-body",
            field: "/thresholds"),
        Case(
            method: "PATCH", path: "/gc", body: #"{"enabled":1}"#, status: 422, type: "invalid-body",
            field: "/enabled"),
        Case(
            method: "PATCH", path: "", body: #"{"name":7}"#, status: 422, type: "invalid-body", field: "/name"
        ),
        Case(
            method: "PUT", path: "/names/b", body: #"{}"#, status: 422, type: "invalid-body", field: "/value"),
        Case(
            method: "PUT", path: "/names/b", body: #"{"value":1,"x":2}"#, status: 422, type: "invalid-body",
            field: "/x"),
        Case(
            method: "PUT", path: "/names/class", body: #"{"value":1}"#, status: 400, type: "invalid-parameter"
        ),
        Case(
            method: "PUT", path: "/names/%C2%A1", body: #"{"value":1}"#, status: 409, type: "python-exception"
        ),
        Case(path: "/interned", body: #"{"value":"x","name":"¡"}"#, status: 409, type: "python-exception"),
        Case(
            path: "/weakrefs", body: #"{"target":{"name":"a"},"name":"¡"}"#, status: 409,
            type: "python-exception"),
        // Paths and queries.
        Case(method: "GET", path: "/objects/o99999", status: 404, type: "object-not-found"),
        Case(method: "GET", path: "/objects/17", status: 400, type: "invalid-parameter"),
        Case(method: "GET", path: "/objects/%FF", status: 400, type: "malformed-request"),
        Case(method: "GET", path: "/objects?generation=4", status: 400, type: "invalid-parameter"),
        Case(method: "GET", path: "/objects?limit=0", status: 400, type: "invalid-parameter"),
        Case(method: "GET", path: "/objects?colour=red", status: 400, type: "invalid-parameter"),
        Case(method: "GET", path: "/names/absent", status: 404, type: "name-not-found"),
        Case(method: "DELETE", path: "/names/absent", status: 404, type: "name-not-found"),
        Case(method: "GET", path: "/frames/f99", status: 404, type: "frame-not-found"),
        Case(method: "GET", path: "/collections/c99", status: 404, type: "collection-not-found"),
        Case(method: "GET", path: "/weakrefs/A", status: 404, type: "weak-reference-not-found"),
        Case(
            method: "DELETE", path: "/objects/A/references/%5B9%5D", status: 404, type: "reference-not-found"),
        Case(method: "DELETE", path: "/objects/A/hold", status: 409, type: "not-held"),
        Case(method: "GET", path: "/nothing", status: 404, type: "unknown-path"),
        // Methods and media types.
        Case(method: "POST", path: "/names/a", body: "{}", status: 405, type: "method-not-allowed"),
        Case(method: "TRACE", path: "/gc", status: 405, type: "method-not-allowed"),
        Case(
            path: "/objects", body: "{}", headers: [("Content-Type", "text/plain")], status: 415,
            type: "unsupported-media-type"),
        Case(
            path: "/objects", body: "a=b", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            status: 415, type: "unsupported-media-type"),
        Case(
            method: "GET", path: "/gc", headers: [("Accept", "text/html")], status: 406,
            type: "not-acceptable"),
        Case(
            method: "GET", path: "/gc", headers: [("Accept", "application/x-ndjson")], status: 406,
            type: "not-acceptable"),
        // Preconditions.
        Case(
            path: "/collections", headers: [("If-Match", "\"999\"")], status: 412, type: "precondition-failed"
        ),
        Case(path: "/collections", headers: [("If-Match", "one")], status: 400, type: "invalid-parameter"),
        Case(
            path: "/collections", headers: [("Idempotency-Key", "a b")], status: 400,
            type: "invalid-parameter"),
    ]

    @Test func everyBadRequestIsRefusedAndNothingChanges() throws {
        let service = try Service()
        let session = try service.session()
        try session.make(["type": "list", "items": [1], "name": "a"])
        let handle = try session.handle(of: "a")
        let before = try session.dump()
        for bad in Self.bodies + Self.requests {
            let path = bad.path.replacing("/A/", with: "/\(handle)/").replacing("/A", with: "/\(handle)")
            let answer = try session.client.request(
                bad.method, session.root + path, headers: bad.headers, body: bad.body)
            #expect(answer.status == bad.status, "\(bad.testDescription): \(answer.text)")
            #expect(answer.header("content-type") == "application/problem+json", "\(bad.testDescription)")
            let problem = try JSONValue(parsing: answer.body)
            #expect(problem.text("type") == "urn:holdfast:problem:\(bad.type)", "\(bad.testDescription)")
            #expect(problem.number("status") == Int64(bad.status), "\(bad.testDescription)")
            #expect(problem.text("instance")?.hasPrefix("/v1/sessions/") == true, "\(bad.testDescription)")
            if let field = bad.field { #expect(problem.text("field") == field, "\(bad.testDescription)") }
            let detail = problem.text("detail") ?? ""
            if bad.type == "invalid-body" {
                let subject = problem.text("field").map { $0.isEmpty ? "The body " : "`\($0)` " }
                #expect(detail.hasPrefix(subject ?? "?"), "\(bad.testDescription): \(detail)")
            }
            // What Python says stays in Python's words.
            if !["python-exception", "name-not-found"].contains(bad.type) {
                #expect(detail.hasSuffix("."), "\(bad.testDescription): \(detail)")
            }
        }
        #expect(try session.dump() == before)
    }

    @Test func anUnknownMemberIsToldWhatIsKnown() throws {
        let session = try Service().session()
        func detail(_ path: String, _ body: JSONValue) throws -> String? {
            try session.ask("POST", path, body, status: 422).text("detail")
        }
        #expect(
            try detail("/objects", ["type": "list", "itms": []])
                == "`/itms` is not one of the members known here: type, items, name.")
        #expect(
            try detail("/objects", ["type": "list", "items": [["type": "list", "name": "a"]]])
                == "`/items/0/name` is not one of the members known here: type, items.")
        #expect(
            try detail("/weakrefs", ["target": nil, "label": "gone"])
                == "`/label` is not one of the members known here: target, callback, name.")
    }

    @Test func handlesOfAnotherSessionAreUnknown() throws {
        let service = try Service()
        let first = try service.session()
        let second = try service.session()
        let before = try second.dump()
        var foreign = ""
        for _ in 0..<50 { foreign = try #require(try first.make(["type": "list"]).text("id")) }
        try second.ask("GET", "/objects/\(foreign)", status: 404)
        try second.ask(
            "POST", "/objects", ["type": "list", "items": [["ref": .string(foreign)]]], status: 409)
        #expect(try second.dump() == before)
    }

    @Test func freedHandlesInBodiesAreGone() throws {
        let session = try Service().session()
        let id = try #require(try session.make(["type": "list"]).text("id"))
        try session.ask("DELETE", "/objects/\(id)/hold")
        let before = try session.dump()
        let problem = try session.ask(
            "POST", "/objects", ["type": "tuple", "items": [1, ["ref": .string(id)]]], status: 410)
        #expect(problem.text("field") == "/items/1/ref")
        #expect(problem.text("object") == id)
        try session.ask("DELETE", "/objects/\(id)/hold", status: 410)
        #expect(try session.dump() == before)
    }

    @Test func aClassCannotBeItsOwnBase() throws {
        let session = try Service().session()
        try session.make(["type": "class", "name": "A"])
        try session.make(["type": "class", "name": "B", "bases": [["name": "A"]]])
        try session.make(["type": "tuple", "items": [["name": "B"]], "name": "bases"])
        let before = try session.dump()
        let a = try session.handle(of: "A")
        try session.ask(
            "POST", "/objects/\(a)/references", ["attribute": "__bases__", "target": ["name": "bases"]],
            status: 409)
        try session.ask(
            "POST", "/objects", ["type": "class", "name": "C", "bases": [["name": "A"], ["name": "B"]]],
            status: 409)
        #expect(try session.dump() == before)
    }

    @Test func whatAFailedStatementMadeIsToldByItsEntry() throws {
        let session = try Service().session()
        try session.make(["type": "list", "items": [1], "name": "a"])
        let list = try session.handle(of: "a")
        let names = try session.ask("GET", "/names")
        // The index is an int too large to be cached: it is made before `a[99999999999] = 1` can fail.
        let problem = try session.ask(
            "POST", "/objects/\(list)/references", ["index": 99_999_999_999, "target": 1], status: 409)
        #expect(problem["exception"]?.text("message") == "list assignment index out of range")
        #expect(problem.number("entry") == 2)
        #expect(try session.ask("GET", "/names") == names)
        let entry = try session.ask("GET", "/history?after=1")["items"]?.arrayValue?.first
        #expect(entry?.text("exception") == "IndexError: list assignment index out of range")
    }

    @Test func invalidUTF8IsMalformed() throws {
        let session = try Service().session()
        let before = try session.dump()
        let body: [UInt8] = Array(#"{"type":"str","value":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        let client = try session.service.client()
        try client.send(
            "POST \(session.root)/objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
        )
        try client.send(bytes: body)
        let answer = try client.readResponse()
        #expect(answer.status == 400)
        #expect(try JSONValue(parsing: answer.body).number("offset") != nil)
        #expect(try session.dump() == before)
    }

    @Test func aTruncatedBodyChangesNothing() throws {
        let session = try Service().session()
        let before = try session.dump()
        let client = try session.service.client()
        try client.send(
            "POST \(session.root)/objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"type\":\"list\""
        )
        client.closeSending()
        _ = try client.readToEnd()
        #expect(try session.dump() == before)
    }

    @Test func aBodyBeyondTheLimitIsTooLarge() throws {
        let session = try Service(bodyBytes: 4096).session()
        let before = try session.dump()
        let body = "{\"type\":\"str\",\"value\":\"\(String(repeating: "a", count: 5000))\"}"
        let answer = try session.service.client().request("POST", session.root + "/objects", body: body)
        #expect(answer.status == 413)
        #expect(try JSONValue(parsing: answer.body).text("type") == "urn:holdfast:problem:content-too-large")
        #expect(try session.dump() == before)
    }
}

extension BadInputTests.Case {
    fileprivate static func objects(_ body: String, _ status: Int, _ type: String, _ field: String?) -> Self {
        Self(path: "/objects", body: body, status: status, type: type, field: field)
    }
}
