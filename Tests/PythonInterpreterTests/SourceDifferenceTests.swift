import Testing

@testable import PythonInterpreter

/// What README's "Differences from CPython" says of what programs in Python can see.
@Suite struct SourceDifferenceTests {
    private func run(_ source: String) -> RunOutcome {
        let bytes = Array(source.utf8)
        return DeepStack.run { Interpreter().run(bytes, filename: "difference.py") }
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

    @Test("there is no sys.monitoring and no co_linetable")
    func missing() {
        let outcome = run(
            """
            import sys
            print(hasattr(sys, "monitoring"), isinstance((lambda: 0).__code__.co_linetable, bytes))

            """)
        #expect(outcome.output == "False False\n")
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
