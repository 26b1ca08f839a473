import Foundation
import PythonObjects
import TestSupport
import Testing

@testable import PythonInterpreter

/// Whether the modules in Swift that the library is built on are there.
private let hasNativeParts = ["_collections", "_functools", "math", "time"].allSatisfy { name in
    NativeModule.all.contains { $0.name == name }
}

/// The file `Lib/test/test_gc.py` beside the library of a CPython of this machine.
private func collectorTests(_ version: String) -> URL? {
    guard let python = LivePython.named(version) else { return nil }
    let prefix = URL(fileURLWithPath: python.path).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
    let file = prefix.appendingPathComponent("lib/python\(version)/test/test_gc.py")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
}

/// Programs that use the library, and CPython's own tests of `gc`.
@Suite(.enabled(if: hasNativeParts, "the library's native parts are not there"))
struct LibraryProgramTests {
    @Test(arguments: [
        "abstract_classes", "alias_calls", "collections_module", "contextlib_module", "copying",
        "dataclasses_module",
        "enumerations", "functools_module", "import_system", "inspect_module", "random_module",
        "string_module",
        "typing_module", "unittest_run",
    ])
    func printsWhatCPythonPrinted(_ name: String) throws {
        let source = try Self.read(name, "py")
        let (outcome, fault) = Self.run(source, "\(name).py")
        #expect(fault == nil)
        #expect(outcome.errorOutput == "")
        #expect(outcome.output == String(decoding: try Self.read(name, "out"), as: UTF8.self))
    }

    /// What a program comes to, and what is wrong with the heap behind it.
    private static func run(
        _ source: [UInt8], _ filename: String, _ profile: Profile = .standard
    ) -> (RunOutcome, String?) {
        DeepStack.run {
            let interpreter = Interpreter(profile: profile)
            let outcome = interpreter.run(source, filename: filename)
            return (outcome, interpreter.fault())
        }
    }

    private static func read(_ name: String, _ type: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Programs"))
        return Array(try Data(contentsOf: url))
    }

    /// Of the rest most need threads, child processes or modules of CPython's tests.
    @Test(arguments: [("3.13", 49, 36), ("3.12", 46, 34), ("3.11", 48, 36)])
    func passesTheTestsOfGC(_ version: String, _ count: Int, _ passed: Int) throws {
        guard let file = collectorTests(version) else { return }
        let profile = try #require(Profile.named(version))
        let source = Array(try Data(contentsOf: file))
        let (outcome, fault) = Self.run(source, "test_gc.py", profile)
        #expect(fault == nil)
        let result = try #require(Counts(outcome.errorOutput), "\(outcome.errorOutput.suffix(2000))")
        print("test_gc.py of \(version): \(result)")
        #expect(result.run == count)
        #expect(result.passed >= passed, "\(outcome.errorOutput)")
    }

    /// What the runner wrote at its end.
    private struct Counts: CustomStringConvertible {
        var run = 0
        var failures = 0, errors = 0, skipped = 0
        var passed: Int { run - failures - errors - skipped }
        var description: String {
            "\(run) run, \(passed) passed, \(failures) failed, \(errors) errors, \(skipped) skipped"
        }

        init?(_ text: String) {
            let lines = text.split(separator: "\n")
            guard let ran = lines.last(where: { $0.hasPrefix("Ran ") }),
                let count = ran.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
                let end = lines.last(where: { $0.hasPrefix("OK") || $0.hasPrefix("FAILED") })
            else { return nil }
            run = count
            func number(_ name: String) -> Int {
                guard let range = end.range(of: "\(name)=") else { return 0 }
                return Int(end[range.upperBound...].prefix { $0.isNumber }) ?? 0
            }
            (failures, errors, skipped) = (number("failures"), number("errors"), number("skipped"))
        }
    }
}
