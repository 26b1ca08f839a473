import HeapEngine
import PythonObjects

/// The instructions of one frame while functions are traced: each says only that it is about to run.
///
/// Before an instruction runs, it is put in its place; before the next one, that place is covered again. So the inner loop needs to know
/// nothing about tracing.
final class TracedFrame {
    /// The frame's index.
    let depth: Int
    /// The facts that the frame runs by, with instructions of its own.
    let facts: UnsafeMutablePointer<CodeFacts>
    /// The facts without tracing.
    let original: UnsafeMutablePointer<CodeFacts>
    /// What tracing has to know of the code.
    let lines: CodeLines
    /// The instruction that is in its place; -1 if none is.
    private var open = -1
    /// The instruction that ran last; -1 before the first.
    var previous = -1
    /// Whether `f_trace_opcodes` was set for the code before the frame began: CPython looks at it there.
    var tellsInstructions = false
    /// Whether the frame's `call` was told.
    var isStarted = false
    /// The builtin that is being called, owned; `.none` if none is.
    var callee = ObjectID.none

    init(depth: Int, _ original: UnsafeMutablePointer<CodeFacts>, _ lines: CodeLines) {
        self.depth = depth
        self.original = original
        self.lines = lines
        facts = .allocate(capacity: 1)
        facts.initialize(to: original.pointee)
        let instructions = UnsafeMutablePointer<Instruction>.allocate(capacity: max(1, lines.count))
        // SAFETY: as many instructions as the code has were allocated.
        for index in 0..<lines.count { (instructions + index).initialize(to: Instruction(.traced)) }
        facts.pointee.instructions = instructions
    }

    deinit {
        facts.pointee.instructions.deallocate()
        facts.deallocate()
    }

    /// The instruction at an index, as the code has it.
    func instruction(_ index: Int) -> Instruction { original.pointee.instructions[index] }

    /// Covers the instruction that ran.
    func cover() {
        if open >= 0 { facts.pointee.instructions[open] = Instruction(.traced) }
        open = -1
    }

    /// Puts an instruction into its place, to run next.
    func uncover(_ index: Int) {
        facts.pointee.instructions[index] = instruction(index)
        open = index
        previous = index
    }

    /// Puts all instructions into their places: nothing is traced any more.
    func uncoverAll() {
        for index in 0..<lines.count { facts.pointee.instructions[index] = instruction(index) }
        open = -1
    }
}

/// Where lines begin in the instructions of a code unit, as CPython's line events see it.
final class CodeLines {
    let count: Int
    /// The line of each instruction; -1 for one that stands for nothing in the source.
    let lines: [Int]
    /// Whether `f_trace_opcodes` was set in a frame of the code.
    var tellsInstructions = false
    /// Whether an instruction may begin a line.
    let starts: [Bool]

    init(_ unit: CodeUnit) {
        count = unit.instructions.count
        let lines = unit.locations.map { $0.map { Int($0.start.line) } ?? -1 }
        var starts = [Bool](repeating: false, count: unit.instructions.count)
        let first = unit.instructions.firstIndex { $0.opcode == .resume } ?? 0
        var current = -1
        for index in first..<unit.instructions.count {
            switch unit.instructions[index].opcode {
            case .endFor, .endSend, .endAsyncFor, .resume: break
            default:
                starts[index] = lines[index] != current && lines[index] >= 0
                current = lines[index]
            }
        }
        func mark(_ target: Int) {
            if lines.indices.contains(target), lines[target] >= 0 { starts[target] = true }
        }
        for instruction in unit.instructions.dropFirst(first) {
            let target = Int(instruction.argument)
            switch instruction.opcode {
            case .jumpForward, .jumpBackward, .jumpBackwardNoInterrupt, .popJumpIfFalse, .popJumpIfTrue,
                .popJumpIfNone, .popJumpIfNotNone:
                mark(target)
            case .forIter, .send: mark(target + 1)
            default: break
            }
        }
        for entry in unit.exceptionTable where Int(entry.start) >= first { mark(Int(entry.target)) }
        self.lines = lines
        self.starts = starts
    }
}
