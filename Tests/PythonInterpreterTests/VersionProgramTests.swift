import Foundation
import PythonObjects
import Testing

@testable import PythonInterpreter

/// Programs about what differs between versions: beside each is what every version printed (`VersionPrograms/record.py`).
@Suite struct VersionProgramTests {
    /// A program under one profile.
    struct Case: Sendable, CustomTestStringConvertible {
        var program: URL
        var profile: Profile

        var name: String { program.deletingPathExtension().lastPathComponent }
        var testDescription: String { "\(name) under \(profile.name)" }
    }

    static let cases: [Case] = {
        let found = Bundle.module.urls(forResourcesWithExtension: "py", subdirectory: "VersionPrograms") ?? []
        return found.map { $0 as URL }.sorted { $0.path < $1.path }
            .filter { $0.lastPathComponent != "record.py" }
            .flatMap { program in Profile.all.map { Case(program: program, profile: $0) } }
    }()

    @Test(arguments: cases)
    func printsWhatTheVersionPrinted(_ program: Case) throws {
        let source = Array(try Data(contentsOf: program.program))
        let recording = program.program.deletingLastPathComponent()
            .appendingPathComponent("\(program.name).\(program.profile.name).out")
        let expected = String(decoding: try Data(contentsOf: recording), as: UTF8.self)
        let (outcome, fault) = DeepStack.run {
            let interpreter = Interpreter(profile: program.profile)
            let outcome = interpreter.run(source, filename: program.program.lastPathComponent)
            return (outcome, interpreter.fault())
        }
        #expect(fault == nil)
        #expect(outcome.errorOutput == "")
        for (number, pair) in zip(outcome.output.split(separator: "\n"), expected.split(separator: "\n"))
            .enumerated()
        {
            #expect(pair.0 == pair.1, "line \(number + 1)")
        }
        #expect(outcome.output == expected)
    }
}
