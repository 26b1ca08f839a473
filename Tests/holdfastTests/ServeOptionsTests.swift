import ArgumentParser
import Foundation
import Logging
import Testing

@testable import holdfast

/// The options of `holdfast serve`. What the environment says is not tested: it belongs to the whole process.
@Suite struct ServeOptionsTests {
    private func settings(_ arguments: String...) throws -> ServeSettings {
        try ServeSettings(try ServeOptions.parse(arguments))
    }

    @Test func everyOptionArrivesWhereItBelongs() throws {
        let settings = try settings(
            "--host", "::1", "--port", "0", "--database", "/data/h.sqlite", "--token-file", "/tokens",
            "--log-level", "debug", "--max-connections", "7", "--max-body", "2048", "--max-sessions", "3",
            "--max-resident", "2", "--shutdown-timeout", "0")
        #expect(settings.host == "::1")
        #expect(settings.database == "/data/h.sqlite")
        #expect(settings.tokenFile == "/tokens")
        #expect(settings.logLevel == .debug)
        #expect(settings.shutdownTimeout == 0)
        let server = settings.serverConfiguration
        #expect(server.host == "::1" && server.port == 0)
        #expect(server.maximumConnections == 7 && server.limits.bodyBytes == 2048)
        let limits = settings.sessionLimits
        #expect(limits.sessions == 3 && limits.residents == 2)
    }

    @Test(arguments: [
        (["--port", "65536"], "--port must be from 0 to 65535, not 65536"),
        (["--port", "eighty"], "The value 'eighty' is invalid for '--port <port>'"),
        (["--max-connections", "0"], "--max-connections must be from 1 to 1000000, not 0"),
        (["--max-body", "1023"], "--max-body must be from 1024 to 1073741824, not 1023"),
        (["--max-sessions", "0"], "--max-sessions must be from 1 to 1000000, not 0"),
        (["--max-resident", "0"], "--max-resident must be from 1 to 1000000, not 0"),
        (["--shutdown-timeout", "3601"], "--shutdown-timeout must be from 0 to 3600, not 3601"),
        (
            ["--log-level", "loud"],
            "--log-level must be one of trace, debug, info, notice, warning, error, critical, not loud"
        ),
        (["--colour", "red"], "Unknown option '--colour'"),
    ])
    func whatCannotBeIsRefusedByName(arguments: [String], message: String) {
        #expect {
            try Holdfast.parseAsRoot(["serve"] + arguments)
        } throws: {
            Holdfast.message(for: $0) == message && Holdfast.exitCode(for: $0) == .validationFailure
        }
    }

    @Test func aTokenFileMustBeReadableAndHoldAToken() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "holdfast-tokens-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let settings = try settings("--token-file", file.path)
        #expect {
            try settings.tokens()
        } throws: {
            ($0 as? StartFailure)?.message.hasPrefix("the token file \(file.path) cannot be read") == true
        }
        try Data("# nobody yet\n\n".utf8).write(to: file)
        #expect {
            try settings.tokens()
        } throws: {
            ($0 as? StartFailure)?.message == "the token file \(file.path) holds no token"
        }
        try Data("# one\nsecret\n".utf8).write(to: file)
        #expect(try settings.tokens() != nil)
    }

    @Test(arguments: [
        ("plain", "plain"), ("", "\"\""), ("two words", "\"two words\""), ("a=b", "\"a=b\""),
        ("say \"no\"\n", "\"say \\\"no\\\"\\n\""), ("\u{1B}[2J", "\"\\u{1b}[2J\""), ("é", "\"é\""),
    ])
    func aLogLineStaysOneLineOfPairs(text: String, quoted: String) {
        #expect(LogfmtHandler.quoted(text) == quoted)
    }
}
