import Testing

@testable import HeapEngine

@Suite("Chunk index")
struct ChunkIndexTests {
    @Test("does what a dictionary does")
    func againstDictionary() throws {
        var random = MemoryRandom(state: 3)
        var index = ChunkIndex()
        var dictionary: [UInt32: UInt32] = [:]
        for step in 0..<20_000 {
            let start =
                UInt32.random(in: 0..<600, using: &random) &* 0x0100_4000 &+ MemoryGeometry.largeBlocksStart
            if dictionary[start] == nil {
                index.insert(UInt32(step), startingAt: start)
                dictionary[start] = UInt32(step)
            } else {
                index.remove(startingAt: start)
                dictionary[start] = nil
            }
            let count = index.count
            try #require(count == dictionary.count)
        }
        for number in 0..<UInt32(600) {
            let start = number &* 0x0100_4000 &+ MemoryGeometry.largeBlocksStart
            let found = index[start]
            #expect(found == dictionary[start])
        }
    }
}
