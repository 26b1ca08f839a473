import Foundation
import TestSupport
import Testing

@testable import PythonInterpreter

private let cellFolder = ProcessInfo.processInfo.environment["HOLDFAST_CELLS"].map {
    URL(fileURLWithPath: $0)
}

/// Programs of a folder that is not part of the project: `HOLDFAST_CELLS` says where they are. For `NAME.py` there are
/// `NAME.3.13.clean.out`, as one unit, and `NAME.3.13.clean-stmt.out`, a unit for each statement, as CPython 3.13 printed them.
@Suite(.enabled(if: cellFolder != nil, "HOLDFAST_CELLS names no folder of programs"))
struct CellTests {
    static let names: [String] = {
        let files = cellFolder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    @Test(arguments: names, [Interpreter.RunMode.script, .interactive])
    func printsEveryLine(_ name: String, _ mode: Interpreter.RunMode) throws {
        let folder = try #require(cellFolder)
        let source = Array(try Data(contentsOf: folder.appendingPathComponent("\(name).py")))
        let way = mode == .script ? "clean" : "clean-stmt"
        let recorded = try Data(contentsOf: folder.appendingPathComponent("\(name).3.13.\(way).out"))
        let outcome = DeepStack.run { Interpreter().run(source, filename: "\(name).py", mode: mode) }
        #expect(outcome.errorOutput == "")
        #expect(
            Addresses.numbered(outcome.output)
                == Addresses.numbered(String(decoding: recorded, as: UTF8.self)))
    }
}
