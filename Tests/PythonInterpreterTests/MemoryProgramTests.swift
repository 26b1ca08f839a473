import Foundation
import Testing

@testable import PythonInterpreter

/// Programs about memory in `MemoryPrograms`, and short ones that once showed a difference in `Regressions`: what a real CPython 3.13
/// printed for each is beside it (`MemoryPrograms/record.py`).
@Suite struct MemoryProgramTests {
    /// A program in one of the two ways to run it.
    struct Case: Sendable, CustomTestStringConvertible {
        var program: URL
        var expected: URL
        var mode: Interpreter.RunMode

        var testDescription: String {
            program.deletingPathExtension().lastPathComponent + (mode == .script ? "" : ", by statement")
        }
    }

    static let cases: [Case] = ["MemoryPrograms", "Regressions"].flatMap { folder in
        let found = Bundle.module.urls(forResourcesWithExtension: "py", subdirectory: folder) ?? []
        return found.map { $0 as URL }.sorted { $0.path < $1.path }.flatMap(Self.cases)
    }

    private static func cases(of program: URL) -> [Case] {
        let name = program.deletingPathExtension()
        let output = name.appendingPathExtension("out")
        guard FileManager.default.fileExists(atPath: output.path) else { return [] }
        let script = Case(program: program, expected: output, mode: .script)
        let apart = name.appendingPathExtension("stmt.out")
        guard FileManager.default.fileExists(atPath: apart.path) else { return [script] }
        return [script, Case(program: program, expected: apart, mode: .interactive)]
    }

    /// What is left without warnings and the source lines below them: the recordings are made without.
    private static func withoutWarnings(_ text: String) -> String {
        text.replacing(/[^\n]*: SyntaxWarning: [^\n]*\n(  [^\n]*\n)?/, with: "")
    }

    @Test(arguments: cases)
    func printsWhatCPythonPrinted(_ program: Case) throws {
        let source = Array(try Data(contentsOf: program.program))
        let (outcome, fault) = DeepStack.run {
            let interpreter = Interpreter()
            let outcome = interpreter.run(
                source, filename: program.program.lastPathComponent, mode: program.mode)
            return (outcome, interpreter.fault())
        }
        #expect(fault == nil)
        #expect(Self.withoutWarnings(outcome.errorOutput) == "")
        let expected = String(decoding: try Data(contentsOf: program.expected), as: UTF8.self)
        let lines = (outcome.output.split(separator: "\n"), expected.split(separator: "\n"))
        for (number, pair) in zip(lines.0, lines.1).enumerated() {
            #expect(pair.0 == pair.1, "line \(number + 1)")
        }
        #expect(outcome.output == expected)
    }
}
