extension Diagnosis {
    /// The arguments of a call, with a comma behind them.
    mutating func arguments() throws(SyntaxError) -> Match? {
        if let known = recall(.arguments) { return known }
        let mark = position
        if let arguments = try callArguments() {
            _ = try take(.comma)
            if try sees(.rightParenthesis) { return remember(.arguments, from: mark, arguments.match) }
        }
        position = mark
        if findsFaults { try faultyArguments() }
        return remember(.arguments, from: mark, nil)
    }

    /// Arguments: the positional ones, and what the keywords are.
    struct Arguments {
        var match: Match
        var positional: [Match] = []
        var unpacksMapping = false
    }

    mutating func callArguments() throws(SyntaxError) -> Arguments? {
        let mark = position
        if let positional = try positionalArguments() {
            let behind = position
            var result = Arguments(match: syntax(from: mark), positional: positional)
            if try take(.comma), let keywords = try keywordArguments() {
                result.positional += keywords.positional
                result.unpacksMapping = keywords.unpacksMapping
                result.match = syntax(from: mark)
            } else {
                position = behind
            }
            return result
        }
        position = mark
        return try keywordArguments()
    }

    private mutating func positionalArguments() throws(SyntaxError) -> [Match]? {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            if let starred = try diagnosis.starredExpression() { return starred }
            diagnosis.position = mark
            if let argument = try diagnosis.argumentExpression(), try !diagnosis.sees(.equal) {
                return argument
            }
            return diagnosis.back(to: mark)
        }
    }

    private mutating func keywordArguments() throws(SyntaxError) -> Arguments? {
        let mark = position
        let starred = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.keyword(orUnpacking: .star)
        }
        if let starred {
            let behind = position
            var result = Arguments(match: syntax(from: mark))
            result.positional = starred.filter { $0.kind == .starred }
            if try take(.comma), let second = try doubleStarredKeywords() {
                result.unpacksMapping = second.contains { $0.kind == .dict }
                result.match = syntax(from: mark)
            } else {
                position = behind
            }
            return result
        }
        position = mark
        guard let keywords = try doubleStarredKeywords() else { return nil }
        return Arguments(
            match: syntax(from: mark), unpacksMapping: keywords.contains { $0.kind == .dict })
    }

    private mutating func doubleStarredKeywords() throws(SyntaxError) -> [Match]? {
        try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            try diagnosis.keyword(orUnpacking: .doubleStar)
        }
    }

    /// `name=value`, or a starred expression, or `**mapping`, which is matched as a dict.
    private mutating func keyword(orUnpacking stars: Symbol) throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults { try faultyKeyword() }
        position = mark
        if try name() != nil, try take(.equal), try expression() != nil { return syntax(from: mark) }
        position = mark
        if stars == .star { return try starredExpression() }
        guard try take(.doubleStar), try expression() != nil else { return back(to: mark) }
        return Match(kind: .dict, range: range(from: mark))
    }

    /// `*a` of a call.
    mutating func starredExpression() throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults {
            if let star = try match(.star), try expression() != nil, try take(.equal),
                let value = try expression()
            {
                throw fault("cannot assign to iterable argument unpacking", from: star, to: value)
            }
            position = mark
        }
        if try take(.star), let value = try expression() {
            return Match(kind: .starred, range: range(from: mark), parts: [value])
        }
        position = mark
        // In CPython this takes part in both readings.
        if try take(.star) { throw fault("Invalid star expression") }
        return nil
    }

    private mutating func faultyKeyword() throws(SyntaxError) {
        let mark = position
        if try takeOne(of: [.true, .false, .none]) {
            let singleton = syntax(from: mark)
            if let equal = try match(.equal) {
                throw fault("cannot assign to \(tokens.text(at: mark))", from: singleton, to: equal)
            }
        }
        position = mark
        let name = try name()
        let equal = name == nil ? nil : try match(.equal)
        if let name, let equal {
            if try expression() != nil, try comprehensionClauses() != nil {
                throw fault(
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", from: name, to: equal)
            }
        } else {
            position = mark
            if let target = try expression(), let equal = try match(.equal) {
                throw fault(
                    "expression cannot contain assignment, perhaps you meant \"==\"?", from: target,
                    to: equal)
            }
        }
        position = mark
        if let stars = try match(.doubleStar), try expression() != nil, try take(.equal),
            let value = try expression()
        {
            throw fault("cannot assign to keyword argument unpacking", from: stars, to: value)
        }
    }

    private mutating func faultyArguments() throws(SyntaxError) {
        let mark = position
        try faultyUnpacking()
        let generator = "Generator expression must be parenthesized"
        position = mark
        if let element = try expression(), let last = try comprehensionClauses(), try take(.comma) {
            let behind = position
            if try callArguments() == nil {
                position = behind
                if try expression() == nil { position = behind }
                if position > behind, try comprehensionClauses() == nil { position = behind }
            }
            throw fault(generator, from: element, to: last)
        }
        position = mark
        if let name = try name(), let equal = try match(.equal), try expression() != nil,
            try comprehensionClauses() != nil
        {
            throw fault(
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", from: name, to: equal)
        }
        position = mark
        for hasOthers in [true, false] {
            position = mark
            if hasOthers { guard try callArguments() != nil, try take(.comma) else { continue } }
            if let name = try name(), let equal = try match(.equal),
                try seesOne(of: [.comma, .rightParenthesis])
            {
                throw fault("expected argument value expression", from: name, to: equal)
            }
        }
        position = mark
        if let arguments = try callArguments(), let last = try comprehensionClauses(),
            arguments.positional.count > 1
        {
            throw fault(generator, from: arguments.positional[arguments.positional.count - 1], to: last)
        }
        position = mark
        if try callArguments() != nil, try take(.comma), let element = try expression(),
            let last = try comprehensionClauses()
        {
            throw fault(generator, from: element, to: last)
        }
        position = mark
        if let arguments = try callArguments(), try take(.comma), try callArguments() != nil {
            throw fault(
                arguments.unpacksMapping
                    ? "positional argument follows keyword argument unpacking"
                    : "positional argument follows keyword argument")
        }
    }

    /// `*iterable` behind `**mapping`
    private mutating func faultyUnpacking() throws(SyntaxError) {
        let mark = position
        var isRead = false
        if try positionalArguments() != nil, try take(.comma), try keywordArguments() != nil { isRead = true }
        if !isRead {
            position = mark
            isRead = try keywordArguments() != nil
        }
        guard isRead, let comma = try match(.comma) else { return }
        let starred = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let mark = diagnosis.position
            if let starred = try diagnosis.starredExpression(), try !diagnosis.sees(.equal) { return starred }
            return diagnosis.back(to: mark)
        }
        if starred != nil {
            throw fault(
                "iterable argument unpacking follows keyword argument unpacking", startingFrom: comma)
        }
    }
}
