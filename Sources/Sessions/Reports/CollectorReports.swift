import OrderedJSON

/// What one collection did.
public struct CollectionReport: Report, Equatable {
    /// `c1`, `c2` and so on.
    public var id: String
    /// The oldest generation that was collected.
    public var generation: Int
    /// request, automatic or source.
    public var trigger: String
    /// What `gc.collect()` counts as collected.
    public var collected: Int
    /// Objects that could not be freed.
    public var uncollectable: Int
    /// `gc.get_count()` afterwards.
    public var counts: [Int]
    /// How long it took on this host; 0 when it was replayed from the history.
    public var durationNanoseconds: UInt64
    /// The entry during which it ran.
    public var entry: UInt64
    /// What its entry's operation did to the heap; only the newest reports keep it.
    public var effects: [Effect]

    /// Writes the contract's collection.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("generation", generation)
        writer.member("trigger", trigger)
        writer.member("collected", collected)
        writer.member("uncollectable", uncollectable)
        writer.member("counts", integers: counts)
        writer.member("durationNanoseconds", durationNanoseconds)
        writer.member("entry", entry)
        writer.member("effects", reports: effects)
        writer.endObject()
    }
}

/// The collector's settings and its state.
public struct CollectorDescription: Report, Equatable {
    /// `gc.get_stats()` of one generation.
    public struct Statistics: Report, Equatable {
        /// How often it was collected.
        public var collections: Int
        /// How many objects that freed.
        public var collected: Int
        /// How many could not be freed.
        public var uncollectable: Int

        /// Writes one element of `gc.get_stats()`.
        public func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("collections", collections)
            writer.member("collected", collected)
            writer.member("uncollectable", uncollectable)
            writer.endObject()
        }
    }

    /// `gc.isenabled()`.
    public var enabled: Bool
    /// `gc.get_threshold()`.
    public var thresholds: [Int]
    /// `gc.get_count()`.
    public var counts: [Int]
    /// `gc.get_stats()`.
    public var stats: [Statistics]
    /// `gc.get_debug()`.
    public var debug: Int
    /// `gc.garbage`.
    public var garbage: [ObjectDescription]
    /// `gc.get_freeze_count()`.
    public var frozen: Int

    /// Writes the contract's collector.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("enabled", enabled)
        writer.member("thresholds", integers: thresholds)
        writer.member("counts", integers: counts)
        writer.member("stats", reports: stats)
        writer.member("debug", debug)
        writer.member(
            "debugFlags", strings: CollectorChange.debugFlags.filter { debug & $0.value != 0 }.map(\.name))
        writer.member("garbage", reports: garbage)
        writer.member("frozen", frozen)
        writer.endObject()
    }
}
