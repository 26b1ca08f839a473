/// Pools move between the classes and the arenas, arenas between the system and the list of usable ones.
extension SmallBlocks {
    /// Takes a pool from the fullest arena and a block from that pool (CPython's `allocate_from_new_pool`).
    ///
    /// Requires that no pool of the class is usable. Returns 0 if there is no arena left.
    mutating func allocateFromNewPool(sizeIndex: Int) -> UInt32 {
        if firstUsableArena == Pool.noPool {
            guard let fresh = newArena() else { return 0 }
            firstUsableArena = fresh
            lastArena[poolsPerArena] = fresh
        }
        let index = takePool(from: firstUsableArena)
        let pool = pools.pointer(at: Int(index))
        linkUsable(pool, at: index, sizeIndex: sizeIndex)
        guard Int(pool.pointee.sizeIndex) == sizeIndex else {
            pool.pointee.initialize(sizeIndex: sizeIndex)
            return SmallBlocks.unit(pool: index, block: 0, sizeIndex: UInt32(sizeIndex))
        }
        // The pool last held blocks of this class: its free list, two blocks or more, is taken as it is.
        let block = pool.pointee.firstFree
        // SAFETY: an emptied pool has every carved block in its free list.
        let link = pool.pointee.links.unsafelyUnwrapped + Int(block)
        pool.pointee.firstFree = link.pointee
        link.pointee = Pool.inUse
        pool.pointee.used = 1
        return SmallBlocks.unit(pool: index, block: UInt32(block), sizeIndex: UInt32(sizeIndex))
    }

    /// Takes the last emptied pool of the first usable arena, or carves a new one.
    private mutating func takePool(from arenaIndex: UInt32) -> UInt32 {
        let arena = arenas.pointer(at: Int(arenaIndex))
        let free = Int(arena.pointee.freePoolCount)
        // This arena had the fewest free pools, so one fewer leaves the order as it is.
        if lastArena[free] == arenaIndex { lastArena[free] = Pool.noPool }
        if free > 1 { lastArena[free - 1] = arenaIndex }
        var index = arena.pointee.firstFreePool
        if index != Pool.noPool {
            arena.pointee.firstFreePool = pools[Int(index)].next
        } else {
            index = arenaIndex << SmallBlocks.arenaShift + UInt32(arena.pointee.carvedPools)
            arena.pointee.carvedPools += 1
        }
        arena.pointee.freePoolCount -= 1
        if arena.pointee.freePoolCount == 0 {
            firstUsableArena = arena.pointee.next
            if firstUsableArena != Pool.noPool {
                arenas.pointer(at: Int(firstUsableArena)).pointee.previous = Pool.noPool
            }
        }
        return index
    }

    /// Puts a pool at the front of its class' list: it is then the next to be used.
    @inline(never)
    mutating func linkUsable(_ pool: UnsafeMutablePointer<Pool>, at index: UInt32, sizeIndex: Int) {
        let first = firstUsable[sizeIndex]
        pool.pointee.next = first
        pool.pointee.previous = Pool.noPool
        if first != Pool.noPool { pools.pointer(at: Int(first)).pointee.previous = index }
        firstUsable[sizeIndex] = index
    }

    mutating func unlinkUsable(_ pool: UnsafeMutablePointer<Pool>) {
        let next = pool.pointee.next
        let previous = pool.pointee.previous
        if next != Pool.noPool { pools.pointer(at: Int(next)).pointee.previous = previous }
        if previous != Pool.noPool {
            pools.pointer(at: Int(previous)).pointee.next = next
        } else {
            firstUsable[Int(pool.pointee.sizeIndex)] = next
        }
    }

    /// Gives an emptied pool back to its arena and keeps the arenas in order (CPython's `insert_to_freepool`).
    @inline(never)
    mutating func insertIntoFreePools(_ pool: UnsafeMutablePointer<Pool>, at index: UInt32) {
        unlinkUsable(pool)
        let arenaIndex = index >> SmallBlocks.arenaShift
        let arena = arenas.pointer(at: Int(arenaIndex))
        pool.pointee.next = arena.pointee.firstFreePool
        arena.pointee.firstFreePool = index
        let before = Int(arena.pointee.freePoolCount)
        let lastWithAsMany = lastArena[before]
        if lastWithAsMany == arenaIndex {
            let previous = arena.pointee.previous
            let stays = previous != Pool.noPool && Int(arenas[Int(previous)].freePoolCount) == before
            lastArena[before] = stays ? previous : Pool.noPool
        }
        let free = before + 1
        arena.pointee.freePoolCount = UInt16(free)
        if free == poolsPerArena, arena.pointee.next != Pool.noPool {
            // Wholly free, and not the last of the usable ones, which is kept so that a loop at the edge does not
            // take and return an arena each time.
            unlinkArena(arena)
            release(arenaIndex)
        } else if free == 1 {
            linkArena(arena, arenaIndex, after: Pool.noPool)
            if lastArena[1] == Pool.noPool { lastArena[1] = arenaIndex }
        } else {
            if lastArena[free] == Pool.noPool { lastArena[free] = arenaIndex }
            guard arenaIndex != lastWithAsMany else { return }
            // The arena to the right has fewer free pools now: move behind the last one with as many as before.
            unlinkArena(arena)
            linkArena(arena, arenaIndex, after: lastWithAsMany)
        }
    }

    private mutating func unlinkArena(_ arena: UnsafeMutablePointer<Arena>) {
        let next = arena.pointee.next
        let previous = arena.pointee.previous
        if next != Pool.noPool { arenas.pointer(at: Int(next)).pointee.previous = previous }
        if previous != Pool.noPool {
            arenas.pointer(at: Int(previous)).pointee.next = next
        } else {
            firstUsableArena = next
        }
    }

    private mutating func linkArena(
        _ arena: UnsafeMutablePointer<Arena>, _ index: UInt32, after previous: UInt32
    ) {
        let next = previous == Pool.noPool ? firstUsableArena : arenas[Int(previous)].next
        arena.pointee.previous = previous
        arena.pointee.next = next
        if next != Pool.noPool { arenas.pointer(at: Int(next)).pointee.previous = index }
        if previous != Pool.noPool {
            arenas.pointer(at: Int(previous)).pointee.next = index
        } else {
            firstUsableArena = index
        }
    }

    /// Takes the lowest free arena slot. Nil if all are taken.
    private mutating func newArena() -> UInt32? {
        var slot = lowestFreeArena
        while slot < arenas.count, arenas[slot].isAllocated { slot += 1 }
        guard slot < arenaLimit else { return nil }
        if slot == arenas.count {
            arenas.append(Arena())
            pools.append(repeating: Pool(), count: MemoryGeometry.poolsPerArena)
        }
        lowestFreeArena = slot + 1
        arenas[slot] = Arena(isAllocated: true, freePoolCount: UInt16(poolsPerArena))
        arenaCounts.allocated += 1
        arenaCounts.highWater = max(arenaCounts.highWater, arenaCounts.inUse)
        return UInt32(slot)
    }

    /// Returns an arena to the system: its pools forget their classes.
    private mutating func release(_ arenaIndex: UInt32) {
        let first = Int(arenaIndex << SmallBlocks.arenaShift)
        for index in first..<first + poolsPerArena { pools.pointer(at: index).pointee.release() }
        arenas[Int(arenaIndex)] = Arena()
        lowestFreeArena = min(lowestFreeArena, Int(arenaIndex))
        arenaCounts.freed += 1
    }
}
