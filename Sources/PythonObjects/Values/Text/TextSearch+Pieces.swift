extension TextSearching {
    /// Visits the places where the needle lies, without overlaps, first to last, at most `limit` of them.
    ///
    /// An empty needle lies before every unit and at the end.
    /// - Complexity: O(*n*) in units of haystack and needle.
    func forEachMatch(limit: Int = .max, in range: Range<Int>? = nil, _ visit: (Int) -> Void) {
        let range = range ?? 0..<haystackCount
        if needleCount == 0 { return (range.lowerBound...range.upperBound).prefix(limit).forEach(visit) }
        var left = limit
        var start = range.lowerBound
        while left > 0, let position = first(in: start..<range.upperBound) {
            visit(position)
            start = position + needleCount
            left -= 1
        }
    }

    /// How often the needle lies in the range, without overlaps, at most `limit` times.
    func count(in range: Range<Int>? = nil, limit: Int = .max) -> Int {
        let range = range ?? 0..<haystackCount
        if needleCount == 0 { return min(limit, range.count + 1) }
        var count = 0
        forEachMatch(limit: limit, in: range) { _ in count += 1 }
        return count
    }

    /// The pieces between the needles, of which at most `limit` count: `split`.
    func pieces(limit: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        forEachMatch(limit: limit) { position in
            pieces.append(start..<position)
            start = position + needleCount
        }
        pieces.append(start..<haystackCount)
        return pieces
    }

    /// The pieces between the needles, of which the last `limit` count: `rsplit`.
    func piecesFromEnd(limit: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var end = haystackCount
        while pieces.count < limit, let position = last(in: 0..<end) {
            pieces.append((position + needleCount)..<end)
            end = position
        }
        pieces.append(0..<end)
        return pieces.reversed()
    }
}

/// Cuts a sequence by what kind of unit stands where.
enum TextPieces {
    /// The words between spaces, at most `limit` and then the rest: `split()`.
    static func words<Unit>(of units: [Unit], limit: Int, isSpace: (Unit) -> Bool) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var position = 0
        while true {
            while position < units.count, isSpace(units[position]) { position += 1 }
            guard position < units.count else { return words }
            if words.count == limit {
                words.append(position..<units.count)
                return words
            }
            let start = position
            while position < units.count, !isSpace(units[position]) { position += 1 }
            words.append(start..<position)
        }
    }

    /// The words from the end, at most `limit` and then the rest: `rsplit()`.
    static func wordsFromEnd<Unit>(of units: [Unit], limit: Int, isSpace: (Unit) -> Bool) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var end = units.count
        while true {
            while end > 0, isSpace(units[end - 1]) { end -= 1 }
            guard end > 0 else { return words.reversed() }
            if words.count == limit {
                words.append(0..<end)
                return words.reversed()
            }
            var start = end
            while start > 0, !isSpace(units[start - 1]) { start -= 1 }
            words.append(start..<end)
            end = start
        }
    }

    /// The lines, with or without what ends them; return and newline together end one.
    static func lines<Unit: TextUnit>(
        of units: [Unit], keepEnds: Bool, isBreak: (Unit) -> Bool
    ) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < units.count {
            var end = start
            while end < units.count, !isBreak(units[end]) { end += 1 }
            var next = min(end + 1, units.count)
            if next < units.count, units[end] == 0x0D, units[next] == 0x0A { next += 1 }
            lines.append(start..<(keepEnds ? next : end))
            start = next
        }
        return lines
    }

    /// What is left when units are taken from the ends.
    static func stripped<Unit>(
        _ units: [Unit], _ sides: StripSides, where isStripped: (Unit) -> Bool
    ) -> Range<Int> {
        var start = 0
        var end = units.count
        if sides.contains(.left) { while start < end, isStripped(units[start]) { start += 1 } }
        if sides.contains(.right) { while end > start, isStripped(units[end - 1]) { end -= 1 } }
        return start..<end
    }

    /// A sequence with other units at the first `limit` places where the needle lies: `replace`.
    ///
    /// - Parameter admit: is told the result's length before it is made, if it differs, and may throw.
    static func replacing<Unit>(
        _ search: any TextSearching, in units: [Unit], with replacement: [Unit], limit: Int,
        tooLong: String, admit: (Int) throws -> Void
    ) throws -> [Unit]? {
        let matches = search.count(limit: limit)
        if matches == 0 { return nil }
        let growth = matches.multipliedReportingOverflow(by: replacement.count - search.needleCount)
        let (size, overflow) = units.count.addingReportingOverflow(growth.partialValue)
        guard !growth.overflow, !overflow else {
            throw PythonException("OverflowError", tooLong)
        }
        try admit(size)
        var result: [Unit] = []
        result.reserveCapacity(size)
        var start = 0
        search.forEachMatch(limit: limit) { position in
            result.append(contentsOf: units[start..<position])
            result.append(contentsOf: replacement)
            start = position + search.needleCount
        }
        result.append(contentsOf: units[start...])
        return result
    }
}

/// Which ends of a text are stripped: `lstrip`, `rstrip`, `strip`.
package struct StripSides: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let left = StripSides(rawValue: 1)
    package static let right = StripSides(rawValue: 2)
    package static let both: StripSides = [.left, .right]
}
