import ArgumentParser
import Foundation
import PythonInterpreter
import PythonObjects
import Sessions

/// `holdfast run`: one Python source in a fresh session, without a server.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a Python source file in a fresh session.",
        discussion: """
            What the program prints goes to standard output as it is printed, and the traceback of an exception that it does
            not catch to standard error; the exit status is then 1, or what SystemExit says. A program that reaches a limit is
            stopped, which no except, finally or __del__ of it sees; the exit status is then 124. Ctrl-C stops it with 130.
            Constructs that are not executed yet end in NotImplementedError.
            """)

    @Argument(help: ArgumentHelp("The source file.", valueName: "file.py"))
    var file: String

    @Option(help: ArgumentHelp("The CPython version to follow.", valueName: "version"))
    var python = Profile.standard.name

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

    @Option(help: ArgumentHelp("Stop after so many instructions.", valueName: "count"))
    var maxInstructions: Int?

    @Option(
        help: ArgumentHelp("Stop after so many seconds; there is no limit without it.", valueName: "seconds"))
    var maxSeconds: Int?

    @Option(help: ArgumentHelp("How much simulated memory the program may hold.", valueName: "bytes"))
    var maxMemory: Int?

    @Option(help: ArgumentHelp("Stop after so much output.", valueName: "bytes"))
    var maxOutput: Int?

    @Option(
        help: ArgumentHelp(
            "Write what the program built as a graph in Graphviz' language; - is standard output.",
            valueName: "file.dot"))
    var graph: String?

    @ArgumentParser.Flag(
        help: "Stop where a session would go on: without atexit, and without the deaths of what is left.")
    var goesOn = false

    @ArgumentParser.Flag(help: "Leave out what the compiler and the interpreter warn of.")
    var ignoreWarnings = false

    @ArgumentParser.Flag(
        help: "Print how many instructions ran, and whether every rule of the heap holds afterwards.")
    var stats = false

    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case script, interactive
    }

    func validate() throws {
        for (value, flag) in [
            (maxInstructions, "--max-instructions"), (maxSeconds, "--max-seconds"),
            (maxMemory, "--max-memory"), (maxOutput, "--max-output"),
        ] {
            if let value, value < 1 { throw ValidationError("\(flag) must be at least 1, not \(value)") }
        }
    }

    func run() throws {
        guard let source = FileManager.default.contents(atPath: file) else {
            throw ValidationError("the file \(file) cannot be read")
        }
        let profile = try Profile.asked(for: python)
        let modules = try module.map { try namedSource($0) }
        let signal = RunSignal()
        let interrupts = InterruptSignal { signal.raise() }
        let (outcome, fault, picture) = DeepStack.run { [mode, file, limits, graph, goesOn, ignoreWarnings] in
            let interpreter = Interpreter(profile: profile)
            interpreter.ignoresWarnings = ignoreWarnings
            for (name, source) in modules { interpreter.registerModule(name, source) }
            if mode == .script { interpreter.beginScript(filename: file) }
            let streams = StandardStreams()
            interpreter.outputSink = { streams.write($1, isError: $0 == .error) }
            var picture: Result<String, SessionError>?
            let outcome = interpreter.run(
                Array(source), filename: file, mode: mode == .script ? .script : .interactive, limits: limits,
                signal: signal, ends: !goesOn,
                atEnd: {
                    guard graph != nil else { return }
                    picture = Result { () throws(SessionError) in
                        try interpreter.runtime.graph(limit: Self.largestGraph)
                    }
                })
            streams.flush()
            return (outcome, interpreter.fault(), picture)
        }
        withExtendedLifetime(interrupts) {}
        if let stop = outcome.stop { tell(outcome.exception?.traceback ?? "", stop) }
        if stats {
            let line = "\(outcome.instructions) instructions, heap \(fault.map { "FAILED: \($0)" } ?? "ok")\n"
            FileHandle.standardError.write(Data(line.utf8))
        }
        if let graph, let picture { try write(picture, to: graph) }
        if let stop = outcome.stop { throw ExitCode(stop.reason == .cancelled ? 130 : 124) }
        if let exception = outcome.exception, exception.exitStatus != 0 {
            throw ExitCode(exception.exitStatus)
        }
    }

    /// How many objects a graph shows at most.
    private static let largestGraph = 5000

    private func write(_ picture: Result<String, SessionError>, to path: String) throws {
        switch picture {
        case .success(let text) where path == "-": FileHandle.standardOutput.write(Data(text.utf8))
        case .success(let text):
            guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
                throw ValidationError("the file \(path) cannot be written")
            }
        case .failure(.graphTooLarge(let what, let limit)):
            throw ValidationError("there is no graph: the program built more than \(limit) \(what)")
        case .failure(let error): throw ValidationError("there is no graph: \(error)")
        }
    }

    private var limits: RunLimits {
        var limits = RunLimits()
        if let maxInstructions { limits.instructions = maxInstructions }
        if let maxMemory { limits.bytes = maxMemory }
        if let maxOutput { limits.outputBytes = maxOutput }
        if let maxSeconds, maxSeconds < 1 << 33 { limits.nanoseconds = UInt64(maxSeconds) * 1_000_000_000 }
        return limits
    }

    /// Says why the program was stopped, and where; Ctrl-C as Python says it.
    private func tell(_ traceback: String, _ stop: RunStop) {
        var text = traceback
        let last = "\(stop.reason.rawValue): \(stop.reason.message)\n"
        if stop.reason == .cancelled, text.hasSuffix(last) {
            text = String(text.dropLast(last.count)) + "KeyboardInterrupt\n"
        }
        FileHandle.standardError.write(Data(text.utf8))
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

/// Hears Ctrl-C while it lives: the first one asks, the second ends the process at once.
private final class InterruptSignal {
    private let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())

    init(_ ask: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        let wasAsked = Flag()
        source.setEventHandler { if wasAsked.set() { ask() } else { _exit(130) } }
        source.resume()
    }
}
