import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Pipelining and bodies")
struct PipeliningTests {
    @Test("Late answers from other threads come in the order of the requests")
    func order() throws {
        let waiting = Recorder<(String, @Sendable (ServerResponse) -> Void)>()
        let server = try TestServer { request, respond in waiting.append((request.path, respond)) }
        let client = try server.connect()
        try client.send((0..<10).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        _ = try waiting.first { $0.0 == "/9" }
        #expect(waiting.values.map(\.0) == (0..<10).map { "/\($0)" })
        for (path, respond) in waiting.values.reversed() {
            DispatchQueue.global().async { respond(ServerResponse(status: 200, body: Array(path.utf8))) }
        }
        for number in 0..<10 { #expect(try client.readResponse().text == "/\(number)") }
    }

    @Test("Many pipelined requests, one by one and mixed, are all answered in order")
    func many() throws {
        let queue = DispatchQueue(label: "answers", target: .global())
        let server = try TestServer { request, respond in queue.async { TestServer.echo(request, respond) } }
        let client = try server.connect()
        let methods = (0..<300).map { $0 % 7 == 3 ? "POST" : "GET" }
        let text = methods.enumerated().map { index, method in
            method == "GET"
                ? "GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n"
                : "POST /\(index) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nA: b\r\n\r\n"
        }
        try client.send(text.joined())
        for (index, method) in methods.enumerated() {
            #expect(try client.readResponse().text == "\(method) /\(index) " + (method == "GET" ? "" : "hi"))
        }
        #expect(server.server.statistics.requests == 300)
    }

    @Test("A client that expects it is told to continue")
    func continues() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.sendRequest("POST", "/", headers: [("Expect", "100-continue"), ("Content-Length", "4")])
        #expect(try client.readResponse().status == 100)
        try client.send("body")
        #expect(try client.readResponse().text == "POST / body")
    }

    @Test("Only the first answer counts")
    func once() throws {
        let server = try TestServer { request, respond in
            respond(ServerResponse(status: 200, body: Array(request.path.utf8)))
            respond(ServerResponse(status: 500))
        }
        let client = try server.connect()
        #expect(try client.get("/a").text == "/a")
        #expect(try client.get("/b").text == "/b")
    }

    @Test("What the handler gets to know of a request")
    func request() throws {
        let seen = Recorder<ServerRequest>()
        let server = try TestServer { request, respond in
            seen.append(request)
            TestServer.echo(request, respond)
        }
        let client = try server.connect()
        _ = try client.request("PATCH", "/a%2Fb?c=d", headers: [("X-One", " 1 ")], body: "{}")
        let request = try #require(seen.values.first)
        #expect(request.method == .patch)
        #expect(request.version == .http11)
        #expect(request.path == "/a%2Fb")
        #expect(request.query == "c=d")
        #expect(request.target == "/a%2Fb?c=d")
        #expect(request.headers["x-one"] == "1")
        #expect(request.body == Array("{}".utf8))
        #expect(request.peer.host == "127.0.0.1" && request.peer.port > 0)
        #expect(request.arrival == server.clock.now())
        #expect(!request.cancellation.isCancelled)
        let made = ServerRequest(method: .get, target: "/x?y", headers: [HeaderField("A", "b")], body: [1])
        #expect(made.path == "/x" && made.query == "y" && made.headers["a"] == "b" && made.body == [1])
    }
}
