import Testing

@testable import HeapEngine

@Suite("Address space")
struct AddressSpaceTests {
    /// Where the first arena begins.
    static let start: UInt64 = 0x7f3a_0000_0000 + (16 << 30) - (1 << 20)

    @Test("freed blocks of a pool come back last freed first")
    func lifo() throws {
        let space = SpaceUnderTest()
        let blocks = space.allocate(10, bytes: 64)
        space.free([blocks[2], blocks[5], blocks[7]])
        let again = space.allocate(4, bytes: 64)
        #expect(again == [blocks[7], blocks[5], blocks[2], blocks[9] + 4])
        try space.validate()
    }

    @Test("a fresh pool begins 48 bytes after its start and steps by the class")
    func steps() {
        for bytes in 1...512 {
            let space = SpaceUnderTest()
            let size = (bytes + 15) / 16 * 16
            let first = space.allocate(bytes: bytes)
            let second = space.allocate(bytes: bytes)
            #expect(space.address(of: first) == Self.start + 48)
            #expect(space.address(of: second) == Self.start + 48 + UInt64(size))
            #expect(space.blockBytes(at: first) == size)
        }
    }

    @Test("a full pool that gets room again is the next to be used")
    func frontOfUsablePools() throws {
        let space = SpaceUnderTest()
        let capacity = (16_384 - 48) / 512
        let blocks = space.allocate(3 * capacity, bytes: 512)
        space.free(blocks[3])
        space.free(blocks[capacity + 4])
        space.free(blocks[2 * capacity + 5])
        space.free(blocks[5])
        let again = space.allocate(5, bytes: 512)
        #expect(again.dropLast() == [blocks[2 * capacity + 5], blocks[capacity + 4], blocks[5], blocks[3]])
        #expect(again.last! >> 10 == 3)
        try space.validate()
    }

    @Test("an emptied pool serves any class, and keeps its free list for its own")
    func emptiedPool() throws {
        let space = SpaceUnderTest()
        let blocks = space.allocate(3, bytes: 32)
        space.free(blocks)
        #expect(space.statistics.unusedPools == 64)
        #expect(space.allocate(bytes: 32) == blocks[2])
        space.free(blocks[2])
        #expect(space.allocate(bytes: 48) == 3)
        #expect(space.allocate(bytes: 32) >> 10 == 1)
        try space.validate()
    }

    @Test("the arena with the fewest free pools is used first, and empty arenas are given back")
    func arenas() throws {
        let space = SpaceUnderTest()
        let perPool = (16_384 - 48) / 512
        let perArena = 64 * perPool
        let blocks = space.allocate(3 * perArena, bytes: 512)
        #expect(space.statistics.arenas.inUse == 3)
        space.free(blocks[perPool..<3 * perPool])  // two pools of arena 0
        space.free(blocks[perArena..<perArena + perPool])  // one pool of arena 1
        let next = (0..<3 * perPool).map { _ in space.allocate(bytes: 16 * 31) >> 10 }
        let order = next.reduce(into: [UInt32]()) { if $0.last != $1 { $0.append($1) } }
        #expect(order == [64, 2, 1])
        try space.validate()

        space.free(blocks[2 * perArena..<3 * perArena])
        #expect(space.statistics.arenas.inUse == 3, "the last usable arena stays, though it is empty")
        space.free(blocks[perArena + perPool..<2 * perArena])
        #expect(space.statistics.arenas.inUse == 3)
        space.free(blocks[3 * perPool..<perArena])
        try space.validate()
    }

    @Test("a resized block stays while it fits and shrinks by no more than a quarter")
    func reallocate() throws {
        let space = SpaceUnderTest()
        let block = space.allocate(bytes: 64)
        for bytes in [64, 60, 49] { #expect(space.reallocate(block, bytes: bytes) == block) }
        let shrunk = space.reallocate(block, bytes: 48)
        #expect(shrunk != block)
        #expect(space.blockBytes(at: shrunk) == 48)
        #expect(space.isInUse(block) == false)
        #expect(space.allocate(bytes: 64) == block)
        let grown = space.reallocate(shrunk, bytes: 49)
        #expect(space.blockBytes(at: grown) == 64)
        let large = space.reallocate(grown, bytes: 513)
        #expect(space.blockBytes(at: large) >= 513)
        #expect(space.reallocate(large, bytes: 16) == large, "realloc keeps a large block where it is")
        try space.validate()
    }

    @Test("a large block's address is used again by the next of its size")
    func largeReuse() throws {
        let space = SpaceUnderTest()
        for bytes in [513, 1_000, 1_033, 100_000, 1 << 30] {
            let block = space.allocate(bytes: bytes)
            let other = space.allocate(bytes: bytes)
            space.free(block)
            #expect(space.allocate(bytes: bytes) == block)
            space.free(other)
            space.free(block)
            try space.validate()
        }
    }

    /// Measured in CPython 3.10 and 3.13 with `b'a' * n`: ten freed, ten made.
    @Test(
        "of ten large blocks the first seven come back last freed first if they are small, else first freed first"
    )
    func largeOrder() throws {
        for bytes in [544, 656, 944, 1_032] {
            let space = SpaceUnderTest()
            let blocks = space.allocate(10, bytes: bytes)
            space.free(blocks)
            #expect(space.allocate(10, bytes: bytes) == [6, 5, 4, 3, 2, 1, 0, 7, 8, 9].map { blocks[$0] })
        }
        for bytes in [1_033, 2_048, 50_000] {
            let space = SpaceUnderTest()
            let blocks = space.allocate(21, bytes: bytes)
            let everySecond = (0..<10).map { blocks[2 * $0] }
            space.free(everySecond)
            #expect(space.allocate(10, bytes: bytes) == everySecond)
            try space.validate()
        }
    }

    /// Measured in fresh CPythons 3.10 and 3.13: `a = b'a' * n; i = id(a); del a; b = b'a' * n; id(b) == i`, four
    /// times each.
    @Test("a mapped block's address is not used again at first")
    func mapped() throws {
        let space = SpaceUnderTest()
        for (bytes, first) in [(140_000, false), (200_000, true), (300_000, false), (600_000, false)] {
            for attempt in 0..<4 {
                let block = space.allocate(bytes: bytes)
                space.free(block)
                let again = space.allocate(bytes: bytes)
                #expect((again == block) == (attempt > 0 || first), "\(bytes) bytes, attempt \(attempt)")
                space.free(again)
                try space.validate()
            }
        }
        for _ in 0..<4 {
            let block = space.allocate(bytes: 100_000_000)
            #expect(block > MemoryGeometry.mappedBlocksStart)
            #expect(space.blockBytes(at: block) == 24_415 * 4_096 - 16)
            space.free(block)
        }
    }

    @Test("what does not fit is told, not trapped")
    func fits() throws {
        let space = SpaceUnderTest()
        #expect(space.fits(bytes: 0) && space.fits(bytes: 512) && space.fits(bytes: 31 << 30))
        #expect(!space.fits(bytes: 32 << 30) && !space.fits(bytes: .max) && !space.fits(bytes: -1))
        let first = space.allocate(bytes: 31 << 30)
        #expect(first < MemoryGeometry.mappedBlocksStart)
        let second = space.allocate(bytes: 15 << 30)
        #expect(second > MemoryGeometry.mappedBlocksStart)
        #expect(!space.fits(bytes: 2 << 30) && space.fits(bytes: 1 << 29))
        space.free(second)
        #expect(space.fits(bytes: 15 << 30))
        space.free(first)
        #expect(space.fits(bytes: 31 << 30))
        try space.validate()
    }

    @Test("nothing at all is a large block, as malloc(1) is")
    func zeroBytes() {
        let space = SpaceUnderTest()
        let block = space.allocate(bytes: 0)
        #expect(space.blockBytes(at: block) == 24)
        #expect(space.statistics.usedBlocks == 0)
    }

    @Test("each new arena lies below the one before, and a freed one's place is taken again")
    func arenaAddresses() {
        let space = SpaceUnderTest()
        let blocks = space.allocate(3 * 64 * 31, bytes: 512)
        let starts = (0..<3).map { space.address(of: blocks[$0 * 64 * 31]) }
        #expect(starts == (0..<3).map { Self.start + 48 - UInt64($0) << 20 })
        space.free(blocks[..<(2 * 64 * 31)])
        #expect(space.statistics.arenas.freed == 1)
        let again = space.allocate(2 * 64 * 31, bytes: 512)
        #expect(Set(again) == Set(blocks[..<(2 * 64 * 31)]))
    }

    @Test("small blocks that no arena has room for are large blocks")
    func arenasUsedUp() throws {
        let space = SpaceUnderTest(arenaLimit: 1)
        let blocks = space.allocate(64 * 31, bytes: 512)
        #expect(space.fits(bytes: 512))
        let beyond = space.allocate(bytes: 512)
        #expect(beyond >= MemoryGeometry.largeBlocksStart && space.blockBytes(at: beyond) == 520)
        #expect(space.statistics.largeBlocks.count == 1)
        #expect(space.reallocate(beyond, bytes: 100) == beyond)
        space.free(beyond)
        space.free(blocks[7])
        #expect(space.allocate(bytes: 512) == blocks[7])
        try space.validate()
    }

    @Test("the limit of large blocks is exact")
    func largeLimit() {
        let space = SpaceUnderTest()
        let most = (32 << 30) - 32 - 8
        #expect(space.fits(bytes: most) && !space.fits(bytes: most + 1))
        let block = space.allocate(bytes: most)
        let mapped = space.allocate(bytes: (16 << 30) - 8_192 - 16)
        #expect(block < MemoryGeometry.mappedBlocksStart && mapped > MemoryGeometry.mappedBlocksStart)
        #expect(!space.fits(bytes: 1_000) && !space.fits(bytes: 1 << 20) && space.fits(bytes: 100))
        space.free(block)
        #expect(space.fits(bytes: most))
    }

    @Test("a block that is not in use cannot be freed or resized")
    func misuse() async {
        await #expect(processExitsWith: .failure) {
            var space = AddressSpace(base: 0)
            let block = space.allocate(bytes: 64)
            space.free(block)
            space.free(block)
        }
        await #expect(processExitsWith: .failure) {
            var space = AddressSpace(base: 0)
            space.free(space.allocate(bytes: 64) + 1)
        }
        await #expect(processExitsWith: .failure) {
            var space = AddressSpace(base: 0)
            let block = space.allocate(bytes: 6_400)
            space.free(block)
            space.free(block)
        }
        await #expect(processExitsWith: .failure) {
            var space = AddressSpace(base: 0)
            let block = space.allocate(bytes: 64)
            space.free(block)
            _ = space.reallocate(block, bytes: 60)
        }
    }

    @Test("ten million blocks")
    func tenMillion() throws {
        let space = SpaceUnderTest()
        for _ in 0..<10_000_000 { _ = space.space.allocate(bytes: 64) }
        let statistics = space.statistics
        #expect(statistics.sizeClasses[3].blocksUsed == 10_000_000)
        #expect(statistics.sizeClasses[3].pools == (10_000_000 + 254) / 255)
        #expect(statistics.arenas.inUse == ((10_000_000 + 254) / 255 + 63) / 64)
        try space.validate()
    }
}
