import PythonSyntax

extension CodeGenerator {
    func visitWith(
        _ items: ArraySlice<WithItem>, _ body: [Statement], isAsync: Bool, _ statement: SourceRange
    ) throws(SyntaxError) {
        guard let item = items.first else {
            try visit(body)
            return
        }
        if isAsync, unit.kind != .asyncFunction {
            throw SyntaxError("'async with' outside async function", at: statement)
        }
        let block = unit.newLabel()
        let final = unit.newLabel()
        let exit = unit.newLabel()
        let cleanup = unit.newLabel()
        try visit(item.context)
        let location = item.context.range
        unit.emit(isAsync ? .beforeAsyncWith : .beforeWith, at: location)
        if isAsync { emitAwait(1, at: location) }
        unit.emit(.setupWith, to: final, at: location)
        unit.place(block)
        try push(isAsync ? .asyncWith : .with, start: block, exit: final, at: location)
        if let target = item.target { try visit(target) } else { unit.emit(.popTop, at: location) }
        try visitWith(items.dropFirst(), body, isAsync: isAsync, statement)
        pop()
        unit.emit(.popBlock, at: isAsync ? location : nil)
        callExitWithNones(at: location)
        if isAsync { emitAwait(2, at: location) }
        unit.emit(.popTop, at: location)
        unit.emit(.jump, to: exit, at: location)
        unit.place(final)
        unit.emit(.setupCleanup, to: cleanup, at: location)
        unit.emit(.pushExcInfo, at: location)
        unit.emit(.withExceptStart, at: location)
        if isAsync { emitAwait(2, at: location) }
        finishWith(cleanup: cleanup)
        unit.place(exit)
    }

    /// Looks whether `__exit__` suppressed the exception.
    private func finishWith(cleanup: Label) {
        let suppress = unit.newLabel()
        let exit = unit.newLabel()
        unit.emit(.toBool, at: nil)
        unit.emitJump(.popJumpIfTrue, to: suppress, at: nil)
        unit.emit(.reraise, 2, at: nil)
        unit.place(suppress)
        unit.emit(.popTop, at: nil)
        unit.emit(.popBlock, at: nil)
        unit.emit(.popExcept, at: nil)
        unit.emit(.popTop, at: nil)
        unit.emit(.popTop, at: nil)
        unit.emit(.jumpNoInterrupt, to: exit, at: nil)
        unit.place(cleanup)
        popExceptAndReraise()
        unit.place(exit)
    }

    func callExitWithNones(at location: SourceRange?) {
        for _ in 0..<3 { unit.emitConstant(.none, at: location) }
        unit.emit(.call, 2, at: location)
    }

    /// Makes the exception before the one being handled current again and raises the latter once more.
    func popExceptAndReraise() {
        unit.emit(.copy, 3, at: nil)
        unit.emit(.popExcept, at: nil)
        unit.emit(.reraise, 1, at: nil)
    }
}
