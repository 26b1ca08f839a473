import Foundation
import PythonSyntax
import Testing

/// CPython's own library, tree for tree against CPython. A seeded sample of it, or all of it with HOLDFAST_STDLIB=all in the
/// environment.
@Suite struct StandardLibraryTests {
    /// Sources in an encoding that only CPython's codecs read.
    static let otherEncodings = ["module_koi8_r.py"]

    @Test func treesAreEqualToCPythons() throws {
        guard let live = LiveTrees() else {
            print("SKIPPED: no CPython 3.13 here")
            return
        }
        var files = try live.libraryFiles().filter { path in
            !Self.otherEncodings.contains { path.hasSuffix("/" + $0) }
        }
        if ProcessInfo.processInfo.environment["HOLDFAST_STDLIB"] != "all" {
            var random = SplitMix(seed: 313)
            files = try (0..<60).map { _ in files[Int(random.next() % UInt64(files.count))] }.filter {
                // The largest ones take seconds in a debug build.
                try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int ?? 0 < 60_000
            }
        }
        var equal = 0
        for start in stride(from: 0, to: files.count, by: 50) {
            let chunk = Array(files[start..<min(start + 50, files.count)])
            let expected = try live.dumps(ofFiles: chunk)
            try #require(expected.count == chunk.count)
            for (path, dump) in zip(chunk, expected) {
                let source = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
                let own = try? TreeDump.module(Parser.parseModule(source))
                if own == dump { equal += 1 } else { Issue.record("the trees of \(path) differ") }
            }
        }
        print(
            "standard library: \(equal) of \(files.count) files have CPython's tree or are refused as it refuses them"
        )
    }

    /// A small generator with a fixed sequence.
    private struct SplitMix {
        var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
