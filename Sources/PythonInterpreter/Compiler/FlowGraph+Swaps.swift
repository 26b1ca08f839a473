extension FlowGraph {
    /// Does a run of swaps in fewer, or by storing in another order, and gives the run's last place.
    mutating func optimizeSwaps(_ block: Int, _ index: Int) -> Int {
        let end = mergeSwaps(block, index)
        applySwaps(block, end)
        return end
    }

    private mutating func mergeSwaps(_ block: Int, _ start: Int) -> Int {
        let instructions = blocks[block].instructions
        var depth = instructions[start].argument
        var length = 1
        var hasMore = false
        while start + length < instructions.count {
            let instruction = instructions[start + length]
            if instruction.is(.swap) {
                depth = max(depth, instruction.argument)
                hasMore = true
            } else if !instruction.isNop {
                break
            }
            length += 1
        }
        guard hasMore else { return start }
        var stack = Array(0..<depth)
        for offset in 0..<length where instructions[start + offset].is(.swap) {
            stack.swapAt(0, instructions[start + offset].argument - 1)
        }
        // Un-shuffling cycle by cycle, written from the end, shuffles in the fewest swaps.
        let visited = -1
        var current = length - 1
        for item in 0..<depth where stack[item] != visited && stack[item] != item {
            var place = item
            while true {
                if place != 0 {
                    blocks[block].instructions[start + current].become(.swap, place + 1)
                    current -= 1
                }
                if stack[place] == visited { break }
                let next = stack[place]
                stack[place] = visited
                place = next
            }
        }
        while current >= 0 {
            blocks[block].instructions[start + current].becomeNop()
            current -= 1
        }
        return start + length - 1
    }

    /// Swaps two stores behind a swap instead of the values.
    private mutating func applySwaps(_ block: Int, _ end: Int) {
        var index = end
        while index >= 0 {
            let swap = blocks[block].instructions[index]
            guard swap.is(.swap) else {
                guard swap.isNop || isSwappable(swap) else { return }
                index -= 1
                continue
            }
            guard let first = nextSwappable(block, index, line: nil) else { return }
            let line = blocks[block].instructions[first].line
            var second = first
            for _ in 1..<max(1, swap.argument) {
                guard let next = nextSwappable(block, second, line: .some(line)) else { return }
                second = next
            }
            let firstStore = storedLocal(blocks[block].instructions[first])
            let secondStore = storedLocal(blocks[block].instructions[second])
            if firstStore != nil || secondStore != nil {
                if firstStore == secondStore { return }
                for place in (first + 1)..<max(first + 1, second) {
                    if let store = storedLocal(blocks[block].instructions[place]),
                        store == firstStore || store == secondStore
                    {
                        return
                    }
                }
            }
            blocks[block].instructions[index].becomeNop()
            blocks[block].instructions.swapAt(first, second)
            index -= 1
        }
    }

    private func nextSwappable(_ block: Int, _ index: Int, line: UInt32??) -> Int? {
        var index = index + 1
        while index < blocks[block].instructions.count {
            let instruction = blocks[block].instructions[index]
            // A line that is known must stay the same.
            if let line, let line, instruction.line != line { return nil }
            if instruction.isNop {
                index += 1
                continue
            }
            return isSwappable(instruction) ? index : nil
        }
        return nil
    }

    private func isSwappable(_ instruction: FlowInstruction) -> Bool {
        switch instruction.operation {
        case .real(.storeFast), .storeFastMaybeNull, .real(.popTop): true
        default: false
        }
    }

    private func storedLocal(_ instruction: FlowInstruction) -> Int? {
        instruction.is(.popTop) ? nil : instruction.argument
    }
}
