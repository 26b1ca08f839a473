import PythonSyntax

extension FlowGraph {
    /// Gives instructions without a line the line of what runs before them where that is one.
    mutating func resolveLines() {
        duplicateExitsWithoutLine()
        propagateLines()
    }

    private func isLinelessExit(_ block: Int) -> Bool {
        guard
            blocks[block].exits || blocks[block].instructions.contains(where: \.operation.checksForInterrupts)
        else { return false }
        return blocks[block].hasNoLine
    }

    /// Every instruction that leaves the frame needs one line, so a block that has none must be entered from one
    /// place.
    private mutating func duplicateExitsWithoutLine() {
        for block in order {
            guard let last = blocks[block].last, last.operation.isJump else { continue }
            let target = nonempty(from: last.target)
            guard isLinelessExit(target), blocks[target].predecessors > 1 else { continue }
            var copy = blocks[target]
            copy.instructions[0].location = last.location
            copy.predecessors = 1
            copy.hasLabel = true
            let new = insert(copy, after: target)
            blocks[block].instructions[blocks[block].instructions.count - 1].target = new
            blocks[target].predecessors -= 1
        }
        for block in order {
            let next = blocks[block].next
            guard next >= 0, blocks[block].fallsThrough, let last = blocks[block].last, isLinelessExit(next)
            else { continue }
            if !blocks[next].instructions.isEmpty {
                blocks[next].instructions[0].location = last.location
            }
        }
    }

    private mutating func propagateLines() {
        for block in order {
            guard let last = blocks[block].last else { continue }
            var previous: SourceRange?
            for index in blocks[block].instructions.indices {
                if let location = blocks[block].instructions[index].location {
                    previous = location
                } else {
                    blocks[block].instructions[index].location = previous
                }
            }
            let next = blocks[block].next
            if blocks[block].fallsThrough, next >= 0 { propagate(previous, to: next) }
            if last.operation.isJump { propagate(previous, to: last.target) }
        }
    }

    private mutating func propagate(_ location: SourceRange?, to block: Int) {
        guard blocks[block].predecessors == 1, let first = blocks[block].instructions.first,
            first.location == nil
        else { return }
        blocks[block].instructions[0].location = location
    }
}
