/// CPython's object allocator as its comments tell it, on plain arrays: slow, and written for nothing but to be
/// compared with.
struct AllocatorModel {
    final class Pool {
        let arena: Int
        let number: Int
        var bytes = 0
        var used: Set<Int> = []
        /// Offsets of freed blocks, the next to be handed out last.
        var free: [Int] = []
        var nextOffset = 0

        init(arena: Int, number: Int) {
            self.arena = arena
            self.number = number
        }
    }

    struct Arena {
        var pools: [Pool] = []
        /// Emptied pools, the next to be handed out last.
        var free: [Pool] = []
    }

    let poolsPerArena: Int
    var arenas: [Int: Arena] = [:]
    /// Arenas with free pools, the next to be used first.
    var usable: [Int] = []
    /// By block size, the next to be used first.
    var partial: [Int: [Pool]] = [:]
    var arenasTaken = 0

    init(poolsPerArena: Int) { self.poolsPerArena = poolsPerArena }

    private func freePools(_ arena: Int) -> Int {
        arenas[arena]!.free.count + poolsPerArena - arenas[arena]!.pools.count
    }

    mutating func allocate(bytes: Int) -> UInt32 {
        let size = (bytes + 15) / 16 * 16
        if partial[size, default: []].isEmpty { partial[size] = [takePool(size: size)] }
        let pool = partial[size]![0]
        let offset = pool.free.removeLast()
        pool.used.insert(offset)
        if pool.free.isEmpty {
            if pool.nextOffset + size <= 16_384 {
                pool.free.append(pool.nextOffset)
                pool.nextOffset += size
            } else {
                partial[size]!.removeFirst()
            }
        }
        return UInt32((pool.arena * 1_048_576 + pool.number * 16_384 + offset) / 16)
    }

    private mutating func takePool(size: Int) -> Pool {
        if usable.isEmpty {
            let slot = (0...).first { arenas[$0] == nil }!
            arenas[slot] = Arena()
            usable = [slot]
            arenasTaken += 1
        }
        let arena = usable[0]
        let pool: Pool
        if let emptied = arenas[arena]!.free.popLast() {
            pool = emptied
        } else {
            pool = Pool(arena: arena, number: arenas[arena]!.pools.count)
            arenas[arena]!.pools.append(pool)
        }
        if freePools(arena) == 0 { usable.removeFirst() }
        if pool.bytes != size {
            pool.bytes = size
            // The first block is handed out at once and the next one is made ready.
            pool.free = [48]
            pool.nextOffset = 48 + size
            pool.free.insert(pool.nextOffset, at: 0)
            pool.nextOffset += size
        }
        return pool
    }

    mutating func free(_ unit: UInt32) {
        let address = Int(unit) * 16
        let arena = address / 1_048_576
        let pool = arenas[arena]!.pools[address % 1_048_576 / 16_384]
        let wasFull = pool.free.isEmpty
        pool.used.remove(address % 16_384)
        pool.free.append(address % 16_384)
        if wasFull {
            partial[pool.bytes, default: []].insert(pool, at: 0)
        } else if pool.used.isEmpty {
            partial[pool.bytes]!.removeAll { $0 === pool }
            giveBack(pool, to: arena)
        }
    }

    private mutating func giveBack(_ pool: Pool, to arena: Int) {
        let before = freePools(arena)
        arenas[arena]!.free.append(pool)
        if before == 0 {
            usable.insert(arena, at: 0)
        } else if before + 1 == poolsPerArena, usable.last != arena {
            usable.removeAll { $0 == arena }
            arenas[arena] = nil
        } else if let last = usable.lastIndex(where: { $0 != arena && freePools($0) == before }),
            let place = usable.firstIndex(of: arena), place < last
        {
            usable.remove(at: place)
            usable.insert(arena, at: last)
        }
    }
}
