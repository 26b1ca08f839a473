/// CPython 3.13's stable sort: binary insertion sort of short runs, merged by powersort's rule, with galloping.
///
/// The sequence of comparisons is CPython's, because comparing may run Python code. `listobject.c`, `listsort.txt`.
struct Timsort {
    /// What is sorted: places of keys.
    private var items: [Int32]
    private var scratch: [Int32] = []
    private var pending: [Run] = []
    private let joinsEquals: Bool
    private var leastGallop = Timsort.gallopThreshold

    private struct Run {
        var start: Int
        var count: Int
        var power = 0
    }

    private typealias Order = (Int32, Int32) throws -> Bool

    private static let gallopThreshold = 7
    private static let longestMinimalRun = 64

    /// Sorts places. If a comparison throws, they are left in some order, all of them.
    ///
    /// - Parameter joinsEquals: whether runs of equal items go on in either direction.
    static func sort(_ items: inout [Int32], joinsEquals: Bool, by isLess: (Int32, Int32) throws -> Bool)
        throws
    {
        var sort = Timsort(items: items, joinsEquals: joinsEquals)
        defer { items = sort.items }
        try sort.run(isLess)
    }

    private init(items: [Int32], joinsEquals: Bool) {
        self.items = items
        self.joinsEquals = joinsEquals
    }

    private mutating func run(_ isLess: Order) throws {
        var rest = items.count
        guard rest > 1 else { return }
        let minimum = Timsort.minimalRun(rest)
        var low = 0
        while rest > 0 {
            var count = try countRun(low, rest, isLess)
            if count < minimum {
                let forced = min(rest, minimum)
                try insertionSort(low, forced, sorted: count, isLess)
                count = forced
            }
            try mergeBefore(count, isLess)
            pending.append(Run(start: low, count: count))
            low += count
            rest -= count
        }
        while pending.count > 1 {
            var index = pending.count - 2
            if index > 0, pending[index - 1].count < pending[index + 1].count { index -= 1 }
            try merge(at: index, isLess)
        }
    }

    private static func minimalRun(_ count: Int) -> Int {
        var (count, rest) = (count, 0)
        while count >= longestMinimalRun {
            rest |= count & 1
            count >>= 1
        }
        return count + rest
    }

    // MARK: Runs

    /// The length of the run that begins at `low`; a descending one is reversed, equal items keeping their order.
    private mutating func countRun(_ low: Int, _ rest: Int, _ isLess: Order) throws -> Int {
        guard joinsEquals else { return try countStrictRun(low, rest, isLess) }
        var count = 1
        while count < rest, try !isLess(items[low + count], items[low + count - 1]) { count += 1 }
        if count == rest { return count }
        if count > 1 {
            if try isLess(items[low], items[low + count - 1]) { return count }
            // All equal so far: reversed, they will be put right with the rest.
            reverse(low, count)
        }
        count += 1
        var equal = 0
        while count < rest {
            if try isLess(items[low + count], items[low + count - 1]) {
                reverseEqual(low + count, &equal)
            } else if try isLess(items[low + count - 1], items[low + count]) {
                break
            } else {
                equal += 1
            }
            count += 1
        }
        reverseEqual(low + count, &equal)
        reverse(low, count)
        while count < rest, try !isLess(items[low + count], items[low + count - 1]) { count += 1 }
        return count
    }

    /// The length of the run that begins at `low`; one that descends strictly is reversed.
    private mutating func countStrictRun(_ low: Int, _ rest: Int, _ isLess: Order) throws -> Int {
        guard rest > 1 else { return 1 }
        let descends = try isLess(items[low + 1], items[low])
        var count = 2
        while count < rest, try isLess(items[low + count], items[low + count - 1]) == descends { count += 1 }
        if descends { reverse(low, count) }
        return count
    }

    private mutating func reverseEqual(_ end: Int, _ equal: inout Int) {
        if equal == 0 { return }
        reverse(end - equal - 1, equal + 1)
        equal = 0
    }

    private mutating func reverse(_ start: Int, _ count: Int) {
        var (left, right) = (start, start + count - 1)
        while left < right {
            items.swapAt(left, right)
            left += 1
            right -= 1
        }
    }

    private mutating func insertionSort(_ low: Int, _ count: Int, sorted: Int, _ isLess: Order) throws {
        for place in max(1, sorted)..<max(1, sorted, count) {
            let pivot = items[low + place]
            var (left, right) = (0, place)
            while left < right {
                let middle = (left + right) >> 1
                if try isLess(pivot, items[low + middle]) { right = middle } else { left = middle + 1 }
            }
            var index = place
            while index > left {
                items[low + index] = items[low + index - 1]
                index -= 1
            }
            items[low + left] = pivot
        }
    }

    // MARK: Merging

    /// Merges pending runs that have to be merged before a run of so many items is added.
    private mutating func mergeBefore(_ count: Int, _ isLess: Order) throws {
        guard let last = pending.last else { return }
        let power = Timsort.power(last.start, last.count, count, of: items.count)
        while pending.count > 1, pending[pending.count - 2].power > power {
            try merge(at: pending.count - 2, isLess)
        }
        pending[pending.count - 1].power = power
    }

    /// The depth of the boundary between two runs in a nearly optimal merge tree.
    private static func power(_ start: Int, _ first: Int, _ second: Int, of total: Int) -> Int {
        var power = 0
        var left = 2 * start + first
        var right = left + first + second
        while true {
            power += 1
            if left >= total {
                left -= total
                right -= total
            } else if right >= total {
                return power
            }
            left <<= 1
            right <<= 1
        }
    }

    private mutating func merge(at index: Int, _ isLess: Order) throws {
        var (first, second) = (pending[index], pending[index + 1])
        pending[index].count = first.count + second.count
        pending.remove(at: index + 1)
        // What is in place already, at both ends.
        let skipped = try gallopRight(
            items[second.start], items, first.start, first.count, hint: 0, isLess)
        first.start += skipped
        first.count -= skipped
        if first.count == 0 { return }
        second.count = try gallopLeft(
            items[first.start + first.count - 1], items, second.start, second.count,
            hint: second.count - 1, isLess)
        if second.count <= 0 { return }
        if first.count <= second.count {
            try mergeLow(first, second, isLess)
        } else {
            try mergeHigh(first, second, isLess)
        }
    }

    /// Where a key belongs, in front of equal items.
    private func gallopLeft(
        _ key: Int32, _ list: [Int32], _ start: Int, _ count: Int, hint: Int, _ isLess: Order
    ) throws -> Int {
        var (last, offset) = (0, 1)
        if try isLess(list[start + hint], key) {
            let most = count - hint
            while offset < most, try isLess(list[start + hint + offset], key) {
                last = offset
                offset = (offset << 1) + 1
            }
            (last, offset) = (last + hint, min(offset, most) + hint)
        } else {
            let most = hint + 1
            while offset < most, try !isLess(list[start + hint - offset], key) {
                last = offset
                offset = (offset << 1) + 1
            }
            (last, offset) = (hint - min(offset, most), hint - last)
        }
        last += 1
        while last < offset {
            let middle = last + ((offset - last) >> 1)
            if try isLess(list[start + middle], key) { last = middle + 1 } else { offset = middle }
        }
        return offset
    }

    /// Where a key belongs, behind equal items.
    private func gallopRight(
        _ key: Int32, _ list: [Int32], _ start: Int, _ count: Int, hint: Int, _ isLess: Order
    ) throws -> Int {
        var (last, offset) = (0, 1)
        if try isLess(key, list[start + hint]) {
            let most = hint + 1
            while offset < most, try isLess(key, list[start + hint - offset]) {
                last = offset
                offset = (offset << 1) + 1
            }
            (last, offset) = (hint - min(offset, most), hint - last)
        } else {
            let most = count - hint
            while offset < most, try !isLess(key, list[start + hint + offset]) {
                last = offset
                offset = (offset << 1) + 1
            }
            (last, offset) = (last + hint, min(offset, most) + hint)
        }
        last += 1
        while last < offset {
            let middle = last + ((offset - last) >> 1)
            if try isLess(key, list[start + middle]) { offset = middle } else { last = middle + 1 }
        }
        return offset
    }
}

extension Timsort {
    /// Merges two neighbours from the left; the first, the shorter one, waits in the scratch.
    private mutating func mergeLow(_ first: Run, _ second: Run, _ isLess: Order) throws {
        scratch = Array(items[first.start..<first.start + first.count])
        var (left, leftCount) = (0, first.count)
        var (right, rightCount) = (second.start, second.count)
        var target = first.start
        // However it ends, what is left of the scratch goes in front of what is left of the second run.
        defer {
            for offset in 0..<leftCount { items[target + offset] = scratch[left + offset] }
        }
        func takeRight(_ sort: inout Timsort) {
            sort.items[target] = sort.items[right]
            (target, right, rightCount) = (target + 1, right + 1, rightCount - 1)
        }
        func takeLeft(_ sort: inout Timsort) {
            sort.items[target] = sort.scratch[left]
            (target, left, leftCount) = (target + 1, left + 1, leftCount - 1)
        }
        /// The last item of the first run belongs at the end.
        func finish(_ sort: inout Timsort) { while rightCount > 0 { takeRight(&sort) } }

        takeRight(&self)
        if rightCount == 0 { return }
        if leftCount == 1 { return finish(&self) }
        var least = leastGallop
        while true {
            var (leftWins, rightWins) = (0, 0)
            while true {
                if try isLess(items[right], scratch[left]) {
                    takeRight(&self)
                    (rightWins, leftWins) = (rightWins + 1, 0)
                    if rightCount == 0 { return }
                    if rightWins >= least { break }
                } else {
                    takeLeft(&self)
                    (leftWins, rightWins) = (leftWins + 1, 0)
                    if leftCount == 1 { return finish(&self) }
                    if leftWins >= least { break }
                }
            }
            least += 1
            repeat {
                if least > 1 { least -= 1 }
                leastGallop = least
                leftWins = try gallopRight(items[right], scratch, left, leftCount, hint: 0, isLess)
                if leftWins > 0 {
                    for _ in 0..<leftWins { takeLeft(&self) }
                    if leftCount == 1 { return finish(&self) }
                    if leftCount == 0 { return }
                }
                takeRight(&self)
                if rightCount == 0 { return }
                rightWins = try gallopLeft(scratch[left], items, right, rightCount, hint: 0, isLess)
                if rightWins > 0 {
                    for _ in 0..<rightWins { takeRight(&self) }
                    if rightCount == 0 { return }
                }
                takeLeft(&self)
                if leftCount == 1 { return finish(&self) }
            } while leftWins >= Timsort.gallopThreshold || rightWins >= Timsort.gallopThreshold
            least += 1
            leastGallop = least
        }
    }

    /// Merges two neighbours from the right; the second, the shorter one, waits in the scratch.
    private mutating func mergeHigh(_ first: Run, _ second: Run, _ isLess: Order) throws {
        scratch = Array(items[second.start..<second.start + second.count])
        var leftCount = first.count
        var rightCount = second.count
        let left = first.start
        var target = second.start + second.count - 1
        // However it ends, what is left of the scratch goes behind what is left of the first run.
        defer {
            for offset in 0..<rightCount { items[target - offset] = scratch[rightCount - 1 - offset] }
        }
        func takeLeft(_ sort: inout Timsort) {
            sort.items[target] = sort.items[left + leftCount - 1]
            (target, leftCount) = (target - 1, leftCount - 1)
        }
        func takeRight(_ sort: inout Timsort) {
            sort.items[target] = sort.scratch[rightCount - 1]
            (target, rightCount) = (target - 1, rightCount - 1)
        }
        /// The first item of the second run belongs at the front.
        func finish(_ sort: inout Timsort) { while leftCount > 0 { takeLeft(&sort) } }

        takeLeft(&self)
        if leftCount == 0 { return }
        if rightCount == 1 { return finish(&self) }
        var least = leastGallop
        while true {
            var (leftWins, rightWins) = (0, 0)
            while true {
                if try isLess(scratch[rightCount - 1], items[left + leftCount - 1]) {
                    takeLeft(&self)
                    (leftWins, rightWins) = (leftWins + 1, 0)
                    if leftCount == 0 { return }
                    if leftWins >= least { break }
                } else {
                    takeRight(&self)
                    (rightWins, leftWins) = (rightWins + 1, 0)
                    if rightCount == 1 { return finish(&self) }
                    if rightWins >= least { break }
                }
            }
            least += 1
            repeat {
                if least > 1 { least -= 1 }
                leastGallop = least
                leftWins =
                    leftCount
                    - (try gallopRight(
                        scratch[rightCount - 1], items, left, leftCount, hint: leftCount - 1, isLess))
                if leftWins > 0 {
                    for _ in 0..<leftWins { takeLeft(&self) }
                    if leftCount == 0 { return }
                }
                takeRight(&self)
                if rightCount == 1 { return finish(&self) }
                rightWins =
                    rightCount
                    - (try gallopLeft(
                        items[left + leftCount - 1], scratch, 0, rightCount, hint: rightCount - 1, isLess))
                if rightWins > 0 {
                    for _ in 0..<rightWins { takeRight(&self) }
                    if rightCount == 1 { return finish(&self) }
                    if rightCount == 0 { return }
                }
                takeLeft(&self)
                if leftCount == 0 { return }
            } while leftWins >= Timsort.gallopThreshold || rightWins >= Timsort.gallopThreshold
            least += 1
            leastGallop = least
        }
    }
}
