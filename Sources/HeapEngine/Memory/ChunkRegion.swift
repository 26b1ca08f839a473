/// A range of addresses divided into chunks: glibc's heap, or the range in which it maps very large blocks.
///
/// Every block has a 16-byte header below it. Freed blocks of up to 1,032 bytes are kept whole, seven of each size,
/// last freed first handed out; others merge with their free neighbours, and with the untouched space at the top. A
/// request takes the smallest free chunk that is at hand, of equal ones the one freed first, then the top.
struct ChunkRegion: ~Copyable {
    /// How a region is bounded and rounded.
    enum Kind {
        /// Grows in pages with 128 KiB to spare, and shrinks when more than that is left at its top.
        case heap
        /// Whole pages for each block.
        case mapped
    }

    private static let cachedUnits: UInt32 = 65
    private static let cachedPerSize: UInt8 = 7
    /// How many free chunks of one list are looked at.
    private static let searchLimit = 64
    static let pageUnits: UInt32 = 4096 / 16
    private static let spareUnits: UInt32 = 128 * 1024 / 16
    private static let smallestUnits: UInt32 = 2

    let kind: Kind
    let start: UInt32
    let limit: UInt32
    private(set) var chunks = Slab<Chunk>()
    private(set) var index = ChunkIndex()
    private var firstRetired = Chunk.none
    /// The chunk at the highest address, and where the untouched space begins.
    private(set) var lastChunk = Chunk.none
    private(set) var top: UInt32
    /// Where the untouched space that was taken from the system ends; a heap keeps a chunk's least size below it.
    private(set) var end: UInt32
    /// A heap whose untouched space is this large is shrunk.
    var trimUnits: UInt32 = spareUnits
    /// By `Chunk.bin`: free chunks, first freed first; and a bit for each list that is not empty.
    private(set) var firstFree = Slab<UInt32>(repeating: Chunk.none, count: Chunk.binCount)
    private var lastFree = Slab<UInt32>(repeating: Chunk.none, count: Chunk.binCount)
    private var occupied = Slab<UInt64>(repeating: 0, count: (Chunk.binCount + 63) / 64)
    /// By units: cached chunks, last freed first, and their number.
    private(set) var firstCached = Slab<UInt32>(repeating: Chunk.none, count: Int(cachedUnits) + 1)
    private(set) var cachedCount = Slab<UInt8>(repeating: 0, count: Int(cachedUnits) + 1)
    private(set) var usedCount = 0
    private(set) var usedUnits = 0

    /// Both bounds are aligned to pages.
    init(_ kind: Kind, from start: UInt32, to limit: UInt32) {
        self.kind = kind
        self.start = start
        self.limit = limit
        top = start
        end = start
    }

    /// Bytes between the start of the region and its top that are not in use.
    var freeBytes: Int { (Int(top - start) - usedUnits) * MemoryGeometry.unitBytes }

    /// The units of the chunk for a request; nil if it is beyond every region.
    func units(holding bytes: Int) -> UInt32? {
        guard let units = Chunk.units(holding: bytes) else { return nil }
        return kind == .heap ? units : (units + ChunkRegion.pageUnits) & ~(ChunkRegion.pageUnits - 1)
    }

    /// Whether the system need not be asked for these units.
    func hasRoom(_ units: UInt32) -> Bool {
        if units <= ChunkRegion.cachedUnits, firstCached[Int(units)] != Chunk.none { return true }
        return topUnits >= units || findFree(units) != Chunk.none
    }

    /// Whether these units can be had at all.
    func fits(_ units: UInt32) -> Bool {
        let wanted = UInt64(units) + UInt64(kind == .heap ? ChunkRegion.smallestUnits : 0)
        return UInt64(limit - top) >= wanted || hasRoom(units)
    }

    /// The units at the top that can be handed out without asking the system.
    private var topUnits: UInt32 {
        kind == .mapped || end - top < ChunkRegion.smallestUnits
            ? end - top : end - top - ChunkRegion.smallestUnits
    }

    /// A block of these units, or 0 if there is no room for it.
    mutating func allocate(_ units: UInt32) -> UInt32 {
        var chunk = Chunk.none
        if units <= ChunkRegion.cachedUnits { chunk = popCached(units) }
        if chunk == Chunk.none {
            chunk = findFree(units)
            if chunk != Chunk.none {
                unlinkFree(chunk)
                // Used from here on, or the tail would merge with it again.
                chunks.pointer(at: Int(chunk)).pointee.state = .used
                splitTail(of: chunk, keeping: units)
            } else {
                guard topUnits >= units || extend(for: units) else { return 0 }
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

    /// Takes more from the system, as `sysmalloc` does. False if the region ends before.
    private mutating func extend(for units: UInt32) -> Bool {
        guard UInt64(limit - top) >= UInt64(units) + UInt64(kind == .heap ? ChunkRegion.smallestUnits : 0)
        else {
            return false
        }
        let spare = kind == .heap ? ChunkRegion.spareUnits + ChunkRegion.smallestUnits : 0
        let wanted = UInt64(top) + UInt64(units) + UInt64(spare)
        let page = UInt64(ChunkRegion.pageUnits)
        end = UInt32(min(UInt64(limit), (wanted + page - 1) / page * page))
        return true
    }

    /// Returns what is to spare at the top, as `systrim` does.
    private mutating func trim() {
        guard kind == .heap else {
            end = top
            return
        }
        // 4,096 units: glibc looks at the top only when a freed chunk, joined with it, is this large.
        guard end - top >= max(4096, trimUnits) else { return }
        let spare = Int(end - top) * 16 - 33 - Int(ChunkRegion.spareUnits) * 16
        if spare > 0 { end -= UInt32(spare / 4096) * ChunkRegion.pageUnits }
    }

    /// Frees the block at `unit`, which must be in use, and says how many units it had.
    @discardableResult
    mutating func free(_ unit: UInt32) -> UInt32 {
        let chunk = usedChunk(at: unit)
        let place = chunks.pointer(at: Int(chunk))
        let units = place.pointee.units
        usedCount -= 1
        usedUnits -= Int(units)
        if units <= ChunkRegion.cachedUnits, cachedCount[Int(units)] < ChunkRegion.cachedPerSize {
            place.pointee.state = .cached
            place.pointee.next = firstCached[Int(units)]
            firstCached[Int(units)] = chunk
            cachedCount[Int(units)] += 1
        } else {
            index.remove(startingAt: place.pointee.start)
            merge(chunk)
        }
        return units
    }

    /// Resizes the block at `unit` where it is. False if it is too small and no free space follows it.
    mutating func resize(_ unit: UInt32, to units: UInt32) -> Bool {
        let chunk = usedChunk(at: unit)
        let old = chunks[Int(chunk)].units
        if old < units, !grow(chunk, to: units) { return false }
        splitTail(of: chunk, keeping: units)
        usedUnits += Int(chunks[Int(chunk)].units) - Int(old)
        return true
    }

    /// The bytes of the block at `unit`: what `malloc_usable_size` says.
    func blockBytes(at unit: UInt32) -> Int { blockBytes(units: chunks[Int(usedChunk(at: unit))].units) }

    /// The units of the block at `unit`, its header included.
    func unitsTaken(at unit: UInt32) -> Int { Int(chunks[Int(usedChunk(at: unit))].units) }

    func blockBytes(units: UInt32) -> Int {
        Int(units) * MemoryGeometry.unitBytes - (kind == .heap ? 8 : 16)
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
        while candidate != Chunk.none, looked < ChunkRegion.searchLimit {
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
        let last = lastFree[bin]
        place.pointee.state = .free
        place.pointee.next = Chunk.none
        place.pointee.previous = last
        lastFree[bin] = chunk
        if last != Chunk.none {
            chunks.pointer(at: Int(last)).pointee.next = chunk
        } else {
            firstFree[bin] = chunk
            occupied[bin >> 6] |= 1 << UInt64(bin & 63)
        }
    }

    private mutating func unlinkFree(_ chunk: UInt32) {
        let place = chunks.pointer(at: Int(chunk))
        let bin = Chunk.bin(units: place.pointee.units)
        let next = place.pointee.next
        let previous = place.pointee.previous
        if next != Chunk.none {
            chunks.pointer(at: Int(next)).pointee.previous = previous
        } else {
            lastFree[bin] = previous
        }
        if previous != Chunk.none {
            chunks.pointer(at: Int(previous)).pointee.next = next
        } else {
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
        trim()
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
            guard topUnits >= extra || kind == .mapped && extend(for: extra) else { return false }
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
