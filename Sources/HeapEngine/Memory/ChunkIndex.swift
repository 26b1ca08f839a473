/// From the unit where a chunk starts to the chunk's number: an open-addressing table.
struct ChunkIndex: ~Copyable {
    private var slots = Slab<UInt64>(repeating: ChunkIndex.empty, count: 16)
    private(set) var count = 0
    /// A start is below 2^32 - 1, so no entry has all bits set.
    private static let empty = UInt64.max

    private func home(_ start: UInt32) -> Int {
        Int((UInt64(start) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - slots.count.trailingZeroBitCount))
    }

    private func slot(of start: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = home(start)
        while slots[slot] != ChunkIndex.empty, UInt32(slots[slot] >> 32) != start { slot = (slot + 1) & mask }
        return slot
    }

    /// The chunk that starts at `start`, if there is one.
    subscript(start: UInt32) -> UInt32? {
        let entry = slots[slot(of: start)]
        return entry == ChunkIndex.empty ? nil : UInt32(truncatingIfNeeded: entry)
    }

    mutating func insert(_ chunk: UInt32, startingAt start: UInt32) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        slots[slot(of: start)] = UInt64(start) << 32 | UInt64(chunk)
        count += 1
    }

    mutating func remove(startingAt start: UInt32) {
        let mask = slots.count - 1
        var hole = slot(of: start)
        guard slots[hole] != ChunkIndex.empty else { return }
        count -= 1
        var probe = (hole + 1) & mask
        while slots[probe] != ChunkIndex.empty {
            // An entry may move into the hole unless its home lies behind the hole on its way to its place.
            let home = home(UInt32(slots[probe] >> 32))
            if (probe - home) & mask >= (probe - hole) & mask {
                slots[hole] = slots[probe]
                hole = probe
            }
            probe = (probe + 1) & mask
        }
        slots[hole] = ChunkIndex.empty
    }

    private mutating func grow() {
        var old = Slab<UInt64>(repeating: ChunkIndex.empty, count: slots.count * 2)
        swap(&slots, &old)
        for index in 0..<old.count where old[index] != ChunkIndex.empty {
            slots[slot(of: UInt32(old[index] >> 32))] = old[index]
        }
    }
}
