/// What the memory manager holds: the figures that CPython's `sys._debugmallocstats()` prints.
public struct MemoryStatistics: Sendable, Equatable {
    /// Arenas: 1 MiB each, the unit in which the object allocator takes memory from the system.
    public struct Arenas: Sendable, Equatable {
        /// Arenas ever taken.
        public internal(set) var allocated = 0
        /// Arenas ever given back.
        public internal(set) var freed = 0
        /// The most arenas held at one time.
        public internal(set) var highWater = 0
        /// Arenas held now.
        public var inUse: Int { allocated - freed }
        /// Bytes of all arenas held now.
        public var bytes: Int { inUse * MemoryGeometry.arenaBytes }
    }

    /// One of the 32 size classes, 16 bytes apart.
    public struct SizeClass: Sendable, Equatable {
        /// The bytes of each block of this class.
        public internal(set) var size: Int
        /// Pools that hold at least one used block of this class.
        public internal(set) var pools = 0
        /// Used blocks.
        public internal(set) var blocksUsed = 0
        /// Blocks of those pools that are not used.
        public internal(set) var blocksFree = 0
    }

    /// Blocks that are too large for a size class: what CPython passes on to `malloc`.
    public struct LargeBlocks: Sendable, Equatable {
        /// Used blocks.
        public internal(set) var count = 0
        /// Bytes of used blocks, with their headers and rounding.
        public internal(set) var bytes = 0
        /// Bytes of freed blocks that wait between used ones.
        public internal(set) var freeBytes = 0
    }

    /// The arenas.
    public internal(set) var arenas = Arenas()
    /// All 32 size classes, smallest first, empty ones too.
    public internal(set) var sizeClasses: [SizeClass] = []
    /// Pools of the arenas that belong to no size class at the moment.
    public internal(set) var unusedPools = 0
    /// Blocks beyond the size classes.
    public internal(set) var largeBlocks = LargeBlocks()

    /// Pools of an arena that cannot be used, because the arena does not begin where a pool does: 0 or 1.
    public internal(set) var unalignedPoolsPerArena = 0

    /// Used blocks of all size classes.
    public var usedBlocks: Int { sizeClasses.reduce(0) { $0 + $1.blocksUsed } }
    /// What `sys.getallocatedblocks()` returns: used blocks of all size classes, and those too large for one.
    public var allocatedBlocks: Int { usedBlocks + largeBlocks.count }
    /// Bytes that all blocks in use take.
    public var bytesInUse: Int { bytesInUsedBlocks + largeBlocks.bytes }
    /// Bytes of arenas that lie before their first pool and behind their last one.
    public var bytesLostToAlignment: Int {
        arenas.inUse * unalignedPoolsPerArena * MemoryGeometry.poolBytes
    }
    /// Bytes in used blocks of all size classes.
    public var bytesInUsedBlocks: Int { sizeClasses.reduce(0) { $0 + $1.blocksUsed * $1.size } }
    /// Bytes in the unused blocks of pools that have a size class.
    public var bytesInFreeBlocks: Int { sizeClasses.reduce(0) { $0 + $1.blocksFree * $1.size } }
    /// Bytes in pools that belong to no size class.
    public var bytesInUnusedPools: Int { unusedPools * MemoryGeometry.poolBytes }
    /// Bytes in the headers of pools that have a size class.
    public var bytesInPoolHeaders: Int {
        sizeClasses.reduce(0) { $0 + $1.pools } * MemoryGeometry.poolHeaderBytes
    }
    /// Bytes behind the last block of each pool, too few for another one.
    public var bytesLostToQuantization: Int {
        sizeClasses.reduce(0) { sum, sizeClass in
            sum + sizeClass.pools
                * ((MemoryGeometry.poolBytes - MemoryGeometry.poolHeaderBytes) % sizeClass.size)
        }
    }
}

/// The fixed sizes of the simulated memory, as in CPython 3.10 and later on 64-bit machines.
public enum MemoryGeometry {
    static let unitBytes = 16
    /// Bytes of a pool.
    public static let poolBytes = 16 * 1024
    /// Bytes of an arena.
    public static let arenaBytes = 1024 * 1024
    static let poolHeaderBytes = 48
    static let largestClassBytes = 512

    static let poolUnits = poolBytes / unitBytes
    static let poolHeaderUnits = poolHeaderBytes / unitBytes
    static let poolsPerArena = arenaBytes / poolBytes
    static let classCount = largestClassBytes / unitBytes

    /// Where the large blocks begin: 16 GiB above the base. Below lie at most 16,384 arenas.
    static let largeBlocksStart: UInt32 = 1 << 30
    /// Where the blocks begin that are mapped one by one: 48 GiB above the base.
    static let mappedBlocksStart: UInt32 = 3 << 30
    /// Where they end: almost 64 GiB above the base, at the last page that a 32-bit unit reaches.
    static let mappedBlocksEnd = UInt32.max & ~(ChunkRegion.pageUnits - 1)
    static let arenaLimit = Int(largeBlocksStart) / (poolUnits * poolsPerArena)
}
