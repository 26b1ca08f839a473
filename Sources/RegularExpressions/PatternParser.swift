/// Reads a pattern by CPython's rules (`re._parser`), with its words for what is wrong.
///
/// It recurses as deep as groups nest, which is limited as CPython's own recursion limits it.
struct PatternParser {
    /// How many calls of CPython's parser fit on the stack of a program that has called nothing else: two for each group.
    private static let deepest = 993
    /// The most groups that a pattern may have.
    static let mostGroups = 0x3FFF_FFFF

    var reader: PatternReader
    var flags: PatternFlags
    /// The names of groups, in the order in which they begin.
    private(set) var names: [(name: [UInt32], group: Int)] = []
    private var groupsByName: [[UInt32]: Int] = [:]
    /// The widths of groups by number; nil for the whole and for those that are open.
    private(set) var widths: [Width?] = [nil]
    /// The number of the first group inside of the outermost lookbehind that is being read.
    var lookbehindGroups: Int?
    /// Groups that conditions ask for, with the places where they do.
    var conditions: [(group: Int, position: Int)] = []
    /// FutureWarnings, each with how deep in groups it arose.
    var warnings: [(message: String, depth: Int)] = []

    init(
        _ points: [UInt32], isText: Bool, flags: PatternFlags, tables: CharacterTables
    ) throws(PatternFault) {
        self.flags = flags
        reader = try PatternReader(points, isText: isText, tables: tables)
    }

    /// How many groups there are, the whole included.
    var groupCount: Int { widths.count }

    /// Reads the whole pattern.
    mutating func parse() throws(PatternFault) -> Subpattern {
        let part = try alternation(isVerbose: flags.contains(.verbose), depth: 0)
        try settleFlags()
        if reader.next != nil { throw reader.fault("unbalanced parenthesis") }
        for (group, position) in conditions where group >= groupCount {
            throw .malformed("invalid group reference \(group)", position)
        }
        return part
    }

    private mutating func settleFlags() throws(PatternFault) {
        if reader.isText {
            if flags.contains(.locale) { throw .flags("cannot use LOCALE flag with a str pattern") }
            if !flags.contains(.ascii) {
                flags.insert(.unicode)
            } else if flags.contains(.unicode) {
                throw .flags("ASCII and UNICODE flags are incompatible")
            }
        } else {
            if flags.contains(.unicode) { throw .flags("cannot use UNICODE flag with a bytes pattern") }
            if flags.isSuperset(of: [.locale, .ascii]) {
                throw .flags("ASCII and LOCALE flags are incompatible")
            }
        }
    }

    // MARK: Groups

    /// Begins a group; a name is told apart from those before it.
    mutating func openGroup(name: [UInt32]?) throws(PatternFault) -> Int {
        let number = groupCount
        widths.append(nil)
        let back = (name?.count ?? 0) + 1
        if groupCount > Self.mostGroups { throw reader.fault("too many groups", back: back) }
        guard let name else { return number }
        if let known = groupsByName[name] {
            throw reader.fault(
                "redefinition of group name ".points + reader.tables.representation(name)
                    + " as group \(number); was group \(known)".points, back: back)
        }
        groupsByName[name] = number
        names.append((name, number))
        return number
    }

    mutating func closeGroup(_ number: Int, _ part: Subpattern) { widths[number] = part.width(widths) }

    /// The group of a name; throws if there is none.
    func group(named name: [UInt32]) throws(PatternFault) -> Int {
        guard let group = groupsByName[name] else {
            throw reader.fault(
                "unknown group name ".points + reader.tables.representation(name), back: name.count + 1)
        }
        return group
    }

    func isClosed(_ group: Int) -> Bool { group < groupCount && widths[group] != nil }

    /// Throws if a group cannot be referred to inside of the lookbehind under way.
    func checkLookbehind(_ group: Int) throws(PatternFault) {
        guard let lookbehindGroups else { return }
        if !isClosed(group) { throw reader.fault("cannot refer to an open group") }
        if group >= lookbehindGroups {
            throw reader.fault("cannot refer to group defined in the same lookbehind subpattern")
        }
    }

    // MARK: Alternation

    /// `a|b|c`
    mutating func alternation(isVerbose: Bool, depth: Int) throws(PatternFault) -> Subpattern {
        var isVerbose = isVerbose
        var branches: [Subpattern] = []
        repeat {
            if !branches.isEmpty, depth == 0 { isVerbose = flags.contains(.verbose) }
            branches.append(
                try sequence(
                    isVerbose: isVerbose, depth: depth + 1, isFirst: depth == 0 && branches.isEmpty))
        } while try reader.take("|")
        if branches.count == 1 { return branches[0] }
        return Subpattern(Self.alternatives(branches))
    }

    /// What branches share in front, and then a set or the branches.
    private static func alternatives(_ branches: [Subpattern]) -> [PatternNode] {
        var shared = 0
        let first = branches[0].nodes
        while shared < first.count,
            branches.allSatisfy({ shared < $0.nodes.count && $0.nodes[shared].isSame(as: first[shared]) })
        {
            shared += 1
        }
        for branch in branches { branch.nodes.removeFirst(shared) }
        var items: [SetNode.Item] = []
        for branch in branches {
            guard branch.nodes.count == 1 else { return first.prefix(shared) + [.branch(branches)] }
            switch branch.nodes[0] {
            case .literal(let point): items.append(.literal(point))
            case .set(let set) where !set.isNegated: items += set.items
            default: return first.prefix(shared) + [.branch(branches)]
            }
        }
        return first.prefix(shared) + [.set(SetNode(items: items.withoutRepeats))]
    }

    /// Parts in a row, up to a `|`, a `)` or the end.
    mutating func sequence(isVerbose: Bool, depth: Int, isFirst: Bool = false) throws(PatternFault)
        -> Subpattern
    {
        guard depth <= Self.deepest else { throw .depth }
        var isVerbose = isVerbose
        var nodes: [PatternNode] = []
        while let next = reader.next {
            if reader.isNext("|") || reader.isNext(")") { break }
            _ = try reader.take()
            if let escaped = next.escaped {
                nodes.append(try escape(escaped))
                continue
            }
            if isVerbose {
                if Self.isSpace(next.first) { continue }
                if next.first == 0x23 {
                    while let token = try reader.take(), token.escaped != nil || token.first != 0x0A {}
                    continue
                }
            }
            switch next.first {
            case ".": nodes.append(.any)
            case "^": nodes.append(.at(.beginning))
            case "$": nodes.append(.at(.end))
            case "[": nodes.append(try set(depth: depth))
            case "(":
                let node = try group(
                    isVerbose: &isVerbose, depth: depth, isAtStart: isFirst && nodes.isEmpty)
                if let node { nodes.append(node) }
            case "*", "+", "?", "{": try quantify(&nodes, by: next.first)
            default: nodes.append(.literal(next.first))
            }
        }
        return Subpattern(nodes.flatMap(Self.unpacked))
    }

    /// The parts of a group that neither captures nor changes a flag.
    private static func unpacked(_ node: PatternNode) -> [PatternNode] {
        guard case .group(nil, let added, let removed, let part) = node, added.isEmpty, removed.isEmpty
        else { return [node] }
        return part.nodes
    }

    /// What a verbose pattern leaves out.
    private static func isSpace(_ point: UInt32) -> Bool { point == 0x20 || (0x09...0x0D).contains(point) }
}

extension PatternNode {
    /// Whether it is a literal, and which.
    var literal: UInt32? { if case .literal(let point) = self { point } else { nil } }
}

extension Array where Element: Hashable {
    /// The elements, each where it comes first.
    var withoutRepeats: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
