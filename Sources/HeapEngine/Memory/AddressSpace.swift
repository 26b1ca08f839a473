/// The addresses of a session's objects: CPython's object allocator without the memory behind it.
///
/// Blocks are named by their distance from the base in units of 16 bytes. Requests of 1 to 512 bytes are served by
/// size classes, pools and arenas exactly as in CPython 3.10 to 3.13, all others by a deterministic `malloc`. The
/// same calls give the same addresses on every machine: those of a process to which Linux gives each new arena below
/// the one before, in the highest gap.
///
/// Limits: 16 GiB of arenas, beyond which small blocks come from the large region as CPython's do when the system
/// gives it no arena, 32 GiB of heap and 16 GiB of mapped blocks. `fits(bytes:)` says beforehand whether a request can be met.
struct AddressSpace: ~Copyable {
    let base: UInt64
    var small: SmallBlocks
    var large = LargeBlocks()

    /// - Parameter base: the address of unit 0, a multiple of an arena's size.
    /// - Parameter poolsPerArena: 64, or 63 as when the system's arenas are not aligned to pools.
    /// - Parameter arenaLimit: the most arenas held at one time.
    /// - Parameter start: the memory that is to begin with, if it does not begin empty.
    init(
        base: UInt64, poolsPerArena: Int = MemoryGeometry.poolsPerArena,
        arenaLimit: Int = MemoryGeometry.arenaLimit, start: StartingMemory? = nil
    ) {
        precondition(base % UInt64(MemoryGeometry.arenaBytes) == 0, "the base is not aligned to arenas")
        precondition(base < 1 << 47, "the base is beyond the addresses of a process")
        self.base = base
        small =
            if let start {
                SmallBlocks(lending: start, arenaLimit: arenaLimit)
            } else {
                SmallBlocks(poolsPerArena: poolsPerArena, arenaLimit: arenaLimit)
            }
    }

    /// Whether `allocate(bytes:)` can meet this request now.
    func fits(bytes: Int) -> Bool {
        guard bytes >= 0 else { return false }
        if let sizeIndex = AddressSpace.sizeIndex(bytes: bytes), small.fits(sizeIndex: sizeIndex) {
            return true
        }
        return large.fits(bytes: max(1, bytes))
    }

    /// A block of at least `bytes`, in units from the base; never 0.
    ///
    /// Requires `fits(bytes:)`.
    /// - Complexity: O(1).
    @inline(__always)
    mutating func allocate(bytes: Int) -> UInt32 {
        if let sizeIndex = AddressSpace.sizeIndex(bytes: bytes) {
            let unit = small.allocate(sizeIndex: sizeIndex)
            if unit != 0 { return unit }
        }
        return allocateLarge(bytes: bytes)
    }

    @inline(never)
    private mutating func allocateLarge(bytes: Int) -> UInt32 {
        precondition(bytes >= 0, "a block of negative size")
        let unit = large.allocate(bytes: max(1, bytes))
        precondition(unit != 0, "the address space is used up")
        return unit
    }

    /// Frees the block at `unit`, which must be in use.
    /// - Complexity: O(1).
    @inline(__always)
    mutating func free(_ unit: UInt32) {
        if unit < MemoryGeometry.largeBlocksStart {
            small.free(unit)
        } else {
            large.free(unit)
        }
    }

    /// Resizes the block at `unit` as `PyObject_Realloc` does and returns where it is then.
    ///
    /// A block of a size class stays as long as it is large enough and shrinks by no more than a quarter; else a
    /// new block is taken first and the old one freed then. A large block is resized by `realloc`, and stays a large
    /// block however small it gets. Requires `fits(bytes:)`.
    mutating func reallocate(_ unit: UInt32, bytes: Int) -> UInt32 {
        if unit >= MemoryGeometry.largeBlocksStart {
            precondition(bytes >= 0, "a block of negative size")
            let moved = large.reallocate(unit, bytes: max(1, bytes))
            precondition(moved != 0, "the address space is used up")
            return moved
        }
        let size = small.blockBytes(at: unit)
        if bytes <= size, 4 * bytes > 3 * size { return unit }
        let moved = allocate(bytes: bytes)
        free(unit)
        return moved
    }

    /// The bytes of the block at `unit`: its size class, or what `malloc_usable_size` says of a large block.
    func blockBytes(at unit: UInt32) -> Int {
        unit < MemoryGeometry.largeBlocksStart ? small.blockBytes(at: unit) : large.blockBytes(at: unit)
    }

    /// What the block at `unit` takes of the memory: its size class, or a large block with its header and rounding.
    func bytesTaken(at unit: UInt32) -> Int {
        unit < MemoryGeometry.largeBlocksStart
            ? small.blockBytes(at: unit) : large.unitsTaken(at: unit) * MemoryGeometry.unitBytes
    }

    /// Whether a block that is in use starts at `unit`.
    func isInUse(_ unit: UInt32) -> Bool {
        unit < MemoryGeometry.largeBlocksStart ? small.isInUse(unit) : large.isInUse(unit)
    }

    /// The simulated address of `unit`. Arenas lie in reverse order: the first one just below the large blocks.
    @inline(__always)
    func address(of unit: UInt32) -> UInt64 {
        let place = unit < MemoryGeometry.largeBlocksStart ? unit ^ AddressSpace.arenaBits : unit
        // The base is below 2^47 and a unit below 2^32: the sum stays below 2^48.
        return base &+ UInt64(place) &* UInt64(MemoryGeometry.unitBytes)
    }

    /// The bits of a small block's unit that say which arena it is in.
    private static let arenaBits =
        (MemoryGeometry.largeBlocksStart - 1) & ~UInt32(
            MemoryGeometry.arenaBytes / MemoryGeometry.unitBytes - 1)

    /// Bytes of arenas and of large blocks in use.
    var bytesHeld: Int { small.arenaCounts.bytes + large.usedUnits * MemoryGeometry.unitBytes }

    /// What is held now. - Complexity: O(pools).
    var statistics: MemoryStatistics {
        var statistics = MemoryStatistics()
        small.count(into: &statistics)
        statistics.largeBlocks = .init(
            count: large.usedCount, bytes: large.usedUnits * MemoryGeometry.unitBytes,
            freeBytes: large.freeBytes)
        return statistics
    }

    /// The size class of a request, or nil for `malloc`: nothing at all, or more than 512 bytes.
    @inline(__always)
    static func sizeIndex(bytes: Int) -> Int? {
        let last = UInt(bitPattern: bytes) &- 1
        return last < UInt(MemoryGeometry.largestClassBytes) ? Int(bitPattern: last >> 4) : nil
    }
}
