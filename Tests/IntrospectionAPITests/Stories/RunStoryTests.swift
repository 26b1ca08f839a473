import OrderedJSON
import TestSupport
import Testing

extension Conversation {
    /// Runs source and gives the answer.
    @discardableResult
    func run(
        _ source: String, _ members: [String: JSONValue] = [:], at location: SourceLocation = #_sourceLocation
    )
        throws -> JSONValue
    {
        var body: JSONObject = ["source": .string(source)]
        for (name, value) in members { body.set(name, value) }
        return try ask("POST", "/run", .object(body), at: location)
    }

    /// The class of the exception that ended a run.
    func exception(of source: String, _ members: [String: JSONValue] = [:]) throws -> String? {
        try run(source, members)["exception"]?.text("type")
    }

    func isValid() throws -> Bool? { try ask("GET", "/validation")["valid"]?.boolValue }
}

/// Python source over HTTP.
@Suite struct RunStoryTests {
    @Test func aProgramAsItIs() throws {
        let session = try Service().session()
        let answer = try session.client.request(
            "POST", session.root + "/run?filename=hello.py", headers: [("Content-Type", "text/x-python")],
            body: "print('hello')\nraise ValueError('no')\n")
        #expect(answer.status == 200)
        let run = try JSONValue(parsing: answer.body)
        #expect(run.text("status") == "completed" && run.text("stdout") == "hello\n")
        #expect(run["exception"]?.text("type") == "ValueError")
        #expect(
            run["exception"]?.text("traceback")?.contains("File \"hello.py\", line 2, in <module>") == true)
        #expect(answer.header("etag") == "\"1\"")
        let entry = try session.ask("GET", "/history")["items"]?.arrayValue?.first
        #expect(entry?["operation"]?.text("op") == "run")
        #expect(entry?["operation"]?["result"]?.text("status") == "completed")
        #expect(entry?.text("exception") == "ValueError: no")
        #expect(try session.ask("GET", "/run").text("status") == "completed")
    }

    @Test func aRunIsAWriteLikeOthers() throws {
        let session = try Service().session()
        #expect(try session.ask("GET", "/run").text("status") == "idle")
        let key = [("Idempotency-Key", "k1")]
        let body: JSONValue = ["source": "n = globals().get('n', 0) + 1\nn"]
        let first = try session.ask("POST", "/run", body, headers: key)
        #expect(first["value"]?.text("repr") == "1")
        #expect(try session.ask("POST", "/run", body, headers: key) == first)
        try session.ask("POST", "/run", ["source": "2"], headers: key, status: 409)
        try session.ask("POST", "/run", body, headers: [("If-Match", "\"7\"")], status: 412)
        #expect(
            try session.ask("POST", "/run", body, headers: [("If-Match", "\"1\"")])["value"]?.text("repr")
                == "2")
        try session.ask("POST", "/run/continue", status: 409)
        try session.ask("POST", "/run/step", status: 409)
        #expect(
            try session.ask("POST", "/run/stop", status: 409).text("type") == "urn:holdfast:problem:no-run")
    }

    @Test func whileARunIsPausedTheHeapCanBeSeen() throws {
        let session = try Service().session()
        let paused = try session.run(
            "def f(x):\n    y = [x]\n    return y\nz = f(5)\n", ["breakpoints": [["function": "f"]]])
        #expect(paused.text("status") == "paused" && paused["at"]?.number("line") == 2)
        for path in ["/names", "/objects", "/frames", "/modules", "/gc", "/memory", "/history", "/run"] {
            try session.ask("GET", path)
        }
        let refused = try session.ask("POST", "/collections", status: 409)
        #expect(refused.text("type") == "urn:holdfast:problem:run-paused")
        #expect(try session.ask("POST", "/run/step")["at"]?.number("line") == 3)
        #expect(try session.ask("POST", "/run/step", ["out": true])["status"]?.stringValue == "completed")
        try session.ask("POST", "/run/step", ["out": true, "over": true], status: 422)
        #expect(try session.object(named: "z").text("repr") == "[5]")
        #expect(try session.isValid() == true)
    }

    @Test func anotherClientStopsARun() throws {
        let service = try Service()
        let session = try service.session()
        let other = try service.client()
        try session.client.sendRequest("POST", session.root + "/run", body: #"{"source":"while True: pass"}"#)
        var stopped: JSONValue = .null
        while stopped.text("status") != "interrupted" {
            let answer = try other.request("POST", session.root + "/run/stop", body: nil)
            if answer.status == 200 { stopped = try JSONValue(parsing: answer.body) }
        }
        #expect(stopped["exception"]?.text("type") == "Cancelled")
        let own = try session.client.readResponse()
        #expect(try JSONValue(parsing: own.body)["exception"]?.text("type") == "Cancelled")
        #expect(try session.isValid() == true)
    }

    @Test func aClientThatGoesAwayStopsItsRun() throws {
        let service = try Service()
        let session = try service.session()
        let leaving = try service.client()
        try leaving.sendRequest("POST", session.root + "/run", body: #"{"source":"x = 1\nwhile True: pass"}"#)
        while try session.ask("GET", "/run").text("status") == "idle" {}
        leaving.close()
        #expect(try session.object(named: "x").text("repr") == "1")
        #expect(try session.ask("GET", "/run").text("exception") == "Cancelled")
    }

    @Test(arguments: [
        (#"{}"#, 422, "/source"), (#"{"source":1}"#, 422, "/source"), (#"[]"#, 422, ""),
        (#"{"source":"","mode":"x"}"#, 422, "/mode"), (#"{"source":"","filename":""}"#, 422, "/filename"),
        (#"{"source":"","limits":{"instructions":0}}"#, 422, "/limits/instructions"),
        (#"{"source":"","limits":{"seconds":1}}"#, 422, "/limits/seconds"),
        (#"{"source":"","limits":{"milliseconds":30001}}"#, 422, "/limits/milliseconds"),
        (#"{"source":"","breakpoints":[{"line":0}]}"#, 422, "/breakpoints/0/line"),
        (#"{"source":"","breakpoints":[{}]}"#, 422, "/breakpoints/0/line"),
        (#"{"source":"","breakpoints":[{"function":"f","line":1}]}"#, 422, "/breakpoints/0/line"),
    ])
    func badBodiesAreRefused(_ body: String, _ status: Int, _ field: String) throws {
        let session = try Service().session()
        let answer = try session.client.request("POST", session.root + "/run", body: body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(try JSONValue(parsing: answer.body).text("field") == field, "\(answer.text)")
        #expect(try session.ask("GET", "").number("revision") == 0)
    }

    @Test func sourcesOfTheWrongKind() throws {
        let service = try Service(bodyBytes: 4 << 20)
        let session = try service.session()
        func post(_ type: String, _ body: String) throws -> HTTPTestResponse {
            try session.client.request(
                "POST", session.root + "/run", headers: [("Content-Type", type)], body: body)
        }
        #expect(try post("text/html", "pass").status == 415)
        #expect(try post("text/x-python", "").status == 200)
        #expect(try post("text/x-python; charset=utf-8", "pass").status == 200)
        let long = String(repeating: "pass\n", count: 300_000)
        let refused = try post("text/x-python", long)
        #expect(refused.status == 413)
        #expect(try JSONValue(parsing: refused.body).text("type") == "urn:holdfast:problem:source-too-large")
    }
}
