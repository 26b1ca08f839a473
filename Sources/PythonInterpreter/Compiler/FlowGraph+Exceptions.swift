extension FlowGraph {
    /// Tells every instruction which block handles what it raises.
    mutating func labelExceptionTargets() {
        for block in blocks.indices {
            for instruction in blocks[block].instructions where instruction.operation.isBlockPush {
                blocks[instruction.target].isHandler = true
            }
        }
        var stacks: [Int: [Int]] = [0: []]
        var visited = [Bool](repeating: false, count: blocks.count)
        visited[0] = true
        var pending = [0]
        while let block = pending.popLast() {
            var stack = stacks.removeValue(forKey: block) ?? []
            var lastYieldDepth = -1
            for index in blocks[block].instructions.indices {
                let instruction = blocks[block].instructions[index]
                if !instruction.operation.isBlockPush, instruction.operation != .popBlock {
                    blocks[block].instructions[index].handler = stack.last ?? -1
                }
                switch instruction.operation {
                case .setupFinally, .setupCleanup, .setupWith:
                    if !visited[instruction.target] {
                        visited[instruction.target] = true
                        stacks[instruction.target] = stack
                        pending.append(instruction.target)
                    }
                    stack.append(instruction.target)
                    if instruction.operation != .setupFinally {
                        blocks[instruction.target].preservesLasti = true
                    }
                case .popBlock:
                    stack.removeLast()
                    blocks[block].instructions[index].becomeNop()
                case .real(.yieldValue): lastYieldDepth = stack.count
                case .real(.resume):
                    if instruction.argument != 0 {
                        if lastYieldDepth == 1 { blocks[block].instructions[index].argument |= 4 }
                        lastYieldDepth = -1
                    }
                default:
                    if instruction.operation.isJump, !visited[instruction.target] {
                        visited[instruction.target] = true
                        stacks[instruction.target] = stack
                        pending.append(instruction.target)
                    }
                }
            }
            let next = blocks[block].next
            if blocks[block].fallsThrough, next >= 0, !visited[next] {
                visited[next] = true
                stacks[next] = stack
                pending.append(next)
            }
        }
    }

    // MARK: Cold blocks

    /// Moves what runs only after an exception behind everything else.
    mutating func moveColdBlocksToEnd() {
        guard blocks[0].next >= 0 else { return }
        markWarmBlocks()
        markColdBlocks()
        for block in order {
            let next = blocks[block].next
            guard blocks[block].isCold, blocks[block].fallsThrough, next >= 0, blocks[next].isWarm else {
                continue
            }
            blocks[next].hasLabel = true
            var jump = Block()
            jump.instructions = [FlowInstruction(operation: .jumpNoInterrupt, target: next)]
            jump.isCold = true
            jump.predecessors = 1
            _ = insert(jump, after: block)
        }
        let all = order
        let sorted = all.filter { !blocks[$0].isCold } + all.filter { blocks[$0].isCold }
        for (block, next) in zip(sorted, sorted.dropFirst()) { blocks[block].next = next }
        blocks[sorted[sorted.count - 1]].next = -1
        if all != sorted { removeRedundantNopsAndJumps() }
    }

    private mutating func markWarmBlocks() {
        var pending = [0]
        var visited = [Bool](repeating: false, count: blocks.count)
        visited[0] = true
        while let block = pending.popLast() {
            blocks[block].isWarm = true
            for next in normalSuccessors(of: block) where !visited[next] {
                visited[next] = true
                pending.append(next)
            }
        }
    }

    private mutating func markColdBlocks() {
        var visited = [Bool](repeating: false, count: blocks.count)
        var pending = order.filter { blocks[$0].isHandler }
        for block in pending { visited[block] = true }
        while let block = pending.popLast() {
            blocks[block].isCold = true
            for next in normalSuccessors(of: block) where !visited[next] && !blocks[next].isWarm {
                visited[next] = true
                pending.append(next)
            }
        }
    }

    /// The blocks that may run after one unless it raises.
    private func normalSuccessors(of block: Int) -> [Int] {
        var successors: [Int] = []
        if blocks[block].fallsThrough, blocks[block].next >= 0 { successors.append(blocks[block].next) }
        for instruction in blocks[block].instructions where instruction.operation.isJump {
            successors.append(instruction.target)
        }
        return successors
    }
}
