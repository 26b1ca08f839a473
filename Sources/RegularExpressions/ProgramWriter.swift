/// Makes the program of a pattern.
struct ProgramWriter {
    private var program: Program
    private let widths: [Width?]

    /// Compiles a pattern under its final flags.
    static func program(
        of part: Subpattern, _ flags: PatternFlags, widths: [Width?], _ tables: CharacterTables
    ) throws(PatternFault) -> Program {
        var writer = ProgramWriter(
            program: Program(groupCount: widths.count - 1, tables: tables), widths: widths)
        try writer.write(part, flags)
        writer.emit(.match)
        writer.noteFollowing()
        writer.program.first = writer.firstCharacter()
        return writer.program
    }

    private init(program: Program, widths: [Width?]) { (self.program, self.widths) = (program, widths) }

    private var here: Int { program.instructions.count }

    @discardableResult
    private mutating func emit(_ instruction: Program.Instruction) -> Int {
        program.instructions.append(instruction)
        return program.instructions.count - 1
    }

    private mutating func write(_ part: Subpattern, _ flags: PatternFlags) throws(PatternFault) {
        for node in part.nodes { try write(node, flags) }
    }

    private mutating func write(_ node: PatternNode, _ flags: PatternFlags) throws(PatternFault) {
        switch node {
        case .literal, .notLiteral, .any, .set: emit(.one(single(node, flags)))
        case .at(let anchor): emit(.at(place(anchor, flags)))
        case .reference(let group): emit(.reference(group: group, folding(flags)))
        case .failure: emit(.fail)
        case .branch(let branches): try write(branches, flags)
        case .group(let number, let added, let removed, let part):
            if let number { emit(.mark(2 * number - 2)) }
            try write(part, flags.combined(adding: added, removing: removed))
            if let number { emit(.mark(2 * number - 1)) }
        case .atomic(let part):
            emit(.fence)
            try write(part, flags)
            emit(.fenceEnd)
        case .look(let look, let part): try write(look, part, flags)
        case .repeat(let times, let part): try write(times, part, flags)
        case .conditional(let group, let yes, let no):
            let test = emit(.fail)
            try write(yes, flags)
            guard let no, !no.nodes.isEmpty else {
                program.instructions[test] = .conditional(group: group, orElse: here)
                return
            }
            let jump = emit(.fail)
            program.instructions[test] = .conditional(group: group, orElse: here)
            try write(no, flags)
            program.instructions[jump] = .jump(here)
        }
    }

    private mutating func write(_ branches: [Subpattern], _ flags: PatternFlags) throws(PatternFault) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            let isLast = index == branches.count - 1
            let choice = isLast ? nil : emit(.fail)
            try write(branch, flags)
            if !isLast { jumps.append(emit(.fail)) }
            if let choice { program.instructions[choice] = .branch(orElse: here) }
        }
        for jump in jumps { program.instructions[jump] = .jump(here) }
    }

    private mutating func write(_ look: Look, _ part: Subpattern, _ flags: PatternFlags) throws(PatternFault)
    {
        var back = 0
        if look.isBehind {
            let width = part.width(widths)
            if width.least > 0xFFFF_FFFF { throw .malformed("looks too much behind") }
            guard width.least == width.most else {
                throw .malformed("look-behind requires fixed-width pattern")
            }
            back = width.least
        }
        let start = emit(.fail)
        try write(part, flags)
        emit(.lookEnd(isNegated: look.isNegated))
        program.instructions[start] = .look(back: back, isNegated: look.isNegated, exit: here)
    }

    private mutating func write(_ times: Repetition, _ part: Subpattern, _ flags: PatternFlags)
        throws(PatternFault)
    {
        if let (node, flags) = Self.simple(part, flags) {
            emit(.run(Program.Run(single: single(node, flags), times: times)))
            return
        }
        if times.manner == .possessive {
            emit(.enterPossessive)
            let loop = emit(.fail)
            try write(part, flags)
            emit(.possessiveEnd(loop: loop))
            program.instructions[loop] = .possessive(exit: here, times)
            return
        }
        let enter = emit(.fail)
        try write(part, flags)
        program.instructions[enter] = .enter(here)
        emit(.loop(body: enter + 1, times))
    }

    /// The only node of a part if it takes one character, with the flags that hold for it.
    static func simple(_ part: Subpattern, _ flags: PatternFlags) -> (PatternNode, PatternFlags)? {
        var (part, flags) = (part, flags)
        while part.nodes.count == 1, case .group(nil, let added, let removed, let inner) = part.nodes[0] {
            flags = flags.combined(adding: added, removing: removed)
            part = inner
        }
        return part.nodes.count == 1 && part.nodes[0].isOneCharacter ? (part.nodes[0], flags) : nil
    }

    // MARK: Characters and places

    private func folding(_ flags: PatternFlags) -> Program.Folding {
        guard flags.contains(.ignoreCase) else { return .none }
        return flags.foldsUnicode ? .unicode : .ascii
    }

    private mutating func single(_ node: PatternNode, _ flags: PatternFlags) -> Program.Single {
        switch node {
        case .literal(let point): return literal(point, isNegated: false, flags)
        case .notLiteral(let point): return literal(point, isNegated: true, flags)
        case .set(let set):
            program.sets.append(CharacterSet(set, flags, program.tables))
            let number = program.sets.count - 1
            let folding = folding(flags)
            return folding == .none ? .set(number) : .foldedSet(number, folding)
        default: return flags.contains(.dotAll) ? .anyAll : .any
        }
    }

    private mutating func literal(_ point: UInt32, isNegated: Bool, _ flags: PatternFlags) -> Program.Single {
        let folding = folding(flags)
        let isUnicode = folding == .unicode
        guard folding != .none, program.tables.isCased(point, unicode: isUnicode) else {
            return isNegated ? .notLiteral(point) : .literal(point)
        }
        let small = program.tables.lower(point, unicode: isUnicode)
        let others = isUnicode ? CharacterTables.lettersSharingCapital(of: small) : []
        if others.isEmpty { return isNegated ? .notFolded(small, folding) : .folded(small, folding) }
        program.sets.append(
            CharacterSet(
                ([small] + others).map { $0...$0 }, [], isNegated: isNegated, isUnicode: true, program.tables)
        )
        return .foldedSet(program.sets.count - 1, .unicode)
    }

    private func place(_ anchor: Anchor, _ flags: PatternFlags) -> Program.Place {
        let isUnicode = flags.foldsUnicode
        return switch anchor {
        case .beginning: flags.contains(.multiline) ? .lineStart : .start
        case .beginningOfText: .start
        case .end: flags.contains(.multiline) ? .lineEnd : .lastLineEnd
        case .endOfText: .end
        case .boundary: .boundary(isUnicode: isUnicode)
        case .nonBoundary: .nonBoundary(isUnicode: isUnicode)
        }
    }

    // MARK: What follows

    /// Tells runs which character has to follow, so that they need not try places where another one does.
    private mutating func noteFollowing() {
        for place in program.instructions.indices.dropLast() {
            guard case .run(var run) = program.instructions[place], run.times.manner != .possessive,
                case .one(.literal(let point)) = program.instructions[place + 1]
            else { continue }
            run.following = point
            program.instructions[place] = .run(run)
        }
    }

    /// What every match begins with, so that a search need not try elsewhere.
    private func firstCharacter() -> Program.Single? {
        var place = 0
        while true {
            switch program.instructions[place] {
            case .mark: place += 1
            case .one(let single): return single
            case .run(let run): return run.times.least > 0 ? run.single : nil
            default: return nil
            }
        }
    }
}
