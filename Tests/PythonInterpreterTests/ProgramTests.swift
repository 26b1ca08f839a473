import Foundation
import Testing

@testable import PythonInterpreter

/// Programs beside this file, whose output a real CPython 3.13 recorded (`Programs/record.py`).
@Suite struct ProgramTests {
    @Test(arguments: [
        "classes", "containers", "exceptions", "finalizers", "functions", "gc_callbacks",
        "gc_module", "generators", "itertools_all", "list_slices", "math_module", "memory",
        "mutation_while_used", "operators_module", "random_generator", "sorting", "text", "weak_containers",
        "weak_references",
    ])
    func printsWhatCPythonPrinted(_ name: String) throws {
        let source = try Self.read(name, "py")
        let (outcome, fault) = DeepStack.run {
            let interpreter = Interpreter()
            let outcome = interpreter.run(source, filename: "\(name).py")
            return (outcome, interpreter.fault())
        }
        #expect(fault == nil)
        #expect(outcome.errorOutput == "")
        let expected = String(decoding: try Self.read(name, "out"), as: UTF8.self)
        for (line, pair) in zip(outcome.output.split(separator: "\n"), expected.split(separator: "\n"))
            .enumerated()
        {
            #expect(pair.0 == pair.1, "line \(line + 1)")
        }
        #expect(outcome.output == expected)
    }

    private static func read(_ name: String, _ type: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Programs"))
        return Array(try Data(contentsOf: url))
    }
}
