import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Refusals")
struct RefusalTests {
    @Test(
        "What is malformed is answered with a problem, and the connection ends",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", 400, "malformed-request"),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
                "malformed-request"
            ),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n", 413, "content-too-large"),
            ("GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n", 414, "uri-too-long"),
            ("GET / HTTP/1.1\r\nHost: a\r\nExpect: b\r\n\r\n", 417, "expectation-failed"),
            ("GET / HTTP/1.1\r\nHost: a\r\nB: c\r\nD: e\r\nF: g\r\n", 431, "header-fields-too-large"),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: br\r\n\r\n", 501,
                "transfer-coding-not-implemented"
            ),
            ("GET / HTTP/3.0\r\n", 505, "http-version-not-supported"),
        ])
    func problems(_ text: String, _ status: Int, _ type: String) throws {
        let server = try TestServer(configure: {
            $0.limits.targetBytes = 32
            $0.limits.headerCount = 3
            $0.limits.bodyBytes = 100
        })
        let client = try server.connect()
        try client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + text)
        #expect(try client.readResponse().status == 200)
        let response = try client.readResponse()
        #expect(response.status == status)
        #expect(response.header("Content-Type") == "application/problem+json")
        #expect(response.header("Connection") == "close")
        let problem = try #require(
            try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
        #expect(problem["type"] as? String == "urn:holdfast:problem:\(type)")
        #expect(problem["status"] as? Int == status)
        #expect(problem["title"] is String && problem["detail"] is String)
        #expect(try client.readToEnd().isEmpty)
        #expect(server.server.statistics.refusedRequests == 1)
        #expect(server.events.values.contains { if case .refused = $0 { true } else { false } })
    }

    @Test("A client that is still sending gets to read its refusal")
    func lingering() throws {
        let server = try TestServer(configure: { $0.limits.bodyBytes = 1_000 })
        let client = try server.connect()
        try client.sendRequest("POST", "/", headers: [("Content-Length", "8000000")])
        // Far more than the buffers between hold: the server has to take it, or sending would fail.
        try client.send(bytes: [UInt8](repeating: 65, count: 8_000_000))
        #expect(try client.readResponse().status == 413)
        client.close()
        _ = try server.events.first { if case .closed(_, .finished) = $0 { true } else { false } }
    }

    @Test("A lingering client is heard out for a while only")
    func lingerTimeout() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.send("\n")
        #expect(try client.readResponse().status == 400)
        #expect(server.server.statistics.openConnections == 1)
        server.clock.advance(by: .seconds(3))
        _ = try server.events.first { if case .closed(_, .finished) = $0 { true } else { false } }
    }
}
