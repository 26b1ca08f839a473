import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Timeouts")
struct TimeoutTests {
    private func isClosed(_ reason: ConnectionEnd) -> (ServerEvent) -> Bool {
        { if case .closed(_, reason) = $0 { true } else { false } }
    }

    @Test("A head that is not complete in time is answered 408, however it drips")
    func head() throws {
        let server = try TestServer()
        let client = try server.connect()
        let text = "GET / HTTP/1.1\r\n"
        try client.send(text)
        server.wait { $0.bytesRead == text.utf8.count }
        server.clock.advance(by: .seconds(9))
        try client.send("X")
        server.wait { $0.bytesRead == text.utf8.count + 1 }
        server.clock.advance(by: .seconds(2))
        let response = try client.readResponse()
        #expect(response.status == 408)
        #expect(response.header("Connection") == "close")
    }

    @Test("A body that is not complete in time is answered 408")
    func body() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.sendRequest("POST", "/", headers: [("Content-Length", "10"), ("Expect", "100-continue")])
        #expect(try client.readResponse().status == 100)
        server.clock.advance(by: .seconds(59))
        let before = server.server.statistics.bytesRead
        try client.send("abc")
        server.wait { $0.bytesRead == before + 3 }
        server.clock.advance(by: .seconds(2))
        #expect(try client.readResponse().status == 408)
    }

    @Test("An idle connection is closed without a word, and each request starts its time anew")
    func idle() throws {
        let server = try TestServer()
        let client = try server.connect()
        for _ in 0..<3 {
            #expect(try client.get("/").status == 200)
            server.clock.advance(by: .seconds(59))
        }
        #expect(try client.get("/").status == 200)
        server.clock.advance(by: .seconds(61))
        #expect(try client.readToEnd().isEmpty)
        _ = try server.events.first(where: isClosed(.idle))
    }

    @Test("A client that never asks anything is closed")
    func silent() throws {
        let server = try TestServer()
        let client = try server.connect()
        server.wait { $0.openConnections == 1 }
        server.clock.advance(by: .seconds(11))
        #expect(try client.readToEnd().isEmpty)
    }

    @Test("The time that an answer takes is not limited")
    func answering() throws {
        let waiting = Recorder<@Sendable (ServerResponse) -> Void>()
        let server = try TestServer { _, respond in waiting.append(respond) }
        let client = try server.connect()
        try client.sendRequest("GET", "/")
        let respond = try waiting.first { _ in true }
        server.clock.advance(by: .seconds(100_000))
        respond(ServerResponse(status: 200))
        #expect(try client.readResponse().status == 200)
    }

    @Test("A client that does not take its answer is cut off")
    func write() throws {
        let server = try TestServer { _, respond in
            respond(ServerResponse(status: 200, body: [UInt8](repeating: 65, count: 12_000_000)))
        }
        let client = try server.connect(receiveBuffer: 4_096)
        try client.sendRequest("GET", "/")
        var before = -1
        // The server writes until all buffers are full.
        server.wait { statistics in
            defer { before = statistics.bytesWritten }
            return statistics.bytesWritten > 0 && statistics.bytesWritten == before
        }
        while server.server.statistics.openConnections > 0 { server.clock.advance(by: .seconds(31)) }
        _ = try server.events.first(where: isClosed(.writeTimeout))
    }
}
