extension SmallBlocks {
    /// Walks the pools of all arenas as `_PyObject_DebugMallocStats` does.
    func count(into statistics: inout MemoryStatistics) {
        statistics.arenas = arenaCounts
        statistics.unalignedPoolsPerArena = MemoryGeometry.poolsPerArena - poolsPerArena
        statistics.sizeClasses = (0..<MemoryGeometry.classCount).map {
            .init(size: ($0 + 1) * MemoryGeometry.unitBytes)
        }
        for arena in 0..<arenas.count where arenas[arena].isAllocated {
            statistics.unusedPools += Int(arenas[arena].freePoolCount)
            let first = arena << Int(SmallBlocks.arenaShift)
            for index in first..<first + Int(arenas[arena].carvedPools) where pools[index].used > 0 {
                let pool = pools[index]
                let used = Int(pool.used)
                statistics.sizeClasses[Int(pool.sizeIndex)].pools += 1
                statistics.sizeClasses[Int(pool.sizeIndex)].blocksUsed += used
                statistics.sizeClasses[Int(pool.sizeIndex)].blocksFree += Int(pool.capacity) - used
            }
        }
    }
}
