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

    /// Objects alive, those of the interpreter too.
    public var objects: Int
    /// Arenas that are mapped.
    public var arenas: Int
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
    /// Allocations that are too large for pymalloc.
    public var largeBlocks: Int
    /// Bytes of these.
    public var largeBytes: Int
    /// The size classes that have pools.
    public var sizeClasses: [SizeClass]

    /// Writes the report.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("objects", objects)
        writer.member("arenas", arenas)
        writer.member("arenaSize", arenaSize)
        writer.member("poolSize", poolSize)
        writer.member("poolsUsed", poolsUsed)
        writer.member("poolsFree", poolsFree)
        writer.member("blocksUsed", blocksUsed)
        writer.member("blocksFree", blocksFree)
        writer.member("bytesUsed", bytesUsed)
        writer.member("largeBlocks", largeBlocks)
        writer.member("largeBytes", largeBytes)
        writer.member("sizeClasses", reports: sizeClasses)
        writer.endObject()
    }
}
