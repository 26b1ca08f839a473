extension ChunkRegion {
    /// Calls `body` with every block in use and its usable bytes, by address.
    func forEachBlock(_ body: (_ unit: UInt32, _ bytes: Int) throws -> Void) rethrows {
        var number = lastChunk
        var blocks: [Chunk] = []
        while number != Chunk.none {
            let chunk = chunks[Int(number)]
            if chunk.state == .used { blocks.append(chunk) }
            number = chunk.below
        }
        for chunk in blocks.reversed() {
            try body(chunk.start + 1, blockBytes(units: chunk.units))
        }
    }

    /// Derives every list and count anew from the chunks' places and compares.
    func validate() throws(MemoryFault) {
        var isListed = [Bool](repeating: false, count: chunks.count)
        for bin in 0..<firstFree.count {
            var previous = Chunk.none
            var number = firstFree[bin]
            while number != Chunk.none {
                let chunk = chunks[Int(number)]
                guard chunk.state == .free, Chunk.bin(units: chunk.units) == bin, chunk.previous == previous,
                    !isListed[Int(number)]
                else { throw .chunkList(chunk: Int(number)) }
                isListed[Int(number)] = true
                previous = number
                number = chunk.next
            }
        }
        for units in 0..<firstCached.count {
            var listed = 0
            var number = firstCached[units]
            while number != Chunk.none {
                let chunk = chunks[Int(number)]
                guard chunk.state == .cached, Int(chunk.units) == units, !isListed[Int(number)] else {
                    throw .chunkList(chunk: Int(number))
                }
                isListed[Int(number)] = true
                listed += 1
                number = chunk.next
            }
            guard listed == Int(cachedCount[units]) else { throw .chunkList(chunk: Int(firstCached[units])) }
        }
        guard start <= top, top <= end, end <= limit else { throw .chunkPlace(chunk: Int(lastChunk)) }
        try validatePlaces(isListed)
    }

    private func validatePlaces(_ isListed: [Bool]) throws(MemoryFault) {
        var number = lastChunk
        var above = Chunk.none
        var end = UInt64(top)
        var used = 0
        var usedUnits = 0
        var kept = 0
        while number != Chunk.none {
            let chunk = chunks[Int(number)]
            guard chunk.end == end, chunk.above == above, chunk.units >= 2 else {
                throw .chunkPlace(chunk: Int(number))
            }
            switch chunk.state {
            case .used:
                guard !isListed[Int(number)], index[chunk.start] == number else {
                    throw .chunkList(chunk: Int(number))
                }
                used += 1
                usedUnits += Int(chunk.units)
            case .cached:
                guard isListed[Int(number)], index[chunk.start] == number else {
                    throw .chunkList(chunk: Int(number))
                }
                kept += 1
            case .free:
                // Free chunks merge with each other and with the top.
                guard isListed[Int(number)], above != Chunk.none, chunks[Int(above)].state != .free else {
                    throw .chunkList(chunk: Int(number))
                }
            case .retired: throw .chunkPlace(chunk: Int(number))
            }
            end = UInt64(chunk.start)
            above = number
            number = chunk.below
        }
        guard end == UInt64(start) else { throw .chunkPlace(chunk: Int(above)) }
        guard used == usedCount, usedUnits == self.usedUnits, index.count == used + kept else {
            throw .largeBlocks(used: used, counted: usedCount)
        }
    }
}
