import PythonSyntax

extension CodeGenerator {
    func visit(_ loop: For, _ location: SourceRange) throws(SyntaxError) {
        if loop.isAsync {
            try visitAsync(loop, location)
            return
        }
        let start = unit.newLabel()
        let cleanup = unit.newLabel()
        let end = unit.newLabel()
        try push(.forLoop, start: start, exit: end, at: location)
        try visit(loop.iterable)
        let place = loop.iterable.range
        unit.emit(.getIter, at: place)
        unit.place(start)
        unit.emitJump(.forIter, to: cleanup, at: place)
        // Shows the target's line to tracing where that is another.
        unit.emit(.nop, at: loop.target.range)
        try visit(loop.target)
        try visit(loop.body)
        unit.emit(.jump, to: start, at: nil)
        unit.place(cleanup)
        unit.emit(.endFor, at: nil)
        unit.emit(.popTop, at: nil)
        pop()
        try visit(loop.orElse)
        unit.place(end)
    }

    private func visitAsync(_ loop: For, _ location: SourceRange) throws(SyntaxError) {
        guard unit.kind == .asyncFunction else {
            throw SyntaxError("'async for' outside async function", at: location)
        }
        let start = unit.newLabel()
        let except = unit.newLabel()
        let end = unit.newLabel()
        try visit(loop.iterable)
        unit.emit(.getAIter, at: loop.iterable.range)
        unit.place(start)
        try push(.forLoop, start: start, exit: end, at: location)
        unit.emit(.setupFinally, to: except, at: location)
        unit.emit(.getANext, at: location)
        unit.emitConstant(.none, at: location)
        emitDelegation(isAwait: true, at: location)
        unit.emit(.popBlock, at: location)
        try visit(loop.target)
        try visit(loop.body)
        unit.emit(.jump, to: start, at: nil)
        pop()
        unit.place(except)
        unit.emit(.endAsyncFor, at: loop.iterable.range)
        try visit(loop.orElse)
        unit.place(end)
    }

    func visitWhile(
        _ test: Expression, _ body: [Statement], _ orElse: [Statement], _ location: SourceRange
    ) throws(SyntaxError) {
        let start = unit.newLabel()
        let again = unit.newLabel()
        let anchor = unit.newLabel()
        let end = unit.newLabel()
        unit.place(start)
        try push(.whileLoop, start: start, exit: end, at: location)
        try jump(on: test, to: anchor, if: false)
        unit.place(again)
        try visit(body)
        // The test once more saves a jump in each round.
        try jump(on: test, to: again, if: true)
        pop()
        unit.place(anchor)
        try visit(orElse)
        unit.place(end)
    }

    // MARK: Leaving

    func visitBreak(_ location: SourceRange) throws(SyntaxError) {
        unit.emit(.nop, at: location)
        var place: SourceRange? = location
        guard let loop = try unwind(toLoop: true, keepsValue: false, at: &place, location) else {
            throw SyntaxError("'break' outside loop", at: location)
        }
        try unwind(loop, keepsValue: false, at: &place)
        unit.emit(.jump, to: loop.exit, at: place)
    }

    func visitContinue(_ location: SourceRange) throws(SyntaxError) {
        unit.emit(.nop, at: location)
        var place: SourceRange? = location
        guard let loop = try unwind(toLoop: true, keepsValue: false, at: &place, location) else {
            throw SyntaxError("'continue' not properly in loop", at: location)
        }
        unit.emit(.jump, to: loop.start, at: place)
    }

    func visitReturn(_ value: Expression?, _ location: SourceRange) throws(SyntaxError) {
        guard unit.kind == .function || unit.kind == .asyncFunction || unit.kind == .lambda else {
            throw SyntaxError("'return' outside function", at: location)
        }
        if value != nil, scope.isCoroutine, scope.isGenerator {
            throw SyntaxError("'return' with value in async generator", at: location)
        }
        var place: SourceRange? = location
        let constant = value.map { self.constant($0) } ?? CodeConstant.none
        let keepsValue = constant == nil
        if let value {
            if keepsValue {
                try visit(value)
            } else {
                place = value.range
                unit.emit(.nop, at: place)
            }
        }
        if value == nil || value?.range.start.line != location.start.line {
            place = location
            unit.emit(.nop, at: place)
        }
        _ = try unwind(toLoop: false, keepsValue: keepsValue, at: &place, location)
        if let constant { unit.emitConstant(constant, at: place) }
        unit.emit(.returnValue, at: place)
    }

    /// Leaves the blocks around a statement, innermost first: all, or those inside the innermost loop, which is
    /// given.
    private func unwind(
        toLoop: Bool, keepsValue: Bool, at location: inout SourceRange?, _ statement: SourceRange
    ) throws(SyntaxError) -> EnclosingBlock? {
        let blocks = unit.blocks
        defer { unit.blocks = blocks }
        while let block = unit.blocks.last {
            if case .exceptionGroupHandler = block.kind {
                throw SyntaxError(
                    "'break', 'continue' and 'return' cannot appear in an except* block",
                    at: location ?? statement)
            }
            if toLoop {
                switch block.kind {
                case .whileLoop, .forLoop: return block
                default: break
                }
            }
            unit.blocks.removeLast()
            try unwind(block, keepsValue: keepsValue, at: &location)
        }
        return nil
    }

    /// Leaves one block.
    /// - Parameter keepsValue: whether the value on top of the stack is to be returned.
    private func unwind(
        _ block: EnclosingBlock, keepsValue: Bool, at location: inout SourceRange?
    ) throws(SyntaxError) {
        switch block.kind {
        case .whileLoop, .exceptionHandler, .exceptionGroupHandler, .asyncComprehension, .stopIteration:
            break
        case .forLoop, .popValue:
            if keepsValue { unit.emit(.swap, 2, at: location) }
            unit.emit(.popTop, at: location)
        case .tryExcept: unit.emit(.popBlock, at: location)
        case .finallyTry(let body):
            unit.emit(.popBlock, at: location)
            if keepsValue { try push(.popValue, at: location) }
            try visit(body)
            if keepsValue { pop() }
            // What follows is to look as if it ran after the statement that leaves.
            location = nil
        case .finallyEnd:
            if keepsValue { unit.emit(.swap, 2, at: location) }
            unit.emit(.popTop, at: location)
            if keepsValue { unit.emit(.swap, 2, at: location) }
            unit.emit(.popBlock, at: location)
            unit.emit(.popExcept, at: location)
        case .with, .asyncWith:
            location = block.location
            unit.emit(.popBlock, at: location)
            if keepsValue { unit.emit(.swap, 2, at: location) }
            callExitWithNones(at: location)
            if case .asyncWith = block.kind { emitAwait(2, at: location) }
            unit.emit(.popTop, at: location)
            location = nil
        case .handlerCleanup(let name):
            if name != nil { unit.emit(.popBlock, at: location) }
            if keepsValue { unit.emit(.swap, 2, at: location) }
            unit.emit(.popBlock, at: location)
            unit.emit(.popExcept, at: location)
            unbind(name, at: location)
        }
    }
}
