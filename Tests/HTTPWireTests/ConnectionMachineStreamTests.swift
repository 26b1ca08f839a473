import HTTPWire
import Testing

@Suite("Streamed bodies and draining")
struct ConnectionMachineStreamTests {
    private let get = "GET /s HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("A streamed body is asked for part by part and written in chunks")
    func chunks() {
        var driver = MachineDriver()
        driver.receive(get)
        #expect(driver.answer("/s", body: .streamed) == .accepted)
        #expect(driver.last == .pull(0))
        driver.encode()
        #expect(driver.last == .waiting)
        #expect(driver.deliver(.bytes(Array("hello, world and you".utf8)), for: "/s") == true)
        #expect(driver.last == .pull(0))
        #expect(driver.deliver(.bytes([]), for: "/s") == true)
        #expect(driver.deliver(.end, for: "/s") == true)
        #expect(driver.deliver(.end, for: "/s") == false)
        #expect(
            driver.short == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "14\r\nhello, world and you\r\n0\r\n\r\n")
        #expect(driver.last == .waiting)
        driver.receive("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(driver.order == ["/s", "/next"])
    }

    @Test("For HTTP/1.0 the body ends with the connection")
    func untilClose() {
        var driver = MachineDriver()
        driver.receive("GET /s HTTP/1.0\r\n\r\n")
        driver.answer("/s", body: .streamed)
        _ = driver.deliver(.bytes([65, 66]), for: "/s")
        _ = driver.deliver(.end, for: "/s")
        #expect(driver.short == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nAB")
        #expect(driver.last == .close(lingers: false))
    }

    @Test("A body that nobody gets is not asked for")
    func unwanted() {
        var driver = MachineDriver()
        driver.receive("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get)
        #expect(driver.answer("/h", body: .streamed) == .withoutBody)
        #expect(driver.answer("/s", status: 204, body: .streamed) == .withoutBody)
        #expect(
            driver.short
                == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")
    }

    @Test("A body that fails midway cuts the connection")
    func abort() {
        var driver = MachineDriver()
        driver.receive(get + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        driver.answer("/2", "b")
        driver.answer("/s", body: .streamed)
        _ = driver.deliver(.bytes([65]), for: "/s")
        _ = driver.deliver(.abort, for: "/s")
        #expect(driver.last == .abort)
        #expect(driver.short == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nA\r\n")
        #expect(driver.machine.phase == .finished)
    }

    @Test("A large body is written in pieces of about the limit")
    func pieces() {
        var machine = ConnectionMachine()
        let bytes = Array(get.utf8)
        var position = 0
        guard case .dispatch(let request) = machine.receive(bytes.span, at: &position) else {
            Issue.record("no request")
            return
        }
        let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        _ = machine.answer(request.sequence, status: 200, headers: [], body: .bytes(body))
        var output: [UInt8] = []
        var pieces = 0
        while true {
            var piece: [UInt8] = []
            let result = machine.encode(into: &piece, limit: 100_000, date: [])
            #expect(piece.count <= 120_000)
            output += piece
            pieces += 1
            if result == .waiting { break }
            #expect(result == .more)
        }
        #expect(pieces > 8)
        #expect(Array(output.suffix(1_000_000)) == body)
    }

    @Test("Draining ends an idle connection, and lets what is under way be the last")
    func draining() {
        var idle = MachineDriver()
        idle.drain()
        #expect(idle.last == .close(lingers: false))

        var busy = MachineDriver()
        busy.receive(get)
        busy.machine.drain()
        busy.receive("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(busy.order == ["/s"])
        busy.answer("/s", "a")
        #expect(busy.short == "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na")
        #expect(busy.last == .close(lingers: false))

        var partial = MachineDriver()
        partial.receive("GET /s HTT")
        partial.drain()
        #expect(partial.last == .waiting)
        partial.receive("P/1.1\r\nHost: a\r\n\r\n" + get)
        #expect(partial.order == ["/s"])
        partial.answer("/s", "a")
        #expect(partial.short.contains("Connection: close"))
    }
}
