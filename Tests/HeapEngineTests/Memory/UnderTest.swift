@testable import HeapEngine

/// A copyable reference to an address space, for `#expect` cannot look into noncopyable values.
final class SpaceUnderTest {
    var space: AddressSpace

    let poolsPerArena: Int

    init(poolsPerArena: Int = 64, arenaLimit: Int = MemoryGeometry.arenaLimit) {
        self.poolsPerArena = poolsPerArena
        space = AddressSpace(base: 0x7f3a_0000_0000, poolsPerArena: poolsPerArena, arenaLimit: arenaLimit)
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
        _ = lists.removeAll { freed.append($0) }
        return freed
    }
}

/// A small generator with a seed, so that a failure can be had again.
struct MemoryRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
