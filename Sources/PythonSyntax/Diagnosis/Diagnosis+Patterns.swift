extension Diagnosis {
    mutating func matchStatement() throws(SyntaxError) -> Bool {
        let mark = position
        if try matchHead() != nil, try take(.colon), try take(.newline), try take(.indent) {
            let cases = try many { (diagnosis: inout Diagnosis) throws(SyntaxError) in
                try diagnosis.caseBlock()
            }
            if !cases.isEmpty, try take(.dedent) { return true }
        }
        position = mark
        if findsFaults, let head = try matchHead() {
            let behind = position
            if try take(.newline) { throw fault("expected ':'") }
            position = behind
            if try take(.colon), try isBlockMissing() {
                throw missingBlock(after: "'match' statement", of: head)
            }
        }
        return false
    }

    private mutating func matchHead() throws(SyntaxError) -> Match? {
        guard let head = try match(.softMatch) else { return nil }
        let mark = position
        if try starNamedExpression() != nil, try take(.comma) {
            _ = try starNamedExpressions()
            return head
        }
        position = mark
        return try namedExpression() == nil ? nil : head
    }

    private mutating func caseBlock() throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults {
            if let head = try caseHead() {
                let behind = position
                if try take(.newline) { throw fault("expected ':'") }
                position = behind
                if try take(.colon), try isBlockMissing() {
                    throw missingBlock(after: "'case' statement", of: head)
                }
            }
            position = mark
        }
        if let head = try caseHead(), try take(.colon), try block() { return head }
        return back(to: mark)
    }

    private mutating func caseHead() throws(SyntaxError) -> Match? {
        guard let head = try match(.softCase), try patterns() else { return nil }
        let mark = position
        if try take(.if), try namedExpression() != nil { return head }
        position = mark
        return head
    }

    private mutating func patterns() throws(SyntaxError) -> Bool {
        let mark = position
        if try openSequence() { return true }
        position = mark
        return try pattern() != nil
    }

    /// A sequence without brackets: with a comma at least.
    private mutating func openSequence() throws(SyntaxError) -> Bool {
        guard try starOrPattern() != nil, try take(.comma) else { return false }
        _ = try sequence()
        return true
    }

    private mutating func sequence() throws(SyntaxError) -> Bool {
        let patterns = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.starOrPattern()
        }
        if patterns != nil { _ = try take(.comma) }
        return patterns != nil
    }

    private mutating func starOrPattern() throws(SyntaxError) -> Match? {
        if let known = recall(.starPattern) { return known }
        let mark = position
        if try take(.star) {
            if try captureTarget() { return remember(.starPattern, from: mark, syntax(from: mark)) }
            if try take(.softUnderscore) { return remember(.starPattern, from: mark, syntax(from: mark)) }
        }
        position = mark
        return remember(.starPattern, from: mark, try pattern())
    }

    mutating func pattern() throws(SyntaxError) -> Match? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Diagnosis.depthLimit else { throw fault("invalid syntax") }
        let mark = position
        if try choices(), try take(.as) {
            if try captureTarget() { return syntax(from: mark) }
        }
        position = mark
        if findsFaults, try choices(), try take(.as) {
            let behind = position
            if let wildcard = try match(.softUnderscore) {
                throw fault("cannot use '_' as a target", at: wildcard)
            }
            position = behind
            if try name() == nil, let target = try expression() {
                throw fault("invalid pattern target", at: target)
            }
        }
        position = mark
        return try choices() ? syntax(from: mark) : nil
    }

    private mutating func choices() throws(SyntaxError) -> Bool {
        try gather(
            { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.closedPattern() },
            separator: .bar) != nil
    }

    private mutating func captureTarget() throws(SyntaxError) -> Bool {
        let mark = position
        if try !sees(.softUnderscore), try name() != nil, try !isPartOfMore() { return true }
        position = mark
        return false
    }

    private mutating func isPartOfMore() throws(SyntaxError) -> Bool {
        try seesOne(of: [.dot, .leftParenthesis, .equal])
    }

    private mutating func closedPattern() throws(SyntaxError) -> Match? {
        if let known = recall(.closedPattern) { return known }
        let mark = position
        for kind in PatternKind.allCases {
            position = mark
            if try read(kind) { return remember(.closedPattern, from: mark, syntax(from: mark)) }
        }
        return remember(.closedPattern, from: mark, nil)
    }

    /// The closed patterns, in the order in which they are tried.
    private enum PatternKind: CaseIterable {
        case literal, capture, wildcard, value, group, sequence, mapping, type
    }

    private mutating func read(_ kind: PatternKind) throws(SyntaxError) -> Bool {
        switch kind {
        case .literal: return try literal()
        case .capture: return try captureTarget()
        case .wildcard: return try take(.softUnderscore)
        case .value: return try nameOrAttribute(isDotted: true) ? !isPartOfMore() : false
        case .group:
            guard try take(.leftParenthesis), try pattern() != nil else { return false }
            return try take(.rightParenthesis)
        case .sequence: return try sequencePattern()
        case .mapping: return try mappingPattern()
        case .type: return try classPattern()
        }
    }

    private mutating func literal() throws(SyntaxError) -> Bool {
        switch try symbol() {
        case .number, .minus:
            _ = try take(.minus)
            guard try take(.number) else { return false }
            guard try takeOne(of: [.plus, .minus]) else { return true }
            return try take(.number)
        case .string, .fstringStart: return try strings() != nil
        case .none, .true, .false:
            position += 1
            return true
        default: return false
        }
    }

    private mutating func nameOrAttribute(isDotted: Bool) throws(SyntaxError) -> Bool {
        guard try name() != nil else { return false }
        var hasDot = false
        while true {
            let mark = position
            guard try take(.dot), try name() != nil else {
                position = mark
                return hasDot || !isDotted
            }
            hasDot = true
        }
    }

    private mutating func sequencePattern() throws(SyntaxError) -> Bool {
        if try take(.leftBracket) {
            _ = try sequence()
            return try take(.rightBracket)
        }
        guard try take(.leftParenthesis) else { return false }
        let mark = position
        if try !openSequence() { position = mark }
        return try take(.rightParenthesis)
    }

    private mutating func mappingPattern() throws(SyntaxError) -> Bool {
        guard try take(.leftBrace) else { return false }
        if try take(.rightBrace) { return true }
        let items = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            var isKey = try diagnosis.literal()
            if !isKey {
                diagnosis.position = mark
                isKey = try diagnosis.nameOrAttribute(isDotted: true)
            }
            if isKey, try diagnosis.take(.colon), let pattern = try diagnosis.pattern() { return pattern }
            return diagnosis.back(to: mark)
        }
        let behind = position
        if try items == nil ? true : take(.comma) {
            if try take(.doubleStar), try captureTarget() {
                _ = try take(.comma)
                return try take(.rightBrace)
            }
            position = behind
        }
        _ = try take(.comma)
        return try items == nil ? false : take(.rightBrace)
    }

    private mutating func classPattern() throws(SyntaxError) -> Bool {
        guard try nameOrAttribute(isDotted: false), try take(.leftParenthesis) else { return false }
        if try take(.rightParenthesis) { return true }
        let mark = position
        if try classPatterns() != nil {
            let behind = position
            if try take(.comma), try keywordPatterns() {
                _ = try take(.comma)
            } else {
                position = behind
                _ = try take(.comma)
            }
            if try take(.rightParenthesis) { return true }
        }
        position = mark
        if try keywordPatterns() {
            _ = try take(.comma)
            if try take(.rightParenthesis) { return true }
        }
        position = mark
        guard findsFaults else { return false }
        if try classPatterns() == nil ? true : !take(.comma) { position = mark }
        if try keywordPatterns(), try take(.comma), let late = try classPatterns(), let last = late.last {
            throw fault("positional patterns follow keyword patterns", from: late[0], to: last)
        }
        return false
    }

    private mutating func classPatterns() throws(SyntaxError) -> [Match]? {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            // What `=` follows is a keyword.
            try diagnosis.pattern()
        }
    }

    private mutating func keywordPatterns() throws(SyntaxError) -> Bool {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            if let name = try diagnosis.name(), try diagnosis.take(.equal), try diagnosis.pattern() != nil {
                return name
            }
            return diagnosis.back(to: mark)
        } != nil
    }
}
