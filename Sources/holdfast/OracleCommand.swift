import ArgumentParser
import Foundation
import Oracle
import PythonInterpreter
import PythonObjects

/// `holdfast oracle`: a program of heap operations, answered as a CPython answers it.
struct OracleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oracle",
        abstract: "Perform a program of heap operations and print what each came to.",
        discussion: """
            The program is JSON, an operation a line; the answers are as well: refcounts, sizes, generations, referrers, finalizers and
            callbacks in their order. --script prints a Python script instead, which gives the same answers in a real CPython:

              holdfast oracle --script program.jsonl | python3.13 -I -
            """)

    @Argument(help: ArgumentHelp("The program.", valueName: "program.jsonl"))
    var file: String

    @Option(help: ArgumentHelp("The CPython version to follow.", valueName: "version"))
    var python = Profile.standard.name

    @ArgumentParser.Flag(help: "Print a script that performs the program in a real CPython.")
    var script = false

    func run() throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("the file \(file) cannot be read")
        }
        let profile = try Profile.asked(for: python)
        let program = String(decoding: data, as: UTF8.self)
        if script {
            do throws(ProgramFault) {
                print(try Oracle.script(for: program), terminator: "")
            } catch {
                throw ValidationError("\(file), \(error)")
            }
            return
        }
        let result = DeepStack.run { () -> Result<String?, ProgramFault> in
            let streams = StandardStreams()
            defer { streams.flush() }
            do throws(ProgramFault) {
                return .success(
                    try Oracle.perform(program, profile: profile) { streams.write($0, isError: false) })
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .failure(let fault): throw ValidationError("\(file), \(fault)")
        case .success(nil): break
        case .success(let fault?):
            FileHandle.standardError.write(Data((fault + "\n").utf8))
            throw ExitCode(1)
        }
    }
}
