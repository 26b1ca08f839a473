import PythonSyntax

extension CodeGenerator {
    func visit(_ block: Try, _ location: SourceRange) throws(SyntaxError) {
        if block.finalBody.isEmpty {
            try visitHandlers(of: block, location)
            return
        }
        let body = unit.newLabel()
        let end = unit.newLabel()
        let exit = unit.newLabel()
        let cleanup = unit.newLabel()
        unit.emit(.setupFinally, to: end, at: location)
        unit.place(body)
        try push(.finallyTry(block.finalBody), start: body, exit: end, at: location)
        if block.handlers.isEmpty { try visit(block.body) } else { try visitHandlers(of: block, location) }
        unit.emit(.popBlock, at: nil)
        pop()
        try visit(block.finalBody)
        unit.emit(.jumpNoInterrupt, to: exit, at: nil)
        unit.place(end)
        try push(.finallyEnd, start: end, at: location)
        unit.emit(.setupCleanup, to: cleanup, at: nil)
        unit.emit(.pushExcInfo, at: nil)
        try visit(block.finalBody)
        pop()
        unit.emit(.reraise, 0, at: nil)
        unit.place(cleanup)
        popExceptAndReraise()
        unit.place(exit)
    }

    private func visitHandlers(of block: Try, _ location: SourceRange) throws(SyntaxError) {
        if block.isStar {
            try visitStarHandlers(of: block, location)
        } else {
            try visitPlainHandlers(of: block, location)
        }
    }

    private func visitPlainHandlers(of block: Try, _ location: SourceRange) throws(SyntaxError) {
        let body = unit.newLabel()
        var except = unit.newLabel()
        let end = unit.newLabel()
        let cleanup = unit.newLabel()
        unit.emit(.setupFinally, to: except, at: location)
        unit.place(body)
        try push(.tryExcept, start: body, at: location)
        try visit(block.body)
        pop()
        unit.emit(.popBlock, at: nil)
        try visit(block.orElse)
        unit.emit(.jumpNoInterrupt, to: end, at: nil)
        unit.place(except)
        unit.emit(.setupCleanup, to: cleanup, at: nil)
        unit.emit(.pushExcInfo, at: nil)
        try push(.exceptionHandler, at: location)
        for (index, handler) in block.handlers.enumerated() {
            let place = handler.range
            except = unit.newLabel()
            if let type = handler.type {
                try visit(type)
                unit.emit(.checkExcMatch, at: place)
                unit.emitJump(.popJumpIfFalse, to: except, at: place)
            } else if index < block.handlers.count - 1 {
                throw SyntaxError("default 'except:' must be last", at: place)
            }
            if let name = handler.name {
                try visitNamedHandler(handler, name, end: end)
            } else {
                let start = unit.newLabel()
                unit.emit(.popTop, at: place)
                unit.place(start)
                try push(.handlerCleanup(name: nil), start: start, at: place)
                try visit(handler.body)
                pop()
                unit.emit(.popBlock, at: nil)
                unit.emit(.popExcept, at: nil)
                unit.emit(.jumpNoInterrupt, to: end, at: nil)
            }
            unit.place(except)
        }
        pop()
        unit.emit(.reraise, 0, at: nil)
        unit.place(cleanup)
        popExceptAndReraise()
        unit.place(end)
    }

    /// `except … as name`, which unbinds the name however its body ends.
    private func visitNamedHandler(
        _ handler: ExceptHandler, _ name: String, end: Label
    ) throws(SyntaxError) {
        let cleanup = unit.newLabel()
        let start = unit.newLabel()
        visitName(name, .store, at: handler.range)
        unit.emit(.setupCleanup, to: cleanup, at: handler.range)
        unit.place(start)
        try push(.handlerCleanup(name: name), start: start, at: handler.range)
        try visit(handler.body)
        pop()
        unit.emit(.popBlock, at: nil)
        unit.emit(.popBlock, at: nil)
        unit.emit(.popExcept, at: nil)
        unbind(name, at: nil)
        unit.emit(.jumpNoInterrupt, to: end, at: nil)
        unit.place(cleanup)
        unbind(name, at: nil)
        unit.emit(.reraise, 1, at: nil)
    }

    /// `name = None; del name`
    func unbind(_ name: String?, at location: SourceRange?) {
        guard let name else { return }
        unit.emitConstant(.none, at: location)
        visitName(name, .store, at: location)
        visitName(name, .delete, at: location)
    }

    // MARK: Exception groups

    private func visitStarHandlers(of block: Try, _ location: SourceRange) throws(SyntaxError) {
        let body = unit.newLabel()
        var except = unit.newLabel()
        let orElse = unit.newLabel()
        let end = unit.newLabel()
        let cleanup = unit.newLabel()
        let reraiseStar = unit.newLabel()
        unit.emit(.setupFinally, to: except, at: location)
        unit.place(body)
        try push(.tryExcept, start: body, at: location)
        try visit(block.body)
        pop()
        unit.emit(.popBlock, at: nil)
        unit.emit(.jumpNoInterrupt, to: orElse, at: nil)
        unit.place(except)
        unit.emit(.setupCleanup, to: cleanup, at: nil)
        unit.emit(.pushExcInfo, at: nil)
        try push(.exceptionGroupHandler, at: location)
        for (index, handler) in block.handlers.enumerated() {
            except = unit.newLabel()
            try visitStarHandler(
                handler, isFirst: index == 0, next: except,
                reraise: index == block.handlers.count - 1 ? reraiseStar : nil)
        }
        pop()
        finishStarHandlers(at: reraiseStar, cleanup: cleanup, end: end)
        unit.place(orElse)
        try visit(block.orElse)
        unit.place(end)
    }

    private func visitStarHandler(
        _ handler: ExceptHandler, isFirst: Bool, next: Label, reraise: Label?
    ) throws(SyntaxError) {
        let place = handler.range
        let withError = unit.newLabel()
        let noMatch = unit.newLabel()
        if isFirst {
            // The exceptions to raise at the end, below the group and beside what is left of it.
            unit.emit(.buildList, 0, at: place)
            unit.emit(.copy, 2, at: place)
        }
        if let type = handler.type {
            try visit(type)
            unit.emit(.checkEGMatch, at: place)
            unit.emit(.copy, 1, at: place)
            unit.emitJump(.popJumpIfNone, to: noMatch, at: place)
        }
        let cleanup = unit.newLabel()
        let start = unit.newLabel()
        if let name = handler.name {
            visitName(name, .store, at: place)
        } else {
            unit.emit(.popTop, at: place)
        }
        unit.emit(.setupCleanup, to: cleanup, at: place)
        unit.place(start)
        try push(.handlerCleanup(name: handler.name), start: start, at: place)
        try visit(handler.body)
        pop()
        unit.emit(.popBlock, at: nil)
        unbind(handler.name, at: nil)
        unit.emit(.jumpNoInterrupt, to: next, at: nil)
        unit.place(cleanup)
        unbind(handler.name, at: nil)
        unit.emit(.listAppend, 3, at: nil)
        unit.emit(.popTop, at: nil)
        unit.emit(.jumpNoInterrupt, to: withError, at: nil)
        unit.place(next)
        unit.emit(.nop, at: nil)
        unit.emit(.jumpNoInterrupt, to: withError, at: nil)
        unit.place(noMatch)
        unit.emit(.popTop, at: place)
        unit.place(withError)
        if let reraise {
            unit.emit(.listAppend, 1, at: nil)
            unit.emit(.jumpNoInterrupt, to: reraise, at: nil)
        }
    }

    private func finishStarHandlers(at start: Label, cleanup: Label, end: Label) {
        let reraise = unit.newLabel()
        unit.place(start)
        emit(.prepReraiseStar, at: nil)
        unit.emit(.copy, 1, at: nil)
        unit.emitJump(.popJumpIfNotNone, to: reraise, at: nil)
        unit.emit(.popTop, at: nil)
        unit.emit(.popBlock, at: nil)
        unit.emit(.popExcept, at: nil)
        unit.emit(.jumpNoInterrupt, to: end, at: nil)
        unit.place(reraise)
        unit.emit(.popBlock, at: nil)
        unit.emit(.swap, 2, at: nil)
        unit.emit(.popExcept, at: nil)
        unit.emit(.reraise, 0, at: nil)
        unit.place(cleanup)
        popExceptAndReraise()
    }
}
