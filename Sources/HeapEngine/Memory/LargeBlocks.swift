/// Blocks beyond the size classes: a deterministic `malloc` on addresses alone, after glibc's.
///
/// Every block has a 16-byte header below it. Freed blocks of up to 1,032 bytes are kept whole, seven of each size,
/// last freed first handed out; others merge with their free neighbours, and with the untouched space at the top. A
/// request takes the smallest free chunk that is at hand (an exact one first, last freed first), then the top.
struct LargeBlocks: ~Copyable {
    private static let cachedUnits: UInt32 = 65
    private static let cachedPerSize: UInt8 = 7
    /// How many free chunks of one list are looked at.
    private static let searchLimit = 64

    private(set) var chunks = Slab<Chunk>()
    private(set) var index = ChunkIndex()
    private var firstRetired = Chunk.none
    /// The chunk at the highest address, and where the untouched space begins.
    private(set) var lastChunk = Chunk.none
    private(set) var top = MemoryGeometry.largeBlocksStart
    /// By `Chunk.bin`: free chunks, last freed first; and a bit for each list that is not empty.
    private(set) var firstFree = Slab<UInt32>(repeating: Chunk.none, count: Chunk.binCount)
    private var occupied = Slab<UInt64>(repeating: 0, count: (Chunk.binCount + 63) / 64)
    /// By units: cached chunks, last freed first, and their number.
    private(set) var firstCached = Slab<UInt32>(repeating: Chunk.none, count: Int(cachedUnits) + 1)
    private(set) var cachedCount = Slab<UInt8>(repeating: 0, count: Int(cachedUnits) + 1)
    private(set) var usedCount = 0
    private(set) var usedUnits = 0

    /// Bytes between the start of the region and its top that are not in use.
    var freeBytes: Int { (Int(top - MemoryGeometry.largeBlocksStart) - usedUnits) * MemoryGeometry.unitBytes }

    /// Whether a block of `bytes` can be had.
    func fits(bytes: Int) -> Bool {
        guard let units = Chunk.units(holding: bytes) else { return false }
        if units <= LargeBlocks.cachedUnits, firstCached[Int(units)] != Chunk.none { return true }
        return MemoryGeometry.largeBlocksEnd - top >= units || findFree(units) != Chunk.none
    }

    /// A block of at least `bytes`, or 0 if it does not fit.
    mutating func allocate(bytes: Int) -> UInt32 {
        guard let units = Chunk.units(holding: bytes) else { return 0 }
        var chunk = Chunk.none
        if units <= LargeBlocks.cachedUnits { chunk = popCached(units) }
        if chunk == Chunk.none {
            chunk = findFree(units)
            if chunk != Chunk.none {
                unlinkFree(chunk)
                // Used from here on, or the tail would merge with it again.
                chunks.pointer(at: Int(chunk)).pointee.state = .used
                splitTail(of: chunk, keeping: units)
            } else {
                guard MemoryGeometry.largeBlocksEnd - top >= units else { return 0 }
                chunk = makeChunk(Chunk(start: top, units: units, below: lastChunk))
                if lastChunk != Chunk.none { chunks.pointer(at: Int(lastChunk)).pointee.above = chunk }
                lastChunk = chunk
                top += units
            }
            index.insert(chunk, startingAt: chunks[Int(chunk)].start)
        }
        let place = chunks.pointer(at: Int(chunk))
        place.pointee.state = .used
        usedCount += 1
        usedUnits += Int(place.pointee.units)
        return place.pointee.start + 1
    }

    /// Frees the block at `unit`, which must be in use.
    mutating func free(_ unit: UInt32) {
        let chunk = usedChunk(at: unit)
        let place = chunks.pointer(at: Int(chunk))
        let units = place.pointee.units
        usedCount -= 1
        usedUnits -= Int(units)
        if units <= LargeBlocks.cachedUnits, cachedCount[Int(units)] < LargeBlocks.cachedPerSize {
            place.pointee.state = .cached
            place.pointee.next = firstCached[Int(units)]
            firstCached[Int(units)] = chunk
            cachedCount[Int(units)] += 1
        } else {
            index.remove(startingAt: place.pointee.start)
            merge(chunk)
        }
    }

    /// `realloc`: in place if the block is large enough or free space follows it; 0 if it does not fit.
    mutating func reallocate(_ unit: UInt32, bytes: Int) -> UInt32 {
        guard let units = Chunk.units(holding: bytes) else { return 0 }
        let chunk = usedChunk(at: unit)
        let old = chunks[Int(chunk)]
        if old.units < units, !grow(chunk, to: units) {
            let moved = allocate(bytes: bytes)
            if moved != 0 { free(unit) }
            return moved
        }
        splitTail(of: chunk, keeping: units)
        usedUnits += Int(chunks[Int(chunk)].units) - Int(old.units)
        return unit
    }

    /// The bytes of the block at `unit`: what `malloc_usable_size` says.
    func blockBytes(at unit: UInt32) -> Int {
        Int(chunks[Int(usedChunk(at: unit))].units) * MemoryGeometry.unitBytes - 8
    }

    /// Whether a block that is in use starts at `unit`.
    func isInUse(_ unit: UInt32) -> Bool {
        guard unit > 0, let chunk = index[unit - 1] else { return false }
        return chunks[Int(chunk)].state == .used
    }

    private func usedChunk(at unit: UInt32) -> UInt32 {
        guard unit > 0, let chunk = index[unit - 1], chunks[Int(chunk)].state == .used else {
            preconditionFailure("no block in use at this address")
        }
        return chunk
    }

    private mutating func popCached(_ units: UInt32) -> UInt32 {
        let chunk = firstCached[Int(units)]
        guard chunk != Chunk.none else { return chunk }
        firstCached[Int(units)] = chunks[Int(chunk)].next
        cachedCount[Int(units)] -= 1
        let place = chunks.pointer(at: Int(chunk))
        place.pointee.next = Chunk.none
        // Its entry in the index stayed.
        return chunk
    }

    // MARK: Free chunks

    /// The best free chunk of at least `units` among those looked at.
    private func findFree(_ units: UInt32) -> UInt32 {
        let bin = Chunk.bin(units: units)
        let found = bestFit(units, in: bin)
        if found != Chunk.none { return found }
        var word = (bin + 1) >> 6
        guard word < occupied.count else { return Chunk.none }
        var bits = occupied[word] & (~0 << UInt64((bin + 1) & 63))
        while bits == 0 {
            word += 1
            guard word < occupied.count else { return Chunk.none }
            bits = occupied[word]
        }
        return bestFit(units, in: word << 6 + bits.trailingZeroBitCount)
    }

    private func bestFit(_ units: UInt32, in bin: Int) -> UInt32 {
        var best = Chunk.none
        var bestUnits = UInt32.max
        var candidate = firstFree[bin]
        var looked = 0
        while candidate != Chunk.none, looked < LargeBlocks.searchLimit {
            let place = chunks.pointer(at: Int(candidate))
            let size = place.pointee.units
            if size == units { return candidate }
            if size > units, size < bestUnits {
                best = candidate
                bestUnits = size
            }
            candidate = place.pointee.next
            looked += 1
        }
        return best
    }

    private mutating func linkFree(_ chunk: UInt32) {
        let place = chunks.pointer(at: Int(chunk))
        let bin = Chunk.bin(units: place.pointee.units)
        let first = firstFree[bin]
        place.pointee.state = .free
        place.pointee.next = first
        place.pointee.previous = Chunk.none
        if first != Chunk.none { chunks.pointer(at: Int(first)).pointee.previous = chunk }
        firstFree[bin] = chunk
        occupied[bin >> 6] |= 1 << UInt64(bin & 63)
    }

    private mutating func unlinkFree(_ chunk: UInt32) {
        let place = chunks.pointer(at: Int(chunk))
        let next = place.pointee.next
        let previous = place.pointee.previous
        if next != Chunk.none { chunks.pointer(at: Int(next)).pointee.previous = previous }
        if previous != Chunk.none {
            chunks.pointer(at: Int(previous)).pointee.next = next
        } else {
            let bin = Chunk.bin(units: place.pointee.units)
            firstFree[bin] = next
            if next == Chunk.none { occupied[bin >> 6] &= ~(1 << UInt64(bin & 63)) }
        }
        place.pointee.next = Chunk.none
        place.pointee.previous = Chunk.none
    }

    // MARK: Neighbours

    /// Merges a chunk that was just freed with free neighbours, or gives it back to the top.
    private mutating func merge(_ freed: UInt32) {
        var chunk = freed
        let below = chunks[Int(chunk)].below
        if below != Chunk.none, chunks[Int(below)].state == .free {
            unlinkFree(below)
            absorbAbove(below)
            chunk = below
        }
        let above = chunks[Int(chunk)].above
        if above != Chunk.none, chunks[Int(above)].state == .free {
            unlinkFree(above)
            absorbAbove(chunk)
        }
        guard chunks[Int(chunk)].above == Chunk.none else { return linkFree(chunk) }
        top = chunks[Int(chunk)].start
        lastChunk = chunks[Int(chunk)].below
        if lastChunk != Chunk.none { chunks.pointer(at: Int(lastChunk)).pointee.above = Chunk.none }
        retire(chunk)
    }

    /// Joins the chunk above, which is in no list, to `chunk`.
    private mutating func absorbAbove(_ chunk: UInt32) {
        let place = chunks.pointer(at: Int(chunk))
        let gone = place.pointee.above
        let absorbed = chunks[Int(gone)]
        place.pointee.units += absorbed.units
        place.pointee.above = absorbed.above
        if absorbed.above != Chunk.none {
            chunks.pointer(at: Int(absorbed.above)).pointee.below = chunk
        } else {
            lastChunk = chunk
        }
        retire(gone)
    }

    /// Frees what a chunk has beyond `units`, unless that is too little to be a chunk.
    private mutating func splitTail(of chunk: UInt32, keeping units: UInt32) {
        let old = chunks[Int(chunk)]
        guard old.units - units >= 2 else { return }
        let tail = makeChunk(
            Chunk(start: old.start + units, units: old.units - units, below: chunk, above: old.above))
        chunks.pointer(at: Int(chunk)).pointee.units = units
        chunks.pointer(at: Int(chunk)).pointee.above = tail
        if old.above != Chunk.none {
            chunks.pointer(at: Int(old.above)).pointee.below = tail
        } else {
            lastChunk = tail
        }
        merge(tail)
    }

    /// Extends a used chunk into the free space above it. False if there is too little.
    private mutating func grow(_ chunk: UInt32, to units: UInt32) -> Bool {
        let place = chunks.pointer(at: Int(chunk))
        let above = place.pointee.above
        if above == Chunk.none {
            let extra = units - place.pointee.units
            guard MemoryGeometry.largeBlocksEnd - top >= extra else { return false }
            place.pointee.units = units
            top += extra
            return true
        }
        let neighbour = chunks[Int(above)]
        guard neighbour.state == .free, neighbour.units >= units - place.pointee.units else { return false }
        unlinkFree(above)
        absorbAbove(chunk)
        return true
    }

    private mutating func makeChunk(_ chunk: Chunk) -> UInt32 {
        guard firstRetired != Chunk.none else {
            chunks.append(chunk)
            return UInt32(chunks.count - 1)
        }
        let number = firstRetired
        firstRetired = chunks[Int(number)].next
        chunks[Int(number)] = chunk
        return number
    }

    private mutating func retire(_ chunk: UInt32) {
        chunks[Int(chunk)] = Chunk(start: 0, units: 0, next: firstRetired, state: .retired)
        firstRetired = chunk
    }
}
