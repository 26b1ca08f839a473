/// Who owns the blocks in use: each belongs to exactly one share, and together they are all that the allocator has handed out.
public struct MemoryAccount: Sendable, Equatable {
    /// The blocks of one kind of owner.
    public struct Share: Sendable, Equatable {
        /// Blocks in use.
        public internal(set) var blocks = 0
        /// Their bytes: those of the size class, or for a large block what `malloc` takes with header and rounding.
        public internal(set) var bytes = 0

        mutating func add(_ bytes: Int) {
            blocks += 1
            self.bytes += bytes
        }
    }

    /// The blocks of live objects themselves.
    public internal(set) var objects = Share()
    /// What live objects own beside their blocks: the items of lists, the tables of dicts and sets, the blocks of deques.
    public internal(set) var buffers = Share()
    /// The blocks of dead objects and tables that wait in free lists.
    public internal(set) var freeLists = Share()

    /// The blocks of those objects of a fresh interpreter that are not objects here: the memory began with them taken.
    public internal(set) var interpreter = Share()

    /// All blocks in use.
    public var blocks: Int { objects.blocks + buffers.blocks + freeLists.blocks + interpreter.blocks }
    /// Bytes of all blocks in use.
    public var bytes: Int { objects.bytes + buffers.bytes + freeLists.bytes + interpreter.bytes }
}

/// What waits in one free list.
public struct FreeListCount: Sendable, Equatable {
    /// Blocks that wait now.
    public var blocks: Int
    /// The most that can wait.
    public var capacity: Int
    /// Bytes of the blocks that wait now.
    public var bytes: Int
}
