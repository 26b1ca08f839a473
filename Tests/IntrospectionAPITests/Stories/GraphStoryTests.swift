import OrderedJSON
import TestSupport
import Testing

/// The heap as a picture.
@Suite struct GraphStoryTests {
    static let program = """
        import weakref
        class Node: pass
        a, b = Node(), Node()
        a.partner, b.partner = b, a
        l = [a, a, {'b': b}]
        r = weakref.ref(b)
        """

    private func edges(_ graph: JSONValue) -> [String] {
        (graph["edges"]?.arrayValue ?? []).map { edge in
            [edge.text("source"), edge.text("kind"), edge.text("label"), edge.text("target")]
                .map { $0 ?? "?" }.joined(separator: " ")
        }
    }

    private func types(_ graph: JSONValue) -> [String] {
        (graph["nodes"]?.arrayValue ?? []).map { $0.text("type") ?? "?" }
    }

    private func roots(_ graph: JSONValue) -> [String] {
        (graph["roots"]?.arrayValue ?? []).map { root in
            [root.text("kind"), root.text("frame"), root.text("name")].compactMap { $0 }.joined(
                separator: " ")
        }
    }

    @Test func allThatAProgramBuilt() throws {
        let session = try Service().session()
        try session.run(Self.program)
        let graph = try session.ask("GET", "/graph")
        #expect(types(graph) == ["type", "Node", "Node", "dict", "list", "ReferenceType"], "\(graph)")
        #expect(roots(graph) == ["global Node", "global a", "global b", "global l", "global r"], "\(graph)")
        let (a, b) = (try session.handle(of: "a"), try session.handle(of: "b"))
        let (l, r) = (try session.handle(of: "l"), try session.handle(of: "r"))
        let node = try session.handle(of: "Node")
        let found = edges(graph)
        #expect(
            found.filter { $0.hasPrefix(a) } == [
                "\(a) type .__class__ \(node)", "\(a) attribute .partner \(b)",
            ])
        #expect(found.filter { $0.hasPrefix(l) }.prefix(2) == ["\(l) item [0] \(a)", "\(l) item [1] \(a)"])
        #expect(found.contains { $0.hasSuffix("value ['b'] \(b)") })
        #expect(found.filter { $0.hasPrefix(r) }.last == "\(r) weak  \(b)")
        #expect(try session.ask("GET", "/graph") == graph)
        #expect(try session.restarted().ask("GET", "/graph") == graph)
    }

    @Test func whatIsAroundAnObject() throws {
        let session = try Service().session()
        try session.run("x = [[[['deep']]]]\ny = x[0][0]\nz = [y, 1]")
        let y = try session.handle(of: "y")
        func reprs(_ query: String) throws -> [String] {
            (try session.ask("GET", "/graph?around=\(y)" + query)["nodes"]?.arrayValue ?? []).map {
                $0.text("repr") ?? "?"
            }
        }
        #expect(try reprs("&depth=0") == ["[['deep']]"])
        #expect(try reprs("&depth=1") == ["['deep']", "[['deep']]", "[[['deep']]]", "[[['deep']], 1]"])
        #expect(try reprs("").contains("[[[['deep']]]]"))
        try session.ask("GET", "/graph?around=o99999", status: 404)
        try session.unbind("z")
        let gone = try session.ask("GET", "/graph?around=o99999&format=dot", status: 404)
        #expect(gone.text("type") == "urn:holdfast:problem:object-not-found")
    }

    @Test func garbageIsThereUntilItIsCollected() throws {
        let session = try Service().session()
        try session.run("import gc\ngc.disable()\na = []\na.append(a)\ndel a")
        let graph = try session.ask("GET", "/graph")
        #expect(types(graph) == ["list"] && roots(graph) == [])
        _ = try session.collect()
        #expect(types(try session.ask("GET", "/graph")) == [])
    }

    @Test func aPausedRunsVariablesAreRoots() throws {
        let session = try Service().session()
        try session.run("def f(x):\n    breakpoint()\nf(['held'])")
        let graph = try session.ask("GET", "/graph")
        #expect(roots(graph).contains("local f2 x"), "\(graph)")
        let dot = try session.client.get(session.root + "/graph?format=dot").text
        #expect(dot.contains("label=\"f2 x\""))
    }

    @Test func formsAreNegotiated() throws {
        let session = try Service().session()
        try session.bind("a", [])
        func get(_ query: String, _ accept: String?) throws -> HTTPTestResponse {
            try session.client.get(
                session.root + "/graph" + query, headers: accept.map { [("Accept", $0)] } ?? [])
        }
        #expect(try get("", nil).header("content-type") == "application/json")
        #expect(try get("", "text/vnd.graphviz").text.hasPrefix("digraph heap {\n"))
        #expect(try get("?format=dot", "*/*").header("content-type") == "text/vnd.graphviz; charset=utf-8")
        #expect(try get("?format=json", "text/vnd.graphviz").header("content-type") == "application/json")
        #expect(try get("", "image/png").status == 406)
        for query in ["?format=svg", "?around=x", "?depth=-1", "?depth=1001", "?limit=0", "?page=1"] {
            #expect(try get(query, nil).status == 400, "\(query)")
        }
    }

    /// Every line is a statement that Graphviz reads.
    @Test func theLanguageIsGraphviz() throws {
        let session = try Service().session()
        try session.run(Self.program + "s = ['\"', '\\\\', 'a\\nb', '\\x1b', '<b>', '→']")
        let lines = try session.client.get(session.root + "/graph?format=dot").text.split(separator: "\n")
        #expect(lines.first == "digraph heap {" && lines.last == "}")
        let string = #""(?:[^"\\]|\\.)*""#
        let attribute = "[a-z]+=(?:\(string)|[A-Za-z]+)"
        let statement = try Regex(
            "  (?:rankdir=LR|(?:node|edge|[ob][0-9]+|root[0-9]+)(?: -> [ob][0-9]+)?(?: \\[\(attribute)(?:, \(attribute))*\\])?);"
        )
        for line in lines.dropFirst().dropLast() {
            #expect(try statement.wholeMatch(in: String(line)) != nil, "\(line)")
        }
    }

    @Test func whatIsTooLargeIsRefused() throws {
        let session = try Service().session()
        try session.run("l = [[] for _ in range(1200)]\nm = []")
        let refused = try session.ask("GET", "/graph", status: 422)
        #expect(
            refused.text("type") == "urn:holdfast:problem:graph-too-large" && refused.number("limit") == 1000)
        try session.ask("GET", "/graph?depth=0")
        try session.ask("GET", "/graph?depth=0&limit=1", status: 422)
        try session.run("del l\nmany = [m] * 20000")
        let many = try session.handle(of: "many")
        let edges = try session.ask("GET", "/graph?around=\(many)&depth=1", status: 422)
        #expect(edges.number("limit") == 10_000, "\(edges)")
    }
}
