/// Blocks of up to 512 bytes: CPython's `obmalloc` with its pools and arenas, on addresses alone.
///
/// A block is named by its distance from the base in units of 16 bytes; pool `p` begins at unit `1024 * p`, arena
/// `a` at pool `64 * a`. The order in which blocks, pools and arenas are handed out is CPython's
/// (`pymalloc_alloc`, `pymalloc_free` of 3.10 to 3.13); where CPython asks the system for an arena, the lowest free
/// arena slot is taken. Recordings of CPython 3.10 to 3.13 agree in every block.
struct SmallBlocks: ~Copyable {
    static let poolShift: UInt32 = 10
    static let offsetMask: UInt32 = 1023
    static let arenaShift: UInt32 = 6

    let poolsPerArena: Int
    let arenaLimit: Int
    var pools = Slab<Pool>(minimumCapacity: MemoryGeometry.poolsPerArena)
    var arenas = Slab<Arena>(minimumCapacity: 1)
    /// By size class: the first pool that has both used and free blocks (CPython's `usedpools`).
    var firstUsable = Slab<UInt32>(repeating: Pool.noPool, count: MemoryGeometry.classCount)
    /// The arena with the fewest free pools, but at least one (CPython's `usable_arenas`).
    var firstUsableArena = Pool.noPool
    /// By number of free pools: the last usable arena with that many (CPython's `nfp2lasta`).
    var lastArena = Slab<UInt32>(repeating: Pool.noPool, count: MemoryGeometry.poolsPerArena + 1)
    /// No arena slot below this one is free.
    var lowestFreeArena = 0
    var arenaCounts = MemoryStatistics.Arenas()
    /// The blocks that the measured interpreter's own objects have, for which there are none here.
    var reserved = MemoryAccount.Share()

    init(poolsPerArena: Int = MemoryGeometry.poolsPerArena, arenaLimit: Int = MemoryGeometry.arenaLimit) {
        precondition((2...MemoryGeometry.poolsPerArena).contains(poolsPerArena))
        precondition((0...MemoryGeometry.arenaLimit).contains(arenaLimit))
        self.poolsPerArena = poolsPerArena
        self.arenaLimit = arenaLimit
    }

    deinit {
        for index in 0..<pools.count { pools.pointer(at: index).pointee.links?.deallocate() }
    }

    /// A block of class `sizeIndex` (0 = 16 bytes ... 31 = 512 bytes), or 0 if there is no arena left.
    @inline(__always)
    mutating func allocate(sizeIndex: Int) -> UInt32 {
        let index = firstUsable[sizeIndex]
        guard index != Pool.noPool else { return allocateFromNewPool(sizeIndex: sizeIndex) }
        let pool = pools.pointer(at: Int(index))
        let block = pool.pointee.firstFree
        // SAFETY: a pool in this list has a free block: firstFree is below carved, and carved never exceeds the
        // capacity that links was allocated with.
        let link = pool.pointee.links.unsafelyUnwrapped + Int(block)
        let next = link.pointee
        link.pointee = Pool.inUse
        pool.pointee.firstFree = next
        pool.pointee.used &+= 1  // at most capacity, which is below 2^10
        if next == Pool.noBlock { extend(pool, at: index) }
        return SmallBlocks.unit(pool: index, block: UInt32(block), sizeIndex: UInt32(sizeIndex))
    }

    /// Carves another block when the free list has run empty, or takes the full pool out of its list.
    private mutating func extend(_ pool: UnsafeMutablePointer<Pool>, at index: UInt32) {
        let carved = pool.pointee.carved
        if carved < pool.pointee.capacity {
            // SAFETY: carved is below the capacity that links was allocated with.
            pool.pointee.links.unsafelyUnwrapped[Int(carved)] = Pool.noBlock
            pool.pointee.firstFree = carved
            pool.pointee.carved = carved + 1
        } else {
            unlinkUsable(pool)
        }
    }

    /// Frees the block at `unit`, which must be in use.
    @inline(__always)
    mutating func free(_ unit: UInt32) {
        let index = unit >> SmallBlocks.poolShift
        let pool = pools.pointer(at: Int(index))
        guard let block = pool.pointee.block(atOffset: unit & SmallBlocks.offsetMask) else {
            preconditionFailure("freeing an address where no block starts")
        }
        // SAFETY: block is below carved, which never exceeds the capacity that links was allocated with.
        let link = pool.pointee.links.unsafelyUnwrapped + block
        precondition(link.pointee == Pool.inUse, "freeing a free block")
        let lastFree = pool.pointee.firstFree
        link.pointee = lastFree
        pool.pointee.firstFree = UInt16(truncatingIfNeeded: block)
        pool.pointee.used &-= 1  // the block was in use, so the count was at least 1
        if lastFree == Pool.noBlock {
            linkUsable(pool, at: index, sizeIndex: Int(pool.pointee.sizeIndex))
        } else if pool.pointee.used == 0 {
            insertIntoFreePools(pool, at: index)
        }
    }

    /// The bytes of the block at `unit`, which must be in use.
    func blockBytes(at unit: UInt32) -> Int {
        let pool = pools.pointer(at: Int(unit >> SmallBlocks.poolShift))
        guard isInUse(unit) else { preconditionFailure("no block in use at this address") }
        return Int(pool.pointee.blockUnits) * MemoryGeometry.unitBytes
    }

    /// Whether a block that is in use starts at `unit`.
    func isInUse(_ unit: UInt32) -> Bool {
        let index = Int(unit >> SmallBlocks.poolShift)
        guard index < pools.count else { return false }
        let pool = pools.pointer(at: index)
        guard let block = pool.pointee.block(atOffset: unit & SmallBlocks.offsetMask) else { return false }
        // SAFETY: block is below carved, which never exceeds the capacity that links was allocated with.
        return pool.pointee.links.unsafelyUnwrapped[block] == Pool.inUse
    }

    /// Whether a block of this class can be had.
    func fits(sizeIndex: Int) -> Bool {
        firstUsable[sizeIndex] != Pool.noPool || firstUsableArena != Pool.noPool
            || arenaCounts.inUse < arenaLimit
    }

    @inline(__always)
    static func unit(pool: UInt32, block: UInt32, sizeIndex: UInt32) -> UInt32 {
        // pool < 2^20, block < 2^10, sizeIndex < 32: the sum is below 2^30.
        pool << poolShift &+ UInt32(MemoryGeometry.poolHeaderUnits) &+ block &* (sizeIndex &+ 1)
    }
}
