extension SmallBlocks {
    /// Calls `body` with every block in use and its bytes, by address.
    func forEachBlock(_ body: (_ unit: UInt32, _ bytes: Int) throws -> Void) rethrows {
        for index in 0..<pools.count where pools[index].used > 0 {
            let pool = pools[index]
            for block in 0..<Int(pool.carved) where link(pool, block) == Pool.inUse {
                try body(
                    SmallBlocks.unit(
                        pool: UInt32(index), block: UInt32(block), sizeIndex: UInt32(pool.sizeIndex)),
                    Int(pool.blockUnits) * MemoryGeometry.unitBytes)
            }
        }
    }

    /// Derives every list and count anew from the blocks and compares.
    func validate() throws(MemoryFault) {
        var places = [Place](repeating: .nowhere, count: pools.count)
        for sizeIndex in 0..<MemoryGeometry.classCount { try noteUsable(sizeIndex: sizeIndex, in: &places) }
        var held = 0
        for arena in 0..<arenas.count {
            if arenas[arena].isAllocated {
                held += 1
            } else if arena < lowestFreeArena {
                throw .arenaCount(held: arena, counted: lowestFreeArena)
            }
            try noteFree(arena: arena, in: &places)
            try validatePools(ofArena: arena, places)
        }
        guard held == arenaCounts.inUse, held <= arenaCounts.highWater,
            pools.count == arenas.count * MemoryGeometry.poolsPerArena
        else { throw .arenaCount(held: held, counted: arenaCounts.inUse) }
        try validateUsableArenas()
    }

    private enum Place: Equatable {
        case nowhere
        case usable(sizeIndex: Int)
        case free
    }

    private func link(_ pool: Pool, _ block: Int) -> UInt16 {
        precondition(block < Int(pool.carved) && pool.carved <= pool.capacity)
        // SAFETY: block is below the capacity that links was allocated with.
        return pool.links.unsafelyUnwrapped[block]
    }

    private func noteUsable(sizeIndex: Int, in places: inout [Place]) throws(MemoryFault) {
        var previous = Pool.noPool
        var index = firstUsable[sizeIndex]
        while index != Pool.noPool {
            guard Int(index) < pools.count, pools[Int(index)].previous == previous,
                Int(pools[Int(index)].sizeIndex) == sizeIndex
            else { throw .usablePools(sizeIndex: sizeIndex) }
            guard places[Int(index)] == .nowhere else { throw .poolPlace(pool: Int(index)) }
            places[Int(index)] = .usable(sizeIndex: sizeIndex)
            previous = index
            index = pools[Int(index)].next
        }
    }

    private func noteFree(arena: Int, in places: inout [Place]) throws(MemoryFault) {
        var index = arenas[arena].firstFreePool
        var emptied = 0
        while index != Pool.noPool {
            guard Int(index) >> Int(SmallBlocks.arenaShift) == arena else { throw .arenaPools(arena: arena) }
            guard places[Int(index)] == .nowhere else { throw .poolPlace(pool: Int(index)) }
            places[Int(index)] = .free
            emptied += 1
            index = pools[Int(index)].next
        }
        let carved = Int(arenas[arena].carvedPools)
        let uncarved = arenas[arena].isAllocated ? poolsPerArena - carved : 0
        guard uncarved >= 0, Int(arenas[arena].freePoolCount) == emptied + uncarved else {
            throw .arenaPools(arena: arena)
        }
    }

    private func validatePools(ofArena arena: Int, _ places: [Place]) throws(MemoryFault) {
        let first = arena << Int(SmallBlocks.arenaShift)
        for index in first..<first + MemoryGeometry.poolsPerArena {
            let pool = pools[index]
            guard index - first < Int(arenas[arena].carvedPools) else {
                guard pool.sizeIndex == Pool.noClass, pool.links == nil, pool.used == 0,
                    places[index] == .nowhere
                else { throw .poolNotPristine(pool: index) }
                continue
            }
            try validateBlocks(pool, index)
            let expected: Place =
                if pool.used == 0 {
                    .free
                } else if pool.used < pool.capacity {
                    .usable(sizeIndex: Int(pool.sizeIndex))
                } else {
                    .nowhere
                }
            guard places[index] == expected else { throw .poolPlace(pool: index) }
        }
    }

    private func validateBlocks(_ pool: Pool, _ index: Int) throws(MemoryFault) {
        let fault = MemoryFault.poolBlocks(pool: index)
        guard Int(pool.sizeIndex) < MemoryGeometry.classCount,
            Int(pool.capacity) == Pool.capacity(sizeIndex: Int(pool.sizeIndex)), pool.carved <= pool.capacity
        else { throw fault }
        var isFree = [Bool](repeating: false, count: Int(pool.carved))
        var free = 0
        var block = pool.firstFree
        while block != Pool.noBlock {
            guard block < pool.carved, !isFree[Int(block)] else { throw fault }
            isFree[Int(block)] = true
            free += 1
            block = link(pool, Int(block))
        }
        let used = (0..<Int(pool.carved)).count {
            link(pool, $0) == Pool.inUse || link(pool, $0) == Pool.reserved
        }
        // As in CPython, the free list runs empty only when nothing is left to carve.
        guard used == Int(pool.used), used + free == Int(pool.carved),
            free > 0 || pool.carved == pool.capacity
        else { throw fault }
    }

    private func validateUsableArenas() throws(MemoryFault) {
        var last = [UInt32](repeating: Pool.noPool, count: lastArena.count)
        var listed = 0
        var previous = Pool.noPool
        var index = firstUsableArena
        while index != Pool.noPool {
            let arena = Int(index)
            guard arena < arenas.count, arenas[arena].isAllocated, arenas[arena].previous == previous,
                arenas[arena].freePoolCount > 0, listed < arenas.count,
                previous == Pool.noPool || arenas[Int(previous)].freePoolCount <= arenas[arena].freePoolCount
            else { throw .usableArenas(arena: arena) }
            last[Int(arenas[arena].freePoolCount)] = index
            listed += 1
            previous = index
            index = arenas[arena].next
        }
        let usable = (0..<arenas.count).count { arenas[$0].freePoolCount > 0 }
        guard listed == usable else { throw .usableArenas(arena: listed) }
        for free in 0..<last.count where last[free] != lastArena[free] { throw .lastArena(freePools: free) }
    }
}
