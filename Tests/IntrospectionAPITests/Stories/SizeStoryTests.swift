import OrderedJSON
import Testing

@testable import IntrospectionAPI

/// `sys.getsizeof` and `sys.getrefcount`, as the seed notebook tells them, with CPython 3.13's numbers.
@Suite struct SizeStoryTests {
    @Test(
        arguments: [
            (["type": "int", "value": 0], 28), (["type": "int", "value": 1], 28),
            (["type": "int", "value": 1_073_741_824], 32),
            (["type": "int", "value": "1267650600228229401496703205376"], 40),
            (["type": "float", "value": 3.14], 24), (["type": "bool", "value": true], 28),
            (["type": "NoneType"], 16),
            (["type": "str", "value": ""], 41), (["type": "str", "value": "a"], 42),
            (["type": "str", "value": "hello"], 46),
            (["type": "str", "value": .string(String(repeating: "a", count: 100))], 141),
            (["type": "list"], 56), (["type": "list", "items": [1, 2, 3]], 88),
            (["type": "list", "items": .array((0..<100).map { .integer($0) })], 856),
            (["type": "tuple"], 40), (["type": "tuple", "items": [1, 2, 3]], 64),
            (["type": "dict"], 64), (["type": "set"], 216),
            (["type": "list", "items": [1, 2, 3, 4]], 88),
        ] as [(JSONValue, Int64)])
    func sizes(body: JSONValue, size: Int64) throws {
        let session = try Service().session()
        #expect(try session.make(body).number("size") == size, "\(body)")
    }

    @Test func refcountsFollowTheNames() throws {
        let session = try Service().session()
        var counts: [Int64?] = []
        try session.make(["type": "list", "items": [1, 2, 3], "name": "a"])
        counts.append(try session.object(named: "a").number("getrefcount"))
        try session.bind("b", ["name": "a"])
        counts.append(try session.object(named: "a").number("getrefcount"))
        try session.bind("c", ["name": "a"])
        counts.append(try session.object(named: "a").number("getrefcount"))
        try session.unbind("b")
        counts.append(try session.object(named: "a").number("getrefcount"))
        try session.unbind("c")
        counts.append(try session.object(named: "a").number("getrefcount"))
        #expect(counts == [2, 3, 4, 3, 2])
        #expect(try session.object(named: "a").number("refcount") == 1)
    }

    @Test(
        arguments: [
            ["type": "int", "value": 1], ["type": "int", "value": 0], ["type": "NoneType"],
            ["type": "bool", "value": true],
            ["type": "str", "value": "a"], ["type": "tuple"],
        ] as [JSONValue])
    func immortalObjectsCountNothing(body: JSONValue) throws {
        let session = try Service().session()
        let object = try session.make(body)
        #expect(object.number("getrefcount") == 4_294_967_295)
        #expect(object["immortal"] == true)
        let explained = try session.ask("GET", "/objects/\(try #require(object.text("id")))/refcount")
        #expect(explained["immortal"] == true)
    }

    @Test func everyUnitOfARefcountIsExplained() throws {
        let session = try Service().session()
        let list = try session.make(["type": "list", "name": "a"])
        let id = try #require(list.text("id"))
        try session.bind("b", ["name": "a"])
        try session.make(["type": "dict", "entries": ["data": ["name": "a"]], "name": "d"])
        try session.ask(
            "POST", "/objects/\(id)/references", ["kind": "item", "target": ["ref": .string(id)]], status: 201
        )
        try session.ask("POST", "/frames", ["locals": ["x": ["name": "a"]]], status: 201)
        try session.ask("PUT", "/objects/\(id)/hold")

        let report = try session.ask("GET", "/objects/\(id)/refcount")
        let units = try #require(report["units"]?.arrayValue)
        #expect(report.number("refcount") == 6)
        #expect(report.number("explained") == 6)
        #expect(units.count == 6)
        #expect(
            Set(units.compactMap { $0.text("kind") }).isSuperset(of: ["item", "value", "local", "handle"]))
        #expect(units.compactMap { $0.text("label") }.contains("['data']"))
    }
}
