extension FlowGraph {
    /// Empties the blocks that nothing leads to and counts what leads to each of the others.
    mutating func removeUnreachable() {
        var visited = [Bool](repeating: false, count: blocks.count)
        for block in blocks.indices { blocks[block].predecessors = 0 }
        blocks[0].predecessors = 1
        visited[0] = true
        var pending = [0]
        func reach(_ block: Int, _ blocks: inout [Block]) {
            blocks[block].predecessors += 1
            if !visited[block] {
                visited[block] = true
                pending.append(block)
            }
        }
        while let block = pending.popLast() {
            if blocks[block].fallsThrough, blocks[block].next >= 0 { reach(blocks[block].next, &blocks) }
            for index in blocks[block].instructions.indices {
                let instruction = blocks[block].instructions[index]
                if instruction.operation.isJump || instruction.operation.isBlockPush {
                    reach(instruction.target, &blocks)
                }
            }
        }
        for block in blocks.indices where blocks[block].predecessors == 0 {
            blocks[block].instructions = []
            blocks[block].isHandler = false
        }
    }

    /// Copies small blocks that leave the frame, and blocks without a line, to where they are jumped to.
    mutating func inlineSmallBlocks() {
        var changed = true
        // Each change removes a jump, so this ends.
        while changed {
            changed = false
            for block in order where inlineTarget(of: block) { changed = true }
        }
    }

    private mutating func inlineTarget(of block: Int) -> Bool {
        guard let last = blocks[block].last, last.operation.isUnconditionalJump else { return false }
        let target = blocks[last.target]
        let isSmallExit = target.exits && target.instructions.count <= 4
        let isLineless = target.hasNoLine && !target.fallsThrough
        guard isSmallExit || isLineless else { return false }
        let end = blocks[block].instructions.count - 1
        blocks[block].instructions[end].becomeNop()
        blocks[block].instructions += target.instructions
        if isLineless, !isSmallExit || target.hasNoLine,
            let copied = blocks[block].last, copied.operation.isUnconditionalJump, last.operation == .jump
        {
            // A loop without a check for interrupts could not be stopped.
            blocks[block].instructions[blocks[block].instructions.count - 1].operation = .jump
        }
        blocks[last.target].predecessors -= 1
        return true
    }

    // MARK: Redundant instructions

    mutating func removeRedundantNopsAndJumps() {
        repeat {
            for block in order { removeRedundantNops(in: block) }
        } while removeRedundantJumps()
    }

    private mutating func removeRedundantJumps() -> Bool {
        var changed = false
        for block in order {
            guard let last = blocks[block].last, last.operation.isUnconditionalJump else { continue }
            let target = nonempty(from: last.target)
            if target >= 0, target == nonempty(from: blocks[block].next) {
                blocks[block].instructions[blocks[block].instructions.count - 1].becomeNop()
                changed = true
            }
        }
        return changed
    }

    /// Removes every nop that shows no line that its neighbours do not show.
    mutating func removeRedundantNops(in block: Int) {
        guard blocks[block].instructions.contains(where: \.isNop) else { return }
        var kept: [FlowInstruction] = []
        var previousLine: UInt32?
        let count = blocks[block].instructions.count
        for index in 0..<count {
            let instruction = blocks[block].instructions[index]
            if instruction.isNop {
                guard let line = instruction.line else { continue }
                if previousLine == line { continue }
                if index < count - 1 {
                    let next = blocks[block].instructions[index + 1]
                    if next.line == line { continue }
                    if next.location == nil {
                        blocks[block].instructions[index + 1].location = instruction.location
                        continue
                    }
                } else if line == firstLine(from: blocks[block].next) {
                    continue
                }
            }
            kept.append(instruction)
            previousLine = instruction.line
        }
        blocks[block].instructions = kept
    }

    private func firstLine(from block: Int) -> UInt32? {
        let next = nonempty(from: block)
        guard next >= 0 else { return nil }
        return blocks[next].instructions.first { !($0.isNop && $0.location == nil) }?.line
    }

    /// Removes a value that is pushed only to be dropped, and nops.
    mutating func removeRedundantNopsAndPairs() {
        var isDone = false
        while !isDone {
            isDone = true
            var previous: (block: Int, index: Int)?
            for block in order {
                removeRedundantNops(in: block)
                if blocks[block].hasLabel { previous = nil }
                for index in blocks[block].instructions.indices {
                    if let place = previous, blocks[block].instructions[index].is(.popTop) {
                        let pushed = blocks[place.block].instructions[place.index]
                        if pushed.is(.loadConst) || (pushed.is(.copy) && pushed.argument == 1) {
                            blocks[place.block].instructions[place.index].becomeNop()
                            blocks[block].instructions[index].becomeNop()
                            isDone = false
                        }
                    }
                    previous = (block, index)
                }
                if blocks[block].last?.operation.isJump == true || !blocks[block].fallsThrough {
                    previous = nil
                }
            }
        }
    }

    /// Keeps the constants that are loaded, and the first, which may be a docstring.
    mutating func removeUnusedConstants() {
        guard !constants.constants.isEmpty else { return }
        var isUsed = [Bool](repeating: false, count: constants.constants.count)
        isUsed[0] = true
        for block in order {
            for instruction in blocks[block].instructions
            where instruction.is(.loadConst) || instruction.is(.returnConst) {
                isUsed[instruction.argument] = true
            }
        }
        guard isUsed.contains(false) else { return }
        var kept = IndexedConstants()
        var places = [Int](repeating: 0, count: isUsed.count)
        for (index, constant) in constants.constants.enumerated() where isUsed[index] {
            places[index] = kept.index(of: constant)
        }
        for block in order {
            for index in blocks[block].instructions.indices
            where blocks[block].instructions[index].is(.loadConst)
                || blocks[block].instructions[index].is(.returnConst)
            {
                blocks[block].instructions[index].argument =
                    places[blocks[block].instructions[index].argument]
            }
        }
        constants = kept
    }
}
