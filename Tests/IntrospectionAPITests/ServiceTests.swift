import Foundation
import HTTPServer
import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// What holds for every route: methods, headers, tokens, repeats, revisions.
@Suite struct ServiceTests {
    @Test func theServiceTellsAboutItself() throws {
        let talk = try Service().open()
        let live = try talk.client.get("/livez")
        #expect(live.status == 200)
        #expect(try JSONValue(parsing: live.body).text("status") == "ok")
        #expect(try talk.client.get("/readyz").status == 200)
        let metrics = try talk.client.get("/metrics")
        #expect(metrics.header("content-type")?.hasPrefix("text/plain") == true)
        #expect(
            metrics.text.contains(
                "holdfast_http_requests_total{operation=\"getLiveness\",status=\"2xx\"} 1\n"))
        #expect(metrics.text.contains("\nholdfast_sessions 0\n"))
        let contract = try talk.client.get("/openapi.yaml")
        #expect(contract.header("content-type") == "application/yaml")
        #expect(contract.body == OpenAPIDocument.bytes)
        #expect(contract.text.hasPrefix("openapi: 3.1.0\n"))
    }

    @Test func sessionsAreMadeListedChangedAndDeleted() throws {
        let talk = try Service().open()
        let made = try talk.client.request(
            "POST", "/v1/sessions",
            body:
                #"{"name":"first","python":"3.13","gc":{"enabled":false,"thresholds":[700,10,10]},"quotas":{"objects":5000}}"#
        )
        #expect(made.status == 201)
        #expect(made.header("location") == "/v1/sessions/s1")
        let session = try JSONValue(parsing: made.body)
        #expect(session.text("name") == "first")
        #expect(session.text("python") == "3.13")
        #expect(session["quotas"]?.number("objects") == 5000)
        #expect(try JSONValue(parsing: talk.client.get("/v1/sessions/s1/gc").body)["enabled"] == false)
        #expect(try talk.client.request("POST", "/v1/sessions").status == 201)
        #expect(try JSONValue(parsing: talk.client.get("/v1/sessions?limit=1").body).items("id") == ["s1"])
        #expect(
            try talk.client.get("/v1/sessions?limit=1").header("link")
                == "</v1/sessions?limit=1&cursor=s1>; rel=\"next\"")
        #expect(try JSONValue(parsing: talk.client.get("/v1/sessions?cursor=s1").body).items("id") == ["s2"])
        let renamed = try talk.client.request("PATCH", "/v1/sessions/s1", body: #"{"name":null}"#)
        #expect(try JSONValue(parsing: renamed.body)["name"] == .null)
        let deleted = try talk.client.request("DELETE", "/v1/sessions/s1")
        #expect(deleted.status == 204)
        #expect(deleted.body.isEmpty)
        #expect(try talk.client.get("/v1/sessions/s1").status == 404)
        #expect(try talk.client.get("/v1/sessions/s1/objects").status == 404)
        #expect(try talk.client.request("DELETE", "/v1/sessions/s1").status == 404)
        for bad in [
            #"{"python":"2.7"}"#, #"{"quotas":{"objects":0}}"#, #"{"gc":{"thresholds":[1]}}"#,
            #"{"colour":1}"#,
        ] {
            #expect(try talk.client.request("POST", "/v1/sessions", body: bad).status == 422, "\(bad)")
        }
    }

    @Test func headAndOptionsAnswerEverywhere() throws {
        let session = try Service().session()
        try session.make(["type": "list", "name": "a"])
        let a = try session.handle(of: "a")
        for path in [
            "", "/objects", "/objects/\(a)", "/names/a", "/gc", "/memory", "/history",
        ] {
            let get = try session.client.get(session.root + path)
            try session.client.send("HEAD \(session.root)\(path) HTTP/1.1\r\nHost: x\r\n\r\n")
            let head = try session.client.readResponse(isHead: true)
            #expect(head.status == 200, "\(path)")
            #expect(head.body.isEmpty)
            #expect(head.header("content-length") == "\(get.body.count)", "\(path)")
            #expect(head.header("etag") == get.header("etag"), "\(path)")
        }
        let options = try session.client.request("OPTIONS", session.root + "/names/a")
        #expect(options.status == 204)
        #expect(options.header("allow") == "GET, HEAD, PUT, DELETE, OPTIONS")
        let refused = try session.client.request("PATCH", session.root + "/names/a")
        #expect(refused.status == 405)
        #expect(refused.header("allow") == "GET, HEAD, PUT, DELETE, OPTIONS")
    }

    @Test func requestNamesAreEchoedOrMade() throws {
        let talk = try Service().open()
        #expect(
            try talk.client.get("/livez", headers: [("X-Request-Id", "abc-7")]).header("x-request-id")
                == "abc-7")
        let made = try #require(try talk.client.get("/livez").header("x-request-id"))
        #expect(try talk.client.get("/livez").header("x-request-id") != made)
        #expect(
            try talk.client.get("/nothing", headers: [("X-Request-Id", "q")]).header("x-request-id") == "q")
        #expect(
            try talk.client.get("/livez", headers: [("X-Request-Id", "a b")]).header("x-request-id") != "a b")
    }

    @Test func tokensAreAskedFor() throws {
        let talk = try Service(tokens: BearerTokens(text: "secret")).open()
        #expect(try talk.client.get("/livez").status == 200)
        #expect(try talk.client.get("/openapi.yaml").status == 200)
        for path in ["/v1/sessions", "/metrics", "/v1/nothing"] {
            let refused = try talk.client.get(path)
            #expect(refused.status == 401, "\(path)")
            #expect(refused.header("www-authenticate")?.hasPrefix("Bearer") == true)
            #expect(try talk.client.get(path, headers: [("Authorization", "Bearer wrong")]).status == 401)
            #expect(try talk.client.get(path, headers: [("Authorization", "Bearer secret")]).status != 401)
        }
    }

    @Test func theRevisionIsTheEntityTag() throws {
        let session = try Service().session()
        let made = try session.client.request(
            "POST", session.root + "/objects", body: #"{"type":"list","name":"a"}"#)
        #expect(made.header("etag") == "\"1\"")
        let id = try #require(try JSONValue(parsing: made.body).text("id"))
        #expect(made.header("location") == "\(session.root)/objects/\(id)")
        #expect(try session.client.get(session.root + "/names").header("etag") == "\"1\"")

        let same = try session.client.get(session.root + "/names", headers: [("If-None-Match", "\"1\"")])
        #expect(same.status == 304)
        #expect(same.body.isEmpty)
        let guarded = try session.client.request(
            "PUT", session.root + "/names/b", headers: [("If-Match", "\"1\"")], body: #"{"value":1}"#)
        #expect(guarded.status == 200)
        #expect(guarded.header("etag") == "\"2\"")
        let late = try session.client.request(
            "PUT", session.root + "/names/c", headers: [("If-Match", "\"1\"")], body: #"{"value":1}"#)
        #expect(late.status == 412)
        #expect(try JSONValue(parsing: late.body).number("revision") == 2)
        #expect(try session.client.get(session.root + "/names/c").status == 404)
        #expect(
            try session.client.get(session.root + "/names", headers: [("If-None-Match", "\"1\"")]).status
                == 200)
    }

    @Test func anIdempotencyKeyGivesTheStoredAnswer() throws {
        let service = try Service()
        let session = try service.session()
        func post(_ body: String) throws -> (status: Int, text: String, replayed: String?, location: String?)
        {
            let answer = try session.client.request(
                "POST", session.root + "/objects", headers: [("Idempotency-Key", "k1")], body: body)
            return (
                answer.status, answer.text, answer.header("idempotency-replayed"), answer.header("location")
            )
        }
        let first = try post(#"{"type":"list","name":"a"}"#)
        let second = try post(#"{"type":"list","name":"a"}"#)
        #expect(first.status == 201)
        #expect(first.replayed == nil)
        #expect(second.status == 201)
        #expect(second.text == first.text)
        #expect(second.location == first.location)
        #expect(second.replayed == "true")
        #expect(try session.ask("GET", "/history").items("seq") == ["1"])
        let other = try session.client.request(
            "POST", session.root + "/objects", headers: [("Idempotency-Key", "k1")], body: #"{"type":"set"}"#)
        #expect(other.status == 409)
        #expect(
            try JSONValue(parsing: other.body).text("type") == "urn:holdfast:problem:idempotency-key-reused")

        let talk = try service.open()
        let made = try (0..<2).map { _ in
            try talk.client.request("POST", "/v1/sessions", headers: [("Idempotency-Key", "s")], body: "{}")
                .header("location")
        }
        #expect(made[0] == made[1])
    }

    @Test func quotasAreKept() throws {
        let talk = try Service().open()
        _ = try talk.client.request("POST", "/v1/sessions", body: #"{"quotas":{"frames":2}}"#)
        var statuses: [Int] = []
        for _ in 0..<3 {
            statuses.append(try talk.client.request("POST", "/v1/sessions/s1/frames", body: "{}").status)
        }
        #expect(statuses.last == 429)
        let refused = try JSONValue(
            parsing: talk.client.request("POST", "/v1/sessions/s1/frames", body: "{}").body)
        #expect(refused.text("type") == "urn:holdfast:problem:quota-exceeded")
        #expect(refused.text("quota") == "frames")
        #expect(refused.number("limit") == 2)
    }

    @Test func theHeapIsValidatedOnRequest() throws {
        let session = try Service().session()
        try session.make(["type": "list", "name": "a"])
        let report = try session.ask("GET", "/validation")
        #expect(report["valid"] == true)
        #expect(report.number("revision") == 1)
    }

    @Test func theHistoryTellsEveryOperation() throws {
        let session = try Service().session()
        try session.make(["type": "list", "name": "a"])
        try session.unbind("a")
        let history = try session.ask("GET", "/history")
        let entries = try #require(history["items"]?.arrayValue)
        #expect(entries.map { $0.number("seq") } == [1, 2])
        #expect(entries.map { $0["operation"]?.text("op") } == ["create", "unbind"])
        #expect(entries[1]["effects"]?.arrayValue?.first?.text("kind") == "freed")
        #expect(try session.ask("GET", "/history?after=1").items("seq") == ["2"])
        #expect(try session.ask("GET", "/history?limit=1")["nextCursor"] == "1")
        let page = try session.client.get(session.root + "/history?limit=1")
        #expect(page.header("link") == "<\(session.root)/history?limit=1&after=1>; rel=\"next\"")
        let lines = try session.client.get(
            session.root + "/history", headers: [("Accept", "application/x-ndjson")])
        #expect(lines.text.split(separator: "\n").count == 2)
    }
}
