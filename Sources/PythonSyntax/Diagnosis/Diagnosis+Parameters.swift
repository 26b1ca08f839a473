extension Diagnosis {
    mutating func lambda() throws(SyntaxError) -> Match? {
        let mark = position
        guard try take(.lambda) else { return nil }
        _ = try parameterList(isLambda: true)
        guard try take(.colon), try expression() != nil else { return back(to: mark) }
        return Match(kind: .lambda, range: range(from: mark))
    }

    /// The parameters of a lambda or a function, if there are any.
    mutating func parameterList(isLambda: Bool) throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults {
            try faultyParameters(isLambda)
            position = mark
        }
        var isRead = false
        if try slash(isLambda, hasDefaults: false) != nil {
            _ = try many(parameter(isLambda, .required))
            _ = try many(parameter(isLambda, .defaulted))
            _ = try starEtc(isLambda)
            isRead = true
        } else if try slash(isLambda, hasDefaults: true) != nil {
            _ = try many(parameter(isLambda, .defaulted))
            _ = try starEtc(isLambda)
            isRead = true
        } else {
            let required = try many(parameter(isLambda, .required))
            let defaulted = try many(parameter(isLambda, .defaulted))
            let rest = try starEtc(isLambda)
            isRead = !required.isEmpty || !defaulted.isEmpty || rest != nil
        }
        return isRead ? syntax(from: mark) : back(to: mark)
    }

    /// Whether a parameter has a default.
    enum Default: Int { case required, defaulted, either }

    /// One parameter with the comma behind it, or before the end.
    private func parameter(_ isLambda: Bool, _ kind: Default, isStarred: Bool = false) -> Reading {
        { (diagnosis: inout Diagnosis) throws(SyntaxError) in
            let variant = kind.rawValue * 4 + (isLambda ? 2 : 0) + (isStarred ? 1 : 0)
            if let known = diagnosis.recall(.parameter, variant) { return known }
            let mark = diagnosis.position
            let match = try diagnosis.readParameter(isLambda, kind, isStarred: isStarred)
            return diagnosis.remember(.parameter, variant, from: mark, match)
        }
    }

    private mutating func readParameter(
        _ isLambda: Bool, _ kind: Default, isStarred: Bool
    ) throws(SyntaxError) -> Match? {
        guard let match = try bareParameter(isLambda, isStarred: isStarred) else { return nil }
        if kind != .required {
            let hasDefault = try defaultValue()
            if kind == .defaulted, !hasDefault { return nil }
        }
        if try take(.comma) { return match }
        return try sees(isLambda ? .colon : .rightParenthesis) ? match : nil
    }

    private mutating func bareParameter(_ isLambda: Bool, isStarred: Bool = false) throws(SyntaxError)
        -> Match?
    {
        let mark = position
        guard try name() != nil else { return nil }
        if !isLambda {
            let behind = position
            if try take(.colon) {
                let annotation = isStarred ? try starExpression() : try expression()
                if annotation == nil {
                    position = behind
                    if isStarred { return nil }
                }
            } else if isStarred {
                return nil
            }
        }
        return syntax(from: mark)
    }

    private mutating func defaultValue() throws(SyntaxError) -> Bool {
        let mark = position
        if try take(.equal), try expression() != nil { return true }
        position = mark
        if findsFaults, let equal = try match(.equal), try seesOne(of: [.rightParenthesis, .comma]) {
            throw fault("expected default value expression", at: equal)
        }
        position = mark
        return false
    }

    /// Parameters up to and with `/`.
    private mutating func slash(_ isLambda: Bool, hasDefaults: Bool) throws(SyntaxError) -> Match? {
        let mark = position
        let required = try many(parameter(isLambda, .required))
        let defaulted = hasDefaults ? try many(parameter(isLambda, .defaulted)) : []
        guard !(hasDefaults ? defaulted : required).isEmpty, try take(.slash) else { return back(to: mark) }
        if try take(.comma) { return syntax(from: mark) }
        return try sees(isLambda ? .colon : .rightParenthesis) ? syntax(from: mark) : back(to: mark)
    }

    private mutating func anySlash(_ isLambda: Bool) throws(SyntaxError) -> Match? {
        if let match = try slash(isLambda, hasDefaults: false) { return match }
        return try slash(isLambda, hasDefaults: true)
    }

    private mutating func starEtc(_ isLambda: Bool) throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults {
            try faultyStar(isLambda)
            position = mark
        }
        for isStarred in [false, true] {
            if isStarred, isLambda { continue }
            if try take(.star), try parameter(isLambda, .required, isStarred: isStarred)(&self) != nil {
                _ = try many(parameter(isLambda, .either))
                _ = try keywords(isLambda)
                return syntax(from: mark)
            }
            position = mark
        }
        if try take(.star), try take(.comma), try !many(parameter(isLambda, .either)).isEmpty {
            _ = try keywords(isLambda)
            return syntax(from: mark)
        }
        position = mark
        return try keywords(isLambda)
    }

    private mutating func keywords(_ isLambda: Bool) throws(SyntaxError) -> Match? {
        let mark = position
        if findsFaults {
            try faultyKeywords(isLambda)
            position = mark
        }
        guard try take(.doubleStar), try parameter(isLambda, .required)(&self) != nil else {
            return back(to: mark)
        }
        return syntax(from: mark)
    }

    // MARK: Faults

    private mutating func faultyParameters(_ isLambda: Bool) throws(SyntaxError) {
        let mark = position
        if let slash = try match(.slash), try take(.comma) {
            throw fault("at least one argument must precede /", at: slash)
        }
        position = mark
        if try anySlash(isLambda) != nil {
            _ = try many(parameter(isLambda, .either))
            if let slash = try match(.slash) { throw fault("/ may appear only once", at: slash) }
        }
        position = mark
        _ = try slash(isLambda, hasDefaults: false)
        _ = try many(parameter(isLambda, .required))
        var hasDefaults = try slash(isLambda, hasDefaults: true) != nil
        if !hasDefaults { hasDefaults = try !many(parameter(isLambda, .defaulted)).isEmpty }
        if hasDefaults, let culprit = try parameter(isLambda, .required)(&self) {
            throw fault("parameter without a default follows parameter with a default", at: culprit)
        }
        position = mark
        try faultyParentheses(isLambda)
        position = mark
        _ = try anySlash(isLambda)
        _ = try many(parameter(isLambda, .either))
        if try take(.star) {
            var isRead = try take(.comma)
            if !isRead { isRead = try parameter(isLambda, .required)(&self) != nil }
            if isRead {
                _ = try many(parameter(isLambda, .either))
                if let slash = try match(.slash) { throw fault("/ must be ahead of *", at: slash) }
            }
        }
        position = mark
        if try !many(parameter(isLambda, .either)).isEmpty, try take(.slash), let star = try match(.star) {
            throw fault("expected comma between / and *", at: star)
        }
    }

    private mutating func faultyParentheses(_ isLambda: Bool) throws(SyntaxError) {
        _ = try many(parameter(isLambda, .required))
        guard let opening = try match(.leftParenthesis) else { return }
        if isLambda {
            let names = try gather { (diagnosis: inout Diagnosis) throws(SyntaxError) in try diagnosis.name()
            }
            guard names != nil else { return }
        } else {
            guard try !many(parameter(false, .required)).isEmpty else { return }
        }
        _ = try take(.comma)
        guard let closing = try match(.rightParenthesis) else { return }
        let what = isLambda ? "Lambda expression" : "Function"
        throw fault("\(what) parameters cannot be parenthesized", from: opening, to: closing)
    }

    private mutating func faultyStar(_ isLambda: Bool) throws(SyntaxError) {
        let mark = position
        let end: Symbol = isLambda ? .colon : .rightParenthesis
        if let star = try match(.star) {
            var isBare = try take(end)
            if !isBare, try take(.comma) { isBare = try takeOne(of: [end, .doubleStar]) }
            if isBare {
                let message = "named arguments must follow bare *"
                throw isLambda ? fault(message) : fault(message, at: star)
            }
        }
        position = mark
        if try take(.star), try bareParameter(isLambda) != nil, let equal = try match(.equal) {
            throw fault("var-positional argument cannot have default value", at: equal)
        }
        position = mark
        if try take(.star), try parameterOrComma(isLambda) {
            _ = try many(parameter(isLambda, .either))
            if let star = try match(.star), try parameterOrComma(isLambda) {
                throw fault("* argument may appear only once", at: star)
            }
        }
    }

    private mutating func parameterOrComma(_ isLambda: Bool) throws(SyntaxError) -> Bool {
        if try parameter(isLambda, .required)(&self) != nil { return true }
        return try take(.comma)
    }

    private mutating func faultyKeywords(_ isLambda: Bool) throws(SyntaxError) {
        guard try take(.doubleStar), try bareParameter(isLambda) != nil else { return }
        if let equal = try match(.equal) {
            throw fault("var-keyword argument cannot have default value", at: equal)
        }
        guard try take(.comma) else { return }
        let message = "arguments cannot follow var-keyword argument"
        if let next = try bareParameter(isLambda) { throw fault(message, at: next) }
        let mark = position
        if try takeOne(of: [.star, .doubleStar, .slash]) { throw fault(message, at: syntax(from: mark)) }
    }
}
