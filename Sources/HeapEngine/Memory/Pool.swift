/// The state of one 16 KiB pool: CPython's `pool_header`, with the links that CPython keeps inside free blocks
/// beside it.
struct Pool: BitwiseCopyable {
    /// No block, no pool, no arena: the end of a list.
    static let noBlock = UInt16.max
    /// The link of a block that is in use.
    static let inUse = UInt16.max - 1
    /// The link of a block that the interpreter took before the start, and that nothing of a session's ever frees.
    static let reserved = UInt16.max - 2
    static let noPool = UInt32.max
    /// CPython's DUMMY_SIZE_IDX: carved or not, the pool never had a size class.
    static let noClass = UInt8.max

    /// For each block that was ever carved: the next free block, `noBlock`, or `inUse`.
    var links: UnsafeMutablePointer<UInt16>?
    /// 2^16 divided by the units of a block, rounded up: division by multiplication.
    var reciprocal: UInt32 = 0
    /// The neighbours in the list of usable pools of the class; in an arena's list of free pools only `next`.
    var next = Pool.noPool
    var previous = Pool.noPool
    var used: UInt16 = 0
    /// The block that is handed out next.
    var firstFree = Pool.noBlock
    /// Blocks that were carved; those behind them were never handed out since the pool got its class.
    var carved: UInt16 = 0
    var capacity: UInt16 = 0
    var sizeIndex = Pool.noClass

    var blockUnits: UInt32 { UInt32(sizeIndex) + 1 }

    static func capacity(sizeIndex: Int) -> Int {
        (MemoryGeometry.poolUnits - MemoryGeometry.poolHeaderUnits) / (sizeIndex + 1)
    }

    /// The block at `offset` units from the pool's start, or nil if no block of this class starts there.
    @inline(__always)
    func block(atOffset offset: UInt32) -> Int? {
        guard sizeIndex != Pool.noClass, offset >= UInt32(MemoryGeometry.poolHeaderUnits) else { return nil }
        let distance = offset &- UInt32(MemoryGeometry.poolHeaderUnits)
        // distance < 1024 and the reciprocal is below 2^16/d + 1 with d <= 32: the error is below 1/d, so the
        // quotient is exact, and the product stays below 2^27.
        let block = (distance &* reciprocal) >> 16
        guard block &* blockUnits == distance, block < UInt32(carved) else { return nil }
        return Int(block)
    }

    /// Gives the pool a class and takes its first block; the second is carved as well, as CPython does.
    mutating func initialize(sizeIndex: Int) {
        let capacity = Pool.capacity(sizeIndex: sizeIndex)
        links?.deallocate()
        let links = UnsafeMutablePointer<UInt16>.allocate(capacity: capacity)
        // SAFETY: capacity is at least 31.
        links.initialize(repeating: Pool.noBlock, count: capacity)
        links[0] = Pool.inUse
        self.links = links
        self.sizeIndex = UInt8(sizeIndex)
        self.capacity = UInt16(capacity)
        let units = UInt32(sizeIndex) + 1
        reciprocal = (65_536 + units - 1) / units
        used = 1
        firstFree = 1
        carved = 2
    }

    mutating func release() {
        links?.deallocate()
        self = Pool()
    }
}

/// The state of one 1 MiB arena: CPython's `arena_object`.
struct Arena: BitwiseCopyable {
    var isAllocated = false
    /// Pools carved so far; the others lie untouched behind them.
    var carvedPools: UInt16 = 0
    /// Pools that can be handed out: the emptied ones and those never carved.
    var freePoolCount: UInt16 = 0
    /// The emptied pools, last emptied first.
    var firstFreePool = Pool.noPool
    /// The neighbours in the list of usable arenas.
    var next = Pool.noPool
    var previous = Pool.noPool
}
