/// Which characters a set takes, ready for matching.
struct CharacterSet: Sendable {
    private let isNegated: Bool
    /// What it takes below U+0100, a bit each; the negation is in it.
    private var low: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// What it takes from U+0100 on, apart from categories: ranges in order that do not touch.
    private var ranges: [ClosedRange<UInt32>] = []
    private let categories: [CharacterCategory]
    private let isUnicode: Bool
    private let tables: CharacterTables

    /// A set of these ranges and categories.
    init(
        _ given: [ClosedRange<UInt32>], _ categories: [CharacterCategory], isNegated: Bool, isUnicode: Bool,
        _ tables: CharacterTables
    ) {
        self.isNegated = isNegated
        self.categories = categories
        self.isUnicode = isUnicode
        self.tables = tables
        for range in given.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = ranges.last, range.lowerBound <= last.upperBound else {
                ranges.append(range)
                continue
            }
            ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        }
        var words: [UInt64] = [0, 0, 0, 0]
        for range in ranges where range.lowerBound < 0x100 {
            for point in range.lowerBound...min(range.upperBound, 0xFF) {
                words[Int(point >> 6)] |= 1 << UInt64(point & 63)
            }
        }
        for category in categories {
            for point in UInt32(0)..<0x100 where tables.isMember(point, of: category, unicode: isUnicode) {
                words[Int(point >> 6)] |= 1 << UInt64(point & 63)
            }
        }
        if isNegated { words = words.map { ~$0 } }
        low = (words[0], words[1], words[2], words[3])
        ranges.removeAll { $0.upperBound < 0x100 }
    }

    /// Whether the set takes a character.
    @inline(__always)
    func contains(_ point: UInt32) -> Bool {
        if point < 0x100 {
            let word =
                switch point >> 6 {
                case 0: low.0
                case 1: low.1
                case 2: low.2
                default: low.3
                }
            return word >> UInt64(point & 63) & 1 != 0
        }
        return isIn(point) != isNegated
    }

    private func isIn(_ point: UInt32) -> Bool {
        var (from, to) = (0, ranges.count)
        while from < to {
            let middle = (from + to) / 2
            if ranges[middle].upperBound < point { from = middle + 1 } else { to = middle }
        }
        if from < ranges.count, ranges[from].lowerBound <= point { return true }
        return categories.contains { tables.isMember(point, of: $0, unicode: isUnicode) }
    }
}

extension CharacterSet {
    /// The set that a node stands for under flags. Where case is ignored, it is asked about small letters.
    init(_ node: SetNode, _ flags: PatternFlags, _ tables: CharacterTables) {
        var ranges: [ClosedRange<UInt32>] = []
        var categories: [CharacterCategory] = []
        for item in node.items {
            switch item {
            case .literal(let point): ranges.append(point...point)
            case .range(let from, let to): ranges.append(from...to)
            case .category(let category): categories.append(category)
            }
        }
        if flags.contains(.ignoreCase) { ranges += Self.small(ranges, flags, tables) }
        self.init(
            ranges, categories, isNegated: node.isNegated, isUnicode: flags.contains(.unicode), tables)
    }

    /// The small letters that stand for letters of the ranges, and those that share their capitals.
    private static func small(
        _ ranges: [ClosedRange<UInt32>], _ flags: PatternFlags, _ tables: CharacterTables
    ) -> [ClosedRange<UInt32>] {
        let capitals: ClosedRange<UInt32> = 0x41...0x5A
        var small = ranges.filter { $0.overlaps(capitals) }.map { range in
            let part = range.clamped(to: capitals)
            return part.lowerBound + 0x20...part.upperBound + 0x20
        }
        guard flags.foldsUnicode else { return small }
        let lowered = tables.lowered()
        for range in ranges where range.upperBound >= 0x80 {
            var place = lowered.partitioningIndex { $0.from >= range.lowerBound }
            while place < lowered.count, lowered[place].from <= range.upperBound {
                small.append(lowered[place].to...lowered[place].to)
                place += 1
            }
        }
        let all = ranges + small
        for letters in CharacterTables.sharedCapitals
        where letters.contains(where: { letter in all.contains { $0.contains(letter) } }) {
            small += letters.map { $0...$0 }
        }
        return small
    }
}

extension Array {
    /// The first place whose element satisfies a condition that all behind it satisfy too.
    fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (from, to) = (0, count)
        while from < to {
            let middle = (from + to) / 2
            if isBehind(self[middle]) { to = middle } else { from = middle + 1 }
        }
        return from
    }
}
