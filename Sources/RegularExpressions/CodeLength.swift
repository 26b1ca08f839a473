/// How many words CPython compiles a pattern to: `sys.getsizeof` of a pattern shows it (`re._compiler`, 3.13).
struct CodeLength {
    private let widths: [Width?]
    private let tables: CharacterTables

    /// The length of a whole pattern's code.
    static func of(
        _ part: Subpattern, _ flags: PatternFlags, _ widths: [Width?], _ tables: CharacterTables
    ) throws(PatternFault) -> Int {
        let length = CodeLength(widths: widths, tables: tables)
        return length.introduction(part, flags) + length.sum(part, flags) + 1
    }

    private func sum(_ part: Subpattern, _ flags: PatternFlags) -> Int {
        part.nodes.reduce(0) { $0 + length($1, flags) }
    }

    private func length(_ node: PatternNode, _ flags: PatternFlags) -> Int {
        switch node {
        case .literal(let point), .notLiteral(let point):
            guard flags.contains(.ignoreCase), flags.foldsUnicode, tables.isCased(point, unicode: true) else {
                return 2
            }
            let small = tables.lower(point, unicode: true)
            let others = CharacterTables.lettersSharingCapital(of: small).count
            guard others > 0 else { return 2 }
            return if case .notLiteral = node { 6 + 2 * others } else { 5 + 2 * others }
        case .any, .failure: return 1
        case .at, .reference: return 2
        case .set(let set): return 3 + charset(set, flags)
        case .branch(let branches): return 2 + branches.reduce(0) { $0 + 3 + sum($1, flags) }
        case .group(let number, let added, let removed, let part):
            return (number == nil ? 0 : 4) + sum(part, flags.combined(adding: added, removing: removed))
        case .atomic(let part): return 3 + sum(part, flags)
        case .look(_, let part): return 4 + sum(part, flags)
        case .repeat(_, let part): return 5 + sum(part, flags)
        case .conditional(_, let yes, let no):
            let other = no.map { $0.nodes.isEmpty ? 0 : 2 + sum($0, flags) } ?? 0
            return 3 + sum(yes, flags) + other
        }
    }

    // MARK: The introduction

    /// The block in front: widths, and what a match begins with.
    private func introduction(_ part: Subpattern, _ flags: PatternFlags) -> Int {
        guard part.width(widths).least > 0, !flags.isSuperset(of: [.ignoreCase, .locale]) else { return 5 }
        let prefix = literals(part, flags).count
        if prefix > 0 { return 7 + 2 * prefix }
        guard let set = firstSet(part, flags), !set.items.isEmpty else { return 5 }
        return 6 + charset(set, flags.subtracting(.ignoreCase))
    }

    private func isCased(_ point: UInt32, _ flags: PatternFlags) -> Bool {
        flags.contains(.ignoreCase) && tables.isCased(point, unicode: flags.contains(.unicode))
    }

    /// How many literals a part begins with, and whether that is all of it.
    private func literals(_ part: Subpattern, _ flags: PatternFlags) -> (count: Int, isAll: Bool) {
        var count = 0
        for node in part.nodes {
            switch node {
            case .literal(let point) where !isCased(point, flags): count += 1
            case .group(_, let added, let removed, let inner):
                let flags = flags.combined(adding: added, removing: removed)
                if flags.isSuperset(of: [.ignoreCase, .locale]) { return (count, false) }
                let (more, isAll) = literals(inner, flags)
                count += more
                if !isAll { return (count, false) }
            default: return (count, false)
            }
        }
        return (count, true)
    }

    /// The characters that a part begins with one of.
    private func firstSet(_ part: Subpattern, _ flags: PatternFlags) -> SetNode? {
        var (part, flags) = (part, flags)
        while case .group(_, let added, let removed, let inner)? = part.nodes.first {
            flags = flags.combined(adding: added, removing: removed)
            if flags.isSuperset(of: [.ignoreCase, .locale]) { return nil }
            part = inner
        }
        switch part.nodes.first {
        case .literal(let point): return isCased(point, flags) ? nil : SetNode(items: [.literal(point)])
        case .branch(let branches):
            var items: [SetNode.Item] = []
            for branch in branches {
                guard let point = branch.nodes.first?.literal, !isCased(point, flags) else { return nil }
                items.append(.literal(point))
            }
            return SetNode(items: items)
        case .set(let set):
            for item in set.items where flags.contains(.ignoreCase) {
                switch item {
                case .literal(let point) where isCased(point, flags): return nil
                case .range(let from, let to) where to > 0xFFFF || hasCased(from...to, flags): return nil
                default: break
                }
            }
            return set
        default: return nil
        }
    }

    private func hasCased(_ range: ClosedRange<UInt32>, _ flags: PatternFlags) -> Bool {
        // No stretch of so many characters is without case that has letters with another form at all.
        range.prefix(0x500).contains { tables.isCased($0, unicode: flags.contains(.unicode)) }
    }

    // MARK: Sets

    /// The length of a set's code, its end not included.
    private func charset(_ set: SetNode, _ flags: PatternFlags) -> Int {
        let folds = flags.contains(.ignoreCase) && !flags.contains(.locale)
        var map = SetMap()
        var hasCased = false
        for item in set.items {
            switch item {
            case .literal(let point):
                map.insert(folds ? small(point...point, flags) : [point...point], tail: 2)
                if folds, isCased(point, flags) || point > 0xFFFF { hasCased = true }
            case .range(let from, let to):
                map.insert(folds ? small(from...to, flags) : [from...to], tail: 3)
                if folds, to > 0xFFFF || self.hasCased(from...to, flags) { hasCased = true }
            case .category: map.others.append(2)
            }
        }
        let negation = set.isNegated ? 1 : 0
        let runs = map.runs
        if runs.count > 2 { return negation + map.bitmapLength(runs) + map.others.reduce(0, +) }
        let parts = runs.count + map.others.count + negation
        if hasCased || parts < set.items.count + negation {
            return negation + runs.reduce(0) { $0 + ($1.count == 1 ? 2 : 3) } + map.others.reduce(0, +)
        }
        return set.items.reduce(negation) { if case .range = $1 { $0 + 3 } else { $0 + 2 } }
    }

    /// The small forms of a range's characters, and the letters that share capitals with them.
    private func small(_ range: ClosedRange<UInt32>, _ flags: PatternFlags) -> [ClosedRange<UInt32>] {
        let isUnicode = flags.contains(.unicode)
        var small: [ClosedRange<UInt32>] = []
        var next = range.lowerBound
        func isCapital(_ point: UInt32) -> Bool { tables.lower(point, unicode: isUnicode) != point }
        var capitals: [UInt32] = Array(
            max(range.lowerBound, 0x41)..<max(range.lowerBound, 0x41, min(range.upperBound, 0x5A) + 1))
        if isUnicode, range.upperBound >= 0x80 {
            capitals +=
                range.count == 1
                ? range.filter { $0 >= 0x80 && isCapital($0) }
                : tables.lowered().map(\.from).filter { range.contains($0) }
        }
        for capital in capitals {
            if capital > next { small.append(next...capital - 1) }
            let letter = tables.lower(capital, unicode: isUnicode)
            small.append(letter...letter)
            next = capital + 1
        }
        if next <= range.upperBound { small.append(next...range.upperBound) }
        guard isUnicode else { return small }
        for letters in CharacterTables.sharedCapitals
        where letters.contains(where: { letter in small.contains { $0.contains(letter) } }) {
            small += letters.map { $0...$0 }
        }
        return small
    }
}

/// The characters of a set below U+10000, and the lengths of what it has beside them.
private struct SetMap {
    private var ranges: [ClosedRange<UInt32>] = []
    var others: [Int] = []

    mutating func insert(_ all: [ClosedRange<UInt32>], tail: Int) {
        var isBeyond = false
        for range in all {
            if range.upperBound > 0xFFFF { isBeyond = true }
            if range.lowerBound <= 0xFFFF { ranges.append(range.lowerBound...min(range.upperBound, 0xFFFF)) }
        }
        if isBeyond { others.append(tail) }
    }

    /// What is in it, joined and in order.
    var runs: [ClosedRange<UInt32>] {
        var runs: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = runs.last, range.lowerBound <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                runs.append(range)
            }
        }
        return runs
    }

    /// The length of a bitmap: one of 256 characters, or one for each kind of 256 in a row.
    func bitmapLength(_ runs: [ClosedRange<UInt32>]) -> Int {
        if runs.allSatisfy({ $0.upperBound < 0x100 }) { return 9 }
        var kinds = Set<[ClosedRange<UInt32>]>()
        var place = 0
        for start in stride(from: UInt32(0), to: 0x10000, by: 0x100) {
            while place < runs.count, runs[place].upperBound < start { place += 1 }
            var parts: [ClosedRange<UInt32>] = []
            var next = place
            while next < runs.count, runs[next].lowerBound <= start + 0xFF {
                let part = runs[next].clamped(to: start...start + 0xFF)
                parts.append(part.lowerBound - start...part.upperBound - start)
                next += 1
            }
            kinds.insert(parts)
        }
        return 66 + 8 * kinds.count
    }
}
