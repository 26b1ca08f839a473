/// Where runs pause: which instructions of which code are exchanged for `instrumentedLine`.
///
/// Code without a breakpoint runs as fast as ever. An instruction whose line was reached is put back to be executed, and exchanged
/// again at the next checkpoint: before any other jump backward, call or entry of a function can lead there anew.
struct Debugger {
    /// Where runs pause.
    private(set) var breakpoints: [Breakpoint] = []
    /// Where a step ends, if one is being taken.
    private(set) var step: Step?
    /// The last line that was reached.
    var last: Place?

    /// A step ends in a frame that so many frames are below, at most.
    struct Step {
        var greatestDepth: Int
    }

    /// A line's beginning in a frame.
    struct Place: Equatable {
        var depth: Int
        var line: Int
        var index: Int
    }

    /// Code that may be exchanged.
    private final class Code {
        weak var body: CodeBody?
        /// What stood where instructions are exchanged now.
        var originals: [Int: Instruction] = [:]

        init(_ body: CodeBody) { self.body = body }
    }

    private var codes: [Code] = []
    private var nextSweep = 64
    /// What was put back to be executed.
    private var disarmed: [(code: Code, index: Int)] = []

    /// Notes code that was made.
    mutating func note(_ body: CodeBody) {
        if codes.count >= nextSweep {
            codes.removeAll { $0.body == nil }
            nextSweep = max(64, 2 * codes.count)
        }
        let code = Code(body)
        codes.append(code)
        if !breakpoints.isEmpty || step != nil { arm(code) }
    }

    /// Sets breakpoints and the end of a step.
    mutating func set(_ breakpoints: [Breakpoint], step: Step?) {
        if self.breakpoints.isEmpty && self.step == nil && breakpoints.isEmpty && step == nil { return }
        self.breakpoints = breakpoints
        self.step = step
        disarmed = []
        last = nil
        for code in codes { arm(code) }
    }

    /// Sets the end of a step.
    mutating func take(_ step: Step?) {
        let place = last
        set(breakpoints, step: step)
        last = place
    }

    // MARK: Exchanging instructions

    /// Exchanges the beginnings of the lines that matter, and no others.
    private func arm(_ code: Code) {
        guard let body = code.body else { return }
        let instructions = body.facts.pointee.instructions
        for (index, original) in code.originals { instructions[index] = original }
        code.originals = [:]
        guard !body.unit.filename.hasPrefix(EmbeddedModules.folder) else { return }
        for start in body.unit.lineStarts
        where step != nil || breakpoints.contains(where: { $0.matches(start, of: body.unit) }) {
            code.originals[start.index] = instructions[start.index]
            instructions[start.index] = Instruction(.instrumentedLine)
        }
    }

    /// Puts an instruction back, for once.
    mutating func disarm(_ index: Int, of body: CodeBody) {
        guard let code = codes.first(where: { $0.body === body }), let original = code.originals[index]
        else { return }
        body.facts.pointee.instructions[index] = original
        disarmed.append((code, index))
    }

    /// Exchanges again what was put back.
    mutating func rearm() {
        if disarmed.isEmpty { return }
        for (code, index) in disarmed where code.originals[index] != nil {
            code.body?.facts.pointee.instructions[index] = Instruction(.instrumentedLine)
        }
        disarmed = []
    }

    /// Whether a run pauses at the beginning of a line.
    func stops(at place: Place, of unit: CodeUnit) -> Bool {
        if let step, place.depth <= step.greatestDepth { return true }
        let start = LineStart(index: place.index, line: place.line)
        return breakpoints.contains { $0.matches(start, of: unit) }
    }
}

/// The first instruction of a line.
struct LineStart: Equatable {
    var index: Int
    var line: Int
}

extension CodeUnit {
    /// The beginnings of lines: where the line is another than before, or where a loop jumps back to.
    var lineStarts: [LineStart] {
        var targets: Set<Int> = []
        for instruction in instructions where instruction.opcode == .jumpBackward {
            targets.insert(Int(instruction.argument))
        }
        var starts: [LineStart] = []
        var line = 0
        for (index, instruction) in instructions.enumerated() {
            guard let location = locations[index] else { continue }
            let own = Int(location.start.line)
            switch instruction.opcode {
            // What comes before a function's first line.
            case .resume, .copyFreeVars, .makeCell, .returnGenerator: continue
            case .popTop where index > 0 && instructions[index - 1].opcode == .returnGenerator: continue
            default: break
            }
            if own != line || targets.contains(index) { starts.append(LineStart(index: index, line: own)) }
            line = own
        }
        return starts
    }
}

extension Breakpoint {
    /// Whether a run pauses at this beginning of a line.
    func matches(_ start: LineStart, of unit: CodeUnit) -> Bool {
        switch self {
        case .line(let line, let filename):
            return line == start.line && (filename == nil || filename == unit.filename)
        case .function(let name):
            return (name == unit.name || name == unit.qualifiedName) && unit.lineStarts.first == start
        }
    }
}
