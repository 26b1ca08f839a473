import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// Cycles, referrers and referents, as the seed documents tell them, with CPython 3.13's numbers.
@Suite struct CollectorStoryTests {
    @Test func theCollectorsSettingsAreCPythons() throws {
        let session = try Service().session()
        let collector = try session.ask("GET", "/gc")
        #expect(collector["enabled"] == true)
        #expect(collector["thresholds"] == [2000, 10, 10])
    }

    @Test func aListInItselfIsOneObject() throws {
        let session = try Service().session()
        let list = try session.make(["type": "list", "items": [1, 2, 3], "name": "cycle"])
        let id = try #require(list.text("id"))
        try session.ask(
            "POST", "/objects/\(id)/references", ["kind": "item", "target": ["name": "cycle"]], status: 201)
        #expect(try session.object(named: "cycle").text("repr") == "[1, 2, 3, [...]]")

        let unbound = try session.unbind("cycle")
        // The name goes, its object stays.
        #expect(unbound["effects"]?.arrayValue?.contains { $0.text("object") == id } == false)
        #expect(try session.ask("GET", "/objects/\(id)").number("refcount") == 1)

        let report = try session.collect()
        #expect(report.number("collected") == 1)
        #expect(report.number("uncollectable") == 0)
        #expect(report.text("trigger") == "request")

        let gone = try session.ask("GET", "/objects/\(id)", status: 410)
        #expect(gone.text("type") == "urn:holdfast:problem:object-gone")
        #expect(gone["cause"]?.text("kind") == "collected")
        #expect(gone["cause"]?.text("collection") == report.text("id"))
        #expect(gone.number("entry") == report.number("entry"))

        // The note's next cell: nothing is left of it, and two things refer to `a`.
        #expect(try session.ask("GET", "/objects?type=list").items("repr") == [])
        try session.make(["type": "dict", "entries": ["key": "value"], "name": "a"])
        try session.make(["type": "list", "items": [["name": "a"]], "name": "b"])
        let referrers = try session.ask("GET", "/objects/\(session.handle(of: "a"))/referrers")
        #expect(referrers.items("object", "type") == ["list", "dict"])
    }

    @Test func twoNodesInACycleAreTwoObjects() throws {
        let session = try Service().session()
        try session.make(["type": "class", "name": "Node"])
        for name in ["a", "b"] {
            try session.make([
                "type": "instance", "class": ["name": "Node"],
                "attributes": ["name": .string(name.uppercased())],
                "name": .string(name),
            ])
        }
        for (from, to) in [("a", "b"), ("b", "a")] {
            try session.ask(
                "POST", "/objects/\(session.handle(of: from))/references",
                ["attribute": "partner", "target": ["name": .string(to)]], status: 201)
        }
        let referents = try session.ask("GET", "/objects/\(session.handle(of: "a"))/referents")
        #expect(referents.items("object", "type") == ["str", "Node", "type"])

        try session.unbind("a")
        try session.unbind("b")
        #expect(try session.collect().number("collected") == 2)
        #expect(try session.collect().number("collected") == 0)
        #expect(try session.ask("GET", "/collections").items("collected") == ["2", "0"])
    }

    @Test func referrersAndReferentsComeInCPythonsOrder() throws {
        let session = try Service().session()
        try session.make(["type": "list", "items": [10, 20, 30], "name": "target"])
        try session.make(["type": "dict", "entries": ["data": ["name": "target"]], "name": "container"])
        try session.bind("alias", ["name": "target"])

        let target = try session.handle(of: "target")
        let referrers = try session.ask("GET", "/objects/\(target)/referrers")
        #expect(referrers.items("object", "type") == ["dict", "dict"])
        let items = try #require(referrers["items"]?.arrayValue)
        let container = try session.handle(of: "container")
        let found = try #require(items.first { $0["object"]?.text("id") == container })
        #expect(found["references"] == [["kind": "value", "label": "['data']"]])
        // The container is younger than the globals: it stands in the youngest generation.
        #expect(items.first?["object"]?.text("id") == container)
        #expect(referrers["roots"] == [])

        #expect(
            try session.ask("GET", "/objects/\(target)/referents").items("object", "repr") == [
                "30", "20", "10",
            ])
        #expect(
            try session.ask("GET", "/objects/\(container)/referents").items("object", "repr") == [
                "[10, 20, 30]"
            ])
    }

    @Test func allListsInMemoryByType() throws {
        let session = try Service().session()
        for name in ["x", "y", "z"] {
            try session.make(["type": "list", "items": [.string(name)], "name": .string(name)])
        }
        try session.make(["type": "tuple", "items": [["name": "x"]], "name": "t"])
        #expect(try session.ask("GET", "/objects?type=list").items("repr") == ["['x']", "['y']", "['z']"])

        let lines = try session.client.get(
            session.root + "/objects?type=list", headers: [("Accept", "application/x-ndjson")])
        #expect(lines.header("content-type") == "application/x-ndjson")
        let reprs = try lines.text.split(separator: "\n").map {
            try JSONValue(parsing: String($0)).text("repr")
        }
        #expect(reprs == ["['x']", "['y']", "['z']"])

        // Page by page, along the Link header.
        var path = session.root + "/objects?type=list&limit=2"
        var pages: [[String]] = []
        while true {
            let answer = try session.client.get(path)
            pages.append(try JSONValue(parsing: answer.body).items("repr"))
            guard let link = answer.header("link") else { break }
            path = String(link.dropFirst().prefix { $0 != ">" })
        }
        #expect(pages == [["['x']", "['y']"], ["['z']"]])
    }
}
