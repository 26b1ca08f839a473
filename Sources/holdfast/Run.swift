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
        let (outcome, fault) = Self.onDeepStack { [mode, file] in
            let interpreter = Interpreter()
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
        if outcome.exception != nil { throw ExitCode(1) }
    }

    /// Runs `body` where special methods that call one another have native stack enough up to Python's recursion limit.
    private static func onDeepStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
        let box = Box<Result>()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.value = body()
            done.signal()
        }
        thread.stackSize = 512 << 20
        thread.start()
        done.wait()
        guard let value = box.value else { preconditionFailure("the thread left no result") }
        return value
    }
}

/// Hands a value from one thread to another that waits for it.
private final class Box<Value>: @unchecked Sendable {
    // SAFETY: the semaphore orders the write before the read.
    var value: Value?
}
