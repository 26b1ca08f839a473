import Testing

@testable import HeapEngine

/// `validate()` must find what is broken, or its silence means nothing.
@Suite("Memory faults")
struct MemoryFaultTests {
    /// Two full pools, a usable one and an emptied one of 512-byte blocks, and some large blocks.
    private func sample() throws -> SpaceUnderTest {
        let space = SpaceUnderTest()
        let blocks = space.allocate(4 * 31, bytes: 512)
        space.free(blocks[(2 * 31)..<(2 * 31 + 4)])
        space.free(blocks[(3 * 31)...])
        let large = space.allocate(6, bytes: 5_000)
        space.free([large[1], large[3]])
        space.free(space.allocate(3, bytes: 600))
        try space.validate()
        return space
    }

    private func change(_ pool: Int, of space: SpaceUnderTest, _ body: (inout Pool) -> Void) {
        body(&space.space.small.pools.pointer(at: pool).pointee)
    }

    @Test("a pool that counts wrongly")
    func counts() throws {
        for body: (inout Pool) -> Void in [
            { $0.used -= 1 }, { $0.capacity -= 1 }, { $0.firstFree = Pool.noBlock }, { $0.sizeIndex = 30 },
            { $0.links?[10] = Pool.noBlock }, { $0.links?[Int($0.firstFree)] = $0.firstFree },
        ] {
            let space = try sample()
            change(2, of: space, body)
            #expect(throws: MemoryFault.self) { try space.validate() }
        }
    }

    @Test("a pool in a wrong list or in two")
    func lists() throws {
        var space = try sample()
        space.space.small.firstUsable[31] = Pool.noPool
        #expect(throws: MemoryFault.poolPlace(pool: 2)) { try space.validate() }
        space = try sample()
        space.space.small.firstUsable[31] = 1
        #expect(throws: MemoryFault.self) { try space.validate() }
        space = try sample()
        change(3, of: space) { $0.next = 2 }
        #expect(throws: MemoryFault.poolPlace(pool: 2)) { try space.validate() }
        space = try sample()
        change(2, of: space) { $0.previous = 1 }
        #expect(throws: MemoryFault.usablePools(sizeIndex: 31)) { try space.validate() }
        space = try sample()
        change(40, of: space) { $0.sizeIndex = 1 }
        #expect(throws: MemoryFault.poolNotPristine(pool: 40)) { try space.validate() }
        change(40, of: space) { $0.sizeIndex = Pool.noClass }
    }

    @Test("an arena that counts wrongly")
    func arenas() throws {
        var space = try sample()
        space.space.small.arenas[0].freePoolCount += 1
        #expect(throws: MemoryFault.arenaPools(arena: 0)) { try space.validate() }
        space = try sample()
        space.space.small.firstUsableArena = Pool.noPool
        #expect(throws: MemoryFault.usableArenas(arena: 0)) { try space.validate() }
        space = try sample()
        space.space.small.lastArena[5] = 0
        #expect(throws: MemoryFault.lastArena(freePools: 5)) { try space.validate() }
        space = try sample()
        space.space.small.arenaCounts.allocated += 1
        #expect(throws: MemoryFault.arenaCount(held: 1, counted: 2)) { try space.validate() }
    }

    @Test("a large chunk out of place or out of its list")
    func chunks() throws {
        for body: (inout Chunk) -> Void in [
            { $0.units += 1 }, { $0.start += 1 }, { $0.above = Chunk.none }, { $0.state = .free },
            { $0.state = .retired }, { $0.state = .cached },
        ] {
            for number in [0, 2] {
                let space = try sample()
                body(&space.space.large.heap.chunks.pointer(at: number).pointee)
                #expect(throws: MemoryFault.self) { try space.validate() }
            }
        }
        let space = try sample()
        space.space.large.heap.chunks.pointer(at: 1).pointee.state = .used
        #expect(throws: MemoryFault.self) { try space.validate() }
    }
}
