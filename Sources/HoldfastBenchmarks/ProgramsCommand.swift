import ArgumentParser
import Foundation

/// `holdfast-benchmarks programs`: Python programs on Holdfast and on CPython in turn, and the ratios.
struct ProgramsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programs",
        abstract: "Runs Python programs on Holdfast and on CPython 3.13 in turn, and prints the ratios.",
        discussion: """
            Each measurement is a process of its own; the two sides take turns, and the best of all rounds counts. \
            The exit status is 1 when a program takes more than 10 times CPython's time, when the median is above 6, \
            or when the two print different things.
            """)

    @Argument(help: "The folder of the programs.")
    var folder = "Benchmarks/programs"

    @Option(help: "How often the two sides take turns.")
    var rounds = 3

    @Option(help: "CPython's half.")
    var script = "Benchmarks/cpython_program.py"

    private struct Row {
        var name: String
        var mine: ProgramMeasurement
        var its: ProgramMeasurement
        var ratio: Double { Double(mine.nanoseconds) / Double(its.nanoseconds) }
        var isSame: Bool { mine.output == its.output }
    }

    func run() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".py") }
        guard !files.isEmpty else { throw ValidationError("there is no program in \(folder)") }
        guard let cpython = Contender.cpython("3.13", script: script) else {
            print("No CPython 3.13 here: there is nothing to compare with.")
            return
        }
        let holdfast = Contender(command: [Contender.engine().command[0], "program"])
        var rows: [Row] = []
        for file in files.sorted() {
            let path = folder + "/" + file
            var best: Row?
            for _ in 0..<max(1, rounds) {
                let mine = try holdfast.measure(program: path)
                let its = try cpython.measure(program: path)
                guard var row = best else {
                    best = Row(name: file, mine: mine, its: its)
                    continue
                }
                row.mine.nanoseconds = min(row.mine.nanoseconds, mine.nanoseconds)
                row.its.nanoseconds = min(row.its.nanoseconds, its.nanoseconds)
                best = row
            }
            if let best { rows.append(best) }
        }
        if !report(rows) { throw ExitCode(1) }
    }

    /// Prints the table; false if a figure misses what is wanted.
    private func report(_ rows: [Row]) -> Bool {
        var isAsWanted = true
        for row in rows {
            let isGood = row.ratio <= 10 && row.isSame
            isAsWanted = isAsWanted && isGood
            print(
                row.name.padding(toLength: 16, withPad: " ", startingAt: 0),
                String(
                    format: "Holdfast %8.1f ms  CPython %8.1f ms  ratio %5.2f  wanted <= 10 ",
                    Double(row.mine.nanoseconds) / 1e6, Double(row.its.nanoseconds) / 1e6, row.ratio),
                row.isSame ? (isGood ? "ok" : "MISSED") : "DIFFERENT OUTPUT")
        }
        let ratios = rows.map(\.ratio).sorted()
        let median = ratios[ratios.count / 2]
        print(String(format: "median ratio %.2f  wanted <= 6 ", median), median <= 6 ? "ok" : "MISSED")
        return isAsWanted && median <= 6
    }
}

/// `holdfast-benchmarks program`: one program on Holdfast, in a process of its own.
struct ProgramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "program",
        abstract: "Runs one Python program and prints its measurement as a line of JSON.")

    @Argument(help: "The program.")
    var file: String

    @Argument(help: "How often it is run; the best counts.")
    var repetitions = 3

    func run() throws {
        guard let source = FileManager.default.contents(atPath: file) else {
            throw ValidationError("the file \(file) cannot be read")
        }
        let measurement = ProgramMeasurement.measure(
            Array(source), filename: file, repetitions: repetitions)
        print(String(decoding: try JSONEncoder().encode(measurement), as: UTF8.self))
    }
}

extension Contender {
    /// Runs one Python program in a process of its own.
    func measure(program path: String) throws -> ProgramMeasurement {
        try JSONDecoder().decode(ProgramMeasurement.self, from: Data(try output(of: [path, "3"]).utf8))
    }
}
