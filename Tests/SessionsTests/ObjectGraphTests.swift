import Testing

@testable import Sessions

/// The language of pictures.
@Suite struct ObjectGraphTests {
    @Test(arguments: [
        (#"a"b"#, #""a\"b""#), (#"a\nb\"#, #""a\\nb\\""#), ("two\nlines", #""two\nlines""#),
        ("\u{1B}[0m\u{0}\u{85}", #""\\x1b[0m\\x00\\x85""#), ("<b>größe</b> 🐍", #""<b>größe</b> 🐍""#),
        ("", #""""#),
    ])
    func everythingIsQuoted(_ text: String, _ quoted: String) {
        #expect(ObjectGraph.quoted(text) == quoted)
    }

    @Test func nothingLeavesItsLabel() throws {
        let bench = try Workbench()
        try bench.session.run("'a'; d = {'\"];\\nx -> y [label=\"': ['\\\\', '\"', '\\n']}")
        let graph = try bench.session.readSynchronously { (heap) throws(SessionError) in
            try heap.graph(GraphRequest())
        }.value
        let lines = graph.dot.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasSuffix(";") || $0 == "digraph heap {" || $0 == "}" }, "\(graph.dot)")
        #expect(!lines.contains { $0.hasPrefix("x") })
    }
}
