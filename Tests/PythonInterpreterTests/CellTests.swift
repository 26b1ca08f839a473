import Foundation
import PythonObjects
import TestSupport
import Testing

@testable import PythonInterpreter

private let cellFolder = ProcessInfo.processInfo.environment["HOLDFAST_CELLS"].map {
    URL(fileURLWithPath: $0)
}

/// Programs of a folder that is not part of the project: `HOLDFAST_CELLS` says where they are. For `NAME.py` there are
/// `NAME.3.13.clean.out`, as one unit, and `NAME.3.13.clean-stmt.out`, a unit for each statement, as CPython 3.13 printed them, and
/// likewise for the other versions.
@Suite(.enabled(if: cellFolder != nil, "HOLDFAST_CELLS names no folder of programs"))
struct CellTests {
    static let names: [String] = {
        let files = cellFolder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    /// A profile and a way to compile.
    struct Way: CustomTestStringConvertible {
        var profile: Profile
        var mode: Interpreter.RunMode
        var testDescription: String { "\(profile.name), \(mode)" }
    }

    static let ways = Profile.all.flatMap { profile in
        [Way(profile: profile, mode: .script), Way(profile: profile, mode: .interactive)]
    }

    @Test(arguments: names, ways)
    func printsEveryLine(_ name: String, _ way: Way) throws {
        let folder = try #require(cellFolder)
        let source = Array(try Data(contentsOf: folder.appendingPathComponent("\(name).py")))
        let recording = "\(way.profile.name).\(way.mode == .script ? "clean" : "clean-stmt")"
        let recorded = try Data(contentsOf: folder.appendingPathComponent("\(name).\(recording).out"))
        let outcome = DeepStack.run {
            Interpreter(profile: way.profile).run(source, filename: "\(name).py", mode: way.mode)
        }
        #expect(outcome.errorOutput == "")
        #expect(
            Recording.lines(outcome.output, way.profile)
                == Recording.lines(String(decoding: recorded, as: UTF8.self), way.profile))
    }
}

/// What is compared of what programs print.
enum Recording {
    /// The lines, addresses numbered. Where None and small ints are not immortal, their counts are those of the process that recorded.
    static func lines(_ text: String, _ profile: Profile) -> [String] {
        Addresses.numbered(text).map { line in
            profile.countsImmortals
                ? line.replacing(/(Refcount of (int \d+|None): +)\d+/) { "\($0.output.1)many" } : line
        }
    }
}
