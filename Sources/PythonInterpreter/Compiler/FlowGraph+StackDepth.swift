extension FlowGraph {
    /// Finds the depth of the stack at the start of every block, and gives the greatest anywhere.
    ///
    /// `body` leaves out what the handler takes that lets no StopIteration out of a generator.
    mutating func computeStackDepth() -> (all: Int, body: Int) {
        var (greatest, body) = (0, 0)
        var pending = [0]
        blocks[0].startDepth = 0
        func push(_ block: Int, _ depth: Int, _ blocks: inout [Block]) {
            guard blocks[block].startDepth < 0 else {
                precondition(blocks[block].startDepth == depth, "the stack's depth depends on the path")
                return
            }
            blocks[block].startDepth = depth
            pending.append(block)
        }
        while let block = pending.popLast() {
            var depth = blocks[block].startDepth
            let isWrapper = isStopIterationHandler(block)
            for index in blocks[block].instructions.indices {
                let instruction = blocks[block].instructions[index]
                if instruction.operation.isBlockPush {
                    let pushed = instruction.operation == .setupCleanup ? 2 : 1
                    greatest = max(greatest, depth + pushed)
                    if !isStopIterationHandler(instruction.target) { body = max(body, depth + pushed) }
                    push(instruction.target, depth + pushed, &blocks)
                    continue
                }
                depth += instruction.operation.stackEffect(instruction.argument)
                precondition(depth >= 0, "the stack would be popped while it is empty")
                greatest = max(greatest, depth)
                if !isWrapper { body = max(body, depth) }
                if instruction.operation.isJump { push(instruction.target, depth, &blocks) }
            }
            if blocks[block].fallsThrough, blocks[block].next >= 0 {
                push(blocks[block].next, depth, &blocks)
            }
        }
        return (greatest, body)
    }

    private func isStopIterationHandler(_ block: Int) -> Bool {
        guard let first = blocks[block].instructions.first, case .real(.callIntrinsic1) = first.operation
        else { return false }
        return first.argument == Int(UnaryIntrinsic.stopIterationError.rawValue)
    }
}

extension FlowOperation {
    /// By how much an instruction makes the stack deeper.
    func stackEffect(_ argument: Int) -> Int {
        switch self {
        case .real(let opcode): opcode.stackEffect(argument)
        case .loadClosure: 1
        case .storeFastMaybeNull: -1
        case .jump, .jumpNoInterrupt, .popBlock, .setupFinally, .setupCleanup, .setupWith: 0
        }
    }
}

extension Opcode {
    /// By how much an instruction makes the stack deeper, whether or not it jumps.
    func stackEffect(_ argument: Int) -> Int {
        switch self {
        case .nop, .instrumentedLine, .swap, .copyFreeVars, .makeCell, .deleteFast, .deleteName,
            .deleteGlobal, .deleteDeref,
            .loadFromDictOrDeref, .loadFromDictOrGlobals, .unaryInvert, .unaryNegative, .unaryNot, .toBool,
            .convertValue, .formatSimple, .callIntrinsic1, .makeFunction, .returnConst, .jumpForward,
            .jumpBackward, .jumpBackwardNoInterrupt, .getIter, .checkExcMatch, .checkEGMatch, .resume,
            .yieldValue, .send, .getYieldFromIter, .getAwaitable, .getAIter, .setupAnnotations, .traced:
            0
        case .pushNull, .copy, .loadConst, .loadAssertionError, .loadBuildClass, .loadLocals, .loadFast,
            .loadFastCheck, .loadFastAndClear, .loadName, .loadDeref, .forIter, .pushExcInfo, .beforeWith,
            .beforeAsyncWith, .withExceptStart, .returnGenerator, .getANext, .importFrom, .getLen,
            .matchMapping, .matchSequence, .matchKeys:
            1
        case .popTop, .storeFast, .storeName, .storeGlobal, .storeDeref, .deleteAttr, .binarySubscr,
            .binaryOp,
            .compareOp, .isOp, .containsOp, .listAppend, .setAdd, .listExtend, .setUpdate, .dictUpdate,
            .dictMerge, .formatWithSpec, .callIntrinsic2, .setFunctionAttribute, .returnValue,
            .popJumpIfFalse, .popJumpIfTrue, .popJumpIfNone, .popJumpIfNotNone, .endFor, .popExcept, .reraise,
            .cleanupThrow, .endSend, .importName:
            -1
        case .storeAttr, .deleteSubscr, .binarySlice, .mapAdd, .endAsyncFor, .matchClass: -2
        case .storeSubscr: -3
        case .storeSlice: -4
        case .loadGlobal: 1 + argument & 1
        case .loadAttr: argument & 1
        case .loadSuperAttr: argument & 1 - 2
        case .buildTuple, .buildList, .buildSet, .buildString: 1 - argument
        case .buildMap: 1 - 2 * argument
        case .buildConstKeyMap: -argument
        case .buildSlice: argument == 3 ? -2 : -1
        case .unpackSequence: argument - 1
        case .unpackEx: argument & 255 + argument >> 8
        case .call: -1 - argument
        case .callKw: -2 - argument
        case .callFunctionEx: -2 - argument & 1
        case .raiseVarargs: -argument
        }
    }
}
