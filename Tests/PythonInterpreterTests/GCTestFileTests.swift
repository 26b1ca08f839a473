import Foundation
import TestSupport
import Testing

@testable import PythonInterpreter

/// `Lib/test/test_gc.py` of the CPython 3.13 of this machine, unmodified, by the library's own unittest.
@Suite struct GCTestFileTests {
    /// The file beside the interpreter's library.
    private static let file: URL? = LivePython.named("3.13").flatMap { python in
        let prefix = URL(fileURLWithPath: python.path).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = prefix.appendingPathComponent("lib/python3.13/test/test_gc.py")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }

    @Test(.enabled(if: GCTestFileTests.file != nil, "no CPython 3.13 with its tests here"))
    func passes() throws {
        let source = Array(try Data(contentsOf: try #require(Self.file)))
        let (outcome, fault) = DeepStack.run {
            let interpreter = Interpreter()
            let outcome = interpreter.run(source, filename: "test_gc.py")
            return (outcome, interpreter.fault())
        }
        #expect(fault == nil)
        let result = try #require(Counts(outcome.errorOutput), "\(outcome.errorOutput.suffix(2000))")
        print("test_gc.py: \(result)")
        #expect(result.run >= 54)
        #expect(result.passed >= 34, "\(outcome.errorOutput)")
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
