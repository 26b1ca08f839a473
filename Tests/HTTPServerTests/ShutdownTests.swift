import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Shutting down")
struct ShutdownTests {
    @Test("A request under way is answered with Connection: close, idle connections end, then it is over")
    func graceful() throws {
        let waiting = Recorder<@Sendable (ServerResponse) -> Void>()
        let server = try TestServer { request, respond in
            if request.path == "/slow" { waiting.append(respond) } else { TestServer.echo(request, respond) }
        }
        let idle = try server.connect()
        #expect(try idle.get("/").status == 200)
        let busy = try server.connect()
        try busy.sendRequest("GET", "/slow")
        let respond = try waiting.first { _ in true }

        let done = Recorder<Int>()
        server.server.shutdown(deadline: .seconds(10)) { done.append(1) }
        server.server.shutdown(deadline: .seconds(10)) { done.append(2) }
        #expect(try idle.readToEnd().isEmpty)
        #expect(throws: HTTPTestError.self) { try server.connect() }
        #expect(done.values.isEmpty)
        respond(ServerResponse(status: 200, body: Array("late".utf8)))
        let response = try busy.readResponse()
        #expect(response.text == "late")
        #expect(response.header("Connection") == "close")
        #expect(try busy.readToEnd().isEmpty)
        _ = try done.first { $0 == 2 }
        #expect(done.values == [1, 2])
        server.server.shutdown(deadline: .zero) { done.append(3) }
        #expect(done.values == [1, 2, 3])
        guard case .stopped = server.events.values.last else {
            Issue.record("not stopped last")
            return
        }
    }

    @Test("A request that has begun to arrive is still served")
    func partial() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo")
        server.wait { $0.bytesRead > 0 }
        server.server.shutdown(deadline: .seconds(10)) {}
        _ = try server.events.first { if case .shutdownStarted = $0 { true } else { false } }
        try client.send("dy")
        let response = try client.readResponse()
        #expect(response.text == "POST / body")
        #expect(response.header("Connection") == "close")
    }

    @Test("What is not finished at the deadline is cut, and the handler is told")
    func deadline() throws {
        let waiting = Recorder<ServerRequest>()
        let server = try TestServer { request, _ in waiting.append(request) }
        let client = try server.connect()
        try client.sendRequest("GET", "/never")
        let request = try waiting.first { _ in true }
        let cancelled = Recorder<Bool>()
        request.cancellation.onCancel { cancelled.append(true) }
        let done = DispatchSemaphore(value: 0)
        server.server.shutdown(deadline: .seconds(5)) { done.signal() }
        _ = try server.events.first { if case .shutdownStarted = $0 { true } else { false } }
        server.clock.advance(by: .seconds(6))
        done.wait()
        #expect(request.cancellation.isCancelled)
        #expect(cancelled.values == [true])
        #expect(throws: HTTPTestError.self) { try client.readResponse() }
        guard
            case .shutdownCut(1) = try server.events.first(where: {
                if case .shutdownCut = $0 { true } else { false }
            })
        else {
            Issue.record("not cut")
            return
        }
    }

    @Test("A server that was never started is down at once")
    func neverStarted() {
        let done = Recorder<Bool>()
        let server = HTTPServer(handler: ClosureHandler(body: TestServer.echo))
        server.shutdown(deadline: .zero) { done.append(true) }
        #expect(done.values == [true])
        #expect(throws: ServerError.alreadyStarted) { try server.start() }
    }
}
