import Foundation
import HTTPServer
import TestSupport
import Testing

@Suite("Many connections, and where to listen")
struct ConnectionLimitTests {
    @Test("A thousand connections are served at the same time")
    func thousand() throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, 8_192)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let server = try TestServer()
        let clients = try (0..<1_000).map { _ in try server.connect() }
        for round in 0..<2 {
            for (index, client) in clients.enumerated() {
                try client.sendRequest("GET", "/\(round)/\(index)")
            }
            for (index, client) in clients.enumerated() {
                #expect(try client.readResponse().text == "GET /\(round)/\(index) ")
            }
        }
        #expect(server.server.statistics.openConnections == 1_000)
        clients.forEach { $0.close() }
        server.wait { $0.openConnections == 0 }
    }

    @Test("Connections beyond the limit wait until another one closes")
    func limit() throws {
        let server = try TestServer(configure: { $0.maximumConnections = 2 })
        let first = try server.connect()
        let second = try server.connect()
        #expect(try first.get("/1").status == 200)
        #expect(try second.get("/2").status == 200)
        let third = try server.connect()
        try third.sendRequest("GET", "/3")
        _ = try server.events.first { if case .connectionLimitReached(2) = $0 { true } else { false } }
        #expect(try second.get("/2").status == 200)
        #expect(server.server.statistics.acceptedConnections == 2)
        first.close()
        #expect(try third.readResponse().text == "GET /3 ")
        #expect(server.server.statistics.acceptedConnections == 3)
    }

    @Test("localhost is listened at with every address it has, on one port")
    func localhost() throws {
        let server = try TestServer(configure: { $0.host = "localhost" })
        #expect(!server.address.allHosts.isEmpty)
        for host in server.address.allHosts {
            let client = try HTTPTestClient(host: host, port: server.address.port)
            #expect(try client.get("/").status == 200)
        }
    }

    @Test("An IPv6 address stands in brackets")
    func authority() {
        #expect(BoundAddress(host: "::1", port: 80, allHosts: ["::1"]).authority == "[::1]:80")
        #expect(BoundAddress(host: "127.0.0.1", port: 80, allHosts: []).authority == "127.0.0.1:80")
    }

    @Test("A taken port, an unknown host and a second start are errors that say so")
    func errors() throws {
        let server = try TestServer()
        var configuration = ServerConfiguration()
        configuration.port = server.address.port
        let handler = ClosureHandler(body: TestServer.echo)
        let expected = ServerError.socket(
            operation: "bind", errno: EADDRINUSE, address: server.address.authority)
        #expect(throws: expected) { try HTTPServer(configuration: configuration, handler: handler).start() }
        #expect(expected.description == "cannot bind \(server.address.authority): Address already in use")
        configuration.host = "no such host"
        #expect(throws: ServerError.self) {
            try HTTPServer(configuration: configuration, handler: handler).start()
        }
        #expect(throws: ServerError.alreadyStarted) { try server.server.start() }
    }
}
