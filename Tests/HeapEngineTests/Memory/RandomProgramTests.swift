import Testing

@testable import HeapEngine

@Suite("Random programs of the memory manager")
struct RandomProgramTests {
    /// Phases of growth and decay of few or many classes, freed at random, last first, first first, or in runs.
    @Test("size classes do what the model does", arguments: [63, 64])
    func smallAgainstModel(poolsPerArena: Int) throws {
        for seed in UInt64(1)...12 {
            var random = MemoryRandom(state: seed)
            let space = SpaceUnderTest(poolsPerArena: poolsPerArena)
            var model = AllocatorModel(poolsPerArena: poolsPerArena)
            var live: [(unit: UInt32, bytes: Int)] = []
            for phase in 0..<24 {
                let sizes = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    seed % 3 == 0
                        ? Int.random(in: 400...512, using: &random) : Int.random(in: 1...512, using: &random)
                }
                let grows = phase % 3 != 2
                for _ in 0..<(grows ? 1_000 : 1_900) {
                    let bytes = sizes.randomElement(using: &random)!
                    if live.isEmpty || Int.random(in: 0..<10, using: &random) < (grows ? 7 : 1) {
                        let unit = space.allocate(bytes: bytes)
                        guard unit == model.allocate(bytes: bytes) else {
                            Issue.record("seed \(seed), phase \(phase): another block than the model's")
                            return
                        }
                        live.append((unit, bytes))
                    } else {
                        let index =
                            switch seed % 4 {
                            case 0: live.count - 1
                            case 1: 0
                            case 2: live.count / 2
                            default: Int.random(in: 0..<live.count, using: &random)
                            }
                        let block = live.remove(at: index)
                        space.free(block.unit)
                        model.free(block.unit)
                    }
                }
                try space.validate()
                try expectExactly(live, in: space)
            }
            #expect(space.statistics.arenas.allocated == model.arenasTaken)
            #expect(space.statistics.arenas.inUse == model.arenas.count)
            space.free(live.map(\.unit))
            #expect(space.statistics.usedBlocks == 0)
            try space.validate()
        }
    }

    @Test("the order of arenas is the model's")
    func arenasAgainstModel() throws {
        for seed in UInt64(1)...6 {
            var random = MemoryRandom(state: seed)
            let space = SpaceUnderTest()
            var model = AllocatorModel(poolsPerArena: 64)
            // Whole pools at a time: 31 blocks of 512 bytes each.
            var pools: [[UInt32]] = []
            for phase in 0..<12 {
                for _ in 0..<(phase == 0 ? 400 : 150) {
                    if pools.isEmpty || phase == 0 || Bool.random(using: &random) && phase % 3 != 0 {
                        let blocks = space.allocate(31, bytes: 512)
                        guard blocks == (0..<31).map({ _ in model.allocate(bytes: 512) }) else {
                            Issue.record("seed \(seed), phase \(phase): another block than the model's")
                            return
                        }
                        pools.append(blocks)
                    } else {
                        let blocks = pools.remove(at: Int.random(in: 0..<pools.count, using: &random))
                        for block in blocks {
                            space.free(block)
                            model.free(block)
                        }
                    }
                }
                try space.validate()
            }
            #expect(space.statistics.arenas.allocated == model.arenasTaken)
            #expect(space.statistics.arenas.freed > 0)
        }
    }

    @Test("blocks of all sizes, resized at random, never overlap and are all accounted for")
    func everything() throws {
        for seed in UInt64(1)...8 {
            var random = MemoryRandom(state: seed)
            let space = SpaceUnderTest()
            var live: [(unit: UInt32, bytes: Int)] = []
            for _ in 0..<20 {
                for _ in 0..<500 {
                    let bytes = randomSize(&random)
                    switch Int.random(in: 0..<10, using: &random) {
                    case 0..<4: live.append((space.allocate(bytes: bytes), bytes))
                    case 4..<7 where !live.isEmpty:
                        let index = Int.random(in: 0..<live.count, using: &random)
                        live[index] = (space.reallocate(live[index].unit, bytes: bytes), bytes)
                    case _ where !live.isEmpty:
                        let index = Int.random(in: 0..<live.count, using: &random)
                        space.free(live.remove(at: index).unit)
                    default: break
                    }
                }
                try space.validate()
                try expectExactly(live, in: space)
            }
            space.free(live.map(\.unit))
            #expect(space.blocks().isEmpty)
            #expect(space.statistics.largeBlocks.count == 0 && space.statistics.largeBlocks.bytes == 0)
            try space.validate()
        }
    }

    private func randomSize(_ random: inout MemoryRandom) -> Int {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3: Int.random(in: 0...512, using: &random)
        case 4: Int.random(in: 513...1_100, using: &random)
        case 5: 16 * Int.random(in: 40...60, using: &random)
        case 6: Int.random(in: 1_000...20_000, using: &random)
        default: Int.random(in: 100_000...50_000_000, using: &random)
        }
    }

    /// Every live block is in use, large enough and apart from the others, and nothing else is in use.
    private func expectExactly(_ live: [(unit: UInt32, bytes: Int)], in space: SpaceUnderTest) throws {
        let expected = live.sorted { $0.unit < $1.unit }
        let blocks = space.blocks()
        try #require(blocks.map(\.unit) == expected.map(\.unit))
        var end = 0
        for (block, wanted) in zip(blocks, expected) {
            try #require(block.bytes >= wanted.bytes && Int(block.unit) * 16 >= end)
            end = Int(block.unit) * 16 + block.bytes
        }
        let statistics = space.statistics
        let small = blocks.filter { $0.unit < MemoryGeometry.largeBlocksStart }
        #expect(statistics.usedBlocks == small.count)
        #expect(statistics.bytesInUsedBlocks == small.reduce(0) { $0 + $1.bytes })
        #expect(statistics.largeBlocks.count == blocks.count - small.count)
        // Every byte of every arena is in a block, a header, an unused pool or lost to rounding.
        #expect(
            statistics.arenas.inUse * space.poolsPerArena * 16_384
                == statistics.bytesInUsedBlocks + statistics.bytesInFreeBlocks + statistics.bytesInUnusedPools
                + statistics.bytesInPoolHeaders + statistics.bytesLostToQuantization)
    }
}
