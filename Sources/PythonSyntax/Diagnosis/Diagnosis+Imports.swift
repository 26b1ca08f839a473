extension Diagnosis {
    mutating func importStatement() throws(SyntaxError) -> Bool {
        let mark = position
        if findsFaults {
            try faultyImport()
            position = mark
        }
        if try take(.import) {
            let names = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
                guard let name = try diagnosis.dottedName() else { return nil }
                try diagnosis.asName()
                return name
            }
            if names != nil { return true }
        }
        position = mark
        guard try take(.from) else { return false }
        var hasDots = false
        while try takeOne(of: [.dot, .ellipsis]) { hasDots = true }
        let behind = position
        if try dottedName() != nil, try take(.import), try importedNames() { return true }
        position = behind
        guard hasDots, try take(.import) else { return false }
        return try importedNames()
    }

    private mutating func dottedName() throws(SyntaxError) -> Match? {
        let mark = position
        guard try name() != nil else { return nil }
        while true {
            let behind = position
            guard try take(.dot), try name() != nil else {
                position = behind
                return syntax(from: mark)
            }
        }
    }

    private mutating func asName() throws(SyntaxError) {
        let mark = position
        if try take(.as), try name() != nil { return }
        position = mark
    }

    private mutating func importedNames() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.leftParenthesis), try aliases() {
            _ = try take(.comma)
            if try take(.rightParenthesis) { return true }
        }
        position = mark
        if try aliases(), try !sees(.comma) { return true }
        position = mark
        if try take(.star) { return true }
        if findsFaults {
            if try aliases(), try take(.comma), try take(.newline) {
                throw fault("trailing comma not allowed without surrounding parentheses")
            }
            position = mark
            try refuseNoNames()
            position = mark
        }
        return false
    }

    private mutating func refuseNoNames() throws(SyntaxError) {
        if let end = try match(.newline) {
            throw fault("Expected one or more names after 'import'", startingFrom: end)
        }
    }

    private mutating func aliases() throws(SyntaxError) -> Bool {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            guard let name = try diagnosis.name() else { return nil }
            try diagnosis.asName()
            return name
        } != nil
    }

    private mutating func faultyImport() throws(SyntaxError) {
        let mark = position
        if let statement = try match(.import) {
            let names = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
                try diagnosis.dottedName()
            }
            if names != nil, try take(.from), try dottedName() != nil {
                throw fault("Did you mean to use 'from ... import ...' instead?", startingFrom: statement)
            }
        }
        position = mark
        if try take(.import) { try refuseNoNames() }
    }
}
