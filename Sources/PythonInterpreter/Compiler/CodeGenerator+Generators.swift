import PythonSyntax

extension CodeGenerator {
    func visitYield(_ value: Expression?, _ location: SourceRange) throws(SyntaxError) {
        guard scope.isFunctionLike else { throw SyntaxError("'yield' outside function", at: location) }
        if let value { try visit(value) } else { unit.emitConstant(.none, at: location) }
        emitYield(at: location)
    }

    /// Yields the value on the stack to whoever iterates.
    func emitYield(at location: SourceRange?) {
        if scope.isGenerator, scope.isCoroutine { emit(.asyncGenWrap, at: location) }
        unit.emit(.yieldValue, 0, at: location)
        unit.emit(.resume, 1, at: location)
    }

    func visitYieldFrom(_ value: Expression, _ location: SourceRange) throws(SyntaxError) {
        guard scope.isFunctionLike else { throw SyntaxError("'yield' outside function", at: location) }
        if unit.kind == .asyncFunction {
            throw SyntaxError("'yield from' inside async function", at: location)
        }
        try visit(value)
        unit.emit(.getYieldFromIter, at: location)
        unit.emitConstant(.none, at: location)
        emitDelegation(isAwait: false, at: location)
    }

    func visitAwait(_ value: Expression, _ location: SourceRange) throws(SyntaxError) {
        guard scope.isFunctionLike else { throw SyntaxError("'await' outside function", at: location) }
        guard unit.kind == .asyncFunction || unit.kind == .comprehension else {
            throw SyntaxError("'await' outside async function", at: location)
        }
        try visit(value)
        emitAwait(0, at: location)
    }

    /// Awaits the value on the stack.
    /// - Parameter source: 1 for what `__aenter__` gave, 2 for what `__aexit__` gave.
    func emitAwait(_ source: Int, at location: SourceRange?) {
        unit.emit(.getAwaitable, source, at: location)
        unit.emitConstant(.none, at: location)
        emitDelegation(isAwait: true, at: location)
    }

    /// Passes on all that an iterator yields, and what is sent or thrown to it, until it returns.
    func emitDelegation(isAwait: Bool, at location: SourceRange?) {
        let send = unit.newLabel()
        let fail = unit.newLabel()
        let exit = unit.newLabel()
        unit.place(send)
        unit.emitJump(.send, to: exit, at: location)
        // close() and throw() may end the iterator while this frame is suspended.
        unit.emit(.setupFinally, to: fail, at: location)
        unit.emit(.yieldValue, 1, at: location)
        unit.emit(.popBlock, at: nil)
        unit.emit(.resume, isAwait ? 3 : 2, at: location)
        unit.emit(.jumpNoInterrupt, to: send, at: location)
        unit.place(fail)
        unit.emit(.cleanupThrow, at: location)
        unit.place(exit)
        unit.emit(.endSend, at: location)
    }

    /// Surrounds a generator's or coroutine's code with the handler that lets no StopIteration out.
    func wrapInStopIterationHandler() {
        let handler = unit.newLabel()
        unit.prepend(.setupCleanup, to: handler)
        unit.emitConstant(.none, at: nil)
        unit.emit(.returnValue, at: nil)
        unit.place(handler)
        emit(.stopIterationError, at: nil)
        unit.emit(.reraise, 1, at: nil)
    }
}
