import Foundation
import HeapEngine
import TestSupport
import Testing

@Suite("Collections of random graphs")
struct CollectionModelTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func areAsPredicted(seed: UInt64) throws {
        let run = GraphRun()
        let heap = run.heap
        var random = SplitMix(state: seed &+ 100)
        for step in GraphProgram(seed: seed, rounds: 250).steps {
            guard case .collect(let generation) = step else {
                run.perform(step)
                continue
            }
            let saves = random.next() % 10 < 4
            var predictor = CollectionPredictor(heap)
            predictor.collect(generation, savesAll: saves)
            heap.debugFlags = saves ? .saveAll : []
            _ = run.recording.takeLog()
            let report = heap.collect(generation: generation)
            #expect(report.collected == predictor.unreachable.count)
            #expect((0..<3).map { heap.objects(inGeneration: $0) } == predictor.lists)
            if saves {
                let saved = run.recording.takeLog().filter { $0.hasPrefix("save ") }
                #expect(saved == predictor.unreachable.map { "save \(run.recording.name($0))" })
                for object in predictor.unreachable { heap.release(object) }
            }
        }
        try heap.validate(atRest: false)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func areAsInCPython(seed: UInt64) throws {
        let program = GraphProgram(seed: seed, rounds: 250)
        let run = GraphRun()
        var shown: [String] = []
        for step in program.steps {
            guard case .collect(let generation) = step else {
                run.perform(step)
                continue
            }
            let collected = run.heap.collect(generation: generation).collected
            let lists = (0..<3).map { run.labels(run.heap.objects(inGeneration: $0)) }
            shown.append(
                "\(collected)|"
                    + lists.map { $0.map(String.init).joined(separator: " ") }.joined(separator: "|"))
        }
        let live = try LivePython.named("3.13")?.run(program.python)
        if let live, ProcessInfo.processInfo.environment["HOLDFAST_RECORD"] != nil {
            try Recordings.keep(live, "collections.\(seed).txt")
        }
        let recorded = try Recordings.text("collections.\(seed).txt")
        for text in [live, recorded].compactMap({ $0 }) {
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.count == shown.count)
            let difference = zip(shown, lines).enumerated().first { $0.element.0 != $0.element.1 }
            #expect(difference == nil)
        }
    }
}

/// What CPython printed, kept in the repository.
enum Recordings {
    /// Records anew; the next build takes it up.
    static func keep(_ text: String, _ name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        try Data(text.utf8).write(to: folder.appendingPathComponent("Recordings/\(name)"))
    }

    static func text(_ name: String) throws -> String {
        let folder = try #require(Bundle.module.resourceURL)
        return try String(contentsOf: folder.appendingPathComponent("Recordings/\(name)"), encoding: .utf8)
    }
}
