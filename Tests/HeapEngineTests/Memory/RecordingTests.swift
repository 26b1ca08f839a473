import Testing

@testable import HeapEngine

/// What a live CPython's allocator answered to a random program.
///
/// The program was run by a C function inside the interpreter, so that nothing else allocated meanwhile, after every
/// class had been brought to the end of a pool, in a fresh arena whose first pool was then filled with 512-byte
/// blocks. The tokens: `+bytes@place` allocates, `-slot` frees what the slot-th allocation returned,
/// `=slot:bytes@place` resizes it. A place is `arena.unit` (hexadecimal) or, where whole pools are taken and freed at
/// once, `arena.pool`; arenas are counted downwards, as the kernel placed them.
enum Recording {}

@Suite("Recordings of CPython's allocator")
struct RecordingTests {
    @Test("every block is where CPython put it")
    func blocks() throws {
        let space = SpaceUnderTest()
        let start = space.address(of: space.allocate(31, bytes: 512)[0]) - 48
        var slots: [UInt32] = []
        for (number, token) in Recording.blocks.split(whereSeparator: \.isWhitespace).enumerated() {
            guard token.first != "-" else {
                space.free(slots[try #require(Int(token.dropFirst()))])
                continue
            }
            let parts = token.dropFirst().split { ":@.".contains($0) }
            let bytes = try #require(Int(parts[parts.count - 3]))
            if token.first == "+" {
                slots.append(space.allocate(bytes: bytes))
            } else {
                let slot = try #require(Int(parts[0]))
                slots[slot] = space.reallocate(slots[slot], bytes: bytes)
            }
            let slot = token.first == "+" ? slots.count - 1 : try #require(Int(parts[0]))
            let arena = try #require(UInt64(parts[parts.count - 2]))
            let unit = try #require(UInt64(parts[parts.count - 1], radix: 16))
            let expected = start - arena << 20 + unit * 16
            try #require(space.address(of: slots[slot]) == expected, "token \(number): \(token)")
        }
        try space.validate()
    }

    @Test("every pool is where CPython put it, while arenas come and go", arguments: [63, 64])
    func pools(poolsPerArena: Int) throws {
        let space = SpaceUnderTest(poolsPerArena: poolsPerArena)
        let start = space.address(of: space.allocate(31, bytes: 512)[0]) - 48
        var pools: [[UInt32]] = []
        let tokens = poolsPerArena == 64 ? Recording.pools : Recording.poolsOfUnalignedArenas
        for (number, token) in tokens.split(whereSeparator: \.isWhitespace).enumerated() {
            guard token.first != "-" else {
                space.free(pools[try #require(Int(token.dropFirst()))])
                continue
            }
            let parts = try token.dropFirst().split { "@.".contains($0) }.map { try #require(UInt64($0)) }
            let blocks = space.allocate((16_384 - 48) / Int(parts[0]), bytes: Int(parts[0]))
            let expected = start - parts[1] << 20 + parts[2] << 14
            for block in blocks {
                try #require(space.address(of: block) & ~16_383 == expected, "token \(number): \(token)")
            }
            pools.append(blocks)
        }
        #expect(space.statistics.arenas.freed > 0)
        try space.validate()
    }
}
