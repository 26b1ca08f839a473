import Foundation
import Testing

@testable import PythonInterpreter

/// Programs beside this file, whose output a real CPython 3.13 recorded (`Programs/record.py`).
@Suite struct ProgramTests {
    @Test(arguments: [
        "big_requests", "bytes_methods", "class_calls", "classes", "code_objects", "containers",
        "conversions",
        "derived_builtins", "described_methods", "descriptor_binding", "ends_of_generators", "exceptions",
        "finalizers", "frame_locals", "frame_objects", "functions", "gc_callbacks", "gc_module", "generators",
        "instance_dicts", "itertools_all", "json_module", "list_slices", "math_module", "memory",
        "memory_views",
        "metaclasses",
        "mutation_while_used", "numbers", "operators_module", "percent_format", "profiling",
        "raising_from", "random_generator", "regular_expressions", "runtime_warnings", "slot_wrappers",
        "sorting", "split_room",
        "syntax_warnings",
        "sys_hooks",
        "text", "text_methods", "tracebacks", "tracing", "weak_containers", "weak_references",
    ])
    func printsWhatCPythonPrinted(_ name: String) throws {
        let source = try Self.read(name, "py")
        let (outcome, fault) = DeepStack.run {
            let interpreter = Interpreter()
            let outcome = interpreter.run(source, filename: "\(name).py")
            return (outcome, interpreter.fault())
        }
        #expect(fault == nil)
        // Addresses are CPython's own there.
        let errors = outcome.errorOutput.replacing(/0x[0-9a-f]+/, with: "ADDRESS")
        let expectedErrors = try Self.readErrors(name)
        for (line, pair) in zip(errors.split(separator: "\n"), expectedErrors.split(separator: "\n"))
            .enumerated()
        {
            #expect(pair.0 == pair.1, "line \(line + 1) of stderr")
        }
        #expect(errors == expectedErrors)
        let expected = String(decoding: try Self.read(name, "out"), as: UTF8.self)
        for (line, pair) in zip(outcome.output.split(separator: "\n"), expected.split(separator: "\n"))
            .enumerated()
        {
            #expect(pair.0 == pair.1, "line \(line + 1)")
        }
        #expect(outcome.output == expected)
    }

    /// What CPython wrote to stderr; no file if that was nothing.
    private static func readErrors(_ name: String) throws -> String {
        guard
            let url = Bundle.module.url(forResource: name, withExtension: "err", subdirectory: "Programs")
        else { return "" }
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    private static func read(_ name: String, _ type: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Programs"))
        return Array(try Data(contentsOf: url))
    }
}
