import Foundation
import HeapEngine
import Testing

@testable import PythonObjects

/// Random heap programs and what CPython 3.13 answered to each operation: refcounts, sizes, tracking, referrers and referents in order, the
/// generation lists, collections, weak references, finalizers.
struct OracleTests {
    static let programs: [String] = [
        "basic-1", "basic-2", "basic-4", "basic-6", "cycles-3", "cycles-4", "cycles-6", "weak-3", "weak-4",
        "fin-1",
        "fin-3", "fin-6", "all-2", "all-4",
    ]

    static func lines(_ name: String, _ suffix: String) throws -> [[String: Any]] {
        let url = try #require(
            Bundle.module.url(forResource: "Recordings/programs/\(name)", withExtension: suffix))
        return try JSONTree.lines(String(contentsOf: url, encoding: .utf8))
    }

    @Test(arguments: programs)
    func answersAsCPython(_ name: String) throws {
        let operations = try Self.lines(name, "jsonl")
        let recorded = try Self.lines(name, "out").dropFirst()
        let program = OracleProgram()
        for (index, (operation, expected)) in zip(operations, recorded).enumerated() {
            let answer = try program.execute(operation, number: index)
            let shown = Self.canonical(answer)
            let wanted = Self.canonical(expected)
            if shown != wanted {
                let differing = operation
                Issue.record(
                    "\(name) \(index): \(JSONTree.text(differing))\n  CPython:  \(wanted)\n  answered: \(shown)"
                )
                return
            }
            try program.runtime.heap.validate()
            for object in program.runtime.objects() {
                let units = program.runtime.explainRefcount(object).count
                #expect(units == program.runtime.heap.refcount(object))
            }
        }
    }

    static func canonical(_ answer: [String: Any]) -> String {
        var answer = answer
        answer["i"] = nil
        if var counts = answer["r"] as? [String: Any] {
            counts["c0_raw"] = nil
            answer["r"] = counts
        }
        return JSONTree.text(answer)
    }
}
