/// The two-way algorithm of Crochemore and Perrin: finds a sequence in linear time and constant space.
///
/// The needle is cut where its left and its right part repeat least. The right part is compared forwards, then the left
/// one backwards; a mismatch tells how far the needle can move on without missing anything.
struct TwoWay<Unit: TextUnit> {
    private let needle: [Unit]
    private let cut: Int
    private let period: Int
    /// Whether the whole needle repeats with the period, so that what matched once need not be compared again.
    private let isPeriodic: Bool

    /// Requires: the needle is not empty.
    /// - Complexity: O(*n*) in the needle.
    init(_ needle: [Unit]) {
        self.needle = needle
        let ascending = TwoWay.maximalSuffix(needle, <)
        let descending = TwoWay.maximalSuffix(needle, >)
        let (cut, period) = ascending.start > descending.start ? ascending : descending
        self.cut = cut
        isPeriodic =
            period + cut <= needle.count && needle[..<cut].elementsEqual(needle[period..<(period + cut)])
        self.period = isPeriodic ? period : max(cut, needle.count - cut) + 1
    }

    /// The suffix that is greatest in an order of the units, and the period of that suffix.
    private static func maximalSuffix(
        _ needle: [Unit], _ precedes: (Unit, Unit) -> Bool
    ) -> (start: Int, period: Int) {
        var start = 0
        var candidate = 1
        var offset = 0
        var period = 1
        while candidate + offset < needle.count {
            let (new, old) = (needle[candidate + offset], needle[start + offset])
            if precedes(new, old) {
                candidate += offset + 1
                offset = 0
                period = candidate - start
            } else if new == old {
                offset += 1
                if offset == period {
                    candidate += period
                    offset = 0
                }
            } else {
                start = candidate
                candidate += 1
                offset = 0
                period = 1
            }
        }
        return (start, period)
    }

    /// Where the needle first lies wholly inside a range of the haystack.
    /// - Complexity: O(*n*) in the range.
    func first(in haystack: [Unit], _ range: Range<Int>) -> Int? {
        let count = needle.count
        var position = range.lowerBound
        // How many of the needle's first units are known to match here.
        var known = 0
        while position + count <= range.upperBound {
            var index = max(cut, known)
            while index < count, needle[index] == haystack[position + index] { index += 1 }
            guard index == count else {
                position += index - cut + 1
                known = 0
                continue
            }
            index = cut
            while index > known, needle[index - 1] == haystack[position + index - 1] { index -= 1 }
            if index <= known { return position }
            position += period
            known = isPeriodic ? count - period : 0
        }
        return nil
    }
}
