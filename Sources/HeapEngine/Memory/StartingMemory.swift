/// The state that a fresh interpreter's memory is in when a program begins: which blocks of which pools its own objects take, in what
/// order the free ones come, and what waits in the free lists.
///
/// It is data that was measured. Until `Heap.finishStart` the heap's own objects take the places of the interpreter's; what is left of
/// those stays taken for ever.
public struct StartingMemory: Sendable {
    /// A pool that has a size class.
    struct PoolState: Sendable {
        var sizeIndex: Int
        var carved: Int
        /// The free ones of the carved blocks, first handed out first.
        var free: [UInt16]
    }

    /// An arena.
    struct ArenaState: Sendable {
        /// The carved pools, by place.
        var pools: [PoolState] = []
        /// Those of them that are empty, first handed out first.
        var emptied: [UInt32] = []
    }

    /// Pools of an arena: 64, or 63 when it does not begin where a pool does.
    var poolsPerArena = MemoryGeometry.poolsPerArena
    var arenas: [ArenaState] = []
    /// By size class: the pools that have used and free blocks, first used first.
    var usablePools = [[UInt32]](repeating: [], count: MemoryGeometry.classCount)
    /// The arenas that have free pools, fullest first.
    var usableArenas: [UInt32] = []
    /// By the name of a free list's family: the pool and the number of each block that waits, first freed first.
    var waiting: [String: [(pool: UInt32, block: UInt32)]] = [:]

    /// Reads what `Scripts/starting_memory.py` has written: a line each for an arena, a pool, a class's or the arenas' order, a free list.
    public init(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().compactMap { UInt32($0) }
            switch words.first {
            case "size": poolsPerArena = Int(numbers[0])
            case "arena": arenas.append(ArenaState(emptied: numbers))
            case "pools":
                // class carved free…, pool after pool
                for pool in line.dropFirst(6).split(separator: ";") {
                    let parts = pool.split(separator: " ").compactMap { UInt32($0) }
                    arenas[arenas.count - 1].pools.append(
                        PoolState(
                            sizeIndex: Int(parts[0]), carved: Int(parts[1]),
                            free: parts.dropFirst(2).map { UInt16($0) }))
                }
            case "usable": usablePools[Int(numbers[0])] = Array(numbers.dropFirst())
            case "order": usableArenas = numbers
            case "list":
                // name pool:block…
                waiting[String(words[1])] = words.dropFirst(2).map { place in
                    let parts = place.split(separator: ":").compactMap { UInt32($0) }
                    return (pool: parts[0], block: parts[1])
                }
            default: preconditionFailure("no such line: \(line)")
            }
        }
    }
}
