import Testing

@testable import PythonInterpreter

/// What README's "Differences from CPython" says of tracing and of code objects.
@Suite struct TracingDifferenceTests {
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
}
