import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Clients")
struct ClientBehaviourTests {
    @Test("A large answer waits for a slow client, and arrives whole")
    func slowReader() throws {
        let body = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 11) }
        let server = try TestServer { _, respond in respond(ServerResponse(status: 200, body: body)) }
        let client = try server.connect(receiveBuffer: 32_768)
        let other = try server.connect()
        try client.sendRequest("GET", "/")
        server.wait { $0.bytesWritten > 0 }
        // Others are served meanwhile.
        #expect(try other.request("HEAD", "/").status == 200)
        #expect(server.server.statistics.bytesWritten < body.count)
        #expect(try client.readResponse().body == body)
    }

    @Test("A streamed answer is not made faster than the client takes it")
    func streamBackPressure() throws {
        let made = Recorder<Int>()
        let chunk = [UInt8](repeating: 65, count: 65_536)
        let total = 160
        let server = try TestServer { _, respond in
            respond(
                ServerResponse(
                    status: 200,
                    stream: ResponseStream { deliver in
                        let count = made.values.count
                        if count < total { made.append(count) }
                        DispatchQueue.global().async { deliver(count < total ? .bytes(chunk) : .end) }
                    }))
        }
        let client = try server.connect(receiveBuffer: 32_768)
        try client.sendRequest("GET", "/")
        var before = -1
        server.wait { statistics in
            defer { before = statistics.bytesWritten }
            return statistics.bytesWritten > 0 && statistics.bytesWritten == before
        }
        #expect(made.values.count < total)
        #expect(try client.readResponse().body.count == total * chunk.count)
        #expect(made.values.count == total)
    }

    @Test("A stream that fails midway is seen as cut off")
    func streamAbort() throws {
        let count = Recorder<Int>()
        let server = try TestServer { _, respond in
            respond(
                ServerResponse(
                    status: 200,
                    stream: ResponseStream { deliver in
                        count.append(1)
                        deliver(count.values.count == 1 ? .bytes([65]) : .abort)
                    }))
        }
        let client = try server.connect()
        #expect(throws: HTTPTestError.self) { try client.get("/") }
    }

    @Test("A client that goes away ends its stream, and its request is cancelled")
    func disconnecting() throws {
        let cancelled = Recorder<String>()
        let waiting = Recorder<ServerRequest>()
        let server = try TestServer { request, respond in
            request.cancellation.onCancel { cancelled.append(request.path) }
            if request.path == "/stream" {
                respond(
                    ServerResponse(
                        status: 200,
                        stream: ResponseStream { _ in
                            waiting.append(request)
                        } cancel: {
                            cancelled.append("stream")
                        }))
            } else {
                waiting.append(request)
            }
        }
        let first = try server.connect()
        try first.sendRequest("GET", "/one")
        _ = try waiting.first { $0.path == "/one" }
        first.close()
        _ = try cancelled.first { $0 == "/one" }

        let second = try server.connect()
        try second.sendRequest("GET", "/stream")
        #expect(try waiting.first { $0.path == "/stream" }.path == "/stream")
        second.reset()
        _ = try cancelled.first { $0 == "stream" }

        let request = try waiting.first { $0.path == "/one" }
        request.cancellation.onCancel { cancelled.append("at once") }
        #expect(cancelled.values.contains("at once"))
    }

    @Test("Clients that leave amid a request, a body or an answer harm nobody")
    func leaving() throws {
        let waiting = Recorder<@Sendable (ServerResponse) -> Void>()
        let server = try TestServer { request, respond in
            if request.path == "/wait" { waiting.append(respond) } else { TestServer.echo(request, respond) }
        }
        let texts = [
            "", "GE", "GET / HTTP/1.1\r\nHost", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        ]
        for index in 0..<140 {
            let client = try server.connect()
            try client.send(texts[index % texts.count])
            if index % 2 == 0 { client.close() } else { client.reset() }
        }
        server.wait { $0.acceptedConnections == 140 }
        let witness = try server.connect()
        #expect(try witness.get("/still").text == "GET /still ")
        for respond in waiting.values {
            respond(ServerResponse(status: 200, body: [UInt8](repeating: 65, count: 100_000)))
        }
        #expect(try witness.get("/there").text == "GET /there ")
        server.wait { $0.openConnections == 1 }
    }

    @Test("A client that only closed its sending side is still answered")
    func halfClosed() throws {
        let waiting = Recorder<(ServerRequest, @Sendable (ServerResponse) -> Void)>()
        let server = try TestServer { request, respond in
            request.cancellation.onCancel { waiting.append((request, respond)) }
        }
        let client = try server.connect()
        try client.sendRequest("GET", "/")
        client.closeSending()
        try waiting.first { _ in true }.1(ServerResponse(status: 200, body: [65]))
        #expect(try client.readResponse().text == "A")
        #expect(try client.readToEnd().isEmpty)
    }
}
