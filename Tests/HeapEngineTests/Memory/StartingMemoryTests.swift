import Testing

@testable import HeapEngine

/// A memory that begins in a measured state, and the account of its blocks.
@Suite struct StartingMemoryTests {
    private func makeHeap() -> (heap: Heap, scalar: LayoutID) {
        var configuration = HeapConfiguration()
        configuration.freeLists = [FreeListRule(capacity: 80, family: "list")]
        configuration.start = StartingMemory(
            """
            size 63
            arena 2
            pools 0 5 2;3 255;1 2 0 1
            usable 0 0
            order 0
            list list 1:7
            """)
        let heap = Heap(configuration: configuration)
        return (heap, heap.register(Layout(order: .none, isCollectable: false)))
    }

    @Test func objectsOfTheStartTakePlacesThatWereTaken() throws {
        let (heap, scalar) = makeHeap()
        func make(_ bytes: Int) -> ObjectID {
            heap.allocate(scalar, type: .none, bytes: bytes, header: 0, slots: 0)
        }
        let first = make(16)
        heap.finishStart()
        let later = [make(16), make(16), make(32), make(64), make(64)]
        let start = heap.address(of: first)
        let places = later.map { Int(heap.address(of: $0)) - Int(start) }
        // The free block, a block never carved, the emptied pool's, the one that had waited, and a pool never carved.
        #expect(places == [32, 80, 2 * 16_384, 16_384 + 7 * 64, 3 * 16_384])
        #expect(heap.memoryAccount.interpreter.blocks == 3 + 254)
        #expect(heap.memory.allocatedBlocks == 3 + 254 + 6)
        #expect(heap.memory.bytesLostToAlignment == 16_384)
        #expect(heap.bytesHeld == 0)
        let held = Dictionary(uniqueKeysWithValues: ([first] + later).map { ($0, 1) })
        try heap.validate(held: held)
    }

    @Test func aLostBlockIsFound() throws {
        let (heap, scalar) = makeHeap()
        heap.finishStart()
        let object = heap.allocate(scalar, type: .none, bytes: 48, header: 0, slots: 0)
        try heap.validate(held: [object: 1])
        #expect(heap.memoryAccount.bytes == heap.memory.bytesInUse)
        _ = heap.state.memory.space.allocate(bytes: 48)
        #expect(heap.memoryAccount.bytes == heap.memory.bytesInUse - 48)
        #expect(throws: HeapFault.self) { try heap.validate(held: [object: 1]) }
    }

    @Test func aBlockThatIsOwnedTwiceIsFound() throws {
        let (heap, scalar) = makeHeap()
        heap.finishStart()
        let objects = (0..<2).map { _ in
            heap.allocate(scalar, type: .none, bytes: 48, header: 0, slots: 0)
        }
        heap.resizeBuffer(objects[0], bytes: 100)
        let held = [objects[0]: 1, objects[1]: 1]
        try heap.validate(held: held)
        heap.state.objects.buffers[objects[1].rawValue] = heap.state.objects.buffers[objects[0].rawValue]
        #expect(heap.memoryAccount.bytes == heap.memory.bytesInUse + 112)
        #expect(throws: HeapFault.self) { try heap.validate(held: held) }
    }
}
