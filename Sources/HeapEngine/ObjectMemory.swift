/// Where objects and their buffers are in the simulated address space, with CPython's free lists in front of it.
struct ObjectMemory: ~Copyable {
    var space: AddressSpace
    var freeLists = FreeLists()
    private let baseAddress: UInt64
    private let staticBaseAddress: UInt64
    private var staticEnd: UInt32 = 4
    private var families: [FreeListRule: UInt16] = [:]

    init(_ configuration: HeapConfiguration) {
        space = AddressSpace(base: configuration.baseAddress)
        baseAddress = configuration.baseAddress
        staticBaseAddress = configuration.staticBaseAddress
    }

    /// The number of a rule's first free list; made anew unless the rule's family has lists already.
    mutating func freeLists(for rule: FreeListRule) -> UInt16 {
        if rule.family != nil, let first = families[rule] { return first }
        let first = UInt16(freeLists.kindCount)
        for _ in rule.lengths ?? 0...0 { _ = freeLists.register(capacity: rule.capacity) }
        if rule.family != nil { families[rule] = first }
        return first
    }

    /// Room for an object that is never freed.
    mutating func allocateStatic(bytes: Int) -> UInt32 {
        let unit = staticEnd
        staticEnd += UInt32((bytes + 15) / 16)
        return unit
    }

    /// Returns the blocks that wait in free lists to the simulated allocator.
    mutating func clearFreeLists() {
        Self.empty(&freeLists, into: &space)
    }

    private static func empty(_ lists: inout FreeLists, into space: inout AddressSpace) {
        lists.removeAll { space.free($0) }
    }

    /// The address that `id()` prints for an object at `unit`.
    func address(_ unit: UInt32, isStatic: Bool) -> UInt64 {
        isStatic ? staticBaseAddress + UInt64(unit) * 16 : space.address(of: unit)
    }

    /// Checks the allocator's books, and that its used blocks are exactly the live ones and those that wait in free lists.
    ///
    /// - Parameter blocks: the live blocks of objects and buffers.
    func validate(blocks: Set<UInt32>) throws(HeapFault) {
        do throws(MemoryFault) {
            try space.validate()
        } catch {
            throw HeapFault("the simulated memory is broken: \(error)")
        }
        var used = blocks
        for kind in 0..<freeLists.kindCount {
            freeLists.forEach(kind) { used.insert($0) }
        }
        let statistics = space.statistics
        guard used.count == statistics.allocatedBlocks + statistics.largeBlocks.count else {
            throw HeapFault(
                "\(used.count) blocks are in use, the allocator counts \(statistics.allocatedBlocks) small and \(statistics.largeBlocks.count) large ones"
            )
        }
        let smallBytes = used.lazy.filter { $0 < MemoryGeometry.largeBlocksStart }
            .reduce(0) { $0 + space.blockBytes(at: $1) }
        guard smallBytes == statistics.bytesInUsedBlocks else {
            throw HeapFault(
                "\(smallBytes) bytes are in use, the allocator counts \(statistics.bytesInUsedBlocks)")
        }
    }
}
