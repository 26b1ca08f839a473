/// Finds out what CPython says about a source that the parser rejected.
///
/// CPython's messages come from a second reading of the source, in which rules that match common faults stand among those of
/// the grammar: which fault is found first depends on the order in which its parser tries alternatives and goes back. So this
/// reads as CPython's parser does, a parsing expression grammar with memory: once without the rules for faults, to learn how
/// far into the source it looks, and once with them. It keeps of what it reads only what messages are about.
struct Diagnosis {
    let tokens: TokenSequence
    /// The token to read next.
    var position: Int
    /// The furthest token looked at, in either reading. CPython reports a fault without a place of its own there.
    var furthest: Int
    /// Whether the rules for faults take part.
    var findsFaults = false
    /// How many rules that may contain themselves are being read.
    var depth = 0
    /// What rules matched, by rule and token.
    private var memory: [MemoryKey: (match: Match?, end: Int)] = [:]
    /// How many brackets are open behind each token, from the first one read.
    private let levels: [Int32]
    private let start: Int

    /// The nesting up to which this reads; deeper, a fault is plain invalid syntax.
    ///
    /// One is what an operator or a lambda takes: less than 4 KB of stack in a debug build, where brackets take 39 KB. So this
    /// takes at most half of a stack of 8 MB.
    static let depthLimit = 1000
    /// What brackets count for.
    static let bracketDepth = 12

    /// The number of tokens up to which a fault is looked for: about half a megabyte of source.
    static let tokenLimit = 200_000

    /// Reads from the beginning of a statement.
    init(_ tokens: TokenSequence, from start: Int) {
        self.tokens = tokens
        self.start = start
        position = start
        furthest = start
        var level: Int32 = 0
        levels = tokens.symbols[start...].map { symbol in
            switch symbol {
            case .leftParenthesis, .leftBracket, .leftBrace: level += 1
            case .rightParenthesis, .rightBracket, .rightBrace: level -= 1
            default: break
            }
            return level
        }
    }

    /// What a rule matched, as far as messages ask about it.
    struct Match {
        var kind: Kind
        var range: SourceRange
        /// The elements of a list or tuple, what is starred, the left side of `in`.
        var parts: [Match] = []

        enum Kind {
            /// A piece of syntax that is no expression.
            case syntax
            case name, attribute, `subscript`, starred, list, tuple, lambda, call, operation, generator, yield
            case await, listComprehension, setComprehension, dictComprehension, dict, set, fstring
            case none, `true`, `false`, ellipsis, literal, comparison, containment, conditional, named
        }
    }

    /// The rules whose matches are kept.
    enum Rule: UInt8 {
        case expression, starExpression, disjunction, conjunction, inversion, arithmetic, factor, awaited
        case primary, targetPrimary, atom, arguments, strings, starTarget, targetWithStarAtom, deleteTarget
        case block, simpleStatement, closedPattern, starPattern, faultyNamedExpression, parameter
    }

    private struct MemoryKey: Hashable {
        var rule: UInt8
        var variant: UInt8
        var position: Int
    }
}

extension Diagnosis {
    /// What a rule matched here before, if it was tried; goes on behind the match.
    mutating func recall(_ rule: Rule, _ variant: Int = 0) -> Match?? {
        let key = MemoryKey(rule: rule.rawValue, variant: UInt8(variant), position: position)
        guard let (match, end) = memory[key] else { return nil }
        if match != nil { position = end }
        return .some(match)
    }

    /// Keeps what a rule matched from a token to here; without a match, goes back to the token.
    mutating func remember(
        _ rule: Rule, _ variant: Int = 0, from mark: Int, _ match: Match?
    ) -> Match? {
        if match == nil { position = mark }
        let key = MemoryKey(rule: rule.rawValue, variant: UInt8(variant), position: mark)
        memory[key] = (match, position)
        return match
    }

    /// Begins the reading with the rules for faults.
    mutating func beginFindingFaults() {
        memory = [:]
        position = start
        findsFaults = true
    }

    /// How many brackets are open behind the token last passed.
    var level: Int32 { position > start ? levels[position - 1 - start] : 0 }
}

extension Diagnosis {
    /// The token to read next. That it was looked at matters.
    mutating func symbol() throws(SyntaxError) -> Symbol {
        if position > furthest { furthest = position }
        let symbol = tokens.symbols[position]
        if symbol == .fault, let fault = tokens.fault { throw fault }
        return symbol
    }

    /// Passes a token if it is this one.
    mutating func take(_ wanted: Symbol) throws(SyntaxError) -> Bool {
        guard try symbol() == wanted else { return false }
        position = min(position + 1, tokens.symbols.count - 1)
        return true
    }

    /// Passes a token if it is this one.
    mutating func match(_ wanted: Symbol) throws(SyntaxError) -> Match? {
        let mark = position
        return try take(wanted) ? syntax(from: mark) : nil
    }

    /// Passes a token if it is one of these.
    mutating func takeOne(of wanted: [Symbol]) throws(SyntaxError) -> Bool {
        for symbol in wanted where try take(symbol) { return true }
        return false
    }

    /// Whether this token comes next.
    mutating func sees(_ wanted: Symbol) throws(SyntaxError) -> Bool { try symbol() == wanted }

    /// Whether one of these tokens comes next.
    mutating func seesOne(of wanted: [Symbol]) throws(SyntaxError) -> Bool {
        let symbol = try symbol()
        return wanted.contains(symbol)
    }

    /// Passes a name.
    mutating func name() throws(SyntaxError) -> Match? {
        guard try symbol().isName else { return nil }
        position += 1
        return Match(kind: .name, range: range(from: position - 1))
    }

    /// What stands from a token to here.
    func range(from mark: Int) -> SourceRange {
        SourceRange(tokens.places[mark].range.start, tokens.places[max(position - 1, mark)].range.end)
    }

    /// What stands from a token to here, without a meaning of its own.
    func syntax(from mark: Int) -> Match { Match(kind: .syntax, range: range(from: mark)) }

    /// Goes back without a match.
    mutating func back(to mark: Int) -> Match? {
        position = mark
        return nil
    }

    /// A rule.
    typealias Reading = (inout Diagnosis) throws(SyntaxError) -> Match?

    /// One or more of a rule with commas between them; a comma behind the last one stays.
    mutating func gather(_ read: Reading, separator: Symbol = .comma) throws(SyntaxError) -> [Match]? {
        guard let first = try read(&self) else { return nil }
        var matches = [first]
        while true {
            let mark = position
            guard try take(separator), let next = try read(&self) else {
                position = mark
                return matches
            }
            matches.append(next)
        }
    }

    /// Any number of a rule.
    mutating func many(_ read: Reading) throws(SyntaxError) -> [Match] {
        var matches: [Match] = []
        while let next = try read(&self) { matches.append(next) }
        return matches
    }

    /// A rule's match, or nothing passed.
    mutating func attempt(_ read: Reading) throws(SyntaxError) -> Match? {
        let mark = position
        if let match = try read(&self) { return match }
        return back(to: mark)
    }

    /// Whether a rule matches here; nothing is passed.
    mutating func peek(_ read: Reading) throws(SyntaxError) -> Bool {
        let mark = position
        let found = try read(&self) != nil
        position = mark
        return found
    }
}
