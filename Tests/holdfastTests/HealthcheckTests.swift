import ArgumentParser
import Foundation
import HTTPServer
import Testing

@testable import holdfast

/// `holdfast healthcheck`: exit status 0 for a server that lives, 1 for everything else.
@Suite struct HealthcheckTests {
    /// Answers everything with one status.
    private struct Answering: HTTPHandler {
        let status: Int

        func handle(_ request: ServerRequest, respond: @escaping @Sendable (ServerResponse) -> Void) {
            respond(ServerResponse(status: status, body: []))
        }
    }

    private func check(_ port: Int) throws {
        try Healthcheck.parse(["--url", "http://127.0.0.1:\(port)/livez"]).run()
    }

    private func check(aServerThatAnswers status: Int) throws {
        var configuration = ServerConfiguration()
        configuration.port = 0
        let server = HTTPServer(configuration: configuration, handler: Answering(status: status))
        let port = try server.start().port
        defer { server.shutdown(deadline: .zero) {} }
        try check(port)
    }

    @Test func aServerThatLivesIsHealthy() throws {
        try check(aServerThatAnswers: 200)
    }

    @Test(arguments: [404, 503])
    func aServerThatAnswersAnythingElseIsNot(status: Int) {
        #expect(throws: ExitCode(1)) { try check(aServerThatAnswers: status) }
    }

    @Test func aRefusedConnectionIsNot() throws {
        // A port that is taken, and at which nobody listens.
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(isBound)
        #expect(throws: ExitCode(1)) { try check(Int(UInt16(bigEndian: address.sin_port))) }
    }

    @Test(arguments: [
        (
            ["--url", "https://127.0.0.1/"],
            "--url must be like http://127.0.0.1:8080/livez, not https://127.0.0.1/"
        ),
        (["--url", "nowhere"], "--url must be like http://127.0.0.1:8080/livez, not nowhere"),
        (["--timeout", "0"], "--timeout must be at least 1"),
    ])
    func whatCannotBeAskedIsRefused(arguments: [String], message: String) {
        #expect {
            try Holdfast.parseAsRoot(["healthcheck"] + arguments)
        } throws: {
            Holdfast.message(for: $0) == message
        }
    }

    @Test func aURLIsTakenApart() throws {
        let probe = try #require(HealthProbe(url: "http://[::1]:81/readyz"))
        #expect(probe.host == "::1" && probe.port == "81" && probe.path == "/readyz")
        let short = try #require(HealthProbe(url: "http://localhost"))
        #expect(short.host == "localhost" && short.port == "80" && short.path == "/")
    }
}
