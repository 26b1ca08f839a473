/// The result of one collection.
public struct CollectionReport: Hashable, Sendable {
    /// What made the collection run.
    public enum Trigger: String, Hashable, Sendable {
        case request
        case automatic
        case source
    }

    /// The number of the collection in its heap, from 1; 0 if none ran because another was under way.
    public var ordinal: Int
    /// The oldest generation collected.
    public var generation: Int
    /// What made it run.
    public var trigger: Trigger
    /// How many unreachable objects were freed (or saved), as `gc.collect()` counts.
    public var collected: Int
    /// How many could not be freed.
    public var uncollectable: Int
}

/// The sums over all collections of one generation, as in `gc.get_stats()`.
public struct GenerationStatistics: Hashable, Sendable {
    /// How often the generation was collected.
    public var collections = 0
    /// How many unreachable objects were found.
    public var collected = 0
    /// How many of them could not be freed.
    public var uncollectable = 0
}

/// The collector's debug flags with CPython's values.
public struct DebugFlags: OptionSet, Hashable, Sendable {
    /// The bits as `gc.set_debug` takes them.
    public var rawValue: Int

    /// Wraps the bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// `gc.DEBUG_STATS`
    public static let statistics = DebugFlags(rawValue: 1)
    /// `gc.DEBUG_COLLECTABLE`
    public static let collectable = DebugFlags(rawValue: 2)
    /// `gc.DEBUG_UNCOLLECTABLE`
    public static let uncollectable = DebugFlags(rawValue: 4)
    /// `gc.DEBUG_SAVEALL`: unreachable objects go to `gc.garbage`.
    public static let saveAll = DebugFlags(rawValue: 32)
}
