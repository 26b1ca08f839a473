import OrderedJSON
import TestSupport
import Testing

/// A run that is paused can be looked into as deep as the heap goes.
@Suite struct PausedRunStoryTests {
    static let program = """
        def inner(x):
            y = [x]
            return y
        def outer(v):
            kept = {'v': v}
            w = inner(v)
            return w, kept
        z = outer(['held'])
        """

    @discardableResult
    private func paused(_ session: Conversation) throws -> JSONValue {
        try session.run(Self.program, ["breakpoints": [["line": 3]], "filename": "story.py"])
    }

    @Test func framesShowWhereTheyStandAndWhatTheyHold() throws {
        let session = try Service().session()
        try session.ask("POST", "/frames", ["functionName": "client"], status: 201)
        let run = try paused(session)
        #expect(run["at"]?.text("frame") == "f4")
        let frames = try session.ask("GET", "/frames")
        #expect(frames.items("id") == ["f4", "f3", "f2", "f1", "f0"])
        #expect(frames.items("function") == ["inner", "outer", "<module>", "client", "<module>"])
        #expect(frames.items("line") == ["3", "6", "8", "1", "1"])
        #expect(frames.items("filename").first == "story.py")
        #expect(frames.items("back") == ["f3", "f2", "f1", "f0", "null"])
        #expect(try session.ask("GET", "/frames/f3").text("function") == "outer")
        let locals = try session.ask("GET", "/frames/f4/locals")
        #expect(locals.items("name") == ["x", "y"])
        #expect(locals.items("object", "repr") == ["['held']", "[['held']]"])
        #expect(try session.ask("GET", "/frames/f3/locals").items("name") == ["v", "kept"])
        let globals = try session.ask("GET", "/frames/f4/globals")
        #expect(globals.items("name") == ["inner", "outer"])
        #expect(try session.isValid() == true)
        try session.ask("GET", "/frames/f5", status: 404)
        // A frame belongs to the run: nobody else changes it.
        try session.ask("PUT", "/frames/f4/locals/y", ["value": 1], status: 409)
        try session.ask("DELETE", "/frames/f4", status: 409)
    }

    @Test func everyUnitIsExplained() throws {
        let session = try Service().session()
        try paused(session)
        let x = try #require(
            try session.ask("GET", "/frames/f3/locals")["items"]?.arrayValue?.first?["object"]?.text("id"))
        let referrers = try session.ask("GET", "/objects/\(x)/referrers")
        #expect(referrers.items("object", "type") == ["dict", "list"])
        #expect(
            referrers["roots"]?.arrayValue == [
                ["kind": "local", "frame": "f2", "name": "v"],
                ["kind": "local", "frame": "f3", "name": "x"],
            ])
        let count = try session.ask("GET", "/objects/\(x)/refcount")
        #expect(count.number("refcount") == 4 && count.number("explained") == 4)
        // The function that is called belongs to its frame.
        let inner = try session.handle(of: "inner")
        let units = try session.ask("GET", "/objects/\(inner)/refcount")["units"]?.arrayValue
        #expect(units?.map { $0.text("kind") } == ["global", "function"])
        #expect(units?.last?.text("frame") == "f3")
    }

    static let programs: [(source: String, line: Int64)] = [
        ("def g(a):\n    b = [a]\n    yield b\n    yield a\nfor q in g([1]): pass", 4),
        ("class A:\n    def __init__(self, v):\n        self.v = v\n        w = [v]\na = A([1])", 4),
        (
            "def f():\n    try: 1 / 0\n    except ZeroDivisionError as e:\n        x = [e]\n        y = 1\nf()",
            5
        ),
        ("def o():\n    v = [1]\n    def i():\n        w = v\n        return w\n    return i()\no()", 5),
        (
            "class C:\n    def __enter__(s): return [1]\n    def __exit__(s, *a): pass\nwith C() as c:\n    e = c",
            5
        ),
        ("def f(l): return [g(x) for x in l]\ndef g(x):\n    y = [x]\n    return y\nf([[1], [2]])", 4),
        ("x = [[1], [2]]\nfor a in x:\n    for b in a:\n        c = (a, b)", 4),
    ]

    /// No builtin waits in these programs, so that whatever is counted has a place with a name.
    @Test(arguments: programs.indices)
    func noUnitIsTheInterpreters(_ index: Int) throws {
        let session = try Service().session()
        let (source, line) = Self.programs[index]
        let run = try session.run(source, ["breakpoints": [["line": .integer(line)]]])
        #expect(run["at"]?.number("line") == line)
        #expect(try session.isValid() == true)
        let list = try session.ask("GET", "/objects?limit=1000")
        for object in list.items("id") where object.hasPrefix("o") {
            let count = try session.ask("GET", "/objects/\(object)/refcount")
            #expect(count.number("explained") == count.number("refcount"))
            let kinds = (count["units"]?.arrayValue ?? []).map { $0.text("kind") ?? "" }
            if kinds.contains("interpreter") {
                #expect(count["units"]?.arrayValue?.last?.text("label") == "statements", "\(count)")
            }
        }
        while try session.ask("GET", "/run").text("status") == "paused" {
            try session.ask("POST", "/run/continue")
        }
        #expect(try session.isValid() == true)
    }

    static let native: [(source: String, line: Int64)] = [
        ("def f():\n    class A:\n        x = [1]\n        y = 2\nf()", 4),
        ("def k(v):\n    w = [v]\n    return v\nl = sorted([[3], [1]], key=k)", 3),
        ("class A:\n    def __del__(self):\n        x = [self]\n        y = 2\na = A()\ndel a", 4),
        (
            "import gc, weakref\nclass A: pass\ndef cb(r):\n    x = [r]\n    y = 2\na = A()\na.a = a\nr = weakref.ref(a, cb)\ndel a\ngc.collect()",
            5
        ),
        ("class K:\n    def __hash__(self):\n        n = [self]\n        return 1\nd = {K(): 1}", 4),
    ]

    /// Paused in code that a builtin called: everything answers, and every count is explained.
    @Test(arguments: native.indices)
    func builtinsMayWait(_ index: Int) throws {
        let session = try Service().session()
        let (source, line) = Self.native[index]
        let run = try session.run(source, ["breakpoints": [["line": .integer(line)]]])
        #expect(run.text("status") == "paused")
        #expect(try session.isValid() == true)
        for path in ["/objects?tracked=false", "/objects", "/frames", "/gc", "/memory", "/names"] {
            try session.ask("GET", path)
        }
        for local in try session.ask("GET", "/frames/f2/locals").items("object", "id") {
            let count = try session.ask("GET", "/objects/\(local)/refcount")
            #expect(count["immortal"] == true || count["explained"] == count["refcount"], "\(count)")
            try session.ask("GET", "/objects/\(local)/referrers")
        }
        while try session.ask("GET", "/run").text("status") == "paused" {
            try session.ask("POST", "/run/continue")
        }
        #expect(try session.isValid() == true)
    }

    @Test func framesThatHaveReturnedAreGone() throws {
        let session = try Service().session()
        try paused(session)
        try session.ask("POST", "/run/step", ["out": true])
        let gone = try session.ask("GET", "/frames/f3/locals", status: 410)
        #expect(gone.text("type") == "urn:holdfast:problem:frame-gone" && gone.number("entry") == 2)
        #expect(try session.ask("GET", "/frames").items("id") == ["f2", "f1", "f0"])
        try session.ask("POST", "/run/continue")
        for frame in ["f1", "f2", "f3"] { try session.ask("GET", "/frames/\(frame)", status: 410) }
        #expect(try session.ask("GET", "/frames").items("id") == ["f0"])
    }

    @Test func aPausedRunSurvivesARestart() throws {
        let session = try Service().session()
        try paused(session)
        try session.ask("POST", "/run/step")
        let seen = try ["/frames", "/frames/f2", "/frames/f1/locals", "/objects", "/run"].map {
            try session.ask("GET", $0)
        }
        let again = try session.restarted()
        #expect(
            try ["/frames", "/frames/f2", "/frames/f1/locals", "/objects", "/run"].map {
                try again.ask("GET", $0)
            } == seen)
        try again.ask("GET", "/frames/f3", status: 410)
        #expect(try again.isValid() == true)
        #expect(try again.ask("POST", "/run/continue").text("status") == "completed")
        #expect(try again.object(named: "z").text("repr") == "([['held']], {'v': ['held']})")
    }
}
