import PythonSyntax

/// An instruction on its way to a code unit.
struct FlowInstruction {
    var operation: FlowOperation
    var argument = 0
    /// Where a jump goes or a handler starts: a label before the graph is built, a block afterwards; else -1.
    var target = -1
    var location: SourceRange?
    /// The block that handles what it raises; -1 for none.
    var handler = -1
    /// Whether CPython has it and the next as one instruction.
    var isPair = false

    /// The line it belongs to; nil for an instruction that nothing in the source stands for.
    var line: UInt32? { location?.start.line }

    mutating func becomeNop() {
        operation = .real(.nop)
        argument = 0
        target = -1
    }

    mutating func become(_ opcode: Opcode, _ argument: Int) {
        operation = .real(opcode)
        self.argument = argument
    }

    var isNop: Bool { operation == .real(.nop) }
    func `is`(_ opcode: Opcode) -> Bool { operation == .real(opcode) }
}

/// What an instruction of a flow graph does: an opcode, or what becomes one when the code unit is assembled.
enum FlowOperation: Equatable {
    case real(Opcode)
    /// A jump whose direction is not known yet.
    case jump, jumpNoInterrupt
    /// The target handles exceptions from here to the matching `popBlock`: with the exception alone on the stack,
    /// with the place of the instruction below it, or as the latter for a `with`.
    case setupFinally, setupCleanup, setupWith
    case popBlock
    /// Pushes a cell itself.
    case loadClosure
    /// Restores what `loadFastAndClear` took.
    case storeFastMaybeNull

    var isUnconditionalJump: Bool {
        switch self {
        case .jump, .jumpNoInterrupt, .real(.jumpForward), .real(.jumpBackward),
            .real(.jumpBackwardNoInterrupt):
            true
        default: false
        }
    }

    var isJump: Bool {
        switch self {
        case .real(.popJumpIfFalse), .real(.popJumpIfTrue), .real(.popJumpIfNone), .real(.popJumpIfNotNone),
            .real(.forIter), .real(.send):
            true
        default: isUnconditionalJump
        }
    }

    /// Whether it makes its target the handler of what follows.
    var isBlockPush: Bool { self == .setupFinally || self == .setupCleanup || self == .setupWith }

    /// Whether it leaves the frame.
    var isExit: Bool {
        switch self {
        case .real(.returnValue), .real(.returnConst), .real(.raiseVarargs), .real(.reraise): true
        default: false
        }
    }

    var isTerminator: Bool { isJump || isExit }

    /// Whether the interpreter looks for signals and the like behind it.
    var checksForInterrupts: Bool {
        switch self {
        case .jump, .real(.jumpBackward), .real(.resume), .real(.call), .real(.callKw),
            .real(.callFunctionEx):
            true
        default: false
        }
    }
}
