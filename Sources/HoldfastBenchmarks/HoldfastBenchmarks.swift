import ArgumentParser

/// `holdfast-benchmarks`: the engine's time and memory beside CPython's.
@main
struct HoldfastBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast-benchmarks",
        abstract: "Measures the heap engine beside a real CPython 3.13, on the same graphs, in one run.",
        subcommands: [
            CompareCommand.self, ProgramsCommand.self, MeasureCommand.self, ProgramCommand.self,
            SessionsCommand.self,
        ],
        defaultSubcommand: CompareCommand.self)
}

/// `holdfast-benchmarks measure`: one case on the engine, in a process of its own.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Runs one case on the engine and prints its measurement as a line of JSON.")

    @Argument(help: "live, cycles, referrers, footprint or lifetime")
    var benchmark: Benchmark

    @Option(help: "How many lists the graph has.")
    var objects = 1_000_000

    @Option(help: "The seed of the graph.")
    var seed: UInt64 = 20_260_131

    @Option(help: "How often the measurement is repeated; the best counts.")
    var repetitions = 5

    func validate() throws {
        guard objects >= 2, objects < 1 << 31 else { throw ValidationError("--objects is 2 to 2147483647") }
        guard repetitions >= 1 else { throw ValidationError("--repetitions is 1 or more") }
    }

    func run() throws {
        let measurement = benchmark.measure(objects: objects, seed: seed, repetitions: repetitions)
        print(try measurement.line())
    }
}

extension Benchmark: ExpressibleByArgument {}
