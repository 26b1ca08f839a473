import HeapEngine
import PythonObjects

/// `_reporting`: what the library's `traceback` needs of the session's sources.
enum ReportingModule {
    static let module = NativeModule(name: "_reporting", functions: [entries, suggestion])

    /// `entries(traceback)`: the text of each entry with its source and carets, outermost first.
    private static let entries = Builtin.function("entries", 1...1) { interpreter, arguments in
        let runtime = interpreter.runtime
        guard runtime.kind(of: arguments[0]) == .traceback else { return runtime.makeList([]) }
        let lines = interpreter.lines(ofTraceback: arguments[0])
        try interpreter.charge(lines.count * 20)
        let texts = lines.map { runtime.makeStr($0.text(&interpreter.sources)) }
        defer { for text in texts { interpreter.heap.release(text) } }
        return runtime.makeList(texts)
    }

    /// `suggestion(exception)`: the end of its message that says what may have been meant.
    private static let suggestion = Builtin.function("suggestion", 1...1) { interpreter, arguments in
        guard
            interpreter.runtime.isInstance(arguments[0], of: interpreter.exceptionType("BaseException"))
        else { return interpreter.runtime.makeStr("") }
        return interpreter.runtime.makeStr(interpreter.suggestion(for: arguments[0]))
    }
}
