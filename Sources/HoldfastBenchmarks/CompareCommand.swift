import ArgumentParser
import Foundation

/// `holdfast-benchmarks compare`: every case on the engine and on CPython in turn, and the ratios.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Runs every case on the engine and on CPython 3.13 in turn, and prints the ratios.",
        discussion: """
            Each measurement is a process of its own; the two sides take turns, and the best of all rounds counts. \
            Memory is the growth of the resident set. Without a CPython 3.13 only the engine is measured. \
            The exit status is 1 when a figure misses what is wanted.
            """)

    @Option(help: "How many lists the graphs have.")
    var objects = 1_000_000

    @Option(help: "How many lists are built and collected in the last case; 0 leaves it out.")
    var most = 10_000_000

    @Option(help: "The seed of the graphs.")
    var seed: UInt64 = 20_260_131

    @Option(help: "How often the two sides take turns.")
    var rounds = 3

    @Option(help: "CPython's half.")
    var script = "Benchmarks/cpython.py"

    @Option(help: "A file for the JSON report; it goes to standard output without this.")
    var json: String?

    func run() throws {
        let engine = Contender.engine()
        let cpython = Contender.cpython("3.13", script: script)
        if cpython == nil { print("No CPython 3.13 here: only the engine is measured.") }

        var comparison = Comparison(objects: objects, seed: seed)
        for round in 1...max(1, rounds) {
            for benchmark in Comparison.compared {
                note("round \(round) of \(rounds): \(benchmark.rawValue)")
                comparison.add(
                    benchmark,
                    engine: try engine.measure(benchmark, objects: objects, seed: seed, repetitions: 5),
                    cpython: try cpython?.measure(benchmark, objects: objects, seed: seed, repetitions: 5))
            }
        }
        if most > 0 {
            note("\(most) lists")
            comparison.most = most
            comparison.add(
                .lifetime, engine: try engine.measure(.lifetime, objects: most, seed: seed, repetitions: 1),
                cpython: nil)
        }

        print(comparison.table)
        let report = try comparison.report()
        if let json {
            try report.write(toFile: json, atomically: true, encoding: .utf8)
        } else {
            print(report)
        }
        if !comparison.isAsWanted { throw ExitCode(1) }
    }

    /// Tells how far the run is, on standard error.
    private func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
