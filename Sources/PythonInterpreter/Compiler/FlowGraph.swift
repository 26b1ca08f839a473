import PythonSyntax

/// The instructions of a unit as blocks that are entered at the top only.
///
/// The passes over it, and their order, are those of CPython 3.13's `flowgraph.c`, because which instructions are
/// left is visible to tracing, in tracebacks and in reference counts.
struct FlowGraph {
    struct Block {
        var instructions: [FlowInstruction] = []
        /// The block that follows in the order of the code; -1 for the last.
        var next = -1
        /// Something jumps to it.
        var hasLabel = false
        /// It handles exceptions.
        var isHandler = false
        /// Its handler finds the place of the instruction that raised below the exception.
        var preservesLasti = false
        var predecessors = 0
        /// The depth of the stack at its start; -1 before it is known.
        var startDepth = -1
        /// It runs without an exception.
        var isWarm = false
        /// It runs only after an exception.
        var isCold = false

        var last: FlowInstruction? { instructions.last }

        var fallsThrough: Bool {
            guard let operation = instructions.last?.operation else { return true }
            return !operation.isExit && !operation.isUnconditionalJump
        }

        var exits: Bool { instructions.last?.operation.isExit ?? false }

        var hasNoLine: Bool { instructions.allSatisfy { $0.location == nil } }
    }

    /// In the order in which they were made; the first is the entry. `next` tells the order of the code.
    var blocks: [Block]
    var constants: IndexedConstants

    init(_ builder: CodeBuilder) {
        constants = builder.constants
        let instructions = builder.instructions
        var isTarget = [Bool](repeating: false, count: instructions.count + 1)
        for instruction in instructions where instruction.target >= 0 {
            isTarget[builder.labels[instruction.target]] = true
        }
        blocks = [Block()]
        var blockAt = [Int](repeating: -1, count: instructions.count)
        var current = 0
        for (index, instruction) in instructions.enumerated() {
            let isEmpty = blocks[current].instructions.isEmpty
            if (isTarget[index] && !isEmpty) || blocks[current].last?.operation.isTerminator == true {
                blocks.append(Block())
                blocks[current].next = blocks.count - 1
                current = blocks.count - 1
            }
            if isTarget[index] {
                blocks[current].hasLabel = true
                blockAt[index] = current
            }
            blocks[current].instructions.append(instruction)
        }
        for block in blocks.indices {
            for index in blocks[block].instructions.indices {
                let label = blocks[block].instructions[index].target
                if label >= 0 { blocks[block].instructions[index].target = blockAt[builder.labels[label]] }
            }
        }
    }

    // MARK: Order

    /// The blocks in the order of the code.
    var order: [Int] {
        var order: [Int] = []
        order.reserveCapacity(blocks.count)
        var block = 0
        while block >= 0 {
            order.append(block)
            block = blocks[block].next
        }
        return order
    }

    /// The first block from one on that has instructions; -1 if there is none.
    func nonempty(from block: Int) -> Int {
        var block = block
        while block >= 0, blocks[block].instructions.isEmpty { block = blocks[block].next }
        return block
    }

    /// Puts a new block behind one.
    mutating func insert(_ block: Block, after previous: Int) -> Int {
        var block = block
        block.next = blocks[previous].next
        blocks.append(block)
        blocks[previous].next = blocks.count - 1
        return blocks.count - 1
    }

    // MARK: Passes

    /// Does all that CPython does between generating code and assembling it.
    mutating func optimize(localCount: Int, parameterCount: Int) {
        labelExceptionTargets()
        inlineSmallBlocks()
        removeUnreachable()
        resolveLines()
        for block in order { optimizeConstants(block) }
        for block in order { optimizeBlock(block) }
        removeRedundantNopsAndPairs()
        removeUnreachable()
        removeRedundantNopsAndJumps()
        removeUnusedConstants()
        checkLoadsOfUnboundLocals(localCount: localCount, parameterCount: parameterCount)
        pairLocals()
        moveColdBlocksToEnd()
        resolveLines()
    }
}
