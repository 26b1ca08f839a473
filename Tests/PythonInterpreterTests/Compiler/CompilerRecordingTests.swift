import Foundation
import PythonSyntax
import Testing

@testable import PythonInterpreter

/// What CPython 3.13 made of the sources in `Recordings/sources`, and what it refused.
@Suite("The compiler beside CPython's recordings")
struct CompilerRecordingTests {
    @Test(
        "Code objects equal CPython's",
        arguments: [
            "classes", "exceptions", "expressions", "functions", "future", "generators", "generics",
            "matching", "statements",
        ])
    func listing(name: String) throws {
        let source = try recording("sources/\(name).py")
        let expected = String(decoding: try recording("sources/\(name).listing"), as: UTF8.self)
        let unit = try Compiler.compile(source: source, filename: "\(name).py")
        let lines = unit.listing().split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, (line, expectedLine)) in zip(lines, expectedLines).enumerated() {
            try #require(line == expectedLine, "line \(number + 1)")
        }
        #expect(lines.count == expectedLines.count)
    }

    @Test("Sources are refused with CPython's message at CPython's place")
    func refusals() throws {
        let refusals = try JSONDecoder().decode([Refusal].self, from: Data(try recording("refused.json")))
        #expect(refusals.count > 90)
        for refusal in refusals {
            do {
                _ = try Compiler.compile(source: Array(refusal.source.utf8), filename: "<test>")
                Issue.record("compiled:\n\(refusal.source)")
            } catch {
                #expect(error.message == refusal.message, "\(refusal.source)")
                #expect(error.range.map { Int($0.start.line) } == refusal.line, "\(refusal.source)")
                #expect(error.range.map { Int($0.start.column) + 1 } == refusal.column, "\(refusal.source)")
            }
        }
    }

    private struct Refusal: Decodable {
        var source: String
        var message: String
        var line: Int?
        var column: Int?
    }

    private func recording(_ path: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.resourceURL).appendingPathComponent("Recordings/\(path)")
        return [UInt8](try Data(contentsOf: url))
    }
}
