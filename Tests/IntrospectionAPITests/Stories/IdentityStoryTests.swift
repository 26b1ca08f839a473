import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// Identity, aliasing and interning, as the seed notebook tells them, with CPython 3.13's answers.
@Suite struct IdentityStoryTests {
    @Test func equalListsAreTwoObjectsAndAnAliasIsNone() throws {
        let session = try Service().session()
        try session.make(["type": "list", "items": [1, 2, 3], "name": "a"])
        try session.make(["type": "list", "items": [1, 2, 3], "name": "b"])
        try session.bind("c", ["name": "a"])

        #expect(try session.compare("a", "b") == (false, true))
        #expect(try session.compare("a", "c") == (true, true))
        #expect(try session.object(named: "a").text("address") == session.object(named: "c").text("address"))
        #expect(try session.object(named: "a").text("address") != session.object(named: "b").text("address"))

        let c = try session.handle(of: "c")
        try session.ask("POST", "/objects/\(c)/references", ["kind": "item", "target": 4], status: 201)
        #expect(try session.object(named: "a").text("repr") == "[1, 2, 3, 4]")
        #expect(try session.object(named: "b").text("repr") == "[1, 2, 3]")
    }

    @Test func smallIntegersAreCachedAndLargeOnesAreNot() throws {
        let session = try Service().session()
        for (name, value) in [
            ("x", 256), ("y", 256), ("a", 257), ("b", 257), ("m", -5), ("n", -5), ("o", -6), ("p", -6),
        ] {
            try session.make(["type": "int", "value": .integer(Int64(value)), "name": .string(name)])
        }
        #expect(try session.compare("x", "y") == (true, true))
        // Each request is a compiled unit of its own, like a line of the REPL.
        #expect(try session.compare("a", "b") == (false, true))
        #expect(try session.compare("m", "n") == (true, true))
        #expect(try session.compare("o", "p") == (false, true))

        // Within one unit equal constants are one object.
        let pair = try session.make(["type": "list", "items": [257, 257]])
        let referents = try session.ask("GET", "/objects/\(try #require(pair.text("id")))/referents")
        #expect(Set(referents.items("object", "id")).count == 1)
    }

    @Test func stringsAreInternedWhenTheyLookLikeNamesOrWhenAsked() throws {
        let session = try Service().session()
        for (name, value) in [("s1", "hello"), ("s2", "hello"), ("s3", "hello world"), ("s4", "hello world")]
        {
            try session.make(["type": "str", "value": .string(value), "name": .string(name)])
        }
        #expect(try session.compare("s1", "s2") == (true, true))
        #expect(try session.compare("s3", "s4") == (false, true))

        for name in ["s5", "s6"] {
            try session.ask(
                "POST", "/interned", ["value": "hello world", "name": .string(name)], status: 201)
        }
        #expect(try session.compare("s5", "s6") == (true, true))

        // A str that is made at run time is not interned, whatever it looks like.
        try session.make(["type": "str", "value": "hello", "computed": true, "name": "made"])
        #expect(try session.compare("s1", "made") == (false, true))
        try session.ask("POST", "/interned", ["value": ["name": "made"], "name": "kept"], status: 201)
        #expect(try session.compare("s1", "kept") == (true, true))
    }

    @Test func internTakesStringsOnly() throws {
        let session = try Service().session()
        let problem = try session.ask("POST", "/interned", ["value": 1], status: 409)
        #expect(problem.text("type") == "urn:holdfast:problem:python-exception")
        #expect(
            problem["exception"] == [
                "type": "TypeError", "message": "intern() argument must be str, not int",
            ])
    }
}
