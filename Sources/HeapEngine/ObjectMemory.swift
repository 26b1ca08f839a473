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
    mutating func freeLists(for rule: FreeListRule, isCollectable: Bool) -> UInt16 {
        if rule.family != nil, let first = families[rule] { return first }
        let first = UInt16(freeLists.kindCount)
        for _ in rule.lengths ?? 0...0 {
            _ = freeLists.register(
                capacity: rule.capacity, survivesCollection: rule.survivesCollection, isCollectable: isCollectable)
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
