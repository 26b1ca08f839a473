/// Where objects and their buffers are in the simulated address space, with CPython's free lists in front of it.
struct ObjectMemory: ~Copyable {
    var space: AddressSpace
    var freeLists = FreeLists()
    private let baseAddress: UInt64
    private let staticBaseAddress: UInt64
    private var staticEnd: UInt32 = 4
    private var families: [FreeListRule: UInt16] = [:]
    /// The free list of buffers, if there is one.
    private var bufferList: Int?
    /// The memory that a program begins with, until it does.
    private var start: StartingMemory?

    init(_ configuration: HeapConfiguration) {
        space = AddressSpace(base: configuration.baseAddress, start: configuration.start)
        start = configuration.start
        baseAddress = configuration.baseAddress
        staticBaseAddress = configuration.staticBaseAddress
        for rule in configuration.freeLists { _ = freeLists(for: rule) }
        if let rule = configuration.bufferList { bufferList = Int(freeLists(for: rule)) }
    }

    /// Ends the start: what it left in free lists is freed, and the memory is as it was measured, after a full collection has emptied
    /// the free lists, as a session begins with one.
    mutating func settle() {
        guard let start else { return }
        self.start = nil
        for kind in 0..<freeLists.kindCount {
            while freeLists.count(kind) > 0 { space.free(freeLists.take(kind)) }
        }
        space.small.settle(start)
        for (rule, first) in families {
            guard let family = rule.family else { continue }
            for (index, length) in (rule.lengths ?? 0...0).enumerated() {
                let name = rule.lengths == nil ? family : "\(family)\(length)"
                for place in start.waiting[name] ?? [] {
                    let sizeIndex = UInt32(space.small.pools[Int(place.pool)].sizeIndex)
                    let unit = SmallBlocks.unit(
                        pool: place.pool, block: place.block, sizeIndex: sizeIndex)
                    let isKept = freeLists.push(Int(first) + index, unit)
                    precondition(isKept, "more blocks wait than the free list takes")
                }
            }
        }
        _ = clearFreeLists()
        startArenaBytes = start.arenas.count * MemoryGeometry.arenaBytes
    }

    /// Bytes of the arenas that the memory began with.
    private(set) var startArenaBytes = 0

    /// A block for a buffer that the free list of buffers takes back.
    mutating func takeKeptBuffer(bytes: Int) -> UInt32 {
        if let bufferList, let unit = freeLists.pop(bufferList) { return unit }
        return space.allocate(bytes: bytes)
    }

    /// Frees a buffer that the free list of buffers may take.
    mutating func freeKeptBuffer(_ unit: UInt32) {
        if let bufferList, freeLists.push(bufferList, unit) { return }
        space.free(unit)
    }

    /// What waits in a free list.
    func count(inFreeList kind: Int) -> FreeListCount {
        var bytes = 0
        freeLists.forEach(kind) { bytes += space.bytesTaken(at: $0) }
        return FreeListCount(
            blocks: freeLists.count(kind), capacity: freeLists.capacity(kind), bytes: bytes)
    }

    /// What waits in the free list of buffers.
    var bufferListCount: FreeListCount? { bufferList.map { count(inFreeList: $0) } }

    /// What waits in all free lists.
    var waiting: MemoryAccount.Share {
        var share = MemoryAccount.Share()
        for kind in 0..<freeLists.kindCount {
            freeLists.forEach(kind) { share.add(space.bytesTaken(at: $0)) }
        }
        return share
    }

    /// The number of a rule's first free list; made anew unless the rule's family has lists already.
    mutating func freeLists(for rule: FreeListRule) -> UInt16 {
        if rule.family != nil, let first = families[rule] { return first }
        let first = UInt16(freeLists.kindCount)
        for length in rule.lengths ?? 0...0 {
            _ = freeLists.register(
                capacity: rule.capacity, survivesCollection: rule.survivesCollection,
                isCollectable: rule.isCollectable, isReused: length != rule.unusedLength)
        }
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
    ///
    /// - Returns: how many of them were collectable objects'.
    mutating func clearFreeLists() -> Int {
        Self.empty(&freeLists, into: &space)
    }

    private static func empty(_ lists: inout FreeLists, into space: inout AddressSpace) -> Int {
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
        var unseen = blocks
        for kind in 0..<freeLists.kindCount {
            var sharedUnit: UInt32?
            freeLists.forEach(kind) { if !unseen.insert($0).inserted { sharedUnit = $0 } }
            if let sharedUnit {
                throw HeapFault("block \(sharedUnit) waits in a free list and is owned as well")
            }
        }
        var leaked: UInt32?
        space.forEachBlock { unit, _ in if unseen.remove(unit) == nil { leaked = leaked ?? unit } }
        if let leaked { throw HeapFault("block \(leaked) is in use, but nothing owns it") }
        if let unit = unseen.min() { throw HeapFault("block \(unit) is owned, but not in use") }
    }
}
