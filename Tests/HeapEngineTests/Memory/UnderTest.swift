@testable import HeapEngine

/// A copyable reference to an address space, for `#expect` cannot look into noncopyable values.
final class SpaceUnderTest {
    var space: AddressSpace

    let poolsPerArena: Int

    init(poolsPerArena: Int = 64) {
        self.poolsPerArena = poolsPerArena
        space = AddressSpace(base: 0x7f3a_0000_0000, poolsPerArena: poolsPerArena)
    }

    var statistics: MemoryStatistics { space.statistics }

    func allocate(bytes: Int) -> UInt32 { space.allocate(bytes: bytes) }
    func allocate(_ count: Int, bytes: Int) -> [UInt32] {
        (0..<count).map { _ in space.allocate(bytes: bytes) }
    }
    func free(_ unit: UInt32) { space.free(unit) }
    func free(_ units: some Sequence<UInt32>) { for unit in units { space.free(unit) } }
    func reallocate(_ unit: UInt32, bytes: Int) -> UInt32 { space.reallocate(unit, bytes: bytes) }
    func blockBytes(at unit: UInt32) -> Int { space.blockBytes(at: unit) }
    func address(of unit: UInt32) -> UInt64 { space.address(of: unit) }
    func isInUse(_ unit: UInt32) -> Bool { space.isInUse(unit) }
    func fits(bytes: Int) -> Bool { space.fits(bytes: bytes) }
    func validate() throws { try space.validate() }

    func blocks() -> [(unit: UInt32, bytes: Int)] {
        var blocks: [(unit: UInt32, bytes: Int)] = []
        space.forEachBlock { blocks.append(($0, $1)) }
        return blocks
    }
}

/// The same for free lists.
final class FreeListsUnderTest {
    var lists = FreeLists()

    func register(capacity: Int, survivesCollection: Bool = false) -> Int {
        lists.register(capacity: capacity, survivesCollection: survivesCollection)
    }
    func push(_ kind: Int, _ unit: UInt32) -> Bool { lists.push(kind, unit) }
    func pop(_ kind: Int) -> UInt32? { lists.pop(kind) }
    func count(_ kind: Int) -> Int { lists.count(kind) }
    func removeAll() -> [UInt32] {
        var freed: [UInt32] = []
        lists.removeAll { freed.append($0) }
        return freed
    }
}
