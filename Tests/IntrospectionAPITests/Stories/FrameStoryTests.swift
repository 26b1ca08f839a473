import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// A frame's locals and globals, and a module's `__spec__`.
@Suite struct FrameStoryTests {
    @Test func aFramesLocalsAndGlobals() throws {
        let session = try Service().session()
        try session.make(["type": "list", "items": [1, 2, 3], "name": "data"])
        let data = try session.handle(of: "data")
        let frame = try session.ask(
            "POST", "/frames",
            ["functionName": "profile", "line": 7, "locals": ["x": ["name": "data"], "n": 257]],
            status: 201)
        let id = try #require(frame.text("id"))
        #expect(frame.text("function") == "profile")
        #expect(frame.number("line") == 7)
        #expect(frame["locals"] == ["x", "n"])

        let locals = try session.ask("GET", "/frames/\(id)/locals")
        #expect(locals.items("name") == ["x", "n"])
        #expect(locals.items("object", "repr") == ["[1, 2, 3]", "257"])
        #expect(try session.ask("GET", "/frames/\(id)/globals").items("name").contains("data"))
        #expect(try session.ask("GET", "/objects/\(data)").number("getrefcount") == 3)
        let roots = try session.ask("GET", "/objects/\(data)/referrers")["roots"]
        #expect(roots?.arrayValue?.contains { $0.text("kind") == "local" && $0.text("frame") == id } == true)

        try session.ask("PUT", "/frames/\(id)/locals/x", ["value": 1])
        #expect(try session.ask("GET", "/objects/\(data)").number("getrefcount") == 2)
        try session.ask("DELETE", "/frames/\(id)/locals/n")
        #expect(try session.ask("GET", "/frames/\(id)/locals").items("name") == ["x"])
        try session.ask("DELETE", "/frames/\(id)/locals/n", status: 404)

        try session.ask("DELETE", "/frames/\(id)")
        #expect(
            try session.ask("GET", "/frames/\(id)", status: 410).text("type")
                == "urn:holdfast:problem:frame-gone")
        #expect(try session.ask("GET", "/frames").items("function") == ["<module>"])
    }

    @Test func onlyTheInnermostFrameReturns() throws {
        let session = try Service().session()
        let outer = try #require(try session.ask("POST", "/frames", [:], status: 201).text("id"))
        let inner = try #require(try session.ask("POST", "/frames", [:], status: 201).text("id"))
        #expect(try session.ask("GET", "/frames/\(inner)").text("back") == outer)
        try session.ask("DELETE", "/frames/\(outer)", status: 409)
        try session.ask("DELETE", "/frames/\(inner)")
        try session.ask("DELETE", "/frames/\(outer)")
    }

    @Test func aModulesSpec() throws {
        let session = try Service().session()
        try session.ask(
            "POST", "/modules/pkg.sub",
            ["spec": ["origin": "orig", "submoduleSearchLocations": []], "attributes": ["x": 1]],
            status: 201)
        let module = try session.ask("GET", "/modules/pkg.sub")
        let spec = try #require(module["spec"])
        #expect(
            spec["object"]?.text("repr")
                == "ModuleSpec(name='pkg.sub', loader=None, origin='orig', submodule_search_locations=[])")
        #expect(spec["name"] == "pkg.sub")
        #expect(spec["parent"] == "pkg.sub")
        #expect(spec["loader"] == .null)
        #expect(spec["origin"] == "orig")
        #expect(spec["submoduleSearchLocations"] == [])
        #expect(spec["hasLocation"] == false)
        #expect(module["attributes"]?.arrayValue?.contains("x") == true)

        let builtin = try session.ask("GET", "/modules/sys")
        #expect(builtin["spec"]?.text("origin") == "built-in")
        #expect(builtin["spec"]?["hasLocation"] == false)

        let main = try session.ask("GET", "/modules/__main__")
        #expect(main["spec"] == .null)
        try session.ask("GET", "/modules/absent", status: 404)
    }
}
