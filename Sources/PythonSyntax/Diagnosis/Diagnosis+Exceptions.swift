extension Diagnosis {
    mutating func tryStatement() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults { try faultyTry() }
        position = mark
        guard try take(.try) else { return false }
        try force(.colon, ":")
        guard try block() else { return false }
        if try finallyBlock() { return true }
        let behind = position
        for isStar in [false, true] {
            position = behind
            guard try !handlers(isStar).isEmpty else { continue }
            try elseBlock()
            _ = try finallyBlock()
            return true
        }
        return false
    }

    private mutating func finallyBlock() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults {
            if let head = try match(.finally), try take(.colon), try isBlockMissing() {
                throw missingBlock(after: "'finally' statement", of: head)
            }
            position = mark
        }
        if try take(.finally) {
            try force(.colon, ":")
            if try block() { return true }
        }
        position = mark
        return false
    }

    private mutating func handlers(_ isStar: Bool) throws(SyntaxError) -> [Match] {
        try many { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.handler(isStar) }
    }

    private mutating func handler(_ isStar: Bool) throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults {
            try faultyHandlerBlock(isStar)
            position = mark
        }
        if try take(.except), try isStar ? take(.star) : true {
            let behind = position
            if try expression() != nil {
                try exceptionName()
                if try take(.colon), try block() { return syntax(from: mark) }
            }
            position = behind
            if !isStar, try take(.colon), try block() { return syntax(from: mark) }
        }
        position = mark
        if findsFaults { try faultyHandler() }
        return back(to: mark)
    }

    private mutating func exceptionName() throws(SyntaxError) {
        let mark = position
        if try take(.as), try name() != nil { return }
        position = mark
    }

    private mutating func faultyHandlerBlock(_ isStar: Bool) throws(SyntaxError) {
        guard let head = try match(.except), try isStar ? take(.star) : true else { return }
        let behind = position
        let what = isStar ? "'except*' statement" : "'except' statement"
        if try expression() != nil {
            try exceptionName()
            if try take(.colon), try isBlockMissing() { throw missingBlock(after: what, of: head) }
        }
        position = behind
        if !isStar, try take(.colon), try isBlockMissing() { throw missingBlock(after: what, of: head) }
    }

    private mutating func faultyHandler() throws(SyntaxError) {
        guard try take(.except) else { return }
        let bare = position
        _ = try take(.star)
        let behind = position
        if let first = try expression(), try take(.comma), try expressions() != nil {
            try exceptionName()
            if try take(.colon) {
                throw fault("multiple exception types must be parenthesized", startingFrom: first)
            }
        }
        position = behind
        if try expression() != nil {
            try exceptionName()
            if try take(.newline) { throw fault("expected ':'") }
        }
        position = bare
        if try take(.newline) { throw fault("expected ':'") }
        position = bare
        if try take(.star), try takeOne(of: [.newline, .colon]) {
            throw fault("expected one or more exception types")
        }
    }

    private mutating func faultyTry() throws(SyntaxError) {
        guard let head = try match(.try), try take(.colon) else { return }
        let mark = position
        if try isBlockMissing() { throw missingBlock(after: "'try' statement", of: head) }
        position = mark
        if try block(), try !seesOne(of: [.except, .finally]) {
            throw fault("expected 'except' or 'finally' block")
        }
        let message = "cannot have both 'except' and 'except*' on the same 'try'"
        position = mark
        while try block() {}
        let behind = position
        if try !handlers(false).isEmpty, let except = try match(.except), let star = try match(.star),
            try expression() != nil
        {
            try exceptionName()
            if try take(.colon) { throw fault(message, from: except, to: star) }
        }
        position = behind
        if try !handlers(true).isEmpty, let except = try match(.except) {
            if try expression() != nil { try exceptionName() }
            if try take(.colon) { throw fault(message, at: except) }
        }
    }
}
