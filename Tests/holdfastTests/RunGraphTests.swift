import Foundation
import Testing

@testable import holdfast

/// `holdfast run --graph`: the picture of what a program has built, as it stands when the program's last line has run.
@Suite struct RunGraphTests {
    private func picture(of program: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "holdfast-graph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, graph) = (
            folder.appendingPathComponent("p.py").path, folder.appendingPathComponent("p.dot").path
        )
        try Data(program.utf8).write(to: URL(fileURLWithPath: source))
        try Run.parse(["--graph", graph, source]).run()
        return try String(contentsOfFile: graph, encoding: .utf8)
    }

    @Test func theGraphIsDrawnBeforeTheProcessEnds() throws {
        let text = try picture(of: "a = ['first']\nb = {'a': a}\na.append(b)\n")
        #expect(text.hasPrefix("digraph heap {\n") && text.hasSuffix("}\n"))
        #expect(
            text.contains("[shape=plaintext, label=\"a\"];") && text.contains("label=\"['a']\""), "\(text)")
        #expect(try picture(of: "a = ['first']\nb = {'a': a}\na.append(b)\n") == text)
    }

    @Test func whatIsTooLargeSaysSo() {
        #expect(throws: (any Error).self) { try picture(of: "l = [[] for _ in range(6000)]\n") }
    }
}
