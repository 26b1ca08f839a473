import Foundation

/// The measurements of both sides, and what is wanted of them.
struct Comparison {
    /// The cases that both sides run.
    static let compared: [Benchmark] = [.live, .cycles, .referrers, .footprint]

    /// How many lists the graphs have.
    var objects: Int
    /// The seed of the graphs.
    var seed: UInt64
    /// How many lists the last case builds and collects.
    var most = 0

    private var engine: [Benchmark: Measurement] = [:]
    private var cpython: [Benchmark: Measurement] = [:]

    init(objects: Int, seed: UInt64) {
        self.objects = objects
        self.seed = seed
    }

    /// Adds one round's measurements of a case; the best of all rounds is kept.
    mutating func add(_ benchmark: Benchmark, engine mine: Measurement, cpython its: Measurement?) {
        engine[benchmark] = mine.best(engine[benchmark])
        if let its { cpython[benchmark] = its.best(cpython[benchmark]) }
    }

    /// One line of the result.
    private struct Row: Codable {
        var benchmark: String
        var engine: String
        var cpython: String?
        var measure: Double?
        var wanted: String
        var isAsWanted: Bool?
    }

    private var rows: [Row] {
        [
            ratioRow(.live, "full collection, \(Self.short(objects)) live lists of degree 3", atMost: 0.6),
            ratioRow(.cycles, "full collection, \(Self.short(objects / 2)) two-list cycles", atMost: 0.8),
            referrersRow, footprintRow, lifetimeRow,
        ].compactMap { $0 }
    }

    /// The engine's time divided by CPython's.
    private func ratioRow(_ benchmark: Benchmark, _ title: String, atMost limit: Double) -> Row? {
        guard let mine = engine[benchmark]?.nanoseconds else { return nil }
        let its = cpython[benchmark]?.nanoseconds
        let ratio = its.map { Double(mine) / Double($0) }
        return Row(
            benchmark: title, engine: Self.time(mine), cpython: its.map(Self.time), measure: ratio,
            wanted: "ratio <= \(limit)", isAsWanted: ratio.map { $0 <= limit })
    }

    private var referrersRow: Row? {
        guard let mine = engine[.referrers]?.nanoseconds else { return nil }
        let its = cpython[.referrers]?.nanoseconds
        let factor = its.map { Double($0) / Double(max(1, mine)) }
        let isSame = cpython[.referrers].map { $0.found == engine[.referrers]?.found } ?? true
        return Row(
            benchmark: "get_referrers among \(Self.short(objects)) lists", engine: Self.time(mine),
            cpython: its.map(Self.time), measure: factor, wanted: "times faster >= 1000, same answers",
            isAsWanted: factor.map { $0 >= 1000 && isSame })
    }

    private var footprintRow: Row? {
        guard let mine = engine[.footprint]?.bytesPerObject, mine > 0 else { return nil }
        return Row(
            benchmark: "resident bytes of a list with three references", engine: String(format: "%.1f", mine),
            cpython: cpython[.footprint]?.bytesPerObject.map { String(format: "%.1f", $0) }, measure: mine,
            wanted: "bytes <= 130", isAsWanted: mine <= 130)
    }

    private var lifetimeRow: Row? {
        guard let mine = engine[.lifetime], let time = mine.nanoseconds, let peak = mine.peakBytes else {
            return nil
        }
        return Row(
            benchmark: "\(Self.short(most)) lists built, collected, let go", engine: Self.time(time),
            cpython: nil,
            measure: Double(peak) / 1_000_000, wanted: "peak MB, ends well", isAsWanted: true)
    }

    /// Whether no figure misses what is wanted.
    var isAsWanted: Bool { !rows.contains { $0.isAsWanted == false } }

    /// The result for people.
    var table: String {
        let version = cpython[.live]?.version.map { "CPython \($0)" } ?? "CPython"
        var lines = [["case", "Holdfast", version, "measured", "wanted", ""]]
        for row in rows {
            lines.append([
                row.benchmark, row.engine, row.cpython ?? "-", row.measure.map(Self.figure) ?? "-",
                row.wanted,
                row.isAsWanted.map { $0 ? "ok" : "MISSED" } ?? "",
            ])
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
            return cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    /// The result for programs: one line of JSON.
    func report() throws -> String {
        struct Report: Codable {
            var objects: Int
            var seed: UInt64
            var rows: [Row]
            var engine: [String: Measurement]
            var cpython: [String: Measurement]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func named(_ measurements: [Benchmark: Measurement]) -> [String: Measurement] {
            Dictionary(uniqueKeysWithValues: measurements.map { ($0.key.rawValue, $0.value) })
        }
        let report = Report(
            objects: objects, seed: seed, rows: rows, engine: named(engine), cpython: named(cpython))
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private static func time(_ nanoseconds: UInt64) -> String {
        switch nanoseconds {
        case ..<10_000: "\(nanoseconds) ns"
        case ..<10_000_000_000: String(format: "%.2f ms", Double(nanoseconds) / 1e6)
        default: String(format: "%.1f s", Double(nanoseconds) / 1e9)
        }
    }

    private static func figure(_ value: Double) -> String {
        value < 10 ? String(format: "%.2f", value) : String(format: "%.0f", value)
    }

    private static func short(_ count: Int) -> String {
        switch count {
        case 1_000_000... where count % 1_000_000 == 0: "\(count / 1_000_000)M"
        case 1000... where count % 1000 == 0: "\(count / 1000)k"
        default: "\(count)"
        }
    }
}
