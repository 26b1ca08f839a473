import OrderedJSON

/// What the simulated memory manager holds.
public struct MemoryReport: Report, Equatable {
    /// The pools of one size class.
    public struct SizeClass: Report, Equatable {
        /// Bytes of one block.
        public var blockSize: Int
        /// Pools that serve the class.
        public var pools: Int
        /// Blocks in use.
        public var blocksUsed: Int
        /// Blocks of these pools that are free.
        public var blocksFree: Int

        /// Writes the size class.
        public func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("blockSize", blockSize)
            writer.member("pools", pools)
            writer.member("blocksUsed", blocksUsed)
            writer.member("blocksFree", blocksFree)
            writer.endObject()
        }
    }

    /// Blocks of dead objects of one type that wait for the next object of that type.
    public struct FreeList: Report, Equatable {
        /// The type's name; `keys` for the keys of small dicts.
        public var type: String
        /// The length of the tuples that wait; nil for other types.
        public var length: Int?
        /// Blocks that wait.
        public var blocks: Int
        /// The most that can wait.
        public var capacity: Int
        /// Bytes of the blocks that wait.
        public var bytes: Int

        /// Writes the free list.
        public func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("type", type)
            if let length { writer.member("length", length) }
            writer.member("blocks", blocks)
            writer.member("capacity", capacity)
            writer.member("bytes", bytes)
            writer.endObject()
        }
    }

    /// The blocks in use that belong to one kind of owner.
    public struct Share: Report, Equatable {
        /// Blocks.
        public var blocks: Int
        /// Their bytes, as the memory manager rounds them.
        public var bytes: Int

        /// Writes the share.
        public func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("blocks", blocks)
            writer.member("bytes", bytes)
            writer.endObject()
        }
    }

    /// Objects alive, those of the interpreter too.
    public var objects: Int
    /// Arenas that are mapped.
    public var arenas: Int
    /// Arenas that were ever mapped, that were given back, and the most at one time.
    public var arenasAllocated: Int, arenasFreed: Int, arenasHighWater: Int
    /// Bytes of one arena.
    public var arenaSize: Int
    /// Bytes of one pool.
    public var poolSize: Int
    /// Pools in use.
    public var poolsUsed: Int
    /// Pools of mapped arenas that are free.
    public var poolsFree: Int
    /// Blocks in use.
    public var blocksUsed: Int
    /// Blocks that are free in pools in use.
    public var blocksFree: Int
    /// Bytes of blocks in use.
    public var bytesUsed: Int
    /// Bytes of blocks that are free in pools in use, of free pools, of pools' headers, behind pools' last blocks, and around the pools.
    public var bytesFree: Int, bytesInFreePools: Int, bytesInPoolHeaders: Int, bytesLostToQuantization: Int
    /// Bytes of arenas around their pools.
    public var bytesLostToAlignment: Int
    /// Allocations that are too large for pymalloc.
    public var largeBlocks: Int
    /// Bytes of these.
    public var largeBytes: Int
    /// What `sys.getallocatedblocks()` returns.
    public var allocatedBlocks: Int
    /// The size classes that have pools.
    public var sizeClasses: [SizeClass]
    /// The free lists, those of tuples by length.
    public var freeLists: [FreeList]
    /// Who owns the blocks in use, large ones too: live objects, what they own beside their blocks, free lists,
    /// those objects of a fresh interpreter that are none here; and all together.
    public var objectBlocks: Share, bufferBlocks: Share, freeListBlocks: Share, interpreterBlocks: Share,
        totalBlocks: Share

    /// Writes the report.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("objects", objects)
        writer.member("arenas", arenas)
        writer.member("arenasAllocated", arenasAllocated)
        writer.member("arenasFreed", arenasFreed)
        writer.member("arenasHighWater", arenasHighWater)
        writer.member("arenaSize", arenaSize)
        writer.member("poolSize", poolSize)
        writer.member("poolsUsed", poolsUsed)
        writer.member("poolsFree", poolsFree)
        writer.member("blocksUsed", blocksUsed)
        writer.member("blocksFree", blocksFree)
        writer.member("bytesUsed", bytesUsed)
        writer.member("bytesFree", bytesFree)
        writer.member("bytesInFreePools", bytesInFreePools)
        writer.member("bytesInPoolHeaders", bytesInPoolHeaders)
        writer.member("bytesLostToQuantization", bytesLostToQuantization)
        writer.member("bytesLostToAlignment", bytesLostToAlignment)
        writer.member("largeBlocks", largeBlocks)
        writer.member("largeBytes", largeBytes)
        writer.member("allocatedBlocks", allocatedBlocks)
        writer.member("sizeClasses", reports: sizeClasses)
        writer.member("freeLists", reports: freeLists)
        writer.name("account")
        writer.beginObject()
        for (name, share) in [
            ("objects", objectBlocks), ("buffers", bufferBlocks), ("freeLists", freeListBlocks),
            ("interpreter", interpreterBlocks), ("total", totalBlocks),
        ] {
            writer.name(name)
            share.write(to: &writer)
        }
        writer.endObject()
        writer.endObject()
    }
}
