/// One instruction of a code unit.
package struct Instruction: BitwiseCopyable, Hashable, Sendable {
    /// What it does.
    package var opcode: Opcode
    /// The opcode's `oparg`; 0 where it has none.
    package var argument: UInt32

    /// An instruction with its argument.
    package init(_ opcode: Opcode, _ argument: UInt32 = 0) {
        self.opcode = opcode
        self.argument = argument
    }
}

/// Where an exception raised by some instructions goes.
package struct ExceptionTableEntry: Hashable, Sendable {
    /// The first instruction it covers.
    package var start: UInt32
    /// The first instruction behind those it covers.
    package var end: UInt32
    /// The handler's first instruction.
    package var target: UInt32
    /// How many values stay on the stack; the rest is dropped before the handler runs.
    package var depth: UInt32
    /// Whether the index of the instruction that raised is pushed, as an int, before the exception.
    package var pushesLasti: Bool
}
