import PythonInterpreter
import PythonObjects

/// Performs a program of heap operations as CPython would, and tells what each came to.
package enum Oracle {
    /// Performs a program in a fresh session.
    ///
    /// Each operation is a statement or an expression of Python, compiled as a unit of its own and executed in the session's namespace; each
    /// question is one of `gc`, `sys` and `weakref`.
    ///
    /// - Parameters:
    ///   - program: a line of JSON for each operation.
    ///   - write: takes the answers, a line of JSON each, as they come.
    /// - Returns: what went wrong in the session itself, which nothing in a program should bring about.
    /// - Throws: `ProgramFault` for a line that is no operation; then nothing was performed.
    package static func perform(
        _ program: String, profile: Profile = .standard, write: @escaping (String) -> Void
    ) throws(ProgramFault) -> String? {
        let source = "import answering\nanswering.\(try call(for: program))"
        let interpreter = Interpreter(profile: profile)
        interpreter.registerModule(
            "answering", ModuleSource(bytes: PackageResources.answering_py, filename: "<oracle>/answering.py")
        )
        interpreter.outputSink = { stream, text in if stream == .output { write(text) } }
        let outcome = interpreter.run(Array(source.utf8), filename: "<oracle>")
        return outcome.exception?.traceback ?? interpreter.fault()
    }

    /// A Python script that performs a program in any CPython, by the same source that runs inside a session, and prints the
    /// answers: what those of `perform` are compared with.
    ///
    /// - Throws: `ProgramFault` for a line that is no operation.
    package static func script(for program: String) throws(ProgramFault) -> String {
        String(decoding: PackageResources.answering_py, as: UTF8.self) + "\n\n" + (try call(for: program))
    }

    /// The call of `answering.perform` with all steps of a program.
    private static func call(for program: String) throws(ProgramFault) -> String {
        var list = ""
        for operation in try Operation.all(of: program) {
            list += try operation.step().source(of: operation.name) + ",\n"
        }
        return "perform([\n\(list)])\n"
    }
}

extension Step {
    /// The step as an item of what `answering.perform` takes.
    fileprivate func source(of operation: String) -> String {
        let text = source?.pythonLiteral ?? "None"
        return
            "(\(operation.pythonLiteral), \(method.pythonLiteral), \(text), \(mode.rawValue.pythonLiteral), \(extra))"
    }
}
