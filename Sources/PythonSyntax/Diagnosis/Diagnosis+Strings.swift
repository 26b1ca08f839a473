extension Diagnosis {
    mutating func strings() throws(SyntaxError) -> Match? {
        if let known = recall(.strings) { return known }
        let mark = position
        var hasFString = false
        var bytesCount = 0
        var textCount = 0
        var fieldFault: String?
        while true {
            if try take(.string) {
                if let found = tokens.fieldFault(at: position - 1) {
                    fieldFault = fieldFault ?? found
                    continue
                }
                if try isBytes(at: position - 1) { bytesCount += 1 } else { textCount += 1 }
                continue
            }
            guard try sees(.fstringStart) else { break }
            guard try fstring() else { return remember(.strings, from: mark, nil) }
            hasFString = true
        }
        guard position > mark else { return remember(.strings, from: mark, nil) }
        if let fieldFault { throw tokens.fieldFault(fieldFault, behind: furthest) }
        if bytesCount > 0, textCount > 0 || hasFString {
            throw fault("cannot mix bytes and nonbytes literals")
        }
        return remember(
            .strings, from: mark, Match(kind: hasFString ? .fstring : .literal, range: range(from: mark)))
    }

    /// Whether a string token is bytes; its escapes may be at fault, even where the string itself is.
    private func isBytes(at index: Int) throws(SyntaxError) -> Bool {
        do throws(SyntaxError) {
            let literal = try StringLiteral(tokens.bytes(at: index), at: tokens.places[index].range)
            if case .bytes = literal.value { return true }
            return false
        } catch {
            throw fault(error.message, error.kind)
        }
    }

    private mutating func fstring() throws(SyntaxError) -> Bool {
        let mark = position
        guard try take(.fstringStart) else { return false }
        while true {
            if try replacementField() { continue }
            guard try take(.fstringMiddle) else { break }
        }
        if try take(.fstringEnd) { return true }
        position = mark
        return false
    }

    private mutating func replacementField() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.leftBrace), try annotatedRightSide() != nil {
            _ = try take(.equal)
            _ = try conversion()
            _ = try formatSpecification()
            if try take(.rightBrace) { return true }
        }
        position = mark
        if findsFaults { try faultyReplacementField() }
        position = mark
        return false
    }

    private mutating func conversion() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.exclamation), try name() != nil { return true }
        position = mark
        return false
    }

    private mutating func formatSpecification() throws(SyntaxError) -> Bool {
        guard try take(.colon) else { return false }
        try formatParts()
        return true
    }

    private mutating func formatParts() throws(SyntaxError) {
        while true {
            if try take(.fstringMiddle) { continue }
            guard try replacementField() else { return }
        }
    }

    private mutating func faultyReplacementField() throws(SyntaxError) {
        guard try take(.leftBrace) else { return }
        let first = position
        for (symbol, text) in [
            (Symbol.equal, "="), (.exclamation, "!"), (.colon, ":"), (.rightBrace, "}"),
        ] {
            if let culprit = try match(symbol) {
                throw fault("f-string: valid expression required before '\(text)'", at: culprit)
            }
        }
        guard try annotatedRightSide() != nil else {
            position = first
            throw try faultOnNextToken("f-string: expecting a valid expression after '{'")
        }
        guard try seesOne(of: [.equal, .exclamation, .colon, .rightBrace]) else {
            throw try faultOnNextToken("f-string: expecting '=', or '!', or ':', or '}'")
        }
        let hasEqual = try take(.equal)
        if hasEqual, try !seesOne(of: [.exclamation, .colon, .rightBrace]) {
            throw try faultOnNextToken("f-string: expecting '!', or ':', or '}'")
        }
        let behind = position
        if try take(.exclamation) {
            if try seesOne(of: [.colon, .rightBrace]) {
                throw try faultOnNextToken("f-string: missing conversion character")
            }
            if try name() == nil {
                throw try faultOnNextToken("f-string: invalid conversion character")
            }
        }
        position = behind
        _ = try conversion()
        if try !seesOne(of: [.colon, .rightBrace]) {
            throw try faultOnNextToken("f-string: expecting ':' or '}'")
        }
        if try take(.colon) {
            try formatParts()
            if try !sees(.rightBrace) {
                throw try faultOnNextToken("f-string: expecting '}', or format specs")
            }
        } else if try !sees(.rightBrace) {
            throw try faultOnNextToken("f-string: expecting '}'")
        }
    }
}
