import HeapEngine
import PythonObjects

extension LiveSession {
    /// What the memory manager holds, and who owns it.
    func describeMemory() -> MemoryReport {
        let memory = runtime.heap.memory
        let account = runtime.heap.memoryAccount
        func share(_ share: MemoryAccount.Share) -> MemoryReport.Share {
            .init(blocks: share.blocks, bytes: share.bytes)
        }
        return MemoryReport(
            objects: runtime.heap.liveObjectCount, arenas: memory.arenas.inUse,
            arenasAllocated: memory.arenas.allocated, arenasFreed: memory.arenas.freed,
            arenasHighWater: memory.arenas.highWater,
            arenaSize: MemoryGeometry.arenaBytes, poolSize: MemoryGeometry.poolBytes,
            poolsUsed: memory.sizeClasses.reduce(0) { $0 + $1.pools }, poolsFree: memory.unusedPools,
            blocksUsed: memory.usedBlocks, blocksFree: memory.sizeClasses.reduce(0) { $0 + $1.blocksFree },
            bytesUsed: memory.bytesInUsedBlocks, bytesFree: memory.bytesInFreeBlocks,
            bytesInFreePools: memory.bytesInUnusedPools, bytesInPoolHeaders: memory.bytesInPoolHeaders,
            bytesLostToQuantization: memory.bytesLostToQuantization,
            bytesLostToAlignment: memory.bytesLostToAlignment,
            largeBlocks: memory.largeBlocks.count, largeBytes: memory.largeBlocks.bytes,
            allocatedBlocks: memory.allocatedBlocks,
            sizeClasses: memory.sizeClasses.filter { $0.pools > 0 }.map {
                .init(
                    blockSize: $0.size, pools: $0.pools, blocksUsed: $0.blocksUsed, blocksFree: $0.blocksFree)
            },
            freeLists: runtime.freeLists().map {
                .init(
                    type: $0.type, length: $0.length, blocks: $0.count.blocks, capacity: $0.count.capacity,
                    bytes: $0.count.bytes)
            },
            objectBlocks: share(account.objects), bufferBlocks: share(account.buffers),
            freeListBlocks: share(account.freeLists), interpreterBlocks: share(account.interpreter),
            totalBlocks: .init(blocks: account.blocks, bytes: account.bytes))
    }
}
