import ArgumentParser
import Foundation
import PythonInterpreter

/// `holdfast run`: one Python source in a fresh session, without a server.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a Python source file in a fresh session.",
        discussion: """
            What the program prints goes to standard output, and the traceback of an exception that it does not catch to
            standard error; the exit status is then 1. Constructs that are not executed yet end in NotImplementedError.
            """)

    @Argument(help: ArgumentHelp("The source file.", valueName: "file.py"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "script compiles the file as one unit, as python does; interactive compiles each statement, as a notebook does.",
            valueName: "mode"))
    var mode = Mode.script

    @Option(
        help: ArgumentHelp(
            "Make a module importable from a source file, instead of one of the library's if it has the same name. A file __init__.py is a package's.",
            valueName: "name=file"))
    var module: [String] = []

    @ArgumentParser.Flag(
        help: "Print how many instructions ran, and whether every rule of the heap holds afterwards.")
    var stats = false

    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case script, interactive
    }

    func run() throws {
        guard let source = FileManager.default.contents(atPath: file) else {
            throw ValidationError("the file \(file) cannot be read")
        }
        let modules = try module.map { try namedSource($0) }
        let (outcome, fault) = DeepStack.run { [mode, file] in
            let interpreter = Interpreter()
            for (name, source) in modules { interpreter.registerModule(name, source) }
            let outcome = interpreter.run(
                Array(source), filename: file, mode: mode == .script ? .script : .interactive)
            return (outcome, interpreter.fault())
        }
        FileHandle.standardOutput.write(Data(outcome.output.utf8))
        FileHandle.standardError.write(Data(outcome.errorOutput.utf8))
        if stats {
            let line = "\(outcome.instructions) instructions, heap \(fault.map { "FAILED: \($0)" } ?? "ok")\n"
            FileHandle.standardError.write(Data(line.utf8))
        }
        if let status = outcome.exception?.exitStatus, status != 0 { throw ExitCode(status) }
    }

    /// What `--module name=file` stands for.
    private func namedSource(_ option: String) throws -> (name: String, source: ModuleSource) {
        guard let sign = option.firstIndex(of: "=") else {
            throw ValidationError("'\(option)' is not of the form name=file")
        }
        let path = String(option[option.index(after: sign)...])
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ValidationError("the file \(path) cannot be read")
        }
        return (
            String(option[..<sign]),
            ModuleSource(
                bytes: Array(bytes), filename: path,
                isPackage: path.split(separator: "/").last == "__init__.py")
        )
    }
}
