import HTTPServer
import Testing

@testable import IntrospectionAPI

@Suite struct MediaTypeTests {
    private func negotiate(_ accept: String?, _ offered: [MediaType] = [.json, .ndjson]) -> MediaType? {
        MediaType.negotiate(
            ServerRequest(
                method: .get, target: "/", headers: accept.map { [HeaderField("Accept", $0)] } ?? []
            ).headers,
            offered: offered)
    }

    @Test(
        arguments: [
            (nil, .json), ("*/*", .json), ("application/json", .json), ("application/x-ndjson", .ndjson),
            ("application/*", .json), ("text/html, */*;q=0.1", .json),
            ("application/json;q=0.5, application/x-ndjson", .ndjson),
            ("application/json;q=0, */*", .ndjson), ("APPLICATION/X-NDJSON", .ndjson), ("text/html", nil),
            ("application/json;q=0", nil), ("", nil), ("application/json; charset=utf-8", .json),
        ] as [(String?, MediaType?)])
    func negotiation(accept: String?, expected: MediaType?) {
        #expect(negotiate(accept) == expected)
    }

    @Test func onlyWhatIsOffered() {
        #expect(negotiate("application/x-ndjson", [.json]) == nil)
        #expect(negotiate("text/plain", [.metrics]) == .metrics)
    }

    @Test(arguments: [
        ("application/json", true), ("application/json; charset=utf-8", true),
        ("Application/JSON ;x=y", true),
        ("text/json", false), ("application/jsonp", false), ("", false),
    ])
    func bodies(contentType: String, isJSON: Bool) {
        #expect(MediaType.isJSON(contentType) == isJSON)
    }
}

@Suite struct QueryTests {
    @Test func valuesAreDecoded() throws {
        let query = try Query("type=my%20list&limit=7&tracked=false", allowed: [.type, .limit, .tracked])
        #expect(query[.type] == "my list")
        #expect(query.limit == 7)
        #expect(query[.tracked] == "false")
        #expect(try Query(nil, allowed: []).limit == 100)
        #expect(try Query("", allowed: [])[.cursor] == nil)
    }

    @Test(arguments: [
        "limit=0", "limit=1001", "limit=-1", "limit=01", "limit=1.0", "limit=", "limit", "limit=1&limit=2",
        "unknown=1",
        "generation=1", "limit=99999999999999999999", "limit=%31%30%", "%FF=1", "cursor=", "cursor=a%2Fb",
        "tracked=1",
        "type=", "after=-1",
    ])
    func refused(text: String) {
        #expect(throws: RequestError.self) {
            try Query(text, allowed: [.limit, .cursor, .tracked, .type, .after])
        }
    }
}

@Suite struct RequestFieldTests {
    private func headers(_ name: String, _ value: String) -> RequestHeaders {
        ServerRequest(method: .get, target: "/", headers: [HeaderField(name, value)]).headers
    }

    @Test func ifMatch() throws {
        #expect(try headers("If-Match", "\"12\"").expectedRevision() == 12)
        #expect(try headers("If-Match", "12").expectedRevision() == 12)
        #expect(try headers("If-Match", "*").expectedRevision() == nil)
        #expect(try headers("X", "y").expectedRevision() == nil)
        for bad in ["\"\"", "\"a\"", "W/\"1\"", "\"1\", \"2\"", "\"01\"", ""] {
            #expect(throws: RequestError.self) { try headers("If-Match", bad).expectedRevision() }
        }
    }

    @Test func ifNoneMatch() {
        #expect(headers("If-None-Match", "\"3\"").knows(entityTag: "\"3\""))
        #expect(headers("If-None-Match", "\"1\", W/\"3\" ").knows(entityTag: "\"3\""))
        #expect(!headers("If-None-Match", "\"33\"").knows(entityTag: "\"3\""))
    }

    @Test func idempotencyKeys() throws {
        #expect(try headers("Idempotency-Key", "abc").idempotencyKey() == "abc")
        for bad in ["", "a b", "é", String(repeating: "a", count: 256)] {
            #expect(throws: RequestError.self) { try headers("Idempotency-Key", bad).idempotencyKey() }
        }
    }

    @Test func requestIDs() {
        #expect(headers("X-Request-Id", "abc-1").requestID == "abc-1")
        #expect(headers("X-Request-Id", "a b").requestID == nil)
        #expect(headers("X-Request-Id", String(repeating: "a", count: 129)).requestID == nil)
    }

    @Test func tokens() throws {
        let tokens = try #require(BearerTokens(text: "# mine\nfirst\n\n  second \n"))
        #expect(tokens.admit("Bearer first"))
        #expect(tokens.admit("bearer  second"))
        for bad in [
            "", "Bearer", "Bearer ", "Bearer firs", "Bearer first2", "Basic first", "first", "Bearer # mine",
        ] {
            #expect(!tokens.admit(bad), "\(bad)")
        }
        #expect(BearerTokens(text: "\n# nothing\n") == nil)
    }
}
