/// Blocks beyond the size classes: a deterministic `malloc` on addresses alone, after glibc's.
///
/// A block that the heap has no room for is mapped on its own if it is large: from 128 KiB, and, as in glibc, from
/// the size of the largest mapped block that was freed since, up to 32 MiB. So the first million-byte object that
/// dies leaves an address that is not used again, and the second one's is.
struct LargeBlocks: ~Copyable {
    private static let largestMappingThreshold: UInt32 = 32 * 1024 * 1024 / 16

    var heap = ChunkRegion(
        .heap, from: MemoryGeometry.largeBlocksStart, to: MemoryGeometry.mappedBlocksStart)
    var mapped = ChunkRegion(
        .mapped, from: MemoryGeometry.mappedBlocksStart, to: MemoryGeometry.mappedBlocksEnd)
    private var mappingThreshold: UInt32 = 128 * 1024 / 16

    var usedCount: Int { heap.usedCount + mapped.usedCount }
    var usedUnits: Int { heap.usedUnits + mapped.usedUnits }
    var freeBytes: Int { heap.freeBytes + mapped.freeBytes }

    /// Whether a block of `bytes` can be had.
    func fits(bytes: Int) -> Bool {
        guard let units = heap.units(holding: bytes), let mappedUnits = mapped.units(holding: bytes) else {
            return false
        }
        return heap.fits(units) || units >= mappingThreshold && mapped.fits(mappedUnits)
    }

    /// A block of at least `bytes`, or 0 if it does not fit.
    mutating func allocate(bytes: Int) -> UInt32 {
        guard let units = heap.units(holding: bytes), let mappedUnits = mapped.units(holding: bytes) else {
            return 0
        }
        if units >= mappingThreshold, !heap.hasRoom(units) {
            let block = mapped.allocate(mappedUnits)
            if block != 0 { return block }
        }
        return heap.allocate(units)
    }

    /// Frees the block at `unit`, which must be in use.
    mutating func free(_ unit: UInt32) {
        guard unit >= MemoryGeometry.mappedBlocksStart else {
            heap.free(unit)
            return
        }
        let units = mapped.free(unit)
        if units > mappingThreshold, units <= LargeBlocks.largestMappingThreshold {
            mappingThreshold = units
            heap.trimUnits = 2 * units
        }
    }

    /// `realloc`: in place if the block is large enough or free space follows it; 0 if it does not fit.
    mutating func reallocate(_ unit: UInt32, bytes: Int) -> UInt32 {
        guard let units = heap.units(holding: bytes), let mappedUnits = mapped.units(holding: bytes) else {
            return 0
        }
        guard unit >= MemoryGeometry.mappedBlocksStart else {
            if heap.resize(unit, to: units) { return unit }
            let moved = allocate(bytes: bytes)
            if moved != 0 { heap.free(unit) }
            return moved
        }
        if mapped.resize(unit, to: mappedUnits) { return unit }
        // `mremap` moves the pages: no block was freed as far as the threshold is concerned.
        var moved = mapped.allocate(mappedUnits)
        if moved == 0 { moved = heap.allocate(units) }
        if moved != 0 { mapped.free(unit) }
        return moved
    }

    /// The bytes of the block at `unit`: what `malloc_usable_size` says.
    func blockBytes(at unit: UInt32) -> Int {
        unit < MemoryGeometry.mappedBlocksStart ? heap.blockBytes(at: unit) : mapped.blockBytes(at: unit)
    }

    /// The units of the block at `unit`, its header included.
    func unitsTaken(at unit: UInt32) -> Int {
        unit < MemoryGeometry.mappedBlocksStart ? heap.unitsTaken(at: unit) : mapped.unitsTaken(at: unit)
    }

    /// Whether a block that is in use starts at `unit`.
    func isInUse(_ unit: UInt32) -> Bool {
        unit < MemoryGeometry.mappedBlocksStart ? heap.isInUse(unit) : mapped.isInUse(unit)
    }

    /// Calls `body` with every block in use and its usable bytes, by address.
    func forEachBlock(_ body: (_ unit: UInt32, _ bytes: Int) throws -> Void) rethrows {
        try heap.forEachBlock(body)
        try mapped.forEachBlock(body)
    }

    /// Throws the first broken invariant.
    func validate() throws(MemoryFault) {
        try heap.validate()
        try mapped.validate()
    }
}
