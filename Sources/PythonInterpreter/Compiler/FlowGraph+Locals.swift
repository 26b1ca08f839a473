extension FlowGraph {
    /// Finds the loads of locals that may be unbound. As in CPython the first 64 locals are followed through the
    /// whole graph and the others inside each block.
    mutating func checkLoadsOfUnboundLocals(localCount: Int, parameterCount: Int) {
        guard localCount > 0 else { return }
        if localCount > 64 { checkLocals(from: 64) }
        var start: UInt64 = 0
        for local in parameterCount..<max(parameterCount, min(localCount, 64)) { start |= 1 << local }
        var unsafe = [UInt64](repeating: 0, count: blocks.count)
        var isPending = [Bool](repeating: false, count: blocks.count)
        var pending: [Int] = []
        func push(_ block: Int, _ mask: UInt64) {
            let merged = unsafe[block] | mask
            guard merged != unsafe[block] else { return }
            unsafe[block] = merged
            if !isPending[block] {
                isPending[block] = true
                pending.append(block)
            }
        }
        push(0, start)
        // Where everything is bound nothing changes, but the blocks still need a first look.
        for block in order.reversed() where !isPending[block] {
            isPending[block] = true
            pending.append(block)
        }
        while let block = pending.popLast() {
            isPending[block] = false
            var mask = unsafe[block]
            for index in blocks[block].instructions.indices {
                let instruction = blocks[block].instructions[index]
                if instruction.handler >= 0 { push(instruction.handler, mask) }
                guard instruction.argument < 64 else { continue }
                let bit: UInt64 = 1 << UInt64(max(0, instruction.argument))
                switch instruction.operation {
                case .real(.deleteFast), .real(.loadFastAndClear), .storeFastMaybeNull: mask |= bit
                case .real(.storeFast), .real(.loadFastCheck): mask &= ~bit
                case .real(.loadFast):
                    if mask & bit != 0 {
                        blocks[block].instructions[index].operation = .real(.loadFastCheck)
                    }
                    mask &= ~bit
                default: break
                }
            }
            if blocks[block].fallsThrough, blocks[block].next >= 0 { push(blocks[block].next, mask) }
            if let last = blocks[block].last, last.operation.isJump { push(last.target, mask) }
        }
    }

    private mutating func checkLocals(from first: Int) {
        for block in order {
            var bound: Set<Int> = []
            for index in blocks[block].instructions.indices {
                let instruction = blocks[block].instructions[index]
                guard instruction.argument >= first else { continue }
                switch instruction.operation {
                case .real(.deleteFast), .real(.loadFastAndClear), .storeFastMaybeNull:
                    bound.remove(instruction.argument)
                case .real(.storeFast): bound.insert(instruction.argument)
                case .real(.loadFast):
                    if !bound.contains(instruction.argument) {
                        blocks[block].instructions[index].operation = .real(.loadFastCheck)
                    }
                    bound.insert(instruction.argument)
                default: break
                }
            }
        }
    }

    /// Marks what CPython makes one instruction: two loads, two stores, or a store and a load of locals whose numbers take four bits.
    mutating func pairLocals() {
        for block in order {
            var index = 0
            while index + 1 < blocks[block].instructions.count {
                if isPair(blocks[block].instructions[index], blocks[block].instructions[index + 1]) {
                    blocks[block].instructions[index].isPair = true
                    index += 1
                }
                index += 1
            }
            removeRedundantNops(in: block)
        }
    }

    private func isPair(_ first: FlowInstruction, _ second: FlowInstruction) -> Bool {
        guard first.is(.storeFast) || first.is(.loadFast) && second.is(.loadFast),
            second.is(.storeFast) || second.is(.loadFast), first.argument < 16, second.argument < 16
        else { return false }
        guard let line = first.line, let next = second.line else { return true }
        return line == next
    }
}
