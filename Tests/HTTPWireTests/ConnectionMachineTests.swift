import HTTPWire
import Testing

@Suite("One connection")
struct ConnectionMachineTests {
    private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n" }

    private func post(_ target: String, _ body: String = "x") -> String {
        "POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private func ok(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test("Late answers are written in the order of the requests")
    func order() {
        var driver = MachineDriver()
        driver.receive(get("/1") + get("/2") + get("/3"))
        #expect(driver.order == ["/1", "/2", "/3"])
        driver.answer("/3", "c")
        driver.answer("/2", "b")
        #expect(driver.output.isEmpty)
        driver.answer("/1", "a")
        #expect(driver.short == ok("a") + ok("b") + ok("c"))
        #expect(driver.last == .waiting)
    }

    @Test("A request that changes something runs alone")
    func unsafe() {
        var driver = MachineDriver()
        driver.receive(get("/1") + get("/2") + post("/3") + get("/4") + get("/5"))
        #expect(driver.order == ["/1", "/2"])
        driver.answer("/1", "")
        #expect(driver.order == ["/1", "/2"])
        driver.answer("/2", "")
        #expect(driver.order == ["/1", "/2", "/3"])
        driver.answer("/3", "")
        #expect(driver.order == ["/1", "/2", "/3", "/4", "/5"])
    }

    @Test("Only so many requests wait for answers")
    func pipelineLimit() {
        var limits = WireLimits()
        limits.pipelinedRequests = 3
        var driver = MachineDriver(limits: limits)
        driver.receive((1...9).map { get("/\($0)") }.joined())
        #expect(driver.order == ["/1", "/2", "/3"])
        driver.answer("/2", "")
        #expect(driver.order.count == 3)
        driver.answer("/1", "")
        #expect(driver.order == ["/1", "/2", "/3", "/4", "/5"])
    }

    @Test("100 Continue is sent when the body is awaited, after the answers before it")
    func continues() {
        var driver = MachineDriver()
        let head = "PUT /2 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        driver.receive(get("/1") + head)
        #expect(driver.output.isEmpty)
        driver.answer("/1", "")
        #expect(driver.short == ok("") + "HTTP/1.1 100 Continue\r\n\r\n")
        driver.receive("ab")
        driver.answer("/2", "!")
        #expect(driver.short == ok("") + "HTTP/1.1 100 Continue\r\n\r\n" + ok("!"))
        var hasty = MachineDriver()
        hasty.receive(
            "PUT /2 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
        #expect(hasty.short.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
    }

    @Test("A refusal is answered after the requests before it, and ends the connection")
    func refusal() {
        var driver = MachineDriver()
        driver.receive(get("/1") + "GET / HTTP/1.1\r\n\r\n" + get("/2"))
        #expect(driver.refusals == [.malformedHost])
        #expect(driver.output.isEmpty)
        driver.answer("/1", "a")
        #expect(driver.short.hasPrefix(ok("a") + "HTTP/1.1 400 Bad Request\r\n"))
        #expect(driver.short.contains("Connection: close\r\nContent-Type: application/problem+json\r\n"))
        #expect(driver.short.hasSuffix(String(decoding: WireFailure.malformedHost.problem, as: UTF8.self)))
        #expect(driver.last == .close(lingers: true))
        #expect(driver.order == ["/1"])
        #expect(driver.machine.phase == .finished)
    }

    @Test("The last answer says that the connection closes")
    func close() {
        var driver = MachineDriver()
        driver.receive(get("/1") + "GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/3"))
        #expect(driver.order == ["/1", "/2"])
        driver.answer("/2", "b")
        driver.answer("/1", "a")
        #expect(
            driver.short == ok("a") + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nb")
        #expect(driver.last == .close(lingers: false))
    }

    @Test("A client that sends no more is still answered")
    func halfClosed() {
        var driver = MachineDriver()
        driver.receive(get("/1"))
        driver.machine.receiveEnd()
        driver.encode()
        #expect(driver.last == .waiting)
        driver.answer("/1", "a")
        #expect(driver.short == "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na")
        #expect(driver.last == .close(lingers: false))
    }

    @Test("HEAD, 204 and 304 have no body")
    func bodiless() {
        var driver = MachineDriver()
        driver.receive("HEAD /1 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/2") + get("/3"))
        driver.answer("/1", "four")
        driver.answer("/2", status: 204, "")
        driver.answer("/3", status: 304, "gone")
        #expect(
            driver.short == "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n")
    }

    @Test("Each request is answered once")
    func once() {
        var driver = MachineDriver()
        driver.receive(get("/1") + get("/2"))
        #expect(driver.answer("/2", body: .bytes([])) == .accepted)
        #expect(driver.answer("/2", body: .bytes([65])) == .ignored)
        let unknown = driver.machine.answer(99, status: 200, headers: [], body: .bytes([]))
        #expect(unknown == .ignored)
        driver.answer("/1", "")
        #expect(driver.answer("/1", body: .bytes([])) == .ignored)
        #expect(driver.short == ok("") + ok(""))
    }

    @Test("What is waited for decides how long")
    func phases() {
        var driver = MachineDriver()
        #expect(driver.machine.phase == .idle)
        driver.receive("\r\n")
        #expect(driver.machine.phase == .idle)
        driver.receive("G")
        #expect(driver.machine.phase == .head)
        driver.receive("ET /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n")
        #expect(driver.machine.phase == .body)
        driver.receive("ab")
        #expect(driver.machine.phase == .answering)
        #expect(driver.machine.completedRequests == 1)
        driver.receive("POST /2 HTTP/1.1\r\nHo")
        #expect(driver.machine.phase == .head)
        driver.answer("/1", "")
        #expect(driver.machine.phase == .head)
        #expect(driver.timeOut() == .headTimeout)
        #expect(driver.short.contains("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(driver.last == .close(lingers: true))
    }

    @Test("A body that does not come is answered 408, a silent client not at all")
    func timeouts() {
        var late = MachineDriver()
        late.receive("PUT /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na")
        #expect(late.timeOut() == .bodyTimeout)
        #expect(late.short.hasPrefix("HTTP/1.1 408 "))
        var idle = MachineDriver()
        #expect(idle.timeOut() == nil)
        #expect(idle.output.isEmpty)
        #expect(idle.last == .close(lingers: false))
    }
}
