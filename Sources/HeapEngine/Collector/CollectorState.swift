/// The values of `marks`, the collector's copy of the reference counts.
enum CollectorMark {
    /// The object is not among those being collected, or was already found reachable.
    static let outside = UInt32.max
    /// The object was moved to the unreachable list and may come back.
    static let tentative = UInt32.max - 1
}

/// The collector's settings, counters and sums.
struct CollectorState: ~Copyable {
    var isEnabled: Bool
    var thresholds: Thresholds
    var counts = Thresholds(0, 0, 0)
    var statistics: (GenerationStatistics, GenerationStatistics, GenerationStatistics) = (
        .init(), .init(), .init()
    )
    var debugFlags: DebugFlags = []
    /// A collection is under way.
    var isCollecting = false
    /// That collection is at its last step, deleting what it found.
    var isDeleting = false
    /// An allocation went over the threshold since the last check.
    var isDue = false
    /// The number of the last collection.
    var ordinal = 0
    /// Objects that survived a full collection, and those that have joined the oldest generation since.
    var longLivedTotal = 0
    var longLivedPending = 0
    /// How many objects a process has beside those of the heap that live long: the interpreter's own. Frozen ones do not count.
    var longLivedBeside = 0
    var isBesideFrozen = false

    init(_ configuration: HeapConfiguration) {
        isEnabled = configuration.isCollectorEnabled
        thresholds = configuration.thresholds
    }

    /// Counts the allocation of a collectable object's memory (`_PyObject_GC_Link`).
    @inline(__always)
    mutating func didAllocate() {
        counts.generation0 += 1
        if counts.generation0 > thresholds.generation0, isEnabled, thresholds.generation0 != 0, !isCollecting
        {
            isDue = true
        }
    }

    /// Counts the release of a collectable object's memory (`PyObject_GC_Del`).
    @inline(__always)
    mutating func didDeallocate() {
        if counts.generation0 > 0 { counts.generation0 -= 1 }
    }

    /// The oldest generation that is over its threshold (`gc_select_generation`).
    func dueGeneration() -> Int? {
        for generation in [2, 1, 0] where counts[generation] > thresholds[generation] {
            // A full collection waits until a quarter of the long-lived objects is new.
            if generation == 2, longLivedPending < longLivedTotal / 4 { continue }
            return generation
        }
        return nil
    }

    mutating func record(_ report: CollectionReport) {
        func add(_ sum: inout GenerationStatistics) {
            sum.collections += 1
            sum.collected += report.collected
            sum.uncollectable += report.uncollectable
        }
        switch report.generation {
        case 0: add(&statistics.0)
        case 1: add(&statistics.1)
        default: add(&statistics.2)
        }
    }
}
