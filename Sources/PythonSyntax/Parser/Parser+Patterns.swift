extension Parser {
    /// `match subject:`, if that is what begins here: `match` may be a name like any other.
    mutating func matchStatement() throws(Rejection) -> Statement? {
        let start = position
        guard following.startsStarExpression else { return nil }
        let subject = try attempt { (parser: inout Parser) throws(Rejection) in
            try parser.matchSubject()
        }
        guard let subject else { return nil }
        // `match …:` and the end of the line can be nothing else, so there is no way back from here.
        try expect(.indent)
        var cases: [MatchCase] = []
        try enter()
        repeat {
            guard symbol == .softCase else { throw Rejection() }
            advance()
            let pattern = try patterns()
            let condition = take(.if) ? try namedExpression() : nil
            cases.append(MatchCase(pattern: pattern, condition: condition, body: try block()))
        } while symbol != .dedent && symbol != .endMarker
        leave()
        try expect(.dedent)
        return Statement(.match(subject: subject, cases: cases), rangeOfBlock(from: start))
    }

    private mutating func matchSubject() throws(Rejection) -> Expression {
        advance()
        let start = position
        let isStarred = symbol == .star
        var subject = try starNamedExpression()
        if symbol == .comma {
            subject = Expression(.tuple(try elements(after: subject), .load), range(from: start))
        } else if isStarred {
            throw Rejection()
        }
        try expect(.colon)
        try expect(.newline)
        return subject
    }

    /// A pattern, or a sequence without brackets.
    private mutating func patterns() throws(Rejection) -> Pattern {
        let start = position
        let isStarred = symbol == .star
        let first = try starPattern()
        guard symbol == .comma else {
            if isStarred { throw Rejection() }
            return first
        }
        let sequence = try sequence(after: first, until: .colon)
        return Pattern(.matchSequence(sequence), range(from: start))
    }

    /// The patterns behind the first one of a sequence.
    private mutating func sequence(after first: Pattern, until end: Symbol) throws(Rejection) -> [Pattern] {
        var patterns = [first]
        while take(.comma), symbol != end, symbol != .if { patterns.append(try starPattern()) }
        return patterns
    }

    /// `*name`, `*_` or a pattern.
    private mutating func starPattern() throws(Rejection) -> Pattern {
        let start = position
        guard take(.star) else { return try pattern() }
        if symbol == .softUnderscore, following != .dot {
            advance()
            return Pattern(.matchStar(nil), range(from: start))
        }
        let name = try captureTarget()
        return Pattern(.matchStar(name), range(from: start))
    }

    /// `a | b as name`
    mutating func pattern() throws(Rejection) -> Pattern {
        try enter()
        let start = position
        var result = try closedPattern()
        if symbol == .bar {
            var choices = [result]
            while take(.bar) { choices.append(try closedPattern()) }
            result = Pattern(.matchOr(choices), range(from: start))
        }
        if take(.as) {
            let name = try captureTarget()
            result = Pattern(.matchAs(result, name: name), range(from: start))
        }
        leave()
        return result
    }

    /// A name that a pattern binds: not `_`, and nothing behind it that would make it something else.
    mutating func captureTarget() throws(Rejection) -> String {
        guard symbol != .softUnderscore else { throw Rejection() }
        let name = try name()
        guard symbol != .dot, symbol != .leftParenthesis, symbol != .equal else { throw Rejection() }
        return name
    }

    private mutating func closedPattern() throws(Rejection) -> Pattern {
        let start = position
        switch symbol {
        case .name, .softMatch, .softCase, .softType, .softUnderscore: return try namedPattern()
        case .number, .minus, .string, .fstringStart:
            let value = try literalExpression()
            return Pattern(.matchValue(value), range(from: start))
        case .none: return singleton(.none)
        case .true: return singleton(.true)
        case .false: return singleton(.false)
        case .leftParenthesis:
            advance()
            if take(.rightParenthesis) { return Pattern(.matchSequence([]), range(from: start)) }
            let isStarred = symbol == .star
            let first = try starPattern()
            if symbol != .comma {
                guard !isStarred else { throw Rejection() }
                try expect(.rightParenthesis)
                return first
            }
            let sequence = try sequence(after: first, until: .rightParenthesis)
            try expect(.rightParenthesis)
            return Pattern(.matchSequence(sequence), range(from: start))
        case .leftBracket:
            advance()
            var patterns: [Pattern] = []
            if symbol != .rightBracket {
                patterns = try sequence(after: try starPattern(), until: .rightBracket)
            }
            try expect(.rightBracket)
            return Pattern(.matchSequence(patterns), range(from: start))
        case .leftBrace: return try mappingPattern()
        default: throw Rejection()
        }
    }

    private mutating func singleton(_ value: Constant) -> Pattern {
        let start = position
        advance()
        return Pattern(.matchSingleton(value), range(from: start))
    }
}
