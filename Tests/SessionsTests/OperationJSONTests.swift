import BigInt
import OrderedJSON
import Testing

@testable import Sessions

struct OperationJSONTests {
    /// What the journal writes, it reads, and writes again byte by byte.
    @Test(arguments: 0..<40)
    func everyOperationSurvivesTheJournal(_ seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<50 {
            let operation = SpecificationGenerator.operation(&random)
            var writer = JSONWriter()
            operation.write(to: &writer)
            let bytes = writer.takeBytes()
            let read = try Operation(json: try JSONValue(parsing: bytes))
            var again = JSONWriter()
            read.write(to: &again)
            #expect(again.bytes == bytes)
            #expect(read == operation || bytes.contains(UInt8(ascii: "n")) && "\(operation)".contains("nan"))
        }
    }

    @Test(arguments: [
        (#"{"op":"explode"}"#, "/op"), (#"{}"#, "/op"),
        (#"{"op":"collect","generation":"2"}"#, "/generation"),
        (#"{"op":"create","v":2,"object":{"type":"list"}}"#, "/v"),
        (#"{"op":"release","object":17}"#, "/object"),
    ])
    func whatTheJournalNeverWritesIsRefused(_ text: String, _ field: String) throws {
        #expect(throws: SessionError.self) { try Operation(json: try .of(text)) }
        do {
            _ = try Operation(json: try .of(text))
        } catch SessionError.malformed(let found, _) {
            #expect(found == field)
        }
    }
}

struct SpecificationTests {
    @Test(
        arguments: [
            ("null", .none), ("true", .bool(true)), ("17", .integer(17)), ("-0", .integer(0)),
            ("1.0", .float(1)),
            ("1e3", .float(1000)), ("\"a\"", .string("a")),
            (#"{"ref":"o17"}"#, .reference(Handle(number: 17))),
            (#"{"name":"a"}"#, .name("a")), ("[1,[]]", .list([.integer(1), .list([])])),
            ("340282366920938463463374607431768211456", .integer(BigInt(1) << 128)),
            (#"{"type":"tuple","items":[1]}"#, .object(.tuple([.integer(1)]))),
        ] as [(String, ValueSpecification)])
    func valuesAreRead(_ text: String, _ value: ValueSpecification) throws {
        #expect(try ValueSpecification(json: try .of(text)) == value)
    }

    @Test(arguments: [
        (#"{}"#, "/type"), (#"{"type":"tree"}"#, "/type"), (#"{"type":7}"#, "/type"), ("[]", ""),
        (#"{"type":"list","value":1}"#, "/value"), (#"{"type":"list","items":{}}"#, "/items"),
        (#"{"type":"list","items":[1,{"type":"list","items":[{"bad":1}]}]}"#, "/items/1/items/0"),
        (#"{"type":"list","items":[{"ref":"o1","name":"x"}]}"#, "/items/0/name"),
        (#"{"type":"dict","entries":{"a/b":{"x":1}}}"#, "/entries/a~1b"),
        (#"{"type":"dict","entries":[[1]]}"#, "/entries/0"),
        (#"{"type":"dict","entries":[{"key":1}]}"#, "/entries/0/value"), (#"{"type":"int"}"#, "/value"),
        (#"{"type":"int","value":"12x"}"#, "/value"), (#"{"type":"int","value":1.5}"#, "/value"),
        (#"{"type":"bytes","items":[256]}"#, "/items/0"), (#"{"type":"bytes","value":"€"}"#, "/value"),
        (#"{"type":"bytes","value":"a","items":[1]}"#, "/items"), (#"{"type":"class"}"#, "/className"),
        (#"{"type":"class","className":"a b"}"#, "/className"), (#"{"type":"list","name":"class"}"#, "/name"),
        (#"{"type":"list","name":""}"#, "/name"), (#"{"type":"list","name":"1a"}"#, "/name"),
        (#"{"type":"instance","class":{"name":"C"},"attributes":{"a b":1}}"#, "/attributes/a b"),
        (#"{"type":"function","functionName":"f","parameters":["a","a"]}"#, "/parameters"),
        (#"{"type":"class","className":"C","finalizer":{"action":"sing"}}"#, "/finalizer/action"),
        (#"{"type":"class","className":"C","finalizer":{"action":"resurrect"}}"#, "/finalizer/name"),
    ])
    func whatIsWrongIsPointedAt(_ text: String, _ field: String) throws {
        do {
            _ = try ObjectCreation(json: try .of(text))
            Issue.record("\(text) was accepted")
        } catch SessionError.malformed(let found, _) {
            #expect(found == field)
        }
    }

    @Test func aHandleThatIsNoneIsUnknownWhereItStands() throws {
        #expect(throws: SessionError.unknownObject("x1", field: "/items/1/ref")) {
            try ObjectCreation(json: try .of(#"{"type":"list","items":[1,{"ref":"x1"}]}"#))
        }
    }

    @Test(arguments: [
        (#"{"type":"list","name":"a€"}"#, "SyntaxError", "invalid character '€' (U+20AC)"),
        (#"{"type":"list","name":"a\u00a0"}"#, "SyntaxError", "invalid non-printable character U+00A0"),
        (
            #"{"type":"instance","class":null,"attributes":{"½":1}}"#, "SyntaxError",
            "invalid character '½' (U+00BD)"
        ),
        (
            #"{"type":"function","functionName":"f","defaults":[1]}"#, "ValueError",
            "more defaults than parameters"
        ),
    ])
    func whatOnlyPythonCanTellIsItsException(_ text: String, _ type: String, _ message: String) throws {
        #expect(throws: SessionError.python(.init(type: type, message: message))) {
            try ObjectCreation(json: try .of(text))
        }
    }

    @Test func integersAreWhatJSONSchemaCallsSo() throws {
        #expect(
            try ObjectCreation(json: try .of(#"{"type":"bytes","items":[2.0,1e2]}"#)).specification
                == .bytes([2, 100], computed: false))
        #expect(
            try ObjectCreation(json: try .of(#"{"type":"int","value":3.0}"#)).specification
                == .integer(3, computed: false))
        #expect(throws: SessionError.self) {
            try ObjectCreation(json: try .of(#"{"type":"int","value":1e999}"#))
        }
    }

    @Test func aNameHasAtMost250CodePoints() throws {
        let longest = String(repeating: "é", count: 250)
        #expect(try ObjectCreation(json: try .of(#"{"type":"list","name":"\#(longest)"}"#)).name == longest)
        #expect(throws: SessionError.self) {
            try ObjectCreation(json: try .of(#"{"type":"list","name":"\#(longest)a"}"#))
        }
    }

    @Test func aClassTakesTheNameThatItIsBoundTo() throws {
        let creation = try ObjectCreation(json: try .of(#"{"type":"class","name":"Node"}"#))
        #expect(creation == ObjectCreation(.classObject(.init(name: "Node")), name: "Node"))
    }

    @Test func anIntegerHasAtMost4300Digits() throws {
        let digits = String(repeating: "7", count: 4300)
        let read = try ObjectCreation(json: try .of(#"{"type":"int","value":"\#(digits)"}"#))
        #expect(read.specification == .integer(BigInt(digits) ?? 0, computed: false))
        #expect(throws: SessionError.self) {
            try ObjectCreation(json: try .of(#"{"type":"int","value":"\#(digits)77"}"#))
        }
    }

    @Test(
        arguments: [
            (#"{"kind":"item","index":3,"target":null}"#, .index(3)),
            (#"{"index":-1,"target":null}"#, .index(-1)),
            (#"{"kind":"item","index":0,"insert":true,"target":null}"#, .insertion(0)),
            (#"{"kind":"item","target":null}"#, .element), (#"{"kind":"cell","target":null}"#, .cell),
            (#"{"kind":"value","key":"a","target":null}"#, .key(.string("a"))),
            (#"{"kind":"slot","attribute":"a","target":null}"#, .attribute("a")),
        ] as [(String, LinkSpecification.Place)])
    func linksAreRead(_ text: String, _ place: LinkSpecification.Place) throws {
        #expect(try LinkSpecification(json: try .of(text)) == LinkSpecification(place, target: .none))
    }

    @Test(arguments: [
        (#"{"target":1}"#, "/kind"), (#"{"kind":"item"}"#, "/target"),
        (#"{"kind":"tail","target":1}"#, "/kind"),
        (#"{"index":1,"key":2,"target":1}"#, "/key"),
        (#"{"kind":"attribute","index":1,"target":1}"#, "/kind"),
        (#"{"kind":"item","insert":true,"target":1}"#, "/index"),
        (#"{"kind":"attribute","target":1}"#, "/kind"),
        (#"{"index":99999999999999999,"target":1}"#, "/index"),
    ])
    func wrongLinksArePointedAt(_ text: String, _ field: String) throws {
        do {
            _ = try LinkSpecification(json: try .of(text))
            Issue.record("\(text) was accepted")
        } catch SessionError.malformed(let found, _) {
            #expect(found == field)
        }
    }

    @Test func collectorChangesAreRead() throws {
        var change = CollectorChange()
        change.enabled = false
        change.thresholds = [1, 2, 3]
        change.debug = 38
        change.frozen = true
        change.clearsGarbage = true
        let text =
            #"{"enabled":false,"thresholds":[1,2,3],"debug":["DEBUG_LEAK"],"frozen":true,"garbage":[]}"#
        #expect(try CollectorChange(json: try .of(text)) == change)
        for wrong in [
            #"{"thresholds":[1,2]}"#, #"{"debug":64}"#, #"{"debug":8}"#, #"{"garbage":[1]}"#, #"{"x":1}"#,
        ] {
            #expect(throws: SessionError.self) { try CollectorChange(json: try .of(wrong)) }
        }
    }
}
