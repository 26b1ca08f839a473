/// An invariant of the memory manager that does not hold. Only a defect of the engine can cause one.
enum MemoryFault: Error, Equatable {
    /// A pool's used, free and uncarved blocks are not as many as its capacity, or its list of free blocks is broken.
    case poolBlocks(pool: Int)
    /// A pool is in a list that it must not be in, in none, or in two.
    case poolPlace(pool: Int)
    /// A pool beyond the carved ones, or of an arena that is not held, has a class.
    case poolNotPristine(pool: Int)
    /// The usable pools of a size class are not linked in both directions.
    case usablePools(sizeIndex: Int)
    /// An arena's free pools are not those it counts.
    case arenaPools(arena: Int)
    /// The usable arenas are not exactly those with free pools, fewest first.
    case usableArenas(arena: Int)
    /// The last usable arena with this many free pools is not the one on record.
    case lastArena(freePools: Int)
    /// The arenas held are not as many as counted.
    case arenaCount(held: Int, counted: Int)
    /// The chunks of the large region do not cover it without gap and overlap.
    case chunkPlace(chunk: Int)
    /// A chunk is in a list that it must not be in, in none, or in two.
    case chunkList(chunk: Int)
    /// The large blocks in use are not those counted or indexed.
    case largeBlocks(used: Int, counted: Int)
}
