import PythonSyntax

/// Makes a code unit of what was generated.
struct Assembler {
    let builder: CodeBuilder
    var graph: FlowGraph
    let filename: String
    let futureFlags: CodeFlags

    init(_ builder: CodeBuilder, filename: String, futureFlags: CodeFlags) {
        self.builder = builder
        self.filename = filename
        self.futureFlags = futureFlags
        graph = FlowGraph(builder)
    }

    mutating func assemble() -> CodeUnit {
        graph.optimize(
            localCount: builder.variables.names.count, parameterCount: builder.scope.parameters.count)
        let flags = codeFlags()
        let locals = layOutLocals()
        insertPrefix(flags)
        let depths = graph.computeStackDepth()
        lowerPseudoInstructions(places: locals.places)
        normalizeJumps()
        return emit(flags: flags, locals: (locals.names, locals.kinds), depths: depths)
    }

    private func codeFlags() -> CodeFlags {
        var flags = futureFlags
        let scope = builder.scope
        guard scope.isFunctionLike else { return flags }
        flags.formUnion([.newLocals, .optimized])
        if scope.isNested { flags.insert(.nested) }
        switch (scope.isGenerator, scope.isCoroutine) {
        case (true, false): flags.insert(.generator)
        case (false, true): flags.insert(.coroutine)
        case (true, true): flags.insert(.asyncGenerator)
        case (false, false): break
        }
        if scope.hasVariadic { flags.insert(.varArgs) }
        if scope.hasVariadicKeywords { flags.insert(.varKeywords) }
        return flags
    }

    // MARK: Locals

    /// Parameters and locals, cells that are neither, free variables; and where in them each cell or free
    /// variable is.
    private func layOutLocals() -> (names: [String], kinds: [LocalKind], places: [Int]) {
        var names = builder.variables.names
        var kinds = names.map { name -> LocalKind in
            var kind: LocalKind = .local
            if builder.cells.existingIndex(of: name) != nil { kind.insert(.cell) }
            if builder.hiddenLocals[name] != nil { kind.insert(.hidden) }
            return kind
        }
        var places: [Int] = []
        for name in builder.cells.names {
            if let index = builder.variables.existingIndex(of: name) {
                places.append(index)
                continue
            }
            places.append(names.count)
            names.append(name)
            kinds.append(builder.hiddenLocals[name] != nil ? [.cell, .hidden] : .cell)
        }
        for name in builder.frees.names {
            places.append(names.count)
            names.append(name)
            kinds.append(builder.hiddenLocals[name] != nil ? [.free, .hidden] : .free)
        }
        return (names, kinds, places)
    }

    /// What a frame does before its code: it takes its closure, makes its cells, becomes a generator.
    private mutating func insertPrefix(_ flags: CodeFlags) {
        var prefix: [FlowInstruction] = []
        if !builder.frees.names.isEmpty {
            prefix.append(
                FlowInstruction(operation: .real(.copyFreeVars), argument: builder.frees.names.count))
        }
        let parameters = builder.variables
        let cells = builder.cells.names.indices.sorted { left, right in
            let places = [left, right].map { index in
                parameters.existingIndex(of: builder.cells.names[index]) ?? parameters.names.count + index
            }
            return places[0] < places[1]
        }
        for cell in cells {
            prefix.append(FlowInstruction(operation: .real(.makeCell), argument: cell))
        }
        if !flags.isDisjoint(with: [.generator, .coroutine, .asyncGenerator]) {
            let start = SourcePosition(line: UInt32(builder.firstLine), column: 0)
            let location = SourceRange(start, start)
            prefix.append(FlowInstruction(operation: .real(.returnGenerator), location: location))
            prefix.append(FlowInstruction(operation: .real(.popTop), location: location))
        }
        graph.blocks[0].instructions.insert(contentsOf: prefix, at: 0)
    }

    private mutating func lowerPseudoInstructions(places: [Int]) {
        for block in graph.order {
            for index in graph.blocks[block].instructions.indices {
                let instruction = graph.blocks[block].instructions[index]
                switch instruction.operation {
                case .setupFinally, .setupCleanup, .setupWith:
                    graph.blocks[block].instructions[index].becomeNop()
                case .storeFastMaybeNull:
                    graph.blocks[block].instructions[index].operation = .real(.storeFast)
                case .loadClosure:
                    graph.blocks[block].instructions[index].become(.loadFast, places[instruction.argument])
                case .real(.makeCell), .real(.loadDeref), .real(.storeDeref), .real(.deleteDeref),
                    .real(.loadFromDictOrDeref):
                    graph.blocks[block].instructions[index].argument = places[instruction.argument]
                default: break
                }
            }
        }
        graph.removeRedundantNopsAndJumps()
    }

    // MARK: Jumps

    /// Gives every jump its direction. Conditional jumps only go forward.
    private mutating func normalizeJumps() {
        var isPlaced = [Bool](repeating: false, count: graph.blocks.count)
        var block = 0
        while block >= 0 {
            if block < isPlaced.count { isPlaced[block] = true }
            normalizeJump(of: block) { $0 < isPlaced.count && isPlaced[$0] }
            block = graph.blocks[block].next
        }
    }

    private mutating func normalizeJump(of block: Int, isPlaced: (Int) -> Bool) {
        guard let last = graph.blocks[block].last, last.operation.isJump else { return }
        let end = graph.blocks[block].instructions.count - 1
        let isForward = !isPlaced(last.target)
        let reversed: Opcode
        switch last.operation {
        case .jump:
            graph.blocks[block].instructions[end].operation = .real(isForward ? .jumpForward : .jumpBackward)
            return
        case .jumpNoInterrupt:
            graph.blocks[block].instructions[end].operation =
                .real(isForward ? .jumpForward : .jumpBackwardNoInterrupt)
            return
        case .real(.popJumpIfFalse): reversed = .popJumpIfTrue
        case .real(.popJumpIfTrue): reversed = .popJumpIfFalse
        case .real(.popJumpIfNone): reversed = .popJumpIfNotNone
        case .real(.popJumpIfNotNone): reversed = .popJumpIfNone
        default: return
        }
        if isForward { return }
        var jump = FlowGraph.Block()
        jump.instructions = [
            FlowInstruction(operation: .jump, target: last.target, location: last.location)
        ]
        jump.startDepth = graph.blocks[last.target].startDepth
        let next = graph.blocks[block].next
        graph.blocks[block].instructions[end].operation = .real(reversed)
        graph.blocks[block].instructions[end].target = next
        _ = graph.insert(jump, after: block)
    }

    // MARK: Output

    private func emit(
        flags: CodeFlags, locals: (names: [String], kinds: [LocalKind]), depths: (all: Int, body: Int)
    ) -> CodeUnit {
        var starts = [UInt32](repeating: 0, count: graph.blocks.count)
        var count: UInt32 = 0
        let order = graph.order
        for block in order {
            starts[block] = count
            count += UInt32(graph.blocks[block].instructions.count)
        }
        var instructions: [Instruction] = []
        var locations: [SourceRange?] = []
        var handlers: [Int] = []
        var pairs: Set<Int> = []
        instructions.reserveCapacity(Int(count))
        for block in order {
            for instruction in graph.blocks[block].instructions {
                guard case .real(let opcode) = instruction.operation else {
                    preconditionFailure("a pseudo-instruction is left")
                }
                let argument =
                    instruction.target >= 0 ? starts[instruction.target] : UInt32(instruction.argument)
                if instruction.isPair { pairs.insert(instructions.count) }
                instructions.append(Instruction(opcode, argument))
                locations.append(instruction.location)
                handlers.append(instruction.handler)
            }
        }
        return CodeUnit(
            instructions: instructions, locations: locations, pairs: pairs,
            exceptionTable: exceptionTable(handlers, starts), constants: graph.constants.constants,
            names: builder.names.names, localNames: locals.names, localKinds: locals.kinds,
            argumentCount: builder.positionalOnlyCount + builder.argumentCount,
            positionalOnlyCount: builder.positionalOnlyCount, keywordOnlyCount: builder.keywordOnlyCount,
            flags: flags, stackSize: max(1, depths.all), depths: depths, firstLine: builder.firstLine,
            name: builder.name,
            qualifiedName: builder.qualifiedName, filename: filename)
    }

    private func exceptionTable(_ handlers: [Int], _ starts: [UInt32]) -> [ExceptionTableEntry] {
        var entries: [ExceptionTableEntry] = []
        var start = 0
        for index in 1...max(1, handlers.count) {
            guard index >= handlers.count || handlers[index] != handlers[start] else { continue }
            if start < handlers.count, handlers[start] >= 0 {
                let handler = graph.blocks[handlers[start]]
                entries.append(
                    ExceptionTableEntry(
                        start: UInt32(start), end: UInt32(index), target: starts[handlers[start]],
                        depth: UInt32(handler.startDepth - (handler.preservesLasti ? 2 : 1)),
                        pushesLasti: handler.preservesLasti))
            }
            start = index
        }
        return entries
    }
}
