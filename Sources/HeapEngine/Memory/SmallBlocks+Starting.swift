/// A memory that does not begin empty.
extension SmallBlocks {
    /// The memory before the start is over: the blocks that the measured interpreter had taken are to be had, and no others.
    init(lending memory: StartingMemory, arenaLimit: Int = MemoryGeometry.arenaLimit) {
        self.init(poolsPerArena: memory.poolsPerArena, arenaLimit: arenaLimit)
        var kept = [Set<UInt32>](
            repeating: [], count: memory.arenas.count * MemoryGeometry.poolsPerArena)
        for place in memory.waiting.values.joined() { kept[Int(place.pool)].insert(place.block) }
        for (arena, state) in memory.arenas.enumerated() {
            arenas.append(Arena(isAllocated: true, carvedPools: UInt16(state.pools.count)))
            pools.append(repeating: Pool(), count: MemoryGeometry.poolsPerArena)
            for (place, pool) in state.pools.enumerated().reversed() {
                let index = arena << Int(SmallBlocks.arenaShift) + place
                lend(pool, at: UInt32(index), keeping: kept[index].union(pool.free.map { UInt32($0) }))
            }
        }
        lowestFreeArena = arenas.count
        arenaCounts.allocated = arenas.count
        arenaCounts.highWater = arenas.count
    }

    private mutating func lend(_ state: StartingMemory.PoolState, at index: UInt32, keeping kept: Set<UInt32>)
    {
        let pool = pools.pointer(at: Int(index))
        pool.pointee.initialize(sizeIndex: state.sizeIndex)
        precondition(state.carved <= Int(pool.pointee.capacity), "a pool with too many blocks")
        pool.pointee.firstFree = Pool.noBlock
        for block in (0..<UInt32(state.carved)).reversed() {
            // SAFETY: block is below carved, which is at most the capacity that links was allocated with.
            let link = pool.pointee.links.unsafelyUnwrapped + Int(block)
            if kept.contains(block) {
                link.pointee = Pool.inUse
            } else {
                link.pointee = pool.pointee.firstFree
                pool.pointee.firstFree = UInt16(block)
            }
        }
        // Nothing is carved, and the pool never counts as empty.
        pool.pointee.carved = UInt16(state.carved)
        pool.pointee.capacity = UInt16(state.carved)
        pool.pointee.used = UInt16(kept.count) + 1
        if pool.pointee.firstFree != Pool.noBlock { linkUsable(pool, at: index, sizeIndex: state.sizeIndex) }
    }

    /// Ends the start: what was not taken stays the interpreter's, and the free blocks, pools and arenas are those that were measured.
    ///
    /// After this: the memory is as it was measured, but for what the start needed beyond that.
    mutating func settle(_ memory: StartingMemory) {
        let end = UInt32(memory.arenas.count) << SmallBlocks.arenaShift
        for sizeIndex in 0..<MemoryGeometry.classCount {
            var beyond: [UInt32] = []
            var index = firstUsable[sizeIndex]
            while index != Pool.noPool {
                if index >= end { beyond.append(index) }
                index = pools[Int(index)].next
            }
            link(memory.usablePools[sizeIndex] + beyond, sizeIndex: sizeIndex)
        }
        for (arena, state) in memory.arenas.enumerated() {
            let first = UInt32(arena) << SmallBlocks.arenaShift
            for (place, pool) in state.pools.enumerated() { settle(pool, at: first + UInt32(place)) }
            let record = arenas.pointer(at: arena)
            for place in state.emptied.reversed() {
                pools.pointer(at: Int(first + place)).pointee.next = record.pointee.firstFreePool
                record.pointee.firstFreePool = first + place
            }
            record.pointee.freePoolCount = UInt16(
                poolsPerArena - state.pools.count + state.emptied.count)
        }
        linkArenas(memory.usableArenas)
    }

    private mutating func settle(_ state: StartingMemory.PoolState, at index: UInt32) {
        let pool = pools.pointer(at: Int(index))
        pool.pointee.capacity = UInt16(Pool.capacity(sizeIndex: state.sizeIndex))
        pool.pointee.used = UInt16(state.carved - state.free.count)
        // SAFETY: all blocks named here are below carved, which is at most the capacity that links was allocated with.
        let links = pool.pointee.links.unsafelyUnwrapped
        for block in 0..<state.carved where links[block] != Pool.inUse {
            links[block] = Pool.reserved
            reserved.add(Int(pool.pointee.blockUnits) * MemoryGeometry.unitBytes)
        }
        pool.pointee.firstFree = Pool.noBlock
        for block in state.free.reversed() {
            precondition(Int(block) < state.carved, "a free block that was never carved")
            links[Int(block)] = pool.pointee.firstFree
            pool.pointee.firstFree = block
        }
    }

    /// Makes these the usable pools of a class, in this order.
    private mutating func link(_ order: [UInt32], sizeIndex: Int) {
        firstUsable[sizeIndex] = Pool.noPool
        for index in order.reversed() {
            linkUsable(pools.pointer(at: Int(index)), at: index, sizeIndex: sizeIndex)
        }
    }

    /// Brings the usable arenas in order, those of the start first among equals.
    private mutating func linkArenas(_ known: [UInt32]) {
        let beyond = (0..<arenas.count).map { UInt32($0) }.filter {
            arenas[Int($0)].freePoolCount > 0 && !known.contains($0)
        }
        let order = (known + beyond).enumerated().sorted {
            (arenas[Int($0.element)].freePoolCount, $0.offset)
                < (arenas[Int($1.element)].freePoolCount, $1.offset)
        }.map(\.element)
        firstUsableArena = order.first ?? Pool.noPool
        for free in 0..<lastArena.count { lastArena[free] = Pool.noPool }
        for (place, index) in order.enumerated() {
            let arena = arenas.pointer(at: Int(index))
            arena.pointee.previous = place == 0 ? Pool.noPool : order[place - 1]
            arena.pointee.next = place + 1 < order.count ? order[place + 1] : Pool.noPool
            lastArena[Int(arena.pointee.freePoolCount)] = index
        }
    }
}
