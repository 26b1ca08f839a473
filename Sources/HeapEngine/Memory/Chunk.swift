/// A run of units of the large region: one block with its header, or the free space between two.
struct Chunk: BitwiseCopyable {
    static let none = UInt32.max

    enum State: UInt8 {
        /// Handed out.
        case used
        /// Freed and kept whole for the next request of its size.
        case cached
        /// Freed and merged with its free neighbours.
        case free
        /// Not part of the region: a record to be used again.
        case retired
    }

    var start: UInt32
    var units: UInt32
    /// The chunks at the lower and the higher end of this one.
    var below = Chunk.none
    var above = Chunk.none
    /// The neighbours in the list of free, cached or retired chunks.
    var next = Chunk.none
    var previous = Chunk.none
    var state = State.used

    /// One past the last unit. In 64 bits, for the region ends where 32 bits do.
    var end: UInt64 { UInt64(start) + UInt64(units) }

    /// The units of a chunk that holds `bytes`, as glibc rounds: 8 bytes for the size, 16-byte steps, 32 at least.
    /// Nil if that is more than a region could ever hold.
    static func units(holding bytes: Int) -> UInt32? {
        guard bytes <= 40 << 30 else { return nil }
        return UInt32(max(2, (bytes + 8 + 15) / MemoryGeometry.unitBytes))
    }

    /// The list that a free chunk of this size belongs to: one list a size below 64 units, eight an octave above.
    static func bin(units: UInt32) -> Int {
        guard units >= 64 else { return Int(units) }
        let octave = 31 - units.leadingZeroBitCount
        return 64 + (octave - 6) * 8 + Int((units >> UInt32(octave - 3)) & 7)
    }
    static let binCount = 64 + 26 * 8
}
