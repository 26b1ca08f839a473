import Foundation

/// What one process measured of one case, as both halves print it.
struct Measurement: Codable {
    /// The best time.
    var nanoseconds: UInt64?
    /// How many referrers were found, to see that both halves asked the same.
    var found: Int?
    /// Growth of the resident set, divided by the number of lists.
    var bytesPerObject: Double?
    /// The largest resident set of the process.
    var peakBytes: UInt64?
    /// The interpreter's version; nil for the engine.
    var version: String?

    init(
        nanoseconds: UInt64? = nil, found: Int? = nil, bytesPerObject: Double? = nil, peakBytes: UInt64? = nil
    ) {
        self.nanoseconds = nanoseconds
        self.found = found
        self.bytesPerObject = bytesPerObject
        self.peakBytes = peakBytes
    }

    /// One line of JSON.
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The better of two measurements of one case.
    func best(_ other: Measurement?) -> Measurement {
        guard let other else { return self }
        var best = self
        if let mine = nanoseconds, let its = other.nanoseconds { best.nanoseconds = min(mine, its) }
        if let mine = bytesPerObject, let its = other.bytesPerObject { best.bytesPerObject = min(mine, its) }
        if let mine = peakBytes, let its = other.peakBytes { best.peakBytes = min(mine, its) }
        return best
    }
}

/// The memory of this process as the kernel counts it; 0 where there is no `/proc`.
enum ProcessMemory {
    /// Bytes that are resident now.
    static var resident: UInt64 { field("VmRSS") }
    /// The most bytes that ever were resident.
    static var peak: UInt64 { field("VmHWM") }

    private static func field(_ name: String) -> UInt64 {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        for line in status.split(separator: "\n") where line.hasPrefix(name + ":") {
            let digits = line.filter(\.isNumber)
            return (UInt64(digits) ?? 0) * 1024
        }
        return 0
    }
}
