import PythonSyntax

/// A comprehension's parts, whatever it builds.
private struct ComprehensionParts {
    var kind: Scope.Kind
    var name: String
    var element: Expression
    var value: Expression?
    var generators: [Comprehension]

    init?(_ expression: Expression) {
        switch expression.kind {
        case .listComp(let element, let generators):
            (kind, name, self.element, self.generators) =
                (.listComprehension, "<listcomp>", element, generators)
        case .setComp(let element, let generators):
            (kind, name, self.element, self.generators) =
                (.setComprehension, "<setcomp>", element, generators)
        case .dictComp(let key, let value, let generators):
            (kind, name, element, self.value, self.generators) =
                (.dictComprehension, "<dictcomp>", key, value, generators)
        case .generatorExp(let element, let generators):
            (kind, name, self.element, self.generators) =
                (.generatorExpression, "<genexpr>", element, generators)
        default: return nil
        }
    }
}

/// What an inlined comprehension has to put back.
struct InlinedComprehension {
    /// Symbols of the scope around it that it replaced.
    var replaced: [(name: String, symbol: Symbol)] = []
    /// Names that are locals only while it runs.
    var hidden: [String] = []
    /// Locals whose values wait on the stack.
    var saved: [String] = []
    var cleanup = Label.none
}

extension CodeGenerator {
    func visitComprehension(_ expression: Expression) throws(SyntaxError) {
        guard let parts = ComprehensionParts(expression) else { return }
        let location = expression.range
        let inner = symbols[parts.kind, location]
        let outermost = parts.generators[0]
        let isGenerator = parts.kind == .generatorExpression
        let isAsync = inner.isCoroutine
        if isAsync, !isGenerator, unit.kind != .asyncFunction, unit.kind != .comprehension {
            throw SyntaxError(
                "asynchronous comprehension outside of an asynchronous function", at: location)
        }
        var inlined = InlinedComprehension()
        if inner.isInlined {
            try visitIterable(outermost)
            inlined = beginInlined(inner, at: location)
        } else {
            enter(inner, .comprehension, named: parts.name, firstLine: Int(location.start.line))
            unit.argumentCount = 1
        }
        if !isGenerator {
            let build: Opcode =
                switch parts.kind {
                case .listComprehension: .buildList
                case .setComprehension: .buildSet
                default: .buildMap
                }
            unit.emit(build, 0, at: location)
            if inner.isInlined { unit.emit(.swap, 2, at: location) }
        }
        try visitGenerator(parts, 0, depth: 0, isOnStack: inner.isInlined, location)
        if inner.isInlined {
            endInlined(inlined, at: location)
            return
        }
        if isGenerator {
            wrapInStopIterationHandler()
        } else {
            unit.emit(.returnValue, at: parts.element.range)
        }
        let code = leave(returningNone: true)
        emitFunction(code, [], at: location)
        try visitIterable(outermost)
        unit.emit(.call, 0, at: location)
        if isAsync, !isGenerator { emitAwait(0, at: location) }
    }

    private func visitIterable(_ generator: Comprehension) throws(SyntaxError) {
        try visit(generator.iterable)
        unit.emit(generator.isAsync ? .getAIter : .getIter, at: generator.iterable.range)
    }

    private func visitGenerator(
        _ parts: ComprehensionParts, _ index: Int, depth: Int, isOnStack: Bool, _ location: SourceRange
    ) throws(SyntaxError) {
        if parts.generators[index].isAsync {
            try visitAsyncGenerator(parts, index, depth: depth, isOnStack: isOnStack, location)
        } else {
            try visitSyncGenerator(parts, index, depth: depth, isOnStack: isOnStack, location)
        }
    }

    private func visitSyncGenerator(
        _ parts: ComprehensionParts, _ index: Int, depth: Int, isOnStack: Bool, _ location: SourceRange
    ) throws(SyntaxError) {
        let start = unit.newLabel()
        let skip = unit.newLabel()
        let anchor = unit.newLabel()
        let generator = parts.generators[index]
        var depth = depth
        var loops = true
        if index == 0 {
            if !isOnStack { unit.emit(.loadFast, 0, at: location) }
        } else if let only = generator.iterable.onlyElement {
            // `for y in [f(x)]` only names a value.
            try visit(only)
            loops = false
        } else {
            try visit(generator.iterable)
            unit.emit(.getIter, at: generator.iterable.range)
        }
        if loops {
            depth += 1
            unit.place(start)
            unit.emitJump(.forIter, to: anchor, at: generator.iterable.range)
        }
        try visit(generator.target)
        for condition in generator.conditions { try jump(on: condition, to: skip, if: false) }
        let place = try visitElement(parts, index, depth: depth, location)
        unit.place(skip)
        if loops {
            unit.emit(.jump, to: start, at: place)
            unit.place(anchor)
            unit.emit(.endFor, at: nil)
            unit.emit(.popTop, at: nil)
        }
    }

    private func visitAsyncGenerator(
        _ parts: ComprehensionParts, _ index: Int, depth: Int, isOnStack: Bool, _ location: SourceRange
    ) throws(SyntaxError) {
        let start = unit.newLabel()
        let except = unit.newLabel()
        let skip = unit.newLabel()
        let generator = parts.generators[index]
        if index == 0 {
            if !isOnStack { unit.emit(.loadFast, 0, at: location) }
        } else {
            try visit(generator.iterable)
            unit.emit(.getAIter, at: generator.iterable.range)
        }
        unit.place(start)
        try push(.asyncComprehension, start: start, at: location)
        unit.emit(.setupFinally, to: except, at: location)
        unit.emit(.getANext, at: location)
        unit.emitConstant(.none, at: location)
        emitDelegation(isAwait: true, at: location)
        unit.emit(.popBlock, at: location)
        try visit(generator.target)
        for condition in generator.conditions { try jump(on: condition, to: skip, if: false) }
        let place = try visitElement(parts, index, depth: depth + 1, location)
        unit.place(skip)
        unit.emit(.jump, to: start, at: place)
        pop()
        unit.place(except)
        unit.emit(.endAsyncFor, at: location)
    }

    /// The next `for`, or the element after the last; gives the element's place.
    private func visitElement(
        _ parts: ComprehensionParts, _ index: Int, depth: Int, _ location: SourceRange
    ) throws(SyntaxError) -> SourceRange {
        var place = parts.element.range
        if index + 1 < parts.generators.count {
            try visitGenerator(parts, index + 1, depth: depth, isOnStack: false, location)
            return place
        }
        try visit(parts.element)
        switch parts.kind {
        case .generatorExpression:
            emitYield(at: place)
            unit.emit(.popTop, at: place)
        case .listComprehension: unit.emit(.listAppend, depth + 1, at: place)
        case .setComprehension: unit.emit(.setAdd, depth + 1, at: place)
        default:
            if let value = parts.value {
                try visit(value)
                place = SourceRange(from: place, to: value.range)
            }
            unit.emit(.mapAdd, depth + 1, at: place)
        }
        return place
    }

    // MARK: Inlining

    /// Gives a comprehension its own locals in the frame around it.
    private func beginInlined(_ inner: Scope, at location: SourceRange) -> InlinedComprehension {
        var state = InlinedComprehension()
        let isInClass = scope.kind == .classBody && unit.inlinedDepth == 0
        unit.inlinedDepth += 1
        for name in inner.names {
            let symbol = inner[name]
            let outer = scope[name]
            let differs =
                symbol.resolution != outer.resolution && symbol.resolution != .free
                && !(symbol.resolution == .cell && outer.resolution == .free)
            if differs || isInClass {
                state.replaced.append((name, outer))
                scope[name] = symbol
            }
            // In a class CPython saves every name, though only those that the comprehension binds need it.
            let isBound = symbol.uses.contains(.assigned) && !symbol.uses.contains(.nonlocal)
            guard isBound || isInClass else { continue }
            if !scope.isFunctionLike, unit.hiddenLocals[name] != true {
                unit.hiddenLocals[name] = true
                state.hidden.append(name)
            }
            // Where it is a cell this saves the cell, and the comprehension gets a new one.
            unit.emit(.loadFastAndClear, unit.variables.index(of: name), at: location)
            if symbol.resolution == .cell {
                let cell =
                    outer.resolution == .free
                    ? unit.cells.names.count + unit.frees.index(of: name) : unit.cells.index(of: name)
                unit.emit(.makeCell, cell, at: location)
            }
            state.saved.append(name)
        }
        if !state.saved.isEmpty {
            // The iterator comes back to the top.
            unit.emit(.swap, state.saved.count + 1, at: location)
            state.cleanup = unit.newLabel()
            unit.emit(.setupFinally, to: state.cleanup, at: location)
        }
        return state
    }

    private func endInlined(_ state: InlinedComprehension, at location: SourceRange) {
        unit.inlinedDepth -= 1
        for (name, symbol) in state.replaced { scope[name] = symbol }
        if !state.saved.isEmpty {
            unit.emit(.popBlock, at: nil)
            let end = unit.newLabel()
            unit.emit(.jumpNoInterrupt, to: end, at: nil)
            unit.place(state.cleanup)
            unit.emit(.swap, 2, at: nil)
            unit.emit(.popTop, at: nil)
            restoreLocals(state.saved, at: location)
            unit.emit(.reraise, 0, at: nil)
            unit.place(end)
            restoreLocals(state.saved, at: location)
        }
        for name in state.hidden { unit.hiddenLocals[name] = false }
    }

    private func restoreLocals(_ saved: [String], at location: SourceRange) {
        unit.emit(.swap, saved.count + 1, at: location)
        for name in saved.reversed() {
            unit.emit(FlowOperation.storeFastMaybeNull, unit.variables.index(of: name), at: location)
        }
    }
}

extension Expression {
    /// The element of a list or tuple display that has one.
    fileprivate var onlyElement: Expression? {
        switch kind {
        case .list(let elements, _), .tuple(let elements, _):
            elements.count == 1 && !elements[0].isStarred ? elements[0] : nil
        default: nil
        }
    }
}
