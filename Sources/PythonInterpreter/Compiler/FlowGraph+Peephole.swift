extension FlowGraph {
    /// Replaces sequences inside a block by shorter ones.
    mutating func optimizeBlock(_ block: Int) {
        var index = 0
        while index < blocks[block].instructions.count {
            // A jump that takes the place of a threaded one stands behind it and is looked at next.
            optimizeInstruction(block, index)
            index += 1
        }
        index = 0
        while index < blocks[block].instructions.count {
            if blocks[block].instructions[index].is(.swap) { index = optimizeSwaps(block, index) }
            index += 1
        }
    }

    private mutating func optimizeInstruction(_ block: Int, _ index: Int) {
        let instruction = blocks[block].instructions[index]
        let next = index + 1 < blocks[block].instructions.count ? blocks[block].instructions[index + 1] : nil
        switch instruction.operation {
        case .real(.buildTuple): optimizeBuildTuple(block, index, next)
        case .real(.popJumpIfFalse), .real(.popJumpIfTrue), .real(.popJumpIfNone), .real(.popJumpIfNotNone):
            if blocks[instruction.target].instructions.first?.operation == .jump {
                threadJump(block, index, as: instruction.operation)
            }
        case .jump, .jumpNoInterrupt:
            switch blocks[instruction.target].instructions.first?.operation {
            case .jump: threadJump(block, index, as: .jump)
            case .jumpNoInterrupt: threadJump(block, index, as: instruction.operation)
            default: break
            }
        case .real(.storeFast):
            if let next, next.is(.storeFast), next.argument == instruction.argument,
                next.line == instruction.line
            {
                blocks[block].instructions[index].become(.popTop, 0)
            }
        case .real(.swap):
            if instruction.argument == 1 { blocks[block].instructions[index].becomeNop() }
        case .real(.loadGlobal):
            if let next, next.is(.pushNull), instruction.argument & 1 == 0 {
                blocks[block].instructions[index].argument |= 1
                blocks[block].instructions[index + 1].becomeNop()
            }
        case .real(.compareOp):
            if let next, next.is(.toBool) {
                replace(block, index, by: .compareOp, instruction.argument | 16)
            }
        case .real(.unaryNot) where next?.is(.unaryNot) == true:
            blocks[block].instructions[index].becomeNop()
            blocks[block].instructions[index + 1].becomeNop()
        case .real(.containsOp), .real(.isOp), .real(.unaryNot):
            if let next, next.is(.toBool), case .real(let opcode) = instruction.operation {
                replace(block, index, by: opcode, instruction.argument)
            }
        case .real(.toBool):
            if let next, next.is(.toBool) { blocks[block].instructions[index].becomeNop() }
        default: break
        }
    }

    /// Lets the following instruction do the work of this one too.
    private mutating func replace(_ block: Int, _ index: Int, by opcode: Opcode, _ argument: Int) {
        blocks[block].instructions[index].becomeNop()
        blocks[block].instructions[index + 1].become(opcode, argument)
    }

    /// Jumps to where a jump's target jumps. The nop that stays shows the line of the first jump.
    private mutating func threadJump(_ block: Int, _ index: Int, as operation: FlowOperation) {
        let jump = blocks[block].instructions[index]
        let target = blocks[jump.target].instructions[0]
        guard jump.target != target.target, index == blocks[block].instructions.count - 1 else {
            return
        }
        blocks[block].instructions[index].becomeNop()
        // It has no handler, as in CPython; it raises nothing.
        blocks[block].instructions.append(
            FlowInstruction(operation: operation, target: target.target, location: target.location))
    }

    /// Does at once what is done with a constant, or with a copy of it.
    mutating func optimizeConstants(_ block: Int) {
        var loaded: Int?
        for index in blocks[block].instructions.indices {
            let instruction = blocks[block].instructions[index]
            if instruction.is(.loadConst) {
                loaded = instruction.argument
            } else if !instruction.is(.copy) || instruction.argument != 1 {
                loaded = nil
            }
            if let loaded, index + 1 < blocks[block].instructions.count {
                optimizeConstant(loaded, block, index)
            }
        }
    }

    private mutating func optimizeConstant(_ place: Int, _ block: Int, _ index: Int) {
        let next = blocks[block].instructions[index + 1]
        let constant = constants.constants[place]
        switch next.operation {
        case .real(.popJumpIfFalse), .real(.popJumpIfTrue):
            let jumpsIfTrue = next.is(.popJumpIfTrue)
            blocks[block].instructions[index].becomeNop()
            if constant.isTrue == jumpsIfTrue {
                blocks[block].instructions[index + 1].operation = .jump
            } else {
                blocks[block].instructions[index + 1].becomeNop()
            }
        case .real(.isOp):
            guard constant == .none, blocks[block].instructions.count > index + 2 else { return }
            var jump = index + 2
            if blocks[block].instructions[jump].is(.toBool) {
                blocks[block].instructions[jump].becomeNop()
                jump += 1
                guard blocks[block].instructions.count > jump else { return }
            }
            var isInverted = blocks[block].instructions[index + 1].argument == 1
            if blocks[block].instructions[jump].is(.popJumpIfFalse) {
                isInverted.toggle()
            } else if !blocks[block].instructions[jump].is(.popJumpIfTrue) {
                return
            }
            blocks[block].instructions[index].becomeNop()
            blocks[block].instructions[index + 1].becomeNop()
            blocks[block].instructions[jump].operation =
                isInverted ? .real(.popJumpIfNotNone) : .real(.popJumpIfNone)
        case .real(.returnValue): replace(block, index, by: .returnConst, place)
        case .real(.toBool):
            let truth = constants.index(of: constant.isTrue ? .true : .false)
            replace(block, index, by: .loadConst, truth)
        default: break
        }
    }

    private mutating func optimizeBuildTuple(_ block: Int, _ index: Int, _ next: FlowInstruction?) {
        let count = blocks[block].instructions[index].argument
        if let next, next.is(.unpackSequence), next.argument == count, (1...3).contains(count) {
            blocks[block].instructions[index].becomeNop()
            if count == 1 {
                blocks[block].instructions[index + 1].becomeNop()
            } else {
                blocks[block].instructions[index + 1].become(.swap, count)
            }
            return
        }
        guard index >= count else { return }
        let items = blocks[block].instructions[(index - count)..<index]
        guard items.allSatisfy({ $0.is(.loadConst) }) else { return }
        let tuple = CodeConstant.tuple(items.map { constants.constants[$0.argument] })
        for place in (index - count)..<index { blocks[block].instructions[place].becomeNop() }
        blocks[block].instructions[index].become(.loadConst, constants.index(of: tuple))
    }
}

extension CodeConstant {
    /// `bool(value)`
    var isTrue: Bool {
        switch self {
        case .none, .false: false
        case .true, .ellipsis, .code: true
        case .int(let value): value != 0
        case .float(let value): value != 0
        case .complex(let real, let imaginary): real != 0 || imaginary != 0
        case .string(let value), .bytes(let value): !value.isEmpty
        case .tuple(let items), .frozenset(let items): !items.isEmpty
        }
    }
}
