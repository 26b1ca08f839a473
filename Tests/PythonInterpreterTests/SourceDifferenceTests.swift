import PythonObjects
import Testing

@testable import PythonInterpreter

/// What README's "Differences from CPython" says of what programs in Python can see.
@Suite struct SourceDifferenceTests {
    private func run(_ source: String, _ profile: Profile = .standard) -> RunOutcome {
        let bytes = Array(source.utf8)
        return DeepStack.run { Interpreter(profile: profile).run(bytes, filename: "difference.py") }
    }

    @Test("a trace function cannot go on at another line")
    func jumping() {
        let outcome = run(
            """
            import sys

            def trace(frame, event, argument):
                if event == "line":
                    try:
                        frame.f_lineno = frame.f_lineno + 1
                    except ValueError:
                        print("not here")
                return trace

            def work():
                x = 1
                return x

            sys.settrace(trace)
            work()
            sys.settrace(None)

            """)
        #expect(outcome.output.hasPrefix("not here\n"))
    }

    @Test("what is compiled takes no blocks for a time")
    func freeBlocks() {
        let program = "first = id(object())\nprint(first)\n"
        let unused = (0..<200).map { "    a\($0) = [b\($0), 'c\($0)', (d\($0), \($0).5)]" }.joined(
            separator: "\n")
        let outcomes = [program, program + "def f():\n\(unused)\n"].map { run($0).output }
        #expect(outcomes[0] == outcomes[1])
    }

    @Test("the parser's list of constants is counted, and not seen", arguments: Profile.all)
    func parsedConstants(_ profile: Profile) {
        let source = """
            import gc, sys
            k = ("key", 1)
            print(gc.get_referrers(987654321), gc.get_referrers(k) == [globals()], sys.getrefcount(123456789))

            """
        let outcome = DeepStack.run {
            let interpreter = Interpreter(profile: profile)
            interpreter.beginScript(filename: "difference.py")
            return interpreter.run(Array(source.utf8), filename: "difference.py")
        }
        // CPython: the list of the parser; the list and the tuple of constants as well; 3.
        #expect(outcome.output == "[] True 3\n")
    }

    @Test(
        "classes of namedtuples have fewer parts, modules leave nothing, the interpreter's functions are held here alone"
    )
    func libraryObjects() {
        let outcome = run(
            """
            import collections, gc, sys
            gc.disable()
            def named():
                collections.namedtuple("P", "a b")
            def first():
                import functools
            named()
            gc.collect()
            for use in named, first:
                use()
                print(gc.collect())
            print(sys.getrefcount(len))

            """)
        // CPython: 31, and what the import left; 3, and 10 on 3.11.
        #expect(outcome.output == "21\n0\n2\n")
    }

    @Test("os is a module from source")
    func frozenModules() {
        let outcome = run("import os\nprint(type(os.__spec__.loader).__name__, os.__spec__.has_location)\n")
        // CPython: FrozenImporter False
        #expect(outcome.output == "SourceFileLoader True\n")
    }

    @Test("there is no sys.monitoring")
    func missing() {
        let outcome = run("import sys\nprint(hasattr(sys, \"monitoring\"))\n")
        #expect(outcome.output == "False\n")
    }

    @Test("co_code has 3.13's instructions on every profile")
    func instructions() {
        let source = "def f(a, b):\n    return a + b\n\nprint(f.__code__.co_code.hex())\n"
        let newest = run(source)
        // python3.12 -c: 97007c007c017a0000005300
        #expect(newest.output.hasPrefix("9500"))
        for profile in [Profile.python312, .python311] {
            #expect(run(source, profile).output == newest.output)
        }
    }

    @Test("None and small ints count the session's references on 3.11, but not the interpreter's own")
    func immortalCounts() {
        let outcome = run(
            """
            import sys
            R = sys.getrefcount
            print(R(None) < 5000, R(150) - 999999999, R(sys) < 100)
            before = R(None), R(5), R("a"), R(int)
            kept = [None] * 100, [5] * 100, ["a"] * 100, [int] * 100
            print([later - sooner for later, sooner in zip((R(None), R(5), R("a"), R(int)), before)])

            """, .python311)
        // CPython: None has some 5,400 references when a program begins. The rest is as there.
        #expect(outcome.output.hasSuffix("True\n[101, 100, 100, 100]\n"))
        #expect(outcome.output.hasPrefix("True 2 "))
        let script = DeepStack.run {
            let interpreter = Interpreter(profile: .python311)
            interpreter.beginScript(filename: "difference.py")
            return interpreter.run(
                Array("import sys\nx = 150\nprint(sys.getrefcount(151), sys.getrefcount(150))\n".utf8),
                filename: "difference.py")
        }
        // CPython: 1000000003 1000000007, as it has read the second one five times.
        #expect(script.output == "1000000003 1000000004\n")
        let newer = run("import sys\nprint(sys.getrefcount(None), sys.getrefcount(5))\n")
        #expect(newer.output == "4294967295 4294967295\n")
    }

    @Test("library modules say what 3.13's say", arguments: [Profile.python312, .python311])
    func libraryWords(_ profile: Profile) {
        let outcome = run(
            """
            import collections
            try:
                collections.namedtuple("P", "x")(1)._replace(z=5)
            except Exception as error:
                print(type(error).__name__)

            """, profile)
        // CPython: ValueError
        #expect(outcome.output == "TypeError\n")
    }

    @Test("an OrderedDict is visited in its own order")
    func orderedEntries() {
        let outcome = run(
            """
            import collections, gc
            ordered = collections.OrderedDict([("a", 1), ("b", 2)])
            ordered.move_to_end("a")
            print(gc.get_referents(ordered))

            """)
        // CPython: ['b', 'a', 1, 2]
        #expect(outcome.output == "['b', 'a', 2, 1]\n")
    }

    @Test("re.DEBUG prints nothing, and memoryviews have one dimension")
    func patternsAndViews() {
        let outcome = run(
            """
            import re
            re.compile("a", re.DEBUG)
            try:
                memoryview(b"abcd").cast("B", (2, 2))
            except TypeError as e:
                print(e)

            """)
        #expect(outcome.output == "cast() takes at most 1 argument (2 given)\n")
    }

    @Test("built-in functions and methods have no text in __doc__")
    func documentation() {
        let outcome = run("print(len.__doc__, str.join.__doc__)\n")
        #expect(outcome.output == "None None\n")
    }
}
