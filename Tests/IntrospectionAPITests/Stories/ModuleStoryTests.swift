import OrderedJSON
import TestSupport
import Testing

/// Modules that are imported from source which came over HTTP.
@Suite struct ModuleStoryTests {
    @Test func importingMakesTheModule() throws {
        let session = try Service().session()
        let registered = try session.ask(
            "POST", "/modules/tools",
            [
                "source":
                    "import sys\nvalue = [1, 2]\ndef double(x):\n    return 2 * x\nprint(__name__, __file__)"
            ],
            status: 201)
        #expect(registered["object"]?.isNull == true && registered["spec"]?.isNull == true)
        #expect(registered["source"]?.text("filename") == "tools.py")
        #expect(try session.ask("GET", "/modules").items("name").contains("tools") == false)
        let run = try session.run("import tools\nprint(tools.double(4))\ntools.__spec__")
        #expect(run.text("stdout") == "tools tools.py\n8\n")
        // As CPython 3.13 shows the spec of a module from a file.
        let shown = run["value"]?.text("repr") ?? ""
        #expect(shown.hasPrefix("ModuleSpec(name='tools', loader=<"), "\(shown)")
        #expect(shown.hasSuffix(">, origin='tools.py')"), "\(shown)")
        let module = try session.ask("GET", "/modules/tools")
        #expect(module["spec"]?.text("origin") == "tools.py" && module["spec"]?["hasLocation"] == true)
        #expect(
            module["spec"]?.text("parent") == ""
                && module["spec"]?["submoduleSearchLocations"]?.isNull == true)
        #expect(module["attributes"]?.arrayValue?.suffix(3) == ["sys", "value", "double"])
        #expect(try session.ask("GET", "/modules").items("name").last == "tools")
        #expect(try session.isValid() == true)
    }

    @Test func packagesHaveSubmodules() throws {
        let session = try Service().session()
        try session.ask(
            "POST", "/modules/pkg", ["source": "from . import sub", "package": true], status: 201)
        let answer = try session.client.request(
            "POST", session.root + "/modules/pkg.sub?filename=elsewhere.py",
            headers: [("Content-Type", "text/x-python")], body: "name = __name__, __package__, __file__\n")
        #expect(answer.status == 201, "\(answer.text)")
        let run = try session.run(
            "import pkg.sub as s\nprint(s.name, pkg_path := __import__('pkg').__path__)")
        #expect(run.text("stdout") == "('pkg.sub', 'pkg', 'elsewhere.py') ['pkg']\n", "\(run)")
        #expect(try session.ask("GET", "/modules/pkg")["spec"]?.text("parent") == "pkg")
    }

    @Test func whatIsNoPythonIsRefused() throws {
        let session = try Service().session()
        let refused = try session.ask(
            "POST", "/modules/bad", ["source": "x = 1\ndef f(:\n    pass\n"], status: 422)
        #expect(refused.text("type") == "urn:holdfast:problem:invalid-source")
        #expect(refused.text("detail") == "SyntaxError: invalid syntax (bad.py, line 2)")
        #expect(refused["exception"]?.number("line") == 2 && refused["exception"]?.number("column") == 7)
        #expect(refused["exception"]?.text("text") == "def f(:" && refused.text("field") == "/source")
        let nested = String(repeating: "(", count: 5000)
        let deep = try session.ask("POST", "/modules/bad", ["source": .string("x = " + nested)], status: 422)
        #expect(deep["exception"]?.text("message") == "too many nested parentheses")
        try session.ask("GET", "/modules/bad", status: 404)
        #expect(try session.ask("GET", "").number("revision") == 0)
        for body: JSONValue in [
            ["source": 1], ["source": "", "spec": ["origin": "x"]], ["filename": "f.py"],
            ["source": "", "package": 1], ["source": "", "filename": ""],
        ] {
            try session.ask("POST", "/modules/bad", body, status: 422)
        }
        #expect(
            try session.run("import bad")["exception"]?.text("type") == "ModuleNotFoundError")
    }

    @Test func aModulesErrorShowsItsLines() throws {
        let session = try Service().session()
        try session.ask("POST", "/modules/broken", ["source": "def f():\n    1 / 0\nf()"], status: 201)
        let text = try session.run("import broken")["exception"]?.text("traceback") ?? ""
        #expect(text.contains("File \"broken.py\", line 2, in f\n    1 / 0\n"), "\(text)")
        try session.ask("POST", "/modules/broken", ["source": "x = 'mended'"], status: 201)
        #expect(try session.run("import broken\nbroken.x")["value"]?.text("repr") == "'mended'")
    }

    @Test func sourcesAreReplayed() throws {
        let session = try Service().session()
        try session.ask("POST", "/modules/m", ["source": "v = [1]"], status: 201)
        try session.run("import m\na = m.v")
        try session.ask("POST", "/modules/later", ["source": "w = 2"], status: 201)
        let again = try session.restarted()
        #expect(try again.object(named: "a") == session.object(named: "a"))
        #expect(try again.run("import later\nlater.w")["value"]?.text("repr") == "2")
        #expect(try again.ask("GET", "/modules/m") == session.ask("GET", "/modules/m"))
    }
}
