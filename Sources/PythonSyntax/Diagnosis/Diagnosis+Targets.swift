extension Diagnosis {
    mutating func starTargets() throws(SyntaxError) -> Match? {
        let mark = position
        guard let first = try starTarget() else { return nil }
        guard try sees(.comma) else { return first }
        position = mark
        let elements = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.starTarget()
        }
        _ = try take(.comma)
        return Match(kind: .tuple, range: range(from: mark), parts: elements ?? [])
    }

    mutating func starTarget() throws(SyntaxError) -> Match? {
        if let known = recall(.starTarget) { return known }
        let mark = position
        if try take(.star), try !sees(.star), let target = try starTarget() {
            return remember(
                .starTarget, from: mark,
                Match(kind: .starred, range: range(from: mark), parts: [target]))
        }
        position = mark
        return remember(.starTarget, from: mark, try targetWithStarAtom())
    }

    private mutating func targetWithStarAtom() throws(SyntaxError) -> Match? {
        if let known = recall(.targetWithStarAtom) { return known }
        let mark = position
        if let target = try subscriptOrAttribute() {
            return remember(.targetWithStarAtom, from: mark, target)
        }
        return remember(.targetWithStarAtom, from: mark, try starAtom())
    }

    /// `a.b`, `a[b]`, with nothing behind it that would make it part of a longer primary.
    mutating func subscriptOrAttribute() throws(SyntaxError) -> Match? {
        let mark = position
        guard try targetPrimary() != nil, let kind = try trailer(), kind != .call,
            try !seesOne(of: [.leftParenthesis, .leftBracket, .dot])
        else { return back(to: mark) }
        return Match(kind: kind, range: range(from: mark))
    }

    /// The longest primary that has one more attribute, call or subscript behind it.
    private mutating func targetPrimary() throws(SyntaxError) -> Match? {
        if let known = recall(.targetPrimary) { return known }
        let mark = position
        guard try atom() != nil, try seesTrailer() else { return remember(.targetPrimary, from: mark, nil) }
        while true {
            let behind = position
            guard try trailer() != nil, try seesTrailer() else {
                position = behind
                return remember(.targetPrimary, from: mark, syntax(from: mark))
            }
        }
    }

    private mutating func seesTrailer() throws(SyntaxError) -> Bool {
        try seesOne(of: [.leftParenthesis, .leftBracket, .dot])
    }

    private mutating func starAtom() throws(SyntaxError) -> Match? {
        let mark = position
        if let name = try name() { return name }
        if try take(.leftParenthesis) {
            let behind = position
            if let target = try targetWithStarAtom(), try take(.rightParenthesis) { return target }
            position = behind
            let elements = try starTargetTuple()
            if try take(.rightParenthesis) {
                return Match(kind: .tuple, range: range(from: mark), parts: elements)
            }
            position = mark
        }
        guard try take(.leftBracket) else { return back(to: mark) }
        let elements = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.starTarget()
        }
        if elements != nil { _ = try take(.comma) }
        guard try take(.rightBracket) else { return back(to: mark) }
        return Match(kind: .list, range: range(from: mark), parts: elements ?? [])
    }

    private mutating func starTargetTuple() throws(SyntaxError) -> [Match] {
        let mark = position
        let elements = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.starTarget()
        }
        if let elements {
            let hasComma = try take(.comma)
            if elements.count > 1 || hasComma { return elements }
        }
        position = mark
        return []
    }

    /// A name, attribute or subscript, perhaps in parentheses.
    mutating func singleTarget() throws(SyntaxError) -> Match? {
        if let target = try subscriptOrAttribute() { return target }
        if let name = try name() { return name }
        let mark = position
        if try take(.leftParenthesis), let target = try singleTarget(), try take(.rightParenthesis) {
            return target
        }
        return back(to: mark)
    }

    mutating func deleteTargets() throws(SyntaxError) -> [Match]? {
        let targets = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.deleteTarget()
        }
        if targets != nil { _ = try take(.comma) }
        return targets
    }

    private mutating func deleteTarget() throws(SyntaxError) -> Match? {
        if let known = recall(.deleteTarget) { return known }
        let mark = position
        if let target = try subscriptOrAttribute() { return remember(.deleteTarget, from: mark, target) }
        return remember(.deleteTarget, from: mark, try deleteAtom())
    }

    private mutating func deleteAtom() throws(SyntaxError) -> Match? {
        let mark = position
        if let name = try name() { return name }
        if try take(.leftParenthesis) {
            let behind = position
            if let target = try deleteTarget(), try take(.rightParenthesis) { return target }
            position = behind
            let targets = try deleteTargets()
            if try take(.rightParenthesis) {
                return Match(kind: .tuple, range: range(from: mark), parts: targets ?? [])
            }
            position = mark
        }
        guard try take(.leftBracket) else { return back(to: mark) }
        let targets = try deleteTargets()
        guard try take(.rightBracket) else { return back(to: mark) }
        return Match(kind: .list, range: range(from: mark), parts: targets ?? [])
    }
}
