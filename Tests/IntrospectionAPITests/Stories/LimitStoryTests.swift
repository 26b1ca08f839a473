import OrderedJSON
import TestSupport
import Testing

/// Requests that are no runs, and run Python code all the same, end at the limits of runs.
@Suite struct LimitStoryTests {
    static let classes = """
        class Endless:
            def _(self, *arguments):
                while True: pass
            __eq__ = __hash__ = __del__ = __repr__ = _
        class Counting:
            n = 0
            def __init__(self, v): self.v = v
            def __eq__(self, other):
                Counting.n += 1
                print('eq', Counting.n)
                return self.v == other.v
            __hash__ = None
        class Deep:
            def __eq__(self, other): return self == other
        e, f = Endless(), Endless()
        a, b, c = Counting(1), Counting(1), Counting(2)
        d, x = Deep(), Deep()
        """

    private func session() throws -> Conversation {
        let session = try Service().session(["quotas": ["instructions": 50_000]])
        try session.run(Self.classes)
        return session
    }

    private func comparing(_ left: String, _ right: String) -> JSONValue {
        ["left": ["name": .string(left)], "right": ["name": .string(right)]]
    }

    @Test func comparisonsRunPythonCodeAsOperations() throws {
        let session = try session()
        let equal = try session.ask("POST", "/comparisons", comparing("a", "b"))
        #expect(equal["equals"] == true && equal["is"] == false)
        #expect(equal.text("stdout") == "eq 1\n" && equal.number("revision") == 2)
        #expect(try session.ask("POST", "/comparisons", comparing("a", "c"))["equals"] == false)
        // What takes no Python code stays a question.
        let plain = try session.ask("POST", "/comparisons", comparing("Counting", "Deep"))
        #expect(plain == ["is": false, "equals": false])
        #expect(try session.ask("GET", "").number("revision") == 3)
        let again = try session.restarted()
        #expect(try again.run("Counting.n")["value"]?.text("repr") == "2")
        #expect(try again.isValid() == true)
    }

    @Test func theyEndAtTheLimits() throws {
        let session = try session()
        let refused = try session.ask("POST", "/comparisons", comparing("e", "f"), status: 409)
        #expect(refused["exception"]?.text("type") == "InstructionLimitExceeded", "\(refused)")
        let deep = try session.ask("POST", "/comparisons", comparing("d", "x"), status: 409)
        #expect(deep["exception"]?.text("type") == "RecursionError", "\(deep)")
        try session.make(["type": "list", "items": [["name": "e"]], "name": "l"])
        try session.make(["type": "list", "items": [["name": "f"]], "name": "m"])
        try session.ask("POST", "/comparisons", comparing("l", "m"), status: 409)
        #expect(try session.isValid() == true)
    }

    @Test func soDoHashesAndFinalizers() throws {
        let session = try session()
        for body: JSONValue in [
            ["type": "set", "items": [["name": "e"]]], ["type": "dict", "entries": [[["name": "e"], 1]]],
            ["type": "frozenset", "items": [["name": "e"]]],
        ] {
            let refused = try session.ask("POST", "/objects", body, status: 409)
            #expect(refused["exception"]?.text("type") == "InstructionLimitExceeded", "\(refused)")
        }
        let unhashable = try session.ask(
            "POST", "/objects", ["type": "set", "items": [["name": "a"]]], status: 409)
        #expect(unhashable["exception"]?.text("type") == "TypeError")
        try session.ask("GET", "/names/e")
        let stopped = try session.ask("DELETE", "/names/e", status: 409)
        #expect(stopped["exception"]?.text("type") == "InstructionLimitExceeded")
        try session.ask("GET", "/names/e", status: 404)
        #expect(try session.isValid() == true)
        let again = try session.restarted()
        #expect(
            try again.ask("GET", "/objects").items("address")
                == session.ask("GET", "/objects").items("address"))
    }

    @Test func aPausedRunIsLeftAlone() throws {
        let session = try session()
        try session.run("y = 1\nbreakpoint()\ny = 2")
        let refused = try session.ask("POST", "/comparisons", comparing("a", "b"), status: 409)
        #expect(refused.text("type") == "urn:holdfast:problem:run-paused")
        #expect(try session.ask("POST", "/comparisons", comparing("a", "a"))["is"] == true)
        #expect(try session.ask("POST", "/run/continue").text("status") == "completed")
    }

    @Test func aClientThatGoesAwayStopsItsOperation() throws {
        let service = try Service()
        let session = try service.session()
        try session.run(Self.classes)
        let leaving = try service.client()
        try leaving.sendRequest("DELETE", session.root + "/names/e")
        while try session.ask("GET", "/run").text("status") != "running" {}
        leaving.close()
        try session.ask("GET", "/names/e", status: 404)
        let entry = try session.ask("GET", "/history?after=1")["items"]?.arrayValue?.first
        #expect(entry?.text("exception")?.hasPrefix("Cancelled") == true, "\(entry ?? .null)")
    }
}
