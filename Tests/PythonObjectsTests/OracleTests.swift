import Foundation
import HeapEngine
import Testing

@testable import PythonObjects

/// Random heap programs and what CPython 3.13 answered to each operation: refcounts, sizes, tracking, referrers and referents in order, the
/// generation lists, collections, weak references, finalizers.
struct OracleTests {
    /// The recorded programs; or all those in a directory of one's own, `HOLDFAST_PROGRAMS`.
    static let programs: [String] = {
        if let directory { return names(in: directory) }
        let url = Bundle.module.url(forResource: "Recordings/programs", withExtension: nil)
        return url.map { names(in: $0) } ?? []
    }()

    static let directory = ProcessInfo.processInfo.environment["HOLDFAST_PROGRAMS"].map { URL(filePath: $0) }

    static func names(in directory: URL) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return files.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
    }

    static func lines(_ name: String, _ suffix: String) throws -> [[String: Any]] {
        let recorded = Bundle.module.url(forResource: "Recordings/programs/\(name)", withExtension: suffix)
        let url = try #require(directory.map { $0.appending(path: "\(name).\(suffix)") } ?? recorded)
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
            if index % 5 == 0 || index == operations.count - 1 {
                do {
                    try program.runtime.heap.validate()
                } catch {
                    let object = error.description.split(separator: " ").dropFirst().first.flatMap {
                        UInt32($0)
                    }
                    let shown = object.map { program.runtime.summary(ObjectID(rawValue: $0)) } ?? ""
                    Issue.record("\(name) \(index): \(error) \(shown)")
                    return
                }
            }
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
