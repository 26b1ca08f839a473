/// Finds a needle in a haystack, any number of times, forwards or backwards.
protocol TextSearching: AnyObject {
    var haystackCount: Int { get }
    var needleCount: Int { get }

    /// Where the needle first lies wholly inside the range.
    func first(in range: Range<Int>) -> Int?

    /// Where the needle last lies wholly inside the range.
    func last(in range: Range<Int>) -> Int?
}

/// A search of units of one width.
///
/// It compares one place after the other, and counts what that costs: when it costs more than a few comparisons a place,
/// the two-way algorithm goes on, so that no needle makes it more than linear.
final class TextSearch<Unit: TextUnit>: TextSearching {
    private let haystack: [Unit]
    private let needle: [Unit]
    private lazy var forwards = TwoWay(needle)
    private lazy var backwards = TwoWay(Array(needle.reversed()))
    private lazy var reversed = Array(haystack.reversed())

    init(_ needle: [Unit], in haystack: [Unit]) {
        self.needle = needle
        self.haystack = haystack
    }

    var haystackCount: Int { haystack.count }
    var needleCount: Int { needle.count }

    func first(in range: Range<Int>) -> Int? {
        guard needle.count <= range.count else { return nil }
        guard let head = needle.first else { return range.lowerBound }
        var budget = 64 + needle.count
        var position = range.lowerBound
        let end = range.upperBound - needle.count
        while position <= end {
            if haystack[position] == head {
                let matched = matched(at: position)
                if matched == needle.count { return position }
                budget -= matched
                if budget < 0 { return forwards.first(in: haystack, (position + 1)..<range.upperBound) }
            }
            position += 1
            budget += 2
        }
        return nil
    }

    func last(in range: Range<Int>) -> Int? {
        guard needle.count <= range.count else { return nil }
        guard let head = needle.first else { return range.upperBound }
        var budget = 64 + needle.count
        var position = range.upperBound - needle.count
        while position >= range.lowerBound {
            if haystack[position] == head {
                let matched = matched(at: position)
                if matched == needle.count { return position }
                budget -= matched
                if budget < 0 { return lastByTwoWay(in: range.lowerBound..<(position + needle.count - 1)) }
            }
            position -= 1
            budget += 2
        }
        return nil
    }

    private func lastByTwoWay(in range: Range<Int>) -> Int? {
        let mirrored = (haystack.count - range.upperBound)..<(haystack.count - range.lowerBound)
        return backwards.first(in: reversed, mirrored).map { haystack.count - $0 - needle.count }
    }

    /// How many units of the needle match here, the first being known to.
    private func matched(at position: Int) -> Int {
        var matched = 1
        while matched < needle.count, haystack[position + matched] == needle[matched] { matched += 1 }
        return matched
    }
}

/// The search for a character that is wider than any in the haystack.
final class HopelessSearch: TextSearching {
    let haystackCount: Int
    let needleCount: Int

    init(haystackCount: Int, needleCount: Int) {
        self.haystackCount = haystackCount
        self.needleCount = needleCount
    }

    func first(in range: Range<Int>) -> Int? { nil }
    func last(in range: Range<Int>) -> Int? { nil }
}
