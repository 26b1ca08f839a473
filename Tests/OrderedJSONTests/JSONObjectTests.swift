import OrderedJSON
import Testing

/// Members keep their order, and names are compared exactly.
struct JSONObjectTests {
    @Test("Order is kept by parsing, writing and setting")
    func keepsOrder() throws {
        let text = #"{"z":1,"a":2,"m":{"2":0,"1":0}}"#
        let value = try JSONValue(parsing: text)
        #expect(value.objectValue?.names == ["z", "a", "m"])
        #expect(value.description == text)
        var object = try #require(value.objectValue)
        object.set("a", "two")
        object.set("b", nil)
        #expect(JSONValue.object(object).description == #"{"z":1,"a":"two","m":{"2":0,"1":0},"b":null}"#)
        #expect(object != ["a": "two", "z": 1, "m": ["2": 0, "1": 0], "b": nil])
    }

    @Test("Canonically equivalent names are two names")
    func comparesExactly() throws {
        let value = try JSONValue(parsing: #"{"é":1,"e\u0301":2,"K":3,"\u212a":4}"#)
        #expect(value["é"] == 1)
        #expect(value["e\u{301}"] == 2)
        #expect(value["K"] == 3)
        #expect(value["\u{212A}"] == 4)
        #expect(JSONValue.string("é") != JSONValue.string("e\u{301}"))
        #expect(Set<JSONValue>(["é", "e\u{301}", "é"]).count == 2)
    }

    @Test("A duplicate is found among many names", arguments: [2, 8, 9, 10, 1_000])
    func findsDuplicates(_ count: Int) throws {
        let names = (0..<count).map { "\"n\($0)\":0" }
        #expect(try JSONValue(parsing: "{\(names.joined(separator: ","))}").objectValue?.count == count)
        for repeated in [0, count / 2, count - 1] {
            let text = "{\((names + [names[repeated]]).joined(separator: ","))}"
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
            #expect(error?.reason == .duplicateName("n\(repeated)"))
        }
        let members = (0..<count).map { JSONObject.Member(name: "n\($0)", value: 0) }
        #expect(try JSONObject(members).count == count)
        #expect(throws: JSONError.self) { try JSONObject(members + [members[0]]) }
    }

    @Test("Members are found by name, and absence is nil")
    func looksUp() throws {
        let value = try JSONValue(parsing: #"{"type":"list","items":[1],"name":null}"#)
        #expect(value["type"]?.stringValue == "list")
        #expect(value["items"]?.arrayValue == [1])
        #expect(value["name"]?.isNull == true)
        #expect(value["missing"] == nil)
        #expect(JSONValue.array([])["type"] == nil)
        #expect(value.kind.description == "an object")
    }
}
