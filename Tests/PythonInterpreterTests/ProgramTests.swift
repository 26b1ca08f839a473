import Foundation
import PythonObjects
import Testing

@testable import PythonInterpreter

/// Programs beside this file, whose output real CPythons recorded (`Programs/record.py`).
@Suite struct ProgramTests {
    /// Programs that are compared on every profile say so in their last line.
    private static let everywhere = "# Recorded on every version."

    private static let names = [
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
        "text", "text_methods", "tracebacks", "tracing", "version_frames", "version_syntax", "version_words",
        "weak_containers", "weak_references",
    ]

    @Test(arguments: names)
    func printsWhatCPythonPrinted(_ name: String) throws { try compare(name, .standard) }

    @Test(arguments: versionNames, [Profile.python312, .python311])
    func printsWhatEarlierVersionsPrinted(_ name: String, _ profile: Profile) throws {
        try compare(name, profile)
    }

    /// The programs that are compared on every profile.
    private static let versionNames = names.filter { name in
        (try? read(name, "py")).map { String(decoding: $0.suffix(100), as: UTF8.self).contains(everywhere) }
            ?? false
    }

    private func compare(_ name: String, _ profile: Profile) throws {
        let source = try Self.read(name, "py")
        let (outcome, fault) = DeepStack.run {
            let interpreter = Interpreter(profile: profile)
            let outcome = interpreter.run(source, filename: "\(name).py")
            return (outcome, interpreter.fault())
        }
        #expect(fault == nil)
        // Addresses are CPython's own there.
        let errors = outcome.errorOutput.replacing(/0x[0-9a-f]+/, with: "ADDRESS")
        let expectedErrors = try Self.readErrors(name, profile)
        for (line, pair) in zip(errors.split(separator: "\n"), expectedErrors.split(separator: "\n"))
            .enumerated()
        {
            #expect(pair.0 == pair.1, "line \(line + 1) of stderr")
        }
        #expect(errors == expectedErrors)
        let expected = String(decoding: try Self.recorded(name, "out", profile) ?? [], as: UTF8.self)
        for (line, pair) in zip(outcome.output.split(separator: "\n"), expected.split(separator: "\n"))
            .enumerated()
        {
            #expect(pair.0 == pair.1, "line \(line + 1)")
        }
        #expect(outcome.output == expected)
    }

    /// What CPython wrote to stderr; no file if that was nothing.
    private static func readErrors(_ name: String, _ profile: Profile) throws -> String {
        String(decoding: try recorded(name, "err", profile) ?? [], as: UTF8.self)
    }

    /// A recording of a version: one of its own, or the newest version's if it printed the same; nil if there is none.
    private static func recorded(_ name: String, _ type: String, _ profile: Profile) throws -> [UInt8]? {
        for name in ["\(name).\(profile.name)", name] {
            let url = Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Programs")
            if let url { return Array(try Data(contentsOf: url)) }
        }
        return nil
    }

    private static func read(_ name: String, _ type: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Programs"))
        return Array(try Data(contentsOf: url))
    }
}
